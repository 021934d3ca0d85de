"""What the contract promises of reading: a message, or everything that is wrong, in two languages."""

import traceback
from datetime import timedelta
from types import ModuleType
from typing import Any, get_args

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from domain import deadlines
from domain.message import Message
from domain.processes import PROCESSES
from domain.settlement import Announced
from events.contract import MAX_BYTES, Fault, Rejected, case_unknown, entitled, headers_unreadable, read, topics
from events.contract.entitlement import own_topic
from events.contract.incoming import ANY_CASE, INCOMING, campaign, data_access, initiative, mandate, policy_release
from events.contract.schemas import schema
from tests.events.contract_golden import EXAMPLES, NOW, SPOTS, TOPIC, Path, event, replaced, with_data

MARK = "ZQXJ-7731-marque"
NUMBER = "TREM 5503 1412"
VALIDATORS = {name: Draft202012Validator(schema(name)) for name in INCOMING}


INITIATIVE = EXAMPLES["initiative.declared"]["subject"]
ACCESS = EXAMPLES["access.requested"]["subject"]
MANDATE = EXAMPLES["mandate.described"]["subject"]


def rejected(value: bytes | None) -> Rejected:
    with pytest.raises(Rejected) as caught:
        read(value, received_at=NOW)
    return caught.value


def words(why: Rejected) -> str:
    """Everything a rejection says, but the name of the event it is about."""
    return "".join(traceback.format_exception(why)) + repr(why.problems) + str(why)


@pytest.mark.parametrize("name", INCOMING)
def test_golden_example_is_read_as_it_is_written(name: str) -> None:
    example = EXAMPLES[name]
    message = read(event(name), received_at=NOW)
    assert message.type == name
    assert message.data == example["data"]
    assert (message.id, message.source, message.subject) == (example["id"], example["source"], example["subject"])
    assert message.time.isoformat() == example["time"]
    assert message.received_at == NOW
    entitled(own_topic(message), message)


@pytest.mark.parametrize(
    ("attributes", "fault", "field"),
    [
        ({"type": "ca.qc.balise.deadline.reached.v1"}, Fault.UNKNOWN_TYPE, "type"),
        ({"source": deadlines.CLOCK}, Fault.INVALID_ATTRIBUTE, "source"),
        (
            {"type": "ca.qc.balise.deadline.reached.v1", "source": deadlines.CLOCK, "data": {}},
            Fault.UNKNOWN_TYPE,
            "type",
        ),
        *(({"type": f"ca.qc.balise.{kind}.v1"}, Fault.UNKNOWN_TYPE, "type") for kind in Announced),
    ],
)
def test_nobody_outside_is_the_clock(attributes: dict[str, Any], fault: Fault, field: str) -> None:
    (problem,) = rejected(event(**attributes)).problems
    assert (problem.fault, problem.field) == (fault, field)


def test_every_type_that_brings_a_fact_is_in_the_contract() -> None:
    brought = {name for process in PROCESSES.values() for name in (*process.facts, *process.passed_on)}
    assert brought | ANY_CASE == set(INCOMING)


@pytest.mark.parametrize(
    "module",
    [initiative, data_access, mandate, campaign, policy_release],
    ids=lambda module: module.__name__.rpartition(".")[2],
)
def test_a_declaration_may_claim_every_stage_of_its_process(module: ModuleType) -> None:
    (process,) = [each for each in PROCESSES.values() if each.declaration in module.EVENTS]
    assert get_args(module.Stage) == process.stages


def test_unknown_is_absent() -> None:
    assert "summary" not in read(with_data(summary=None), received_at=NOW).data


def test_extension_attributes_are_let_through() -> None:
    message = read(event(traceparent="00-4bf92f35-00", sequence=3, sampled=True, dataschema="urn:x"), received_at=NOW)
    assert set(message.model_dump()) == set(Message.model_fields)


