"""How a message changes a case: which policy to ask, and what its answer means. Nothing else ever changes a case."""

from datetime import date
from typing import Any, TypeVar

from domain import asking, deadlines, dossier, duties, extension, links, standing
from domain.case import Case, Fact, OpinionFact
from domain.message import ESTABLISHMENT, Message
from domain.process import Process
from domain.question import Fulfilment, Mode, Opinion, Passage, Provenance, Question, Spoken, Subject
from domain.settlement import Announced, Announcement, Settlement
from domain.verdict import Obligation, Outcome, Verdict

Said = TypeVar("Said", Fact, OpinionFact, Fulfilment)

REQUEST = "passage.requested"


def question(process: Process, case: Case, message: Message) -> Question | None:
    """Return what the policies must be asked because of *message*, or None when nothing depends on them."""
    if message.key in case.seen or message.type in process.passed_on:
        return None
    case = _received(process, case, message)
    passage = _judged_passage(process, case, message)
    if passage is None:
        return None
    return Question(
        as_of=message.received_at,
        process=process.name,
        case=Subject(
            id=case.id,
            establishment=case.establishment,
            stage=case.stage,
            dossier=case.dossier,
            crossed=case.crossed,
            heard=case.heard,
            declared=case.declared,
        ),
        passage=passage,
        facts=dossier.facts(process, case),
        opinions=dossier.opinions(case),
        event_id=message.key,
        provenance=_provenance(process, case),
        fulfilled=tuple(case.fulfilled.values()),
        extension=extension.asked(case, message),
        opinion=dossier.just_given(case, message),
    )


def settle(process: Process, case: Case, message: Message, verdict: Verdict | None) -> Settlement:
    """Return the effect of *message*, given the *verdict* on the question it raised.

    The receipt is announced last: whoever has read it has read all that the message brought about.

    Raises:
        ValueError: when a verdict is missing for a question, or given without one; a case never moves on a guess.
    """
    if message.type in process.passed_on:
        return Settlement(case=case, status="passed_on", announcements=_passed_on(case, message))
    if message.key in case.seen:
        return Settlement(case=case, status="duplicate", announcements=(_receipt(case, message, "duplicate"),))
    received = _received(process, case, message)
    passage = standing.answered(received, message, _judged_passage(process, received, message), verdict)
    if (passage is None) != (verdict is None):
        raise ValueError(f"{message.type}: a verdict answers exactly one question")
    said: list[Announcement] = []
    settled = received
    if passage is not None and verdict is not None and verdict.refuses:
        settled = received.model_copy(update={"opinions": case.opinions})
        said = [_rendered(settled, message, passage, verdict, [])]
    elif passage is not None and verdict is not None:
        done = duties.done(process, received, message, verdict)
        today = message.received_at.astimezone(deadlines.ZONE).date()
        settled = _judged(process, duties.without(received, done), passage, verdict, today)
        if passage.mode is Mode.STANDING and standing.puts_aside(process, settled, message):
            settled = settled.model_copy(update={"put_aside": message.received_at})
        owed = {owing.id for owing in settled.obligations} - done
        over = [owing.id for owing in case.obligations if owing.id not in owed]
        said = [_rendered(settled, message, passage, verdict, over), *_entered(case, settled, passage, verdict)]
    come = deadlines.come(received, message.received_at) if message.type == deadlines.REACHED else ()
    settled = deadlines.told(settled, come, message.received_at)
    settled, told = links.tell(settled, message)
    receipt = [_receipt(settled, message, "accepted")] if message.source != deadlines.CLOCK else []
    announcements = (*said, *_recalled(settled, come), *receipt)
    return Settlement(case=settled, status="accepted", announcements=announcements, told=told)


