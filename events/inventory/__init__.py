"""Public inventories of AI use cases: how one is read, written down as data, and sent as an establishment would."""
