"""The writing side of the log: what is offered becomes durable, then leaves, tiles and a signed checkpoint."""
