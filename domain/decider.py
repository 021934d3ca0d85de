"""How a message changes a case: which policy to ask, and what its answer means. Nothing else ever changes a case."""

from typing import Any, TypeVar

from domain.case import Case, Fact, OpinionFact
from domain.message import Message
from domain.process import Process
from domain.question import Fulfilment, Mode, Opinion, Passage, Provenance, Question, Spoken, Subject
from domain.settlement import Announced, Announcement, Settlement
from domain.verdict import Obligation, Outcome, Verdict

Said = TypeVar("Said", Fact, OpinionFact, Fulfilment)

REQUEST = "passage.requested"


def question(process: Process, case: Case, message: Message) -> Question | None:
    """Return what the policies must be asked because of *message*, or None when nothing depends on them."""
    if message.key in case.seen:
        return None
    case = _received(process, case, message)
    passage = _judged_passage(case, message)
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
        ),
        passage=passage,
        facts=_nested({topic: fact.data for topic, fact in case.facts.items()}),
        opinions={place: given.opinion for place, given in case.opinions.items()},
        event_id=message.key,
        provenance=_provenance(case),
        fulfilled=tuple(case.fulfilled.values()),
    )


def settle(process: Process, case: Case, message: Message, verdict: Verdict | None) -> Settlement:
    """Return the effect of *message*, given the *verdict* on the question it raised.

    Raises:
        ValueError: when a verdict is missing for a question, or given without one; a case never moves on a guess.
    """
    if message.key in case.seen:
        return Settlement(case=case, status="duplicate", announcements=(_receipt(case, message, "duplicate"),))
    received = _received(process, case, message)
    passage = _judged_passage(received, message)
    if (passage is None) != (verdict is None):
        raise ValueError(f"{message.type}: a verdict answers exactly one question")
    if passage is None or verdict is None:
        return Settlement(case=received, status="accepted", announcements=(_receipt(received, message, "accepted"),))
    judged = _judged(process, received, passage, verdict)
    said = _announcements(case, judged, message, passage, verdict)
    return Settlement(case=judged, status="accepted", announcements=said)


def _received(process: Process, case: Case, message: Message) -> Case:
    changes: dict[str, Any] = {"seen": (*case.seen, message.key)}
    topic = process.topic(message.type, message.data)
    if topic is not None:
        fact = Fact(data=message.data, event_id=message.id, time=message.time, source=message.source, type=message.type)
        changes["facts"] = _with_latest(case.facts, topic, fact)
    elif message.type == "opinion.rendered":
        opinion = Opinion.model_validate({**message.data, "received_at": message.received_at})
        given = OpinionFact(opinion=opinion, event_id=message.id, time=message.time, source=message.source)
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
    return {"passage": None, "requested_by": None} if message.type == "passage.withdrawn" else {}


def _judged_passage(case: Case, message: Message) -> Passage | None:
    if case.passage is not None:
        return case.passage
    owes = any(obligation.kind != "duty" for obligation in case.obligations)
    if case.stage is not None and owes and message.type != "passage.withdrawn":
        return Passage(mode=Mode.STANDING, origin=case.stage, to=case.stage)
    return None


def _judged(process: Process, case: Case, passage: Passage, verdict: Verdict) -> Case:
    entered = verdict.outcome is Outcome.ALLOW and passage.mode is not Mode.STANDING
    changes: dict[str, Any] = {
        "outcome": verdict.outcome,
        "obligations": _obligations(process, case, passage, verdict),
    }
    if entered:
        changes |= {"stage": passage.to, "passage": None, "requested_by": None}
    if entered and passage.mode is Mode.PASSAGE:
        changes["crossed"] = {**case.crossed, passage.to: case.dossier}
    return case.model_copy(update=changes)


def _obligations(process: Process, case: Case, passage: Passage, verdict: Verdict) -> tuple[Obligation, ...]:
    """Return what the case owes: a new verdict says what, the first one that said so keeps its due date."""
    imposed_before = {obligation.id: obligation for obligation in case.obligations}
    imposed = [
        obligation.model_copy(update={"due": min(obligation.due, imposed_before[obligation.id].due)})
        if obligation.id in imposed_before
        else obligation
        for obligation in verdict.obligations
    ]
    ids = {obligation.id for obligation in imposed}
    kept = [
        obligation
        for obligation in case.obligations
        if obligation.id not in ids and not _over(process, obligation, passage, verdict)
    ]
    return tuple(sorted([*kept, *imposed], key=lambda obligation: (obligation.due, obligation.id)))


def _over(process: Process, owed: Obligation, passage: Passage, verdict: Verdict) -> bool:
    """Return whether something *owed*, which *verdict* does not repeat, is owed no more.

    A duty belongs to its stage. What is to be regularized stands until a verdict looks at it again, or the last stage.
    """
    entered = verdict.outcome is Outcome.ALLOW and passage.mode is not Mode.STANDING
    if owed.kind == "duty":
        return entered
    return passage.mode is not Mode.PASSAGE or (entered and passage.to == process.stages[-1])


def _announcements(
    before: Case, after: Case, message: Message, passage: Passage, verdict: Verdict
) -> tuple[Announcement, ...]:
    said = [_receipt(after, message, "accepted")]
    owed = {obligation.id for obligation in after.obligations}
    said.append(
        _announcement(
            after,
            Announced.VERDICT,
            {
                "event": {"source": message.source, "id": message.id},
                "passage": passage.model_dump(mode="json"),
                "stage": after.stage,
                "dossier": after.dossier,
                "as_of": message.received_at.isoformat(),
                "settled": [owing.id for owing in before.obligations if owing.id not in owed],
                "verdict": verdict.model_dump(mode="json"),
            },
        )
    )
    if after.stage != before.stage:
        said.append(
            _announcement(
                after,
                Announced.STAGE,
                {
                    "stage": after.stage,
                    "origin": before.stage,
                    "mode": passage.mode.value,
                    "decision_id": verdict.decision_id,
                },
            )
        )
    return tuple(said)


def _receipt(case: Case, message: Message, status: str) -> Announcement:
    receipt = _announcement(
        case,
        Announced.RECEIPT,
        {"event": {"source": message.source, "id": message.id}, "status": status, "sequence": case.sequence},
    )
    if status == "duplicate":
        return receipt.model_copy(update={"id": f"{receipt.id}/{message.key}"})
    return receipt


def _announcement(case: Case, kind: Announced, data: dict[str, Any]) -> Announcement:
    return Announcement(
        id=f"{case.id}/{case.sequence}/{kind}",
        type=kind,
        case_id=case.id,
        establishment=case.establishment,
        data=data,
    )


def _provenance(case: Case) -> Provenance:
    asked = Spoken(source=case.requested_by, type=REQUEST) if case.requested_by is not None else None
    return Provenance(
        facts={topic: Spoken(source=fact.source, type=fact.type) for topic, fact in case.facts.items()},
        opinions={place: given.source for place, given in case.opinions.items()},
        passage=asked,
    )


def _nested(topics: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return facts as policies read them: topic `assessment.privacy` at `facts.assessment.privacy`."""
    facts: dict[str, dict[str, Any]] = {}
    for topic, data in topics.items():
        name, _, kind = topic.partition(".")
        if kind:
            facts.setdefault(name, {})[kind] = data
        else:
            facts[name] = data
    return facts
