"""What each kind of campaign asks, and what those who are asked are told."""

from typing import Any, get_args

import pytest
import yaml
from pydantic import TypeAdapter

from domain.asking import ASKS, asked, establishment_of, recalled
from domain.processes import PROCESSES
from events.contract.incoming import INCOMING
from events.contract.incoming.campaign import CampaignOpened
from events.contract.outgoing import announced
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
        assert event.data.answered_by == ["initiative.declared"]


def test_what_is_told_again_has_the_same_id_and_another_reminder_has_not() -> None:
    ids = [asked(CAMPAIGN, DECLARATION, "chum").id, asked(CAMPAIGN, DECLARATION, "chum").id]
    ids += [recalled(CAMPAIGN, DECLARATION, "chum", number, f"2025-02-0{number}").id for number in (1, 1, 2)]
    assert len(set(ids)) == 3


def test_the_golden_examples_are_what_is_told() -> None:
    assert asked(CAMPAIGN, DECLARATION, "ciusss-des-rives").model_dump()["data"] == EXAMPLES["question.asked"]["data"]
    example = EXAMPLES["question.recalled"]
    again = recalled(CAMPAIGN, DECLARATION, "ciusss-des-rives", 1, "2025-01-31")
    assert (again.id, again.data) == (example["id"], example["data"])


def test_the_establishment_of_a_case_and_of_a_code() -> None:
    assert establishment_of("initiative:chum/lits") == establishment_of("chum") == "chum"
