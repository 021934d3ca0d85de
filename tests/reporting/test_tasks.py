"""What waits for whom, and what comes first."""

from datetime import datetime, time, timedelta

from domain.case import Fact
from domain.deadlines import ZONE
from domain.question import Mode
from domain.text import Text
from domain.verdict import Escalation, Verdict
from reporting.life import Life
from reporting.rulebook import Rulebook
from reporting.tasks import tasks
from tests.reporting.lives import Writer, after, awaited, owed, reason, verdict

TODAY = after(100).date()
BOOK = Rulebook(
    patience={"critical": 30, "major": 90, "minor": 180},
    tolerance={"critical": 1, "major": 7, "minor": 30},
    returns={"initiative": {"suspended": "production"}},
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


def test_late_comes_first_then_what_is_due_each_day_weighed_by_severity() -> None:
    lives = [
        recensed(("BES-002@planning", -2, "chum"), ("DON-001@planning", -1, "chum"), ("FOR-001@production", 4, "chum"),
                 ("X-001@planning", 90, "chum")),
        recensed(("DON-001@planning", 10, "chum"), ("BES-002@planning", 3, "chum"), case_id="initiative:chum/autre"),
    ]  # fmt: skip
    found = tasks(lives, BOOK, TODAY)
    assert [(task.rule, task.due and (task.due - TODAY).days) for task in found] == [
        ("DON-001", -1),  # One critical day late, against two minor ones, of which six are worth it.
        ("BES-002", -2),
        ("DON-001", 10),
        ("FOR-001", 4),  # Twelve days, as what is critical counts them.
        ("BES-002", 3),  # Eighteen.
        ("X-001", 90),
    ]


def test_what_closes_a_passage_presses_like_something_critical_owed_since_the_request() -> None:
    asked = waiting(verdict(reason("BES-002", "planning")))
    days = (TODAY - after(90).date()).days
    around = recensed(("DON-001@planning", 30 - days - 1, "chum"), ("DON-002@planning", 30 - days + 1, "chum"))
    book = BOOK.model_copy(update={"severities": {**BOOK.severities, "DON-002": "critical"}})
    assert [task.rule for task in tasks([asked, around], book, TODAY)] == ["DON-001", "BES-002", "DON-002"]
    tie = recensed(("DON-001@planning", 30 - days, "chum"))
    assert [task.blocks for task in tasks([tie, asked], BOOK, TODAY)] == ["planning", None]
    late = recensed(("BES-002@planning", -1, "chum"))
    waited = tasks([waiting(verdict(reason("DON-001", "planning"))), late], BOOK, TODAY + timedelta(days=300))
    assert [task.days_late > 0 for task in waited] == [True, False]


def notice(days: int, *, told_after: tuple[tuple[int, str], ...] = ()) -> Life:
    """Return an incident whose notice is due in so many *days*, its lateness told as *told_after* has it."""
    due = TODAY + timedelta(days=days)
    steps = tuple(Escalation(on=due + timedelta(days=after_due), to=to) for after_due, to in told_after)
    owing = owed("duty:incident_notice@assessed", due, kind="duty").model_copy(update={"escalations": steps})
    writer = Writer("incident:chum/fuite")
    writer.says(0, "incident.declared", what="declaration", to="assessed", mode=Mode.RECENSION,
                judged=verdict(obligations=(owing,)))  # fmt: skip
    return writer.life


TOLD = ((1, "highest_authority"), (2, "comite_ia_sante"))


def test_a_duty_is_as_grave_as_what_the_policies_press_as_much() -> None:
    for told_after, severity in ((TOLD, "critical"), (((7, "msss"),), "major"), (((8, "msss"),), "minor"),
                                 (((31, "msss"),), "minor"), ((), "minor")):  # fmt: skip
        (task,) = tasks([notice(3, told_after=told_after)], BOOK, TODAY)
        assert task.severity == severity


def test_a_notice_due_in_three_days_comes_before_what_is_due_in_ninety() -> None:
    far = recensed(("FOR-001@production", 90, "chum"))
    assert [task.rule for task in tasks([far, notice(3, told_after=TOLD)], BOOK, TODAY)] == [
        "duty:incident_notice",
        "FOR-001",
    ]


def test_a_task_tells_whom_its_lateness_is_told_to_and_who_was_told() -> None:
    days_late = {-2: (), -1: (), 0: (), 1: ("highest_authority",), 2: ("highest_authority", "comite_ia_sante")}
    for days, told in days_late.items():
        (task,) = tasks([notice(-days, told_after=TOLD)], BOOK, TODAY)
        assert [step.to for step in task.escalations] == ["highest_authority", "comite_ia_sante"]
        assert (task.escalated, task.days_late) == (told, max(0, days))


def test_a_suspended_tool_is_asked_again_what_production_asks() -> None:
    life = recensed(("FOR-001@production", 10, "chum"), ("BES-002@production", 10, "chum"), stage="suspended")
    book = BOOK.model_copy(update={"asked": {"initiative": {
        "planning": frozenset({"BES-002"}), "production": frozenset({"FOR-001"}),
    }}})  # fmt: skip
    assert {task.rule: task.closes for task in tasks([life], book, TODAY)} == {
        "FOR-001": ("production",),
        "BES-002": (),
    }


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


def mandate(judged: Verdict, answer: str) -> Life:
    writer = Writer("mandate:chum/centre")
    writer.says(0, "mandate.described", what="declaration", to="described", judged=verdict())
    life = writer.says(90, "passage.requested", to="accepted", judged=judged).life
    decided = Fact(data={"answer": answer}, event_id="d", time=after(89))
    return life.model_copy(update={"case": life.case.model_copy(update={"facts": {"decision": decided}})})


def test_what_a_body_alone_may_say_waits_for_that_body() -> None:
    said = reason("MAN-009", "accepted", "fact_missing").model_copy(update={"by": "msss"})
    not_signed = reason("MAN-010", "accepted").model_copy(update={"by": "msss"})
    judged = verdict(said, not_signed, reason("MAN-022", "accepted"))
    assert {(task.rule, task.kind, task.whose) for task in tasks([mandate(judged, "accepted")], BOOK, TODAY)} == {
        ("MAN-009", "clarify", "msss"),
        ("MAN-010", "remedy", "msss"),
        ("MAN-022", "remedy", "chum"),
    }


def test_a_mandate_that_was_refused_waits_for_nobody() -> None:
    judged = verdict(reason("MAN-009", "accepted").model_copy(update={"by": "msss"}))
    assert tasks([mandate(judged, "refused")], BOOK, TODAY) == []
    assert len(tasks([mandate(judged, "accepted")], BOOK, TODAY)) == 1


def test_what_is_owed_waits_since_the_day_it_was_imposed_or_since_what_is_known_of_before() -> None:
    due = TODAY + timedelta(days=9)
    old, new = owed("BES-002@planning", due), owed("DON-001@planning", due)
    new = new.model_copy(update={"since": after(40).date()})
    writer = Writer()
    life = writer.says(0, "initiative.declared", what="declaration", to="realization", mode=Mode.RECENSION,
                       judged=verdict(obligations=(old, new))).life  # fmt: skip
    since = {task.rule: task.since for task in tasks([life], BOOK, TODAY)}
    assert since == {"BES-002": after(0), "DON-001": datetime.combine(after(40).date(), time(), ZONE)}