BAD: list[tuple[str, bytes | None, Fault, str | None]] = [
    ("no value", None, Fault.VALUE_NULL, None),
    ("two megabytes", b" " * (2 * 1024 * 1024), Fault.TOO_LARGE, None),
    ("one byte too many", b" " * (MAX_BYTES + 1), Fault.TOO_LARGE, None),
    ("latin-1", '{"é": 1}'.encode("latin-1"), Fault.NOT_UTF8, None),
    ("utf-16", event().decode().encode("utf-16"), Fault.NOT_UTF8, None),
    ("nothing", b"", Fault.NOT_JSON, None),
    ("byte order mark", b"\xef\xbb\xbf" + event(), Fault.NOT_JSON, None),
    ("cut short", event()[:-1], Fault.NOT_JSON, None),
    ("not a number", event().replace(b"false", b"NaN"), Fault.NOT_JSON, None),
    ("infinite", event().replace(b"false", b"1e999"), Fault.NOT_JSON, None),
    ("lone surrogate", event().replace(b"Tri des", b"\\ud800"), Fault.NOT_JSON, None),
    ("same key twice", event().replace(b'"specversion"', b'"id":"x","specversion"'), Fault.NOT_JSON, None),
    ("same key twice below", event().replace(b'"stage"', b'"title":"x","stage"'), Fault.NOT_JSON, None),
    ("nested", b"[" * 33 + b"]" * 33, Fault.NOT_JSON, None),
    ("nested a thousand times", b"[" * 1000 + b"]" * 1000, Fault.NOT_JSON, None),
    ("nested without end", b'{"a":' * 50_000, Fault.NOT_JSON, None),
    ("5,000 digits", b'{"a":' + b"1" * 5000 + b"}", Fault.NOT_JSON, None),
    ("a list", b"[]", Fault.NOT_CLOUDEVENTS, None),
    ("a text", b'"x"', Fault.NOT_CLOUDEVENTS, None),
    ("no version", event(specversion=None), Fault.NOT_CLOUDEVENTS, "specversion"),
    ("older version", event(specversion="0.3"), Fault.NOT_CLOUDEVENTS, "specversion"),
    ("no type", event(type=None), Fault.NOT_CLOUDEVENTS, "type"),
    ("type that is no text", event(type=["x"]), Fault.NOT_CLOUDEVENTS, "type"),
    ("type of nobody", event(type="org.example.x.v1"), Fault.UNKNOWN_TYPE, "type"),
    ("version to come", event(type="ca.qc.balise.need.described.v2"), Fault.UNKNOWN_TYPE, "type"),
    ("type that goes out", event(type="ca.qc.balise.verdict.rendered.v1"), Fault.UNKNOWN_TYPE, "type"),
    ("initiative's event on a mandate", event("need.described", subject=MANDATE), Fault.OTHER_PROCESS, "type"),
    ("declaration of an initiative on a mandate", event(subject=MANDATE), Fault.OTHER_PROCESS, "type"),
    ("mandate's event on an initiative", event("plan.filed", subject="initiative:a/b"), Fault.OTHER_PROCESS, "type"),
    (
        "initiative's stage for a mandate",
        event("passage.requested", subject=MANDATE, data={"to": "production"}),
        Fault.INVALID_DATA,
        "data.to",
    ),
    ("no id", event(id=None), Fault.INVALID_ATTRIBUTE, "id"),
    ("empty id", event(id=""), Fault.INVALID_ATTRIBUTE, "id"),
    ("long id", event(id="x" * 129), Fault.INVALID_ATTRIBUTE, "id"),
    ("id with a line break", event(id="a\nb"), Fault.INVALID_ATTRIBUTE, "id"),
    ("id that is a number", event(id=7), Fault.INVALID_ATTRIBUTE, "id"),
    ("no source", event(source=None), Fault.INVALID_ATTRIBUTE, "source"),
    ("foreign source", event(source="https://example.org"), Fault.INVALID_ATTRIBUTE, "source"),
    ("source with a capital", event(source="urn:balise:etablissement:CHU"), Fault.INVALID_ATTRIBUTE, "source"),
    ("source and a line break", event(source="urn:balise:etablissement:a\n"), Fault.INVALID_ATTRIBUTE, "source"),
    ("no subject", event(subject=None), Fault.INVALID_ATTRIBUTE, "subject"),
    ("subject of no process", event(subject="accident:a/b"), Fault.INVALID_ATTRIBUTE, "subject"),
    ("subject of another process", event(subject="incident:a/b"), Fault.OTHER_PROCESS, "type"),
    ("subject with a double hyphen", event(subject="initiative:a/b--c"), Fault.INVALID_ATTRIBUTE, "subject"),
    ("subject and a line break", event(subject="initiative:a/b\n"), Fault.INVALID_ATTRIBUTE, "subject"),
    ("long subject", event(subject="initiative:a/" + "b" * 200), Fault.INVALID_ATTRIBUTE, "subject"),
    ("no time", event(time=None), Fault.INVALID_ATTRIBUTE, "time"),
    ("time without offset", event(time="2025-01-12T09:30:00"), Fault.INVALID_ATTRIBUTE, "time"),
    ("time without seconds", event(time="2025-01-12T09:30Z"), Fault.INVALID_ATTRIBUTE, "time"),
    ("time that is a number", event(time=1736692200), Fault.INVALID_ATTRIBUTE, "time"),
    ("day that is none", event(time="2025-02-30T09:30:00Z"), Fault.INVALID_ATTRIBUTE, "time"),
    ("offset that is none", event(time="2025-01-12T09:30:00+24:00"), Fault.INVALID_ATTRIBUTE, "time"),
    ("year 1", event(time="0001-01-01T00:00:00+14:00"), Fault.INVALID_ATTRIBUTE, "time"),
    ("in two days", event(time=(NOW + timedelta(days=2)).isoformat()), Fault.INVALID_ATTRIBUTE, "time"),
    ("data in XML", event(datacontenttype="application/xml"), Fault.INVALID_ATTRIBUTE, "datacontenttype"),
    ("no data", event(data=None), Fault.INVALID_DATA, "data"),
    ("data that is a list", event(data=[]), Fault.INVALID_DATA, "data"),
    ("extension in capitals", event(Traceparent="x"), Fault.INVALID_ATTRIBUTE, "Traceparent"),
    ("extension that is an object", event(trace={"a": 1}), Fault.INVALID_ATTRIBUTE, "trace"),
    ("data in base 64", event(data_base64="eA=="), Fault.INVALID_ATTRIBUTE, "data_base64"),
    ("field of no type", with_data(titre="x"), Fault.INVALID_DATA, "data.titre"),
    ("missing field", event(data={"title": "x"}), Fault.INVALID_DATA, "data.stage"),
    ("word out of the vocabulary", with_data(stage="deployed"), Fault.INVALID_DATA, "data.stage"),
    ("yes for true", with_data(clinical="yes"), Fault.INVALID_DATA, "data.clinical"),
    ("1 for true", with_data(clinical=1), Fault.INVALID_DATA, "data.clinical"),
    ("blank title", with_data(title=" \u00a0"), Fault.INVALID_DATA, "data.title"),
    ("long title", with_data(title="x" * 201), Fault.INVALID_DATA, "data.title"),
    ("title on two lines", with_data(title="a\nb"), Fault.INVALID_DATA, "data.title"),
    ("control character", with_data(summary="a\u001b[31m"), Fault.INVALID_DATA, "data.summary"),
    ("long text", with_data(summary="x" * 4001), Fault.INVALID_DATA, "data.summary"),
    ("time for a day", with_data(started_on="2025-01-01T00:00:00"), Fault.INVALID_DATA, "data.started_on"),
    ("number for a day", with_data(started_on=20250101), Fault.INVALID_DATA, "data.started_on"),
    ("day out of bounds", with_data(started_on="1677-01-01"), Fault.INVALID_DATA, "data.started_on"),
    (
        "text for a number",
        with_data("data.described", retention_months="24"),
        Fault.INVALID_DATA,
        "data.retention_months",
    ),
    ("half a month", with_data("data.described", retention_months=0.5), Fault.INVALID_DATA, "data.retention_months"),
    (
        "too many months",
        with_data("data.described", retention_months=10**18),
        Fault.INVALID_DATA,
        "data.retention_months",
    ),
    ("long list", with_data("need.described", indicators=["x"] * 51), Fault.INVALID_DATA, "data.indicators"),
    (
        "fact of another process",
        event("need.described", subject="recourse:ciusss-des-rives/rec-1"),
        Fault.OTHER_PROCESS,
        "type",
    ),
    (
        "stage of another process",
        event("passage.requested", data={"to": "answered"}),
        Fault.INVALID_DATA,
        "data.to",
    ),
    ("name for a reference", with_data("recourse.opened", reference="TREMBLAY"), Fault.INVALID_DATA, "data.reference"),
    ("name in a reference", with_data("recourse.opened", reference="Jo 12"), Fault.INVALID_DATA, "data.reference"),
    (
        "recourse against no initiative",
        with_data("recourse.opened", initiative="recourse:a/b"),
        Fault.INVALID_DATA,
        "data.initiative",
    ),
    ("empty list", with_data("participation.held", groups=[]), Fault.INVALID_DATA, "data.groups"),
    (
        "more than everybody",
        with_data("training.completed", trained_share=1.01),
        Fault.INVALID_DATA,
        "data.trained_share",
    ),
    ("unknown clause", with_data("contract.signed", clauses=["x"]), Fault.INVALID_DATA, "data.clauses.0"),
    ("metric without name", with_data("monitoring.planned", metrics=[{}]), Fault.INVALID_DATA, "data.metrics.0.name"),
    ("no digest", with_data("opinion.rendered", covers="sha256:ABC"), Fault.INVALID_DATA, "data.covers"),
    ("data where none is", with_data("passage.withdrawn", why="x"), Fault.INVALID_DATA, "data.why"),
    ("health insurance number", with_data(summary=f"Cas {NUMBER}."), Fault.PERSONAL_IDENTIFIER, "data.summary"),
    (
        "number in a list",
        with_data("need.described", indicators=[NUMBER]),
        Fault.PERSONAL_IDENTIFIER,
        "data.indicators.0",
    ),
    ("initiative's event on an access", event("need.described", subject=ACCESS), Fault.OTHER_PROCESS, "type"),
    ("declaration on an access", event(subject=ACCESS), Fault.OTHER_PROCESS, "type"),
    *(
        (f"{name} on an initiative", event(name, subject=INITIATIVE), Fault.OTHER_PROCESS, "type")
        for name in data_access.EVENTS
    ),
    (
        "initiative's stage for an access",
        event("passage.requested", subject=ACCESS, data={"to": "production"}),
        Fault.INVALID_DATA,
        "data.to",
    ),
    (
        "access's stage for an initiative",
        event("passage.requested", subject=INITIATIVE, data={"to": "granted"}),
        Fault.INVALID_DATA,
        "data.to",
    ),
]


