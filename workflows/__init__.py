"""The durable shell and the named workflow types. Deterministic."""
