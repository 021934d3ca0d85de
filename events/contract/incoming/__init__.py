"""What establishments and bodies may tell: one model per event type, only ever extended, one module per process.

A field whose value is unknown is left out; null says the same. What a rule needs and does not find makes its verdict
indeterminate, so few fields are required here: completeness is judged by policy, form by the contract.
"""

from typing import Final

from domain.processes import PROCESSES
from events.contract.fields import Said
from events.contract.incoming import (
    any_case,
    body,
    campaign,
    data_access,
    impact,
    incident,
    initiative,
    mandate,
    policy_release,
    production,
    recourse,
)

ANY_CASE: Final = frozenset(any_case.EVENTS)
"""Types that every process takes; each of the others is of the processes whose facts it brings."""

INCOMING: Final[dict[str, type[Said]]] = {
    **initiative.EVENTS,
    **impact.EVENTS,
    **production.EVENTS,
    **body.EVENTS,
    **data_access.EVENTS,
    **incident.EVENTS,
    **recourse.EVENTS,
    **mandate.EVENTS,
    **campaign.EVENTS,
    **policy_release.EVENTS,
    **any_case.EVENTS,
}
"""Every type that may come in, by its short name."""

BODIES_ONLY: Final[frozenset[str]] = any_case.BODIES.union(
    data_access.BODIES, mandate.BODIES, campaign.BODIES, policy_release.BODIES
)
"""Types that only a governance body may give: the `BODIES` of every process. Establishments give all the others."""

BODIES_DECLARE: Final = frozenset(name for name, each in PROCESSES.items() if each.declaration in BODIES_ONLY)
"""Processes whose cases are declared by a body."""


def from_bodies(process: str) -> frozenset[str]:
    """Return the types that a body may give about the cases of *process*."""
    return BODIES_ONLY | any_case.DECLARANTS if process in BODIES_DECLARE else BODIES_ONLY


def speakers(message_type: str) -> list[str]:
    """Return who intake lets say *message_type*, in the words of the policies' table of entitlements."""
    if message_type in BODIES_ONLY:
        return ["governance"]
    if message_type in campaign.ASKED:
        return ["asked"]
    return ["establishment", "declarant"] if message_type in any_case.DECLARANTS else ["establishment"]
