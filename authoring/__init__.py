"""What governance staff and the checks do with the policies: read, check, explain, try, cover and mutate them."""