@pytest.mark.parametrize(("value", "fault", "field"), [case[1:] for case in BAD], ids=[case[0] for case in BAD])
def test_bad_record_gets_one_clear_reason(value: bytes | None, fault: Fault, field: str | None) -> None:
    why = rejected(value)
    assert (why.fault, why.field) == (fault, field)
    for sentence in (why.text, why.expected, why.remedy):
        assert sentence is not None
        assert sentence.fr
        assert sentence.en
    assert why.text.fr != why.text.en
    assert not why.concerns_security


@pytest.mark.parametrize("answer", ["favourable", "with_conditions", "unfavourable", "recused"])
@pytest.mark.parametrize(
    ("field", "spoiled"), [("reasons", (None, "", " \n", 7)), ("language", (None, "", "es", "French"))]
)
def test_no_opinion_goes_without_its_reasons_in_french_or_english(answer: str, field: str, spoiled: Any) -> None:
    whole = {**EXAMPLES["opinion.rendered"]["data"], "answer": answer}
    bare = {name: value for name, value in whole.items() if name != field}
    why = rejected(event("opinion.rendered", data=bare))
    assert (why.fault, why.field) == (Fault.INVALID_DATA, f"data.{field}")
    assert (why.text.fr, why.remedy.en) == ("Ce champ obligatoire manque.", "Add this field, then emit again.")
    for value in spoiled:
        why = rejected(event("opinion.rendered", data={**whole, field: value}))
        assert (why.fault, why.field) == (Fault.INVALID_DATA, f"data.{field}")


