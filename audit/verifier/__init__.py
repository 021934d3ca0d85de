"""What checks a log, and stands alone: the standard library, `cryptography`, `pydantic` and the core."""
