"""The story is well told: the contract takes what it should, refuses what it should, and opinions cover the dossier."""

from collections import Counter
from datetime import UTC, datetime

import orjson
import pytest

from domain.case import Case, Fact
from domain.initiative import INITIATIVE
from domain.processes import PROCESSES
from events.contract import Fault, Rejected, entitled, read
from story import telling
from story.script import Act, Life, lives
from story.telling import Record, Story, told

NOW = datetime(2026, 6, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def story() -> Story:
    return told()


def found_wrong(record: Record) -> str | None:
    try:
        entitled(record.topic, read(record.value, received_at=NOW))
    except Rejected as rejected:
        return rejected.fault.value
    return None


def test_every_record_is_accepted_or_refused_for_the_reason_it_tells(story: Story) -> None:
    for record in story.records:
        # Whether a case is known is not a matter of form: it is found out when the message is handed over.
        expected = None if record.fault == Fault.CASE_UNKNOWN else record.fault
        assert found_wrong(record) == expected, record.value


def test_what_happens_in_real_life_happens(story: Story) -> None:
    assert {record.fault for record in story.records if record.fault} == {
        "case_unknown",
        "invalid_data",
        "not_json",
        "other_establishment",
        "personal_identifier",
        "source_not_owner",
    }


def test_only_the_redelivered_event_comes_twice_and_is_the_same(story: Story) -> None:
    times = Counter(record.event for record in story.records)
    (twice,) = [event for event, count in times.items() if count > 1]
    first, second = [record for record in story.records if record.event == twice]
    assert first == second


def test_telling_it_again_gives_the_same_bytes(story: Story) -> None:
    assert told() == story


def test_a_suffix_makes_other_cases_and_other_events(story: Story) -> None:
    again = told("-2")
    assert not {record.event for record in again.records if record.event} & {record.event for record in story.records}
    assert {story.case_id(one) for one in story.lives}.isdisjoint(again.case_id(one) for one in again.lives)


def test_enough_initiatives_of_enough_establishments_reach_every_stage(story: Story) -> None:
    initiatives = [one for one in story.lives if one.process == INITIATIVE.name]
    assert len(initiatives) >= 12
    assert len(story.establishments) >= 5
    assert {one.ending.stage for one in initiatives} == {None, *INITIATIVE.stages}
    assert {one.ending.outcome for one in initiatives} == {"allow", "deny", "indeterminate", "review"}


def test_every_process_is_told_with_its_good_path_and_its_bad_one(story: Story) -> None:
    for name in PROCESSES:
        endings = [one.ending for one in story.lives if one.process == name]
        assert any(ending.outcome == "allow" for ending in endings), name
        assert any(ending.stopped_by or ending.outcome != "allow" for ending in endings), name


def test_an_opinion_covers_the_facts_told_before_it(story: Story) -> None:
    cases: dict[str, Case] = {}
    covered = 0
    for record in story.records:
        if record.fault is not None:
            continue
        message = read(record.value, received_at=NOW)
        case = cases.setdefault(message.subject, Case.opened(message.subject))
        process = PROCESSES[case.process]
        topic = process.topic(message.type, message.data)
        if topic is not None:
            report = message.type in process.reports
            fact = Fact(data=message.data, event_id=message.id, time=message.time, report=report)
            cases[message.subject] = case.model_copy(update={"facts": {**case.facts, topic: fact}})
        elif message.type == "opinion.rendered":
            assert message.data["covers"] == case.dossier
            covered += 1
    assert covered > 10


def test_events_of_a_case_are_told_in_the_order_of_their_time(story: Story) -> None:
    times: dict[bytes, list[str]] = {}
    for act in story.acts:
        for record in act:
            if record.event and not record.fault:
                times.setdefault(record.key, []).append(orjson.loads(record.value)["time"])
    redelivered = 1
    disorders = sum(said != sorted(said) for said in times.values())
    assert disorders == redelivered


def test_a_body_and_an_establishment_in_one_act_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    written = lives()[0]
    opinion = {
        "body": "comite_ia_sante",
        "answer": "favourable",
        "covers": "dossier",
        "reasons": "Oui.",
        "language": "fr",
    }
    mixed = Act.model_validate(
        {"day": "2026-01-05", "says": [{"passage.withdrawn": {}}, {"opinion.rendered": opinion}]}
    )
    life = Life.model_validate({**written.model_dump(), "acts": [mixed.model_dump()]})
    monkeypatch.setattr(telling, "lives", lambda: [life])
    with pytest.raises(ValueError, match="in one act"):
        told()