def _received(process: Process, case: Case, message: Message) -> Case:
    changes: dict[str, Any] = {"seen": (*case.seen, message.key)}
    topic = process.topic(message.type, message.data)
    if topic is not None:
        fact = Fact(
            data=message.data,
            event_id=message.id,
            time=message.time,
            source=message.source,
            type=message.type,
            report=message.type in process.reports,
        )
        asked = process.asked.get(message.data.get("asks") or "") if topic == "declaration" else None
        facts = _with_latest(case.facts, asked, fact) if asked is not None else case.facts
        changes["facts"] = _with_latest(facts, topic, fact)
        if topic == "declaration" and topic not in case.facts:
            changes["declared"] = message.time
    elif message.type == dossier.RENDERED:
        opinion = Opinion.model_validate({**message.data, "received_at": message.received_at})
        seen = case.topics if opinion.covers == case.dossier else None
        given = OpinionFact(opinion=opinion, event_id=message.id, time=message.time, source=message.source, seen=seen)
        changes["opinions"] = _with_latest(case.opinions, opinion.place, given)
    elif message.type == "condition.met":
        met = Fulfilment(
            **message.data,
            event_id=message.id,
            source=message.source,
            time=message.time,
            received_at=message.received_at,
        )
        changes["fulfilled"] = _with_latest(case.fulfilled, met.place, met)
    if message.source == f"{ESTABLISHMENT}{case.establishment}":
        changes["heard"] = message.received_at
    changed = case.model_copy(update=changes)
    return changed.model_copy(update=_awaited(process, changed, message))


def _with_latest(known: dict[str, Said], topic: str, said: Said) -> dict[str, Said]:
    """Keep what was said last, by its source's clock; ids break ties, so that order of arrival does not matter."""
    before = known.get(topic)
    if before is not None and (before.time, before.event_id) > (said.time, said.event_id):
        return known
    return {**known, topic: said}


def _awaited(process: Process, case: Case, message: Message) -> dict[str, Any]:
    """Return what *message* changes in the passage waited for: which one, and who asked for it."""
    declaration = case.facts.get("declaration")
    if case.stage is None and declaration is not None:
        claimed = str(declaration.data.get("stage", process.stages[0]))
        mode = Mode.PASSAGE if claimed == process.stages[0] else Mode.RECENSION
        return {"passage": Passage(mode=mode, origin=None, to=claimed), "requested_by": None}
    if message.type == REQUEST:
        passage = Passage(mode=Mode.PASSAGE, origin=case.stage, to=str(message.data["to"]))
        return {"passage": passage, "requested_by": message.source}
    if message.type == "passage.withdrawn":
        return {"passage": None, "requested_by": None, "put_aside": None}
    return {}


def _judged_passage(process: Process, case: Case, message: Message) -> Passage | None:
    if case.passage is not None and not standing.first(process, case, message):
        return case.passage
    raised = message.type in (deadlines.REACHED, deadlines.REPLACED, extension.EXTENDED)
    asks = raised or duties.touched(process, case, message)
    if case.stage is not None and (asks or standing.asked(process, case, message)):
        return Passage(mode=Mode.STANDING, origin=case.stage, to=case.stage)
    return None


def _judged(process: Process, case: Case, passage: Passage, verdict: Verdict, today: date) -> Case:
    entered = verdict.outcome is Outcome.ALLOW and passage.mode is not Mode.STANDING
    changes: dict[str, Any] = {
        "outcome": verdict.outcome,
        "obligations": _obligations(process, case, passage, verdict, today),
        "again_on": verdict.again_on,
        "over": verdict.over,
        "stage": standing.stage_after(process, case, passage, verdict),
    }
    if entered or passage.mode is Mode.STANDING:
        changes["watched"] = verdict.watches
    else:
        changes |= {"put_aside": None, "again_on": _again_on(case, verdict)}
    if entered:
        changes |= {"passage": None, "requested_by": None, "put_aside": None}
    if entered and passage.mode is Mode.PASSAGE:
        changes["crossed"] = {**case.crossed, passage.to: case.dossier}
    return case.model_copy(update=changes)


def _again_on(case: Case, verdict: Verdict) -> date | None:
    """Return when to ask again after a passage that stays shut; the stage, asked just before it, may say sooner."""
    days = [verdict.again_on, case.again_on if case.put_aside is not None else None]
    return min((day for day in days if day is not None), default=None)


def _obligations(
    process: Process, case: Case, passage: Passage, verdict: Verdict, today: date
) -> tuple[Obligation, ...]:
    """Return what the case owes: a new verdict says what, the first one that said so when, unless it was put off."""
    imposed_before = {obligation.id: obligation for obligation in case.obligations}
    imposed = [duties.again(obligation, imposed_before.get(obligation.id), today) for obligation in verdict.obligations]
    ids = {obligation.id for obligation in imposed}
    kept = [
        obligation
        for obligation in case.obligations
        if obligation.id not in ids and not _over(process, case, obligation, passage, verdict)
    ]
    owed = duties.put_off([*kept, *imposed], verdict.postponed)
    return tuple(sorted(owed, key=lambda obligation: (obligation.due, obligation.id)))


