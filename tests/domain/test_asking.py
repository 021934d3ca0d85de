"""What each kind of campaign asks, and what those who are asked are told."""

import json
from typing import Any, get_args

import pytest
import yaml
from pydantic import TypeAdapter

from domain.asking import ANSWERED, ASKS, asked, establishment_of, recalled
from domain.case import Case
from domain.decider import question, settle
from domain.message import Message
from domain.processes import PROCESSES
from domain.question import Mode, Passage
from events.contract import Rejected, entitled, read, topics
from events.contract.entitlement import may_open
from events.contract.incoming import INCOMING
from events.contract.incoming.campaign import CampaignOpened
from events.contract.outgoing import announced
from events.contract.rejection import Fault
from events.contract.writing import write
from settings import ROOT
from tests.events.contract_golden import EXAMPLES, NOW

CAMPAIGN = EXAMPLES["campaign.opened"]["subject"]
DECLARATION: dict[str, Any] = EXAMPLES["campaign.opened"]["data"]
DUTIES = {"recension": "inventory", "reassessment": "reassessment", "maturity": "maturity_diagnosis"}
"""The recurring duty that each kind of campaign gathers; declaring a tool again is the yearly inventory's answer."""


def test_every_kind_of_campaign_asks_something_that_can_be_said() -> None:
    assert set(ASKS) == set(get_args(CampaignOpened.model_fields["kind"].annotation))
    for asks in ASKS.values():
        process = PROCESSES[asks.process]
        assert set(asks.stages) <= set(process.places)
        assert set(asks.answered_by) <= set(process.facts) & set(INCOMING)
    assert {ANSWERED} == PROCESSES["campaign"].passed_on <= set(INCOMING)


@pytest.mark.parametrize("kind", DUTIES)
def test_an_answer_is_what_does_the_recurring_duty(kind: str) -> None:
    declared = yaml.safe_load((ROOT / "policies" / "processes" / ASKS[kind].process / "data.yaml").read_text())
    owed = [each for gate in declared["gates"].values() for each in gate["duties"] if each["id"] == DUTIES[kind]]
    assert owed
    assert {tuple(each["fulfilled_by"]) for each in owed} == {ASKS[kind].answered_by}


@pytest.mark.parametrize("whom", ["ciusss-des-rives", "initiative:ciusss-des-rives/tri-radiographies"])
def test_what_one_is_told_is_in_the_contract_and_goes_to_its_establishment(whom: str) -> None:
    for announcement in (
        asked(CAMPAIGN, DECLARATION, whom),
        recalled(CAMPAIGN, DECLARATION, whom, 2, "2025-02-07"),
    ):
        model = TypeAdapter(announced(announcement.type))
        event = model.validate_json(write(announcement, time=NOW))
        assert announcement.establishment == "ciusss-des-rives"
        assert event.subject == (whom if ":" in whom else CAMPAIGN)
        assert event.data.whom == whom
        to_the_campaign = [] if ":" in whom else ["question.answered"]
        assert event.data.answered_by == ["initiative.declared", *to_the_campaign]


def test_what_is_told_again_has_the_same_id_and_another_reminder_has_not() -> None:
    ids = [asked(CAMPAIGN, DECLARATION, "chum").id, asked(CAMPAIGN, DECLARATION, "chum").id]
    ids += [recalled(CAMPAIGN, DECLARATION, "chum", number, f"2025-02-0{number}").id for number in (1, 1, 2)]
    assert len(set(ids)) == 3


def test_the_golden_examples_are_what_is_told() -> None:
    assert asked(CAMPAIGN, DECLARATION, "ciusss-des-rives").model_dump()["data"] == EXAMPLES["question.asked"]["data"]
    example = EXAMPLES["question.recalled"]
    again = recalled(CAMPAIGN, DECLARATION, "ciusss-des-rives", 1, "2025-01-31")
    assert (again.id, again.data) == (example["id"], example["data"])


def answer(number: int = 1) -> Message:
    said = EXAMPLES["question.answered"]
    return read(json.dumps({**said, "id": f"a{number}"}).encode(), received_at=NOW)


def test_what_is_answered_to_a_campaign_is_announced_and_leaves_its_case_as_it_was() -> None:
    process = PROCESSES["campaign"]
    case = Case.opened(CAMPAIGN).model_copy(update={"stage": "collecting", "seen": ("before",)})
    assert question(process, case, answer()) is None
    settlement = settle(process, case, answer(), None)
    assert (settlement.case, settlement.status) == (case, "passed_on")
    told, receipt = settlement.announcements
    assert (receipt.type, receipt.data["status"], told.type) == ("receipt.issued", "accepted", "answer.noted")
    assert {each.establishment for each in settlement.announcements} == {"ciusss-des-rives"}
    for each in settlement.announcements:
        TypeAdapter(announced(each.type)).validate_json(write(each, time=NOW))
    again = settle(process, case, answer(), None).announcements
    other = settle(process, case, answer(2), None).announcements
    assert again == settlement.announcements
    assert {each.id for each in other}.isdisjoint(each.id for each in again)


def test_a_campaign_that_waits_to_be_closed_is_not_judged_by_an_answer() -> None:
    process = PROCESSES["campaign"]
    waiting = Passage(mode=Mode.PASSAGE, origin="collecting", to="closed")
    case = Case.opened(CAMPAIGN).model_copy(update={"stage": "collecting", "passage": waiting})
    assert question(process, case, answer()) is None
    assert settle(process, case, answer(), None).case == case


def test_any_establishment_may_answer_a_campaign_and_none_may_open_it_so_nor_a_body() -> None:
    said = answer()
    entitled(topics.incoming("ciusss-des-rives"), said)
    assert not may_open(said)
    for topic, source in (
        (topics.incoming("chum"), said.source),
        (topics.GOVERNANCE_IN, said.source),
        (topics.GOVERNANCE_IN, "urn:balise:gouvernance:msss"),
    ):
        with pytest.raises(Rejected):
            entitled(topic, said.model_copy(update={"source": source}))
    elsewhere = {**EXAMPLES["question.answered"], "subject": "initiative:ciusss-des-rives/tri"}
    with pytest.raises(Rejected) as refused:
        read(json.dumps(elsewhere).encode(), received_at=NOW)
    assert refused.value.problems[0].fault == Fault.OTHER_PROCESS


def test_the_establishment_of_a_case_and_of_a_code() -> None:
    assert establishment_of("initiative:chum/lits") == establishment_of("chum") == "chum"
