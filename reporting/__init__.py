"""What the cases show when they are looked at together: figures computed from plain records, and from nothing else."""
