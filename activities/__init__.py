"""Effects: what a case asks of the world, one class per engine."""
