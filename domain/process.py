"""What distinguishes one process from another: its stages and the messages that bring it facts."""

from pydantic import BaseModel, ConfigDict


class Process(BaseModel):
    """A declaration: everything else about a process comes from policy."""

    model_config = ConfigDict(frozen=True)

    name: str
    """First part of its cases' ids, and the key of its gates in the policies' data."""
    stages: tuple[str, ...]
    """In the order a case lives them."""
    endless: bool = False
    """Whether a case lives its last stages again, as often as there are years: none of them ends it."""
    declaration: str
    """Message type that declares a case, and may claim the stage it has reached; the first one if it does not."""
    facts: dict[str, str]
    """Message type to the topic it fills; `{kind}` in a topic stands for that field of the message."""
    reports: frozenset[str] = frozenset()
    """Message types that tell how things go, and change nothing of what an opinion was given on."""

    linked: dict[str, str] = {}
    """Message type told by other cases to the topic it joins. Each case that tells has a fact of its own there."""
    asked: dict[str, str] = {}
    """What a declaration may ask (`asks`) to a topic of its own: to ask for one thing takes nothing back of another."""
    answered: dict[str, str] = {}
    """Message type told by the initiative that a case names, to the topic it fills. Only the one named now is read."""
    passed_on: frozenset[str] = frozenset()
    """Message types that leave a case as it is: what they say is announced, and remembered by those announcements."""
    suspendable: str | None = None
    """Stage where a verdict may suspend a case; None where nothing is suspended."""
    suspended: str | None = None
    """Stage, outside the order, of a case that is suspended."""

    @property
    def final(self) -> str | None:
        """The stage that ends what a case owes, the last one; None where a case begins again from there."""
        return None if self.endless else self.stages[-1]

    @property
    def places(self) -> tuple[str, ...]:
        """Every stage a case may be at, those outside the order last."""
        return (*self.stages, self.suspended) if self.suspended else self.stages

    def topic(self, message_type: str, data: dict[str, object]) -> str | None:
        """Return the topic that a message fills, or None when it brings no fact."""
        told = self.linked.get(message_type) or self.answered.get(message_type)
        if told is not None:
            return f"{told}.{data['case']}"
        template = self.facts.get(message_type)
        return template.format_map(data) if template else None
