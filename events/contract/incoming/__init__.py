"""What establishments and bodies may tell: one model per event type, only ever extended, one module per process.

A field whose value is unknown is left out; null says the same. What a rule needs and does not find makes its verdict
indeterminate, so few fields are required here: completeness is judged by policy, form by the contract.
"""

from typing import Final

from events.contract.fields import Said
from events.contract.incoming import any_case, initiative, recourse

ANY_CASE: Final = frozenset(any_case.EVENTS)
"""Types that every process takes; each of the others is of the processes whose facts it brings."""

INCOMING: Final[dict[str, type[Said]]] = {**initiative.EVENTS, **recourse.EVENTS, **any_case.EVENTS}
"""Every type that may come in, by its short name."""

BODIES_ONLY: Final = frozenset({"opinion.rendered"})
"""Types that only the governance body may give; establishments give all the others."""
