"""What waits for whom, and what comes first."""

from datetime import timedelta

from domain.question import Mode
from domain.text import Text
from domain.verdict import Verdict
from reporting.life import Life
from reporting.tasks import Rulebook, tasks
from tests.reporting.lives import Writer, after, awaited, owed, reason, verdict

TODAY = after(100).date()
BOOK = Rulebook(
    severities={"DON-001": "critical", "BES-002": "minor", "FOR-001": "major"},
    order={"initiative": ("opportunity", "planning", "realization", "production", "retirement")},
    asked={"initiative": {"production": frozenset({"FOR-001", "opinion:comite_ia_sante"}), "retirement": frozenset()}},
)


def waiting(judged: Verdict, case_id: str = "initiative:chum/essai") -> Life:
    writer = Writer(case_id)
    writer.says(0, "initiative.declared", what="declaration", to="opportunity", judged=verdict())
    return writer.says(90, "passage.requested", to="planning", judged=judged).life


def recensed(*due: tuple[str, int, str], stage: str = "realization", case_id: str = "initiative:chum/connu") -> Life:
    obligations = tuple(owed(what, TODAY + timedelta(days=days), by=by) for what, days, by in due)
    judged = verdict(obligations=obligations)
    writer = Writer(case_id)
    writer.says(0, "initiative.declared", what="declaration", to=stage, mode=Mode.RECENSION, judged=judged)
    return writer.life


def test_a_refusal_waits_for_its_establishment_a_doubtful_text_for_the_ministry_an_opinion_for_its_body() -> None:
    life = waiting(
        verdict(
            reason("DON-001", "planning"),
            reason("BES-002", "planning", "fact_missing"),
            reason("LRSSS-078-1", "planning", "text_unverified"),
            awaited("privacy_officer", "planning"),
        )
    )
    assert {(task.rule, task.kind, task.whose) for task in tasks([life], BOOK, TODAY)} == {
        ("DON-001", "remedy", "chum"),
        ("BES-002", "clarify", "chum"),
        ("LRSSS-078-1", "clarify", "msss"),
        ("opinion:privacy_officer", "opinion", "privacy_officer"),
    }
    assert {(task.blocks, task.since) for task in tasks([life], BOOK, TODAY)} == {("planning", after(90))}


def test_late_comes_first_then_what_closes_a_passage_then_severity_then_due_date() -> None:
    lives = [
        recensed(("BES-002@planning", -1, "chum"), ("FOR-001@production", 40, "chum"), ("DON-001@planning", 50, "chum"),
                 ("X-001@planning", 20, "chum")),
        waiting(verdict(reason("BES-002", "planning"))),
    ]  # fmt: skip
    assert [(task.rule, task.blocks, task.days_late) for task in tasks(lives, BOOK, TODAY)] == [
        ("BES-002", None, 1),
        ("BES-002", "planning", 0),
        ("DON-001", None, 0),
        ("X-001", None, 0),
        ("FOR-001", None, 0),
    ]


def test_an_obligation_tells_the_gates_to_come_that_ask_the_same() -> None:
    life = recensed(("FOR-001@realization", 10, "chum"), ("opinion:comite_ia_sante@realization", 10, "comite_ia_sante"),
                    ("duty:inventory@realization", 10, "chum"))  # fmt: skip
    found = {task.rule: (task.closes, task.severity, task.kind) for task in tasks([life], BOOK, TODAY)}
    assert found == {
        "FOR-001": (("production",), "major", "regularize"),
        "opinion:comite_ia_sante": (("production",), "critical", "opinion"),
        "duty:inventory": ((), "minor", "regularize"),
    }
    at_the_end = recensed(("FOR-001@production", 10, "chum"), stage="production")
    assert tasks([at_the_end], BOOK, TODAY)[0].closes == ()


def test_facts_that_would_tell_whether_an_opinion_is_required_wait_for_the_establishment() -> None:
    life = recensed(("opinion:professional_order@production", 10, "chum"))
    (task,) = tasks([life], BOOK, TODAY)
    assert (task.kind, task.whose) == ("regularize", "chum")


def test_what_is_owed_and_stops_a_passage_is_one_task() -> None:
    due = owed("FOR-001@production", TODAY - timedelta(days=2))
    writer = Writer().says(0, "initiative.declared", what="declaration", to="production", mode=Mode.RECENSION,
                           judged=verdict(obligations=(due,)))  # fmt: skip
    writer.says(95, "passage.requested", to="retirement",
                judged=verdict(reason("FOR-001", "retirement"), obligations=(due,)))  # fmt: skip
    (task,) = tasks([writer.life], BOOK, TODAY)
    assert (task.days_late, task.blocks, task.kind) == (2, "retirement", "regularize")


def test_a_request_that_was_withdrawn_is_waited_for_by_nobody() -> None:
    writer = Writer().says(0, "initiative.declared", what="declaration", to="opportunity", judged=verdict())
    writer.says(1, "passage.requested", to="planning", judged=verdict(reason("DON-001", "planning")))
    assert len(tasks([writer.life], BOOK, TODAY)) == 1
    assert tasks([writer.says(2, "passage.withdrawn").life], BOOK, TODAY) == []


def test_a_case_without_a_verdict_waits_for_nobody() -> None:
    life = Writer().says(0, "need.described", what="need").life
    assert tasks([life], BOOK, TODAY) == []
    assert life.since == after(0)


def test_a_rule_nobody_knows_any_more_is_taken_for_major() -> None:
    assert BOOK.severity("GONE-001") == "major"
    assert isinstance(tasks([waiting(verdict(reason("GONE-001", "planning")))], BOOK, TODAY)[0].what, Text)
