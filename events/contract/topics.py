"""Which Kafka topic carries what, by name."""

import re

IN_PREFIX = "balise.in."
OUT_PREFIX = "balise.out."
IN_PATTERN = r"^balise\.in\.[a-z0-9-]+$"
"""Every topic intake reads: one per establishment, and the governance body's."""

GOVERNANCE = "governance"
GOVERNANCE_IN = f"{IN_PREFIX}{GOVERNANCE}"
GOVERNANCE_OUT = f"{OUT_PREFIX}{GOVERNANCE}"
PARKED = "balise.parked"

_IN = re.compile(IN_PATTERN)


def incoming(establishment: str) -> str:
    """Return the topic where *establishment* alone may write."""
    return f"{IN_PREFIX}{establishment}"


def outgoing(establishment: str) -> str:
    """Return the topic where *establishment* reads what is announced about its own cases."""
    return f"{OUT_PREFIX}{establishment}"


def establishment_of(topic: str) -> str | None:
    """Return the establishment that owns the incoming *topic*, or None for the governance body's.

    Raises:
        ValueError: when *topic* is not one that intake reads.
    """
    if _IN.fullmatch(topic) is None:
        raise ValueError(f"not an incoming topic: {topic!r}")
    code = topic.removeprefix(IN_PREFIX)
    return None if code == GOVERNANCE else code
