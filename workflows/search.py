"""What operators search cases by in Temporal's visibility."""

from datetime import UTC, datetime, time
from typing import Any

from temporalio.common import SearchAttributePair, SearchAttributeUpdate, TypedSearchAttributes

from activities.names import ESTABLISHMENT, NEXT_DUE, OUTCOME, PROCESS, STAGE, UNDECLARED
from domain.case import Case


def shown(case: Case) -> list[SearchAttributeUpdate[Any]]:
    """Return what operators search a case by."""
    due = case.next_due
    return [
        PROCESS.value_set(case.process),
        ESTABLISHMENT.value_set(case.establishment),
        STAGE.value_set(case.stage or UNDECLARED),
        OUTCOME.value_set(case.outcome) if case.outcome else OUTCOME.value_unset(),
        NEXT_DUE.value_set(datetime.combine(due, time(), UTC)) if due else NEXT_DUE.value_unset(),
    ]


def shown_at_start(case: Case) -> TypedSearchAttributes:
    """Return what operators search a new case by, as the workflow is started with it."""
    return TypedSearchAttributes(
        [
            SearchAttributePair(PROCESS, case.process),
            SearchAttributePair(ESTABLISHMENT, case.establishment),
            SearchAttributePair(STAGE, UNDECLARED),
        ]
    )
