"""What becomes of a case where it stands: which messages ask whether it may stay, and where a verdict puts it."""

from domain import deadlines, dossier, duties
from domain.case import Case
from domain.message import Message
from domain.process import Process
from domain.question import Mode, Passage
from domain.verdict import Obligation, Outcome, Verdict


def asked(process: Process, case: Case, message: Message) -> bool:
    """Return whether *message* raises the question of whether *case* may stay where it stands.

    It does when something is owed that it may settle, when its topic is watched there, and whenever another case tells
    it: what one case tells another was not said for the sake of a passage. A passage that is withdrawn settles only
    what bodies owed for its sake. An opinion always does: whoever gives it is told what it is worth.
    """
    if case.stage is None:
        return False
    if message.type == dossier.RENDERED:
        return True
    if message.type == "passage.withdrawn":
        return any(summoned(process, case, owed) for owed in case.obligations)
    told = message.type in process.linked or message.type in process.answered
    if told or _watches(process, case, message):
        return True
    return _owing(case)


def taken_in_silence(case: Case, message: Message) -> bool:
    """Return whether *message* is an opinion that nothing waited for, of which *case* used to ask nothing.

    What was recorded then has no verdict there, and can be given none: it settles as it did.
    """
    return message.type == dossier.RENDERED and case.passage is None and not _owing(case)


def _owing(case: Case) -> bool:
    return any(obligation.kind != "duty" for obligation in case.obligations)


def first(process: Process, case: Case, message: Message) -> bool:
    """Return whether that question comes before the one of the passage waited for.

    It does whenever *message* bears on the stage itself, or time or other policies do: to have asked to leave hides
    nothing of what happens there. What another case tells comes first where a case can be suspended, since a grave
    incident does not wait for the end of a request to retire.
    """
    if case.stage is None:
        return False
    if message.type in process.linked:
        return case.stage == process.suspendable
    if message.type == deadlines.REACHED:
        return case.put_aside is None or deadlines.anything_come(case, message.received_at)
    if message.type == deadlines.REPLACED:
        return True
    return _watches(process, case, message) or duties.touched(process, case, message)


def puts_aside(process: Process, case: Case, message: Message) -> bool:
    """Return whether the passage waited for, which came second, is asked at once after.

    What one case tells another was not said for its sake: it waits for the next word.
    """
    return case.passage is not None and message.type not in process.linked


def answered(case: Case, message: Message, asked: Passage | None, verdict: Verdict | None) -> Passage | None:
    """Return what *verdict* answers of *case*, which *asked* it because of *message*.

    A verdict from before the stage came first was asked about the passage waited for, whose only gate it names.
    """
    if verdict is None and taken_in_silence(case, message):
        return None
    waited = case.passage
    if verdict is None or asked is None or asked.mode is not Mode.STANDING or waited is None:
        return asked
    return waited if verdict.gates == (waited.to,) and waited.to != case.stage else asked


def summoned(process: Process, case: Case, owed: Obligation) -> bool:
    """Return whether what is *owed* is an opinion on a passage, at a gate still ahead of *case*."""
    return owed.rule == f"opinion:{owed.by}" and _place(process, owed.gate) > _place(process, case.stage)


def _place(process: Process, stage: str | None) -> int:
    """Return how far *stage* is in the order; what is suspended is as far as where it was taken from."""
    reached = process.suspendable if stage == process.suspended else stage
    return process.stages.index(reached) if reached in process.stages else -1


def stage_after(process: Process, case: Case, passage: Passage, verdict: Verdict) -> str | None:
    """Return the stage at which *verdict* leaves *case*."""
    entered = verdict.outcome is Outcome.ALLOW and passage.mode is not Mode.STANDING
    stands = passage.to if entered else case.stage
    suspends = verdict.suspends and passage.mode is not Mode.PASSAGE and stands == process.suspendable
    return process.suspended if suspends else stands


def _watches(process: Process, case: Case, message: Message) -> bool:
    """Return whether *message* is on a topic watched there; one of several kinds is by each of its kinds."""
    topic = process.topic(message.type, message.data)
    return topic in case.facts and (topic in case.watched or topic.partition(".")[0] in case.watched)
