"""The names operators look for in Temporal: task queue, search attributes, failures. Renaming one is a migration."""

from enum import StrEnum

from temporalio.common import SearchAttributeKey

TASK_QUEUE = "balise"

PROCESS = SearchAttributeKey.for_keyword("BaliseProcess")
ESTABLISHMENT = SearchAttributeKey.for_keyword("BaliseEstablishment")
STAGE = SearchAttributeKey.for_keyword("BaliseStage")
OUTCOME = SearchAttributeKey.for_keyword("BaliseOutcome")
NEXT_DUE = SearchAttributeKey.for_datetime("BaliseNextDue")

SEARCH_ATTRIBUTES = (PROCESS, ESTABLISHMENT, STAGE, OUTCOME, NEXT_DUE)

UNDECLARED = "undeclared"
"""Stage shown for a case that no verdict has let in yet."""


class FailureType(StrEnum):
    """What can be wrong with an effect. Every one is retried: a case waits, it never guesses."""

    POLICY_UNDEFINED = "PolicyUndefined"
    """OPA answered, and it is no verdict: the bundle is wrong and people must look."""
    POLICY_INCOMPLETE = "PolicyIncomplete"
    """Rules that the gates hold were not evaluated."""
    POLICY_INPUT_REJECTED = "PolicyInputRejected"
    """OPA refused the question."""
    POLICY_ENGINE_UNAVAILABLE = "PolicyEngineUnavailable"
    """OPA cannot be reached, or is failing."""
    ANNOUNCEMENT_FAILED = "AnnouncementFailed"
    """Kafka did not take an announcement."""
    JOURNAL_UNAVAILABLE = "JournalUnavailable"
    """The journal cannot be reached, or is failing."""
    JOURNAL_DISAGREES = "JournalDisagrees"
    """The journal holds something else of this case: somebody rewound its workflow, and people must look."""
    TELLING_FAILED = "TellingFailed"
    """Temporal did not take what one case tells another."""
