"""Who may say what, at both lines: what intake lets in and what the policies' table accepts, on the real bundle."""

import itertools
import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from authoring.checks import shapes, speech
from authoring.policies import Policies
from domain.case import Case
from domain.decider import question, settle
from domain.initiative import INITIATIVE
from domain.message import Message
from domain.processes import PROCESSES
from domain.question import Provenance, Question
from domain.verdict import Outcome, Verdict
from events.contract import Rejected, entitled
from events.contract.entitlement import let_in, may_open, own_topic
from events.contract.incoming import INCOMING, speakers
from events.contract.incoming.any_case import OpinionRendered
from events.contract.incoming.campaign import ASKED
from settings import ROOT
from tests.opinion_keys import signed
from tests.policies.policy_questions import ADMINISTRATIVE, CLINICAL, ESTABLISHMENT, FAVOURABLE, Desk, ask, said

pytestmark = pytest.mark.engines

ENTITLED = ["ENT-001", "ENT-002", "ENT-003", "ENT-004"]
STRANGER = "urn:balise:etablissement:ciusss-y"
TABLE = Path("rules", "entitlement", "parameters", "data.yaml")
SPEAKERS: dict[str, Any] = yaml.safe_load((ROOT / "policies" / TABLE).read_text(encoding="utf-8"))
CODES = sorted(
    {
        speaker.partition(":")[2]
        for heading in SPEAKERS.values()
        for line in heading.values()
        for speaker in line
        if ":" in speaker
    }
    | {"instance-quelconque", "ciusss-x", "ciusss-x-pdg", "ciusss-y", "ciusss-x-nord-pdg"}
)
OWN = {"own": "ciusss-x", "own:pdg": "ciusss-x-pdg"}
"""The codes under which the establishment of the case is heard among the bodies, by the table's words."""
SOURCES = [ESTABLISHMENT, STRANGER, *(f"urn:balise:gouvernance:{code}" for code in CODES)]
OPINION_OF = get_args(OpinionRendered.model_fields["body"].annotation)
PLANNING = ask(ADMINISTRATIVE, "planning", stage="opportunity")


def verdict(desk: Desk, asked: Question | dict[str, Any]) -> Verdict:
    raw = desk(asked.model_dump(mode="json") if isinstance(asked, Question) else asked)
    assert raw is not None
    return Verdict.model_validate({**raw, "decision_id": "d", "path": "balise/verdict", "revision": "sha256:0"})


def refusing(desk: Desk, asked: Question | dict[str, Any]) -> list[str]:
    return [reason.rule for reason in verdict(desk, asked).violations]


def told(asked: Question, **changes: Any) -> Question:
    given = {**asked.provenance.model_dump(), **changes}
    return asked.model_copy(update={"provenance": Provenance.model_validate(given)})


def let_through(message_type: str, source: str, process: str = "initiative") -> bool:
    now = datetime(2026, 3, 1, tzinfo=UTC)
    message = Message(
        id="m",
        source=source,
        type=message_type,
        subject=f"{process}:ciusss-x/essai",
        time=now,
        received_at=now,
        data={},
    )
    try:
        entitled(own_topic(message), message)
    except Rejected:
        return False
    return True


@pytest.mark.parametrize("process", PROCESSES)
@pytest.mark.parametrize("message_type", sorted(INCOMING.keys() - ASKED))  # those become no fact
def test_intake_and_the_rule_agree_on_every_type_and_source(desk: Desk, message_type: str, process: str) -> None:
    declaration = PROCESSES[process].declaration
    declarants = [source for source in SOURCES if let_through(declaration, source, process)]
    by_name = [one for one in declarants if f"governance:{one.rpartition(':')[2]}" in SPEAKERS["types"][declaration]]
    declarant = (by_name or declarants)[0]
    for source in SOURCES:
        # The rules of the initiative are asked, of facts that stand where the process's own would.
        facts = {
            "declaration": {"source": declarant, "type": declaration},
            "need": {"source": source, "type": message_type},
        }
        asked = told(PLANNING, facts={**PLANNING.provenance.model_dump()["facts"], **facts})
        accepted = "ENT-001" not in refusing(desk, asked)
        speakers = SPEAKERS["types"][message_type]
        declared_by = SPEAKERS["types"][declaration] if "declarant" in speakers else []
        narrowed = any(":" in speaker for speaker in [*speakers, *declared_by])
        if narrowed and not accepted and source.startswith("urn:balise:gouvernance:"):
            continue  # the table may name bodies one by one, where intake goes by their kind
        assert accepted is let_through(message_type, source, process), (message_type, source)