def test_every_fault_has_a_record_that_meets_it() -> None:
    elsewhere = {Fault.SOURCE_NOT_OWNER, Fault.OTHER_ESTABLISHMENT, Fault.NOT_ENTITLED}
    handed_over = {headers_unreadable().fault, case_unknown(read(event(), received_at=NOW)).fault}
    assert {case[2] for case in BAD} | elsewhere | handed_over == set(Fault)


def test_all_that_is_wrong_is_said_at_once() -> None:
    value = event(subject="x", data={"stage": "deployed", "titre": "x", "summary": f"{NUMBER}"})
    assert {(problem.fault, problem.field) for problem in rejected(value).problems} == {
        (Fault.INVALID_ATTRIBUTE, "subject"),
        (Fault.INVALID_DATA, "data.title"),
        (Fault.INVALID_DATA, "data.stage"),
        (Fault.INVALID_DATA, "data.titre"),
        (Fault.PERSONAL_IDENTIFIER, "data.summary"),
    }


def test_rejection_names_the_event_only_when_its_names_have_their_form() -> None:
    assert rejected(event(subject="x")).event == {
        "source": EXAMPLES["initiative.declared"]["source"],
        "id": "gouv-ia-2025-0001",
    }
    for spoiled in (event(id=NUMBER, subject="x"), event(source="Jean Tremblay"), event(id=None), b"{}", b"", None):
        assert rejected(spoiled).event is None


