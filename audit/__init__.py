"""Proof: the log that is kept of what was settled, and what it takes to check it."""
