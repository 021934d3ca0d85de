"""Whether each step of a case follows from its messages: settled again by the core, it has the same digests."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from audit.verifier.entries import Step
from audit.verifier.leaf import Tell
from audit.verifier.report import Report
from domain import standing
from domain.canonical import digest
from domain.case import Case
from domain.decider import question, settle
from domain.engine import engine
from domain.entry import Settled
from domain.message import Message
from domain.process import Process
from domain.processes import PROCESSES
from domain.question import ENTRYPOINT, Question
from domain.settlement import Settlement
from domain.verdict import Verdict


@dataclass(frozen=True)
class Redone:
    """A step that was settled again: the question it raised, and the case as it left it."""

    step: Step
    message: Message
    question: Question | None
    case: Case


def rerun(case_id: str, steps: Sequence[Step], report: Report) -> list[Redone]:
    """Settle *steps* again from a case that has just been opened, as far as they can be."""
    try:
        case = Case.opened(case_id)
    except ValueError:
        report.tell("entry_malformed", case=case_id, why="case_id")
        return []
    process = PROCESSES.get(case.process)
    if process is None:
        report.tell("process_unknown", case=case_id, given=case.process)
        return []
    redone: list[Redone] = []
    for step in steps:
        tell = partial(report.tell, case=case_id, sequence=step.entry.sequence, index=step.index)
        if step.message is None or (step.verdict is None and step.entry.verdict is not None):
            tell("rest_unchecked")
            break
        settled = _settled(process, case, step, step.message, tell)
        if settled is None:
            if step is not steps[-1]:
                tell("rest_not_followed")
            break
        raised, settlement = settled
        redone.append(Redone(step, step.message, raised, settlement.case))
        if _same(step, step.message, raised, settlement, tell):
            report.proven["settlements"] += 1
        elif step is not steps[-1]:
            tell("rest_not_followed")
            break
        case = settlement.case
    return redone


def _settled(
    process: Process, case: Case, step: Step, message: Message, tell: Tell
) -> tuple[Question | None, Settlement] | None:
    """Return the question that *message* raises and what settling it gives; None when it cannot be settled so."""
    try:
        raised = question(process, case, message)
        if message.key in case.seen:
            tell("message_repeated")
            return None
        if step.verdict is None and step.entry.engine != engine() and standing.taken_in_silence(case, message):
            raised = None  # as the code that settled it had it
        if (raised is None) != (step.verdict is None):
            _differ(step, ["verdict_unasked" if raised is None else "verdict_absent"], tell)
            return None
        return raised, settle(process, case, message, step.verdict)
    # A message that the contract would have refused may break anything that reads it.
    except (ValueError, TypeError, LookupError, AttributeError) as error:
        if step.entry.engine == engine():
            tell("message_not_settled", why=type(error).__name__)
        else:
            _differ(step, ["message_not_settled"], tell)
        return None


def _same(step: Step, message: Message, raised: Question | None, settlement: Settlement, tell: Tell) -> bool:
    entry = step.entry
    due = Settled.of(message, raised, step.verdict, settlement, engine=entry.engine)
    wrong = [
        code
        for code, held, right in (
            ("question_differs", entry.question, due.question),
            ("case_differs", entry.case, due.case),
            ("announcements_differ", entry.announcements, due.announcements),
            ("told_differs", entry.told, due.told),
        )
        if held != right
    ]
    if raised is not None and step.verdict is not None and not _named(raised, step.verdict):
        wrong.append("decision_id_differs")
    _differ(step, wrong, tell)
    return not wrong and due.sequence == entry.sequence


def _differ(step: Step, wrong: list[str], tell: Tell) -> None:
    """Tell what does not follow, or that other code than ours settled it, of which nothing is known here."""
    if step.entry.engine == engine():
        for code in wrong:
            tell(code)
    elif wrong:
        tell("settled_by_other_code", engine=step.entry.engine, ours=engine(), which=", ".join(wrong))


def _named(raised: Question, verdict: Verdict) -> bool:
    name = digest({"question": raised.model_dump(mode="json"), "revision": verdict.revision})
    return verdict.decision_id == name and verdict.path == ENTRYPOINT
