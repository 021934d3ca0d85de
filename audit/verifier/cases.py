"""All that is checked of cases, one after the other: entries, steps, verdicts asked again, signatures of opinions."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

from audit.verifier import histories, opinions
from audit.verifier.destructions import split
from audit.verifier.entries import DIGEST, Contents, Step, steps
from audit.verifier.leaf import Leaf
from audit.verifier.policy import BATCH, Answer, Bundle, Opa, Refused, difference
from audit.verifier.report import Report
from audit.verifier.rerun import rerun
from audit.verifier.tiles import schemas_path
from domain.canonical import digest_of
from domain.question import Question
from domain.verdict import Verdict

SIGNED_FROM = "9999-12-31"
"""From when opinions must be signed, where a bundle does not say: none was then."""


@dataclass(frozen=True)
class Evidence:
    """What the leaves name by digest, and what the verifier asks again with."""

    contents: Contents
    read: Callable[[str], bytes | None]
    """Gives a file of the log: its bundles."""
    opa: Path | None
    histories: Callable[[str], Mapping[str, bytes]] = lambda _: {}
    """Gives the archived histories of a case, by the path of each, as far as there are any."""


@dataclass(frozen=True)
class Asked:
    """A question that a step raised, with the verdict that the journal holds."""

    step: Step
    question: Question
    verdict: Verdict


def check(cases: Iterable[tuple[str, Sequence[Leaf]]], evidence: Evidence) -> Report:
    """Check *cases*, each with its leaves in the order of the log."""
    report = Report()
    asked: dict[str, list[Asked]] = {}
    contracts: dict[str, Step] = {}
    for case_id, leaves in cases:
        gone, mine = split(case_id, leaves, report)
        found = steps(case_id, mine, evidence.contents, gone, report)
        for step in found:
            if step.entry.contract is not None:
                contracts.setdefault(step.entry.contract, step)
        for each in rerun(case_id, found, report):
            verdict = each.step.verdict
            if each.question is not None and verdict is not None:
                asked.setdefault(verdict.revision, []).append(Asked(each.step, each.question, verdict))
        histories.compare(case_id, evidence.histories(case_id), found, gone, report)
        report.proven["cases"] += 1
    for digest, step in contracts.items():
        _held(digest, step, evidence, report)
    for revision, questions in asked.items():
        _ask(revision, questions, evidence, report)
    return report


def _held(digest: str, step: Step, evidence: Evidence, report: Report) -> None:
    """Hold the schemas of what was let in to be those that *step*, and whatever else names them, says."""
    path = schemas_path(digest)
    raw = evidence.read(path) if DIGEST.fullmatch(digest) else None
    where = {"case": step.entry.case_id, "sequence": step.entry.sequence, "index": step.index, "path": path}
    if raw is None:
        report.tell("schemas_missing", **where)
    elif digest_of(raw) != digest:
        report.tell("schemas_altered", **where)
    else:
        report.believe_schemas(digest)


def _ask(revision: str, asked: list[Asked], evidence: Evidence, report: Report) -> None:
    first = asked[0]
    tell = partial(report.tell, case=first.step.entry.case_id, sequence=first.step.entry.sequence)
    try:
        bundle = Bundle.read(revision, evidence.read)
    except Refused as refusal:
        tell(refusal.code, **refusal.rest)
        return
    report.believe(revision)
    for each in asked:
        _weigh(each, bundle, report)
    if evidence.opa is None:
        tell("policy_not_asked")
        return
    for batch in _batches(asked):
        try:
            answers = Opa(evidence.opa).answers(bundle, [each.question for each in batch])
        except Refused as refusal:
            tell(refusal.code, **refusal.rest)
            return
        for each, answer in zip(batch, answers, strict=True):
            _compare(each, answer, bundle, report)


def _batches(asked: list[Asked]) -> Iterator[list[Asked]]:
    left = iter(asked)
    while batch := list(islice(left, BATCH)):
        yield batch


def _words(each: Asked, bundle: Bundle) -> dict[str, str]:
    parameters = bundle.data.get("parameters", {})
    signed_from = parameters.get("signature_required_from", SIGNED_FROM)
    return opinions.words(each.question, bundle.data.get("keys", {}), signed_from)


def _weigh(each: Asked, bundle: Bundle, report: Report) -> None:
    """Compare what the signatures are worth with what the verdict says of them, without asking OPA."""
    found = _words(each, bundle)
    awaited = {opinion.body: opinion.cause for opinion in each.verdict.opinions}
    for place, word in found.items():
        body = each.question.opinions[place].body
        if word == opinions.SOUND:
            report.proven["signatures"] += 1
        cause = awaited.get(body)
        words = {word_ for place_, word_ in found.items() if each.question.opinions[place_].body == body}
        if cause in opinions.WORDS and cause not in words:
            report.tell("opinion_judged_otherwise", **_place(each), place=place, due=word, given=cause)


def _compare(each: Asked, answer: Answer, bundle: Bundle, report: Report) -> None:
    if answer.verdict is None:
        report.tell("verdict_undefined", **_place(each))
        return
    differs = difference(each.verdict, answer.verdict)
    if differs is None:
        report.proven["verdicts"] += 1
    else:
        path, held, due = differs
        report.tell("verdict_differs", **_place(each), path=path, given=held, due=due)
    found = _words(each, bundle)
    if found and answer.words is None:
        report.tell("opinions_unweighed", **_place(each))
    for place, word in found.items():
        given = (answer.words or {}).get(place)
        if answer.words is not None and given != word:
            report.tell("opinion_judged_otherwise", **_place(each), place=place, due=word, given=given)


def _place(each: Asked) -> dict[str, object]:
    entry = each.step.entry
    return {"case": entry.case_id, "sequence": entry.sequence, "index": each.step.index}