@pytest.mark.parametrize(("body", "source"), list(itertools.product(OPINION_OF, SOURCES)))
def test_an_opinion_counts_from_those_the_table_names(desk: Desk, body: str, source: str) -> None:
    favourable = {**FAVOURABLE, body: {**FAVOURABLE["privacy_officer"], "body": body}}
    asked = ask(CLINICAL, "production", stage="realization", opinions=favourable)
    asked = told(asked, opinions={**asked.provenance.opinions, body: source})
    kind, _, code = source.removeprefix("urn:balise:").partition(":")
    named = {OWN.get(speaker, speaker) for speaker in SPEAKERS["opinions"][body]}
    accepted = kind == "gouvernance" and bool({"governance", f"governance:{code}", code} & named)
    its_to_give = "ciusss-x" in named
    refused = refusing(desk, asked)
    assert ("ENT-002" not in refused) is accepted
    assert ("ENT-003" in refused) is (code == "ciusss-x" and not (its_to_give and source != ESTABLISHMENT))
    assert set(refused) <= {"ENT-002", "ENT-003"}


def test_every_body_has_a_source_that_may_speak_for_it_and_intake_lets_it_speak() -> None:
    assert set(SPEAKERS["opinions"]) == set(OPINION_OF)
    assert speakers("opinion.rendered") == ["governance"]


def test_the_golden_opinion_comes_from_one_who_may_give_it() -> None:
    example = json.loads((ROOT / "events" / "examples" / "opinion.rendered.json").read_bytes())
    code = example["source"].rpartition(":")[2]
    assert {"governance", f"governance:{code}"} & set(SPEAKERS["opinions"][example["data"]["body"]])


def test_the_golden_weighing_comes_from_the_authority_of_its_own_establishment() -> None:
    example = json.loads((ROOT / "events" / "examples" / "access.weighed.json").read_bytes())
    establishment = example["subject"].partition(":")[2].partition("/")[0]
    codes = {OWN[speaker].replace("ciusss-x", establishment) for speaker in SPEAKERS["types"]["access.weighed"]}
    assert example["source"].removeprefix("urn:balise:gouvernance:") in codes


@pytest.mark.parametrize("mode", ["passage", "recension", "standing"])
def test_a_fact_from_one_not_entitled_is_refused_in_every_mode(desk: Desk, mode: str) -> None:
    asked = ask(ADMINISTRATIVE, "planning", mode=mode, stage="opportunity")
    assert verdict(desk, asked).outcome is Outcome.ALLOW
    facts = said("initiative", ADMINISTRATIVE) | {"need": {"source": STRANGER, "type": "need.described"}}
    assert refusing(desk, told(asked, facts=facts)) == ["ENT-001"]


def test_a_passage_asked_by_another_is_refused(desk: Desk) -> None:
    by = {"source": STRANGER, "type": "passage.requested"}
    assert refusing(desk, told(PLANNING, passage=by)) == ["ENT-001"]


def test_what_nobody_is_known_to_have_said_is_indeterminate_and_named(desk: Desk) -> None:
    old = told(
        ask(CLINICAL, "production", stage="realization"),
        facts=said("initiative", CLINICAL) | said("initiative", {"assessment": CLINICAL["assessment"]}, None),
        opinions=dict.fromkeys(FAVOURABLE),
        passage=None,
    )
    found = verdict(desk, old)
    assert found.outcome is Outcome.INDETERMINATE
    assert [(reason.rule, reason.cause) for reason in found.indeterminates] == [("ENT-004", "fact_missing")]
    assert set(found.indeterminates[0].missing) == {
        *(f"provenance.assessment.{kind}" for kind in CLINICAL["assessment"]),
        *(f"provenance.opinion.{body}" for body in FAVOURABLE),
        "provenance.passage",
    }


