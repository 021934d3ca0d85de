"""What becomes of a case where it stands: which messages ask whether it may stay, and where a verdict puts it."""

from domain.case import Case
from domain.message import Message
from domain.process import Process
from domain.question import Mode, Passage
from domain.verdict import Outcome, Verdict


def asked(process: Process, case: Case, message: Message) -> bool:
    """Return whether *message* raises the question of whether *case* may stay where it stands.

    It does when something is owed that it may settle, when its topic is watched there, and whenever another case tells
    it: what one case tells another was not said for the sake of a passage.
    """
    if case.stage is None or message.type == "passage.withdrawn":
        return False
    told = message.type in process.linked or message.type in process.answered
    if told or process.topic(message.type, message.data) in _watched(case):
        return True
    return any(obligation.kind != "duty" for obligation in case.obligations)


def first(process: Process, case: Case, message: Message) -> bool:
    """Return whether that question comes before the one of the passage waited for.

    It does where a case can be suspended: a grave incident does not wait for the end of a request to retire.
    """
    return case.stage is not None and case.stage == process.suspendable and message.type in process.linked


def stage_after(process: Process, case: Case, passage: Passage, verdict: Verdict) -> str | None:
    """Return the stage at which *verdict* leaves *case*."""
    entered = verdict.outcome is Outcome.ALLOW and passage.mode is not Mode.STANDING
    stands = passage.to if entered else case.stage
    suspends = verdict.suspends and passage.mode is not Mode.PASSAGE and stands == process.suspendable
    return process.suspended if suspends else stands


def _watched(case: Case) -> set[str | None]:
    """Return the topics watched, those of several kinds by each of their kinds."""
    return {topic for topic in case.facts if topic in case.watched or topic.partition(".")[0] in case.watched}