def _over(process: Process, case: Case, owed: Obligation, passage: Passage, verdict: Verdict) -> bool:
    """Return whether something *owed*, which *verdict* does not repeat, is owed no more.

    A duty belongs to its stage, and policies that say what fulfils one say every time which are owed there; older ones
    did not. What is to be regularized stands until a verdict looks at it again, its own gate opens, or the case ends.
    An opinion on a passage is owed for as long as that passage is waited for.
    """
    if standing.summoned(process, case, owed):
        waited = passage.mode is Mode.STANDING and case.passage is not None and case.passage.to == owed.gate
        return not waited
    entered = verdict.outcome is Outcome.ALLOW and passage.mode is not Mode.STANDING
    if owed.kind == "duty":
        moves = standing.stage_after(process, case, passage, verdict) != case.stage
        return entered or moves or bool(owed.fulfilled_by)
    looked_at = passage.mode is not Mode.PASSAGE or owed.gate == verdict.opened
    return looked_at or (entered and passage.to == process.final)


def _rendered(after: Case, message: Message, passage: Passage, verdict: Verdict, settled: list[str]) -> Announcement:
    return _announcement(
        after,
        Announced.VERDICT,
        {
            "event": {"source": message.source, "id": message.id},
            "passage": passage.model_dump(mode="json"),
            "stage": after.stage,
            "dossier": after.dossier,
            "as_of": message.received_at.isoformat(),
            "settled": settled,
            "verdict": verdict.model_dump(mode="json"),
        },
    )


def _entered(before: Case, after: Case, passage: Passage, verdict: Verdict) -> list[Announcement]:
    if after.stage == before.stage:
        return []
    suspending = verdict.suspends if after.stage != passage.to else ()
    entered = {
        "stage": after.stage,
        "origin": before.stage,
        "mode": passage.mode.value,
        "decision_id": verdict.decision_id,
        "reasons": [reason.model_dump(mode="json") for reason in suspending],
    }
    return [_announcement(after, Announced.STAGE, entered)]


def _recalled(case: Case, come: tuple[deadlines.Step, ...]) -> list[Announcement]:
    """Return what is told of the deadlines that have *come*, of what *case* owes once it is judged."""
    owed = {obligation.id for obligation in case.obligations}
    return [
        Announcement(
            id=f"{case.id}/{case.sequence}/{step.kind}/{step.obligation.id}/{step.to}",
            type=step.kind,
            case_id=case.id,
            establishment=case.establishment,
            data={"obligation": step.obligation.model_dump(mode="json"), "to": step.to, "on": step.on.isoformat()},
        )
        for step in deadlines.worth_telling(come)
        if step.obligation.id in owed
    ]


def _receipt(case: Case, message: Message, status: str) -> Announcement:
    receipt = _announcement(
        case,
        Announced.RECEIPT,
        {"event": {"source": message.source, "id": message.id}, "status": status, "sequence": case.sequence},
    )
    if status == "duplicate":
        return receipt.model_copy(update={"id": f"{receipt.id}/{message.key}"})
    return receipt


def _passed_on(case: Case, message: Message) -> tuple[Announcement, ...]:
    """Return what is announced to whoever said *message*, which the case does not remember."""
    answer = asking.noted(message)
    receipt = _receipt(case, message, "accepted")
    to_whom = {"id": f"{receipt.id}/{message.key}", "establishment": answer.establishment}
    return answer, receipt.model_copy(update=to_whom)


def _announcement(case: Case, kind: Announced, data: dict[str, Any]) -> Announcement:
    return Announcement(
        id=f"{case.id}/{case.sequence}/{kind}",
        type=kind,
        case_id=case.id,
        establishment=case.establishment,
        data=data,
    )


def _provenance(process: Process, case: Case) -> Provenance:
    asked = Spoken(source=case.requested_by, type=REQUEST) if case.requested_by is not None else None
    return Provenance(
        facts=dossier.provenance(process, case),
        opinions={place: given.source for place, given in case.opinions.items()},
        passage=asked,
    )
