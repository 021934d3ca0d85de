"""What an event costs, measured on real engines against two references in the same run."""
