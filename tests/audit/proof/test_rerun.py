"""What older code settled without asking is followed as it was; our own code owes a verdict there."""

from typing import Any

import pytest

from audit.verifier.entries import Step
from audit.verifier.report import Report
from audit.verifier.rerun import rerun
from domain.canonical import digest
from domain.case import Case
from domain.decider import question, settle
from domain.engine import engine
from domain.entry import Entry, Header, Judged, Settled
from domain.initiative import INITIATIVE
from domain.message import Message
from domain.verdict import Outcome, Verdict
from tests.domain.test_decider import verdict
from tests.domain.test_opinions import CASE_ID, message, opinion

NOWHERE = digest(None)


def steps(code: str) -> list[Step]:
    """Return a case that enters its first stage, is given an opinion that nothing waits for, and told a fact."""
    case, found = Case.opened(CASE_ID), []
    for said in (
        message("a", "initiative.declared", title="Essai"),
        opinion("b", "comite_ia_sante"),
        message("c", "need.described", problem="p"),
    ):
        asked = question(INITIATIVE, case, said) if said.id == "a" else None
        given = None
        if asked is not None:
            named = digest({"question": asked.model_dump(mode="json"), "revision": "sha256:0"})
            given = verdict(asked, Outcome.ALLOW).model_copy(update={"decision_id": named})
        settlement = settle(INITIATIVE, case, said, given)
        found.append(step(said, given, Settled.of(said, asked, given, settlement, engine=code)))
        case = settlement.case
    return found


def step(said: Message, given: Verdict | None, settled: Settled) -> Step:
    held: dict[str, Any] = settled.model_dump(exclude={"message", "verdict"})
    judged = given and Judged(**given.model_dump(include={"decision_id", "revision", "outcome"}), content=NOWHERE)
    header = Header(**said.model_dump(exclude={"subject", "data"}), content=NOWHERE)
    entry = Entry(case_id=CASE_ID, previous=None, message=header, verdict=judged, **held)
    return Step(index=settled.sequence, entry=entry, message=said, verdict=given)


@pytest.mark.parametrize(("code", "findings", "settled"), [("core-0", [], 3), (engine(), ["verdict_absent"], 1)])
def test_an_opinion_taken_in_silence_is_older_code_s_alone(code: str, findings: list[str], settled: int) -> None:
    report = Report()
    rerun(CASE_ID, steps(code), report)
    assert [each.code for each in report.findings if each.code != "rest_not_followed"] == findings
    assert report.proven["settlements"] == settled