def test_a_day_ahead_is_only_a_badly_set_clock() -> None:
    ahead = (NOW + timedelta(hours=24)).isoformat()
    assert read(event(time=ahead), received_at=NOW).time > NOW


@pytest.mark.parametrize(
    "text",
    [
        "TREM55031412",
        "trem 5503 1412",
        "no TREM-5553-1412, urgence",
        "Tremblay, Marie, née le 14 mars 1955",
        "Marie Tremblay (DDN 1955-03-14)",
        "Né le 1955-03-14 : Jean-Guy Côté",
        "Seen: John Smith, born on March 14, 1955",
        "Date de naissance 1955-03-14, Marie-Ève Lavoie-Roy",
    ],
)
def test_person_is_recognized(text: str) -> None:
    why = rejected(with_data(summary=f"Voir {text}"))
    assert why.fault is Fault.PERSONAL_IDENTIFIER
    assert text not in words(why)


@pytest.mark.parametrize(
    "text",
    [
        "EFVP 2025, dossier 14",
        "ABCD 2025 1301",
        "ABCD99009999",
        "recueillies from 2012-2022 par le service",
        "XTREM550314129",
        "abcd1234-0312-4abc-8abc-123456789012",
        "Le projet est né le 3 mars 2024 dans un service",
        "Marie Tremblay répond de la supervision",
        "La date de naissance sert de variable d'entrée, avec 12 autres",
    ],
)
def test_what_only_resembles_a_person_is_let_through(text: str) -> None:
    assert read(with_data(summary=text), received_at=NOW).data["summary"] == text