def test_an_open_case_owes_its_sources_and_a_stranger_among_them_still_stops_it(desk: Desk) -> None:
    standing = ask(ADMINISTRATIVE, "planning", mode="standing", stage="planning")
    unknown = told(standing, facts=said("initiative", ADMINISTRATIVE, None))
    found = verdict(desk, unknown)
    assert found.outcome is Outcome.ALLOW
    owed = {obligation.id: obligation for obligation in found.obligations}["ENT-004@planning"]
    assert (owed.by, str(owed.due)) == ("ciusss-x", "2026-03-31")
    assert owed.missing == ("provenance.data", "provenance.declaration", "provenance.need")
    facts = said("initiative", ADMINISTRATIVE, None) | {"need": {"source": STRANGER, "type": "need.described"}}
    assert refusing(desk, told(standing, facts=facts)) == ["ENT-001"]


@pytest.mark.parametrize("provenance", [None, 7, {}, {"facts": 7, "opinions": [], "passage": "x"}])
def test_a_question_without_provenance_never_allows(desk: Desk, provenance: Any) -> None:
    asked = PLANNING.model_dump(mode="json")
    assert verdict(desk, asked).outcome is Outcome.ALLOW
    found = verdict(desk, {**asked, "provenance": provenance})
    assert found.outcome is Outcome.INDETERMINATE
    assert [reason.rule for reason in found.indeterminates] == ["ENT-004"]


def test_a_question_without_provenance_is_valid_where_no_rule_asks_for_it() -> None:
    assert Question.model_validate(PLANNING.model_dump(exclude={"provenance"})).provenance == Provenance()


def test_a_life_told_by_those_entitled_passes_and_an_opinion_in_anothers_name_does_not(desk: Desk) -> None:
    case = Case.opened("initiative:ciusss-x/essai")
    spoken: list[tuple[str, dict[str, Any], str]] = [
        ("initiative.declared", CLINICAL["declaration"], ESTABLISHMENT),
        ("need.described", CLINICAL["need"], ESTABLISHMENT),
        ("data.described", CLINICAL["data"], ESTABLISHMENT),
        ("passage.requested", {"to": "planning"}, ESTABLISHMENT),
    ]
    for kind, data, source in spoken:
        case, found = tell(desk, case, kind, data, source)
    assert found is not None
    assert (found.outcome, case.stage) == (Outcome.REVIEW, "opportunity")
    given = {"body": "privacy_officer", "answer": "favourable", "covers": case.dossier}
    given |= {"reasons": "Le besoin est établi.", "language": "fr"}
    opinion = signed(case.id, given, "officer")
    forged, found = tell(desk, case, "opinion.rendered", opinion, "urn:balise:gouvernance:ciusss-x")
    assert found is not None
    assert [reason.rule for reason in found.violations] == ["ENT-003"]
    healed, found = tell(desk, forged, "opinion.rendered", opinion, "urn:balise:gouvernance:rprp-ciusss-x")
    assert found is not None
    assert (found.outcome, healed.stage) == (Outcome.ALLOW, "planning")


def tell(desk: Desk, case: Case, kind: str, data: dict[str, Any], source: str) -> tuple[Case, Verdict | None]:
    at = datetime(2026, 3, 1, 12, case.sequence, tzinfo=UTC)
    message = Message(
        id=f"m{case.sequence}", source=source, type=kind, subject=case.id, time=at, received_at=at, data=data
    )
    asked = question(INITIATIVE, case, message)
    found = verdict(desk, asked) if asked else None
    return settle(INITIATIVE, case, message, found).case, found


@pytest.mark.parametrize("process", PROCESSES)
def test_every_process_asks_all_of_these_rules(process: str) -> None:
    gates = yaml.safe_load((ROOT / "policies" / "processes" / process / "data.yaml").read_text(encoding="utf-8"))
    assert [entry["rule"] for entry in gates["every_verdict"]] == ENTITLED


@pytest.mark.parametrize("process", PROCESSES)
def test_in_every_process_a_stranger_declares_nothing(desk: Desk, process: str) -> None:
    declaration, first = PROCESSES[process].declaration, PROCESSES[process].stages[0]
    example = json.loads((ROOT / "events" / "examples" / f"{declaration}.json").read_bytes())
    asked = ask({"declaration": example["data"]}, first, opinions={}, process=process)
    speaker = next(source for source in SOURCES if let_through(declaration, source, process))
    named = next(iter(SPEAKERS["types"][declaration]))
    entitled_one = f"urn:balise:gouvernance:{named.partition(':')[2]}" if ":" in named else speaker
    for source, heard in ((entitled_one, True), (STRANGER, False)):
        facts = {"declaration": {"source": source, "type": declaration}}
        assert ("ENT-001" not in refusing(desk, told(asked, facts=facts))) is heard


