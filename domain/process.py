"""What distinguishes one process from another: its stages and the messages that bring it facts."""

from pydantic import BaseModel, ConfigDict


class Process(BaseModel):
    """A declaration: everything else about a process comes from policy."""

    model_config = ConfigDict(frozen=True)

    name: str
    """First part of its cases' ids, and the key of its gates in the policies' data."""
    stages: tuple[str, ...]
    """In the order a case lives them. The last one ends its duties."""
    declaration: str
    """Message type that declares a case, and may claim the stage it has reached; the first one if it does not."""
    facts: dict[str, str]
    """Message type to the topic it fills; `{kind}` in a topic stands for that field of the message."""
    reports: frozenset[str] = frozenset()
    """Message types that tell how things go, and change nothing of what an opinion was given on."""

    def topic(self, message_type: str, data: dict[str, object]) -> str | None:
        """Return the topic that a message fills, or None when it brings no fact."""
        template = self.facts.get(message_type)
        return template.format_map(data) if template else None