@pytest.mark.parametrize(("name", "path"), SPOTS)
def test_no_sentence_repeats_what_was_in_the_event(name: str, path: Path) -> None:
    for value in (MARK, [MARK], {MARK: MARK}, {MARK.replace("-", ""): 1}):
        try:
            read(orjson.dumps(replaced(EXAMPLES[name], path, value)), received_at=NOW)
        except Rejected as why:
            assert MARK not in words(why)  # noqa: PT017 - some places may hold any text, and then nothing is refused
            assert MARK.replace("-", "") not in words(why)  # noqa: PT017


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats() | st.text(),
    lambda below: st.lists(below) | st.dictionaries(st.text(), below),
    max_leaves=12,
)


def readable_or_rejected(value: bytes) -> Message | None:
    try:
        return read(value, received_at=NOW)
    except Rejected as why:
        assert why.problems  # noqa: PT017 - either answer is right, another exception is not
        return None


@given(st.binary())
def test_any_bytes_are_answered(value: bytes) -> None:
    assert readable_or_rejected(value) is None


@given(JSON)
def test_any_json_is_answered(value: Any) -> None:
    assert readable_or_rejected(orjson.dumps(value, option=orjson.OPT_NON_STR_KEYS)) is None


@given(st.sampled_from(SPOTS), JSON)
def test_what_is_read_is_what_the_published_schema_allows(spot: tuple[str, Path], value: Any) -> None:
    name, path = spot
    spoiled = orjson.loads(orjson.dumps(replaced(EXAMPLES[name], path, value)))
    message = readable_or_rejected(orjson.dumps(spoiled))
    if message is not None:
        VALIDATORS[name].validate(spoiled)


@given(st.sampled_from(SPOTS), st.integers(min_value=0), st.binary(max_size=4))
def test_any_damaged_event_is_answered(spot: tuple[str, Path], at: int, damage: bytes) -> None:
    whole = event(spot[0])
    place = at % len(whole)
    readable_or_rejected(whole[:place] + damage + whole[place + 1 :])


STRANGER = "urn:balise:etablissement:chu-du-fleuve"
BODY = "urn:balise:gouvernance:msss"


@pytest.mark.parametrize(
    ("topic", "value", "fault"),
    [
        (TOPIC, event(source=STRANGER), Fault.SOURCE_NOT_OWNER),
        (TOPIC, event("opinion.rendered"), Fault.SOURCE_NOT_OWNER),
        ("balise.in.chu-du-fleuve", event(), Fault.SOURCE_NOT_OWNER),
        ("balise.in.chu-du-fleuve", event(source=STRANGER), Fault.OTHER_ESTABLISHMENT),
        (TOPIC, event(subject="initiative:ciusss-des-rives-nord/x"), Fault.OTHER_ESTABLISHMENT),
        (TOPIC, event("opinion.rendered", source=EXAMPLES["initiative.declared"]["source"]), Fault.NOT_ENTITLED),
        (topics.GOVERNANCE_IN, event(), Fault.SOURCE_NOT_OWNER),
        (topics.GOVERNANCE_IN, event(source="urn:balise:etablissement:governance"), Fault.SOURCE_NOT_OWNER),
        (topics.GOVERNANCE_IN, event(source=BODY), Fault.NOT_ENTITLED),
    ],
)
def test_speaking_where_or_of_what_one_may_not(topic: str, value: bytes, fault: Fault) -> None:
    message = read(value, received_at=NOW)
    with pytest.raises(Rejected) as caught:
        entitled(topic, message)
    assert caught.value.fault is fault
    assert caught.value.concerns_security
    assert caught.value.event == {"source": message.source, "id": message.id}


def test_only_incoming_topics_have_an_owner() -> None:
    assert topics.establishment_of(topics.incoming("a-b")) == "a-b"
    assert topics.establishment_of(topics.GOVERNANCE_IN) is None
    for other in ("balise.out.a", "balise.in.", "balise.in.a.b", "x.balise.in.a", "balise.in.a\n"):
        with pytest.raises(ValueError, match="not an incoming topic"):
            topics.establishment_of(other)