UNASKED = {
    # how the rules are lost: what is replaced in the process, by what, which of them the check names
    "all left out": (re.compile(r"every_verdict:\n(  - .*\n)+"), "", "ENT-001, ENT-002, ENT-003, ENT-004"),
    "one left out": (re.compile(r"  - {rule: ENT-003}\n"), "", "ENT-003"),
    "asked of some": (
        re.compile("{rule: ENT-002}"),
        "{rule: ENT-002, when: {declaration.kind: care}}",
        "ENT-002",
    ),
}


@pytest.mark.parametrize("losing", UNASKED)
def test_a_process_that_does_not_ask_who_spoke_is_refused(opa: Path, policies: Path, losing: str) -> None:
    pattern, new, missing = UNASKED[losing]
    path = policies / "processes" / "data-access" / "data.yaml"
    text, count = pattern.subn(new, path.read_text(encoding="utf-8"))
    assert count == 1
    path.write_text(text, encoding="utf-8")
    (problem,) = speech.entitled(Policies(policies, opa))
    assert problem.file == "policies/processes/data-access/data.yaml"
    assert f": il manque {missing}." in problem.problem.fr
    assert f": {missing} missing." in problem.problem.en


@pytest.mark.parametrize("source", [ESTABLISHMENT, "urn:balise:gouvernance:msss"])
def test_a_case_is_opened_by_its_establishment_or_by_a_body_that_declares_it(source: str) -> None:
    now = datetime(2026, 3, 1, tzinfo=UTC)
    for process in PROCESSES.values():
        for message_type in INCOMING:
            message = Message(
                id="m",
                source=source,
                type=message_type,
                subject=f"{process.name}:ciusss-x/essai",
                time=now,
                received_at=now,
                data={},
            )
            declares = message_type == process.declaration and speakers(message_type) == ["governance"]
            assert may_open(message) is ((source == ESTABLISHMENT and message_type not in ASKED) or declares)


SPOILED = {
    # what is spoiled: what is replaced in the table, by what, what the check says
    "type left out": ("  need.described: [establishment]\n", "", "« need.described » n'est pas dans la table"),
    "type of nobody": ("need.described: [", "need.guessed: [", "« need.guessed » n'existe pas"),
    "type named twice": (
        "  need.described: [establishment]\n",
        "  need.described: [establishment]\n  need.described: [governance]\n",
        "« need.described » figure plus d'une fois",
    ),
    "wider than intake": (
        "need.described: [establishment]",
        "need.described: [establishment, governance]",
        "Pour « need.described », la table dit establishment, governance",
    ),
    "body left out": ("  ethics_committee: [governance]\n", "", "« ethics_committee » n'est pas dans la table"),
}


@pytest.mark.parametrize("spoiling", SPOILED)
def test_a_spoiled_table_is_seen_and_told(opa: Path, policies: Path, spoiling: str) -> None:
    old, new, expected = SPOILED[spoiling]
    text = (policies / TABLE).read_text(encoding="utf-8")
    assert old in text
    (policies / TABLE).write_text(text.replace(old, new), encoding="utf-8")
    problems = speech.entitled(Policies(policies, opa))
    assert any(expected in problem.problem.fr for problem in problems), problems
    assert {problem.file for problem in problems} == {f"policies/{TABLE.as_posix()}"}


@pytest.mark.parametrize("text", ["[]", "types: {}", "types: {a: 7}\nopinions: {}", "types: {a: [7]}\nopinions: {}"])
def test_a_table_without_its_form_is_left_to_its_schema(opa: Path, policies: Path, text: str) -> None:
    (policies / TABLE).write_text(text, encoding="utf-8")
    assert speech.entitled(Policies(policies, opa)) == []
    assert shapes.parameters(Policies(policies, opa))


def test_what_intake_lets_in_is_what_the_committed_file_says() -> None:
    assert json.loads((ROOT / "policies" / "intake.json").read_bytes()) == let_in()
