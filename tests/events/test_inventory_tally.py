"""The end of an import: exact counts, from what was sent and what was heard."""

from datetime import date
from typing import Any

from domain.text import Text
from events.follow import Sent
from events.inventory.reading import Inventory, Refused, Told
from events.inventory.sending import Ledger
from events.inventory.tally import report


def told(slug: str, line: int, events: int = 2) -> Told:
    case_id = f"initiative:sq/{slug}"
    source = "urn:balise:etablissement:sq"
    return Told(
        line,
        case_id,
        "production",
        tuple(
            {"id": f"{slug}-{rank}", "source": source, "type": f"type-{rank}", "subject": case_id}
            for rank in range(events)
        ),
    )


def sent(*cases: Told) -> list[Sent]:
    return [
        Sent(("balise.in.sq", 0, offset), (event["source"], event["id"]))
        for offset, event in enumerate(event for case in cases for event in case.events)
    ]


def receipt(case: Told, rank: int, status: str = "accepted", sequence: int | None = None) -> dict[str, Any]:
    event = case.events[rank]
    data = {"event": {"source": event["source"], "id": event["id"]}, "status": status, "sequence": sequence or rank + 1}
    return {"type": "ca.qc.balise.receipt.issued.v1", "subject": case.case_id, "data": data}


def verdict(case: Told, stage: str | None = "production", outcome: str = "allow", **found: Any) -> dict[str, Any]:
    said = {"outcome": outcome, "violations": [], "indeterminates": [], "obligations": []} | found
    return {
        "id": f"{case.case_id}/1/verdict.rendered",
        "type": "ca.qc.balise.verdict.rendered.v1",
        "subject": case.case_id,
        "data": {"stage": stage, "verdict": said},
    }


def parked(offset: int) -> dict[str, Any]:
    return {
        "type": "ca.qc.balise.record.parked.v1",
        "data": {
            "coordinates": {"topic": "balise.in.sq", "partition": 0, "offset": offset},
            "text": {"fr": "Refusé.", "en": "Refused."},
        },
    }


def heard(*announcements: dict[str, Any]) -> Ledger:
    ledger = Ledger()
    for announcement in announcements:
        ledger.note(announcement)
    return ledger


def owing(rule: str, kind: str = "regularize") -> dict[str, Any]:
    what = {"fr": f"à faire {rule}", "en": f"to do {rule}"}
    return {"rule": rule, "kind": kind, "what": what, "due": date(2026, 1, 1).isoformat()}


def reason(rule: str) -> dict[str, Any]:
    return {"rule": rule, "title": {"fr": f"titre {rule}", "en": f"title {rule}"}}


def test_a_row_counts_as_a_case_once_its_declaration_has_ended_and_a_verdict_was_heard() -> None:
    one, two = told("un", 2), told("deux", 3)
    inventory = Inventory(3, (one, two), (Refused(4, Text(fr="vide", en="blank")),))
    account = report(
        "essai",
        inventory,
        sent(one, two),
        heard(
            receipt(one, 0), receipt(one, 1), verdict(one), receipt(two, 0), receipt(two, 1), verdict(two, None, "deny")
        ),
        seconds=2.0,
        complete=True,
    )
    assert (account.rows, account.cases, account.exact) == (3, 2, True)
    assert account.by_stage == {"production": 1, "none": 1}
    assert account.outcomes == {"allow": 1, "deny": 1}
    assert account.events.accepted == 4
    assert account.events_per_second == 2.0


def test_an_opened_case_whose_verdict_was_not_heard_waits_and_the_counts_are_not_exact() -> None:
    case = told("un", 2)
    account = report(
        "essai",
        Inventory(1, (case,), ()),
        sent(case),
        heard(receipt(case, 0), receipt(case, 1)),
        seconds=1.0,
        complete=False,
    )
    assert (account.cases, account.waiting, account.exact) == (0, 1, False)


def test_what_was_only_recognized_is_a_case_already_known() -> None:
    case = told("un", 2)
    duplicates = [receipt(case, rank, "duplicate", 7) for rank in (0, 1)]
    account = report("essai", Inventory(1, (case,), ()), sent(case), heard(*duplicates), seconds=1.0, complete=True)
    assert (account.cases, account.already_known, account.exact) == (1, 1, True)
    assert (account.events.recognized, account.events.accepted) == (2, 0)


def test_an_event_accepted_then_recognized_after_a_redelivery_counts_once() -> None:
    case = told("un", 2)
    account = report(
        "essai",
        Inventory(1, (case,), ()),
        sent(case),
        heard(*(receipt(case, rank, status) for status in ("accepted", "duplicate") for rank in (0, 1)), verdict(case)),
        seconds=1.0,
        complete=True,
    )
    assert (account.events.accepted, account.events.recognized, account.events.waiting) == (2, 0, 0)


def test_a_verdict_announced_twice_is_one_verdict() -> None:
    case = told("un", 2, 1)
    account = report(
        "essai",
        Inventory(1, (case,), ()),
        sent(case),
        heard(receipt(case, 0), verdict(case), verdict(case)),
        seconds=1.0,
        complete=True,
    )
    assert account.verdicts == 1


def test_a_parked_declaration_makes_its_row_a_refusal_with_its_line_and_reason() -> None:
    case, other = told("un", 2), told("deux", 5)
    account = report(
        "essai",
        Inventory(2, (case, other), ()),
        sent(case, other),
        heard(parked(1), receipt(case, 0), receipt(other, 1), verdict(other), parked(2)),
        seconds=1.0,
        complete=True,
    )
    assert [(row.line, row.reason.fr) for row in account.refused] == [(2, "Refusé.")]
    assert [(each.line, each.event) for each in account.parked] == [(5, "type-0")]
    assert (account.cases, account.exact, account.events.parked) == (1, True, 2)


def test_the_most_frequent_missing_things_count_each_rule_once_per_case() -> None:
    one, two = told("un", 2, 1), told("deux", 3, 1)
    account = report(
        "essai",
        Inventory(2, (one, two), ()),
        sent(one, two),
        heard(
            receipt(one, 0),
            receipt(two, 0),
            verdict(one, violations=[reason("A-1")], obligations=[owing("A-1"), owing("B-1"), owing("C-1", "duty")]),
            verdict(two, indeterminates=[reason("B-1")], obligations=[owing(f"Z-{n:02}") for n in range(12)]),
        ),
        seconds=1.0,
        complete=True,
    )
    found = {missing.rule: (missing.cases, missing.share) for missing in account.missing}
    assert len(account.missing) == 10
    assert account.missing[0].rule == "B-1"
    assert found["B-1"] == (2, 1.0)
    assert found["A-1"] == (1, 0.5)
    assert "C-1" not in found
    assert account.missing[0].title.fr == "titre B-1"


def test_only_the_first_event_of_a_case_opens_it() -> None:
    case = told("un", 2)
    ledger = heard(receipt(case, 0, sequence=4), receipt(case, 1, sequence=5))
    assert not ledger.opened
    assert heard(receipt(case, 0)).opened == {("urn:balise:etablissement:sq", "un-0"): case.case_id}
