"""How many stand where and for how long; what is late, by how much, by whom."""

from datetime import UTC, date, timedelta
from zoneinfo import ZoneInfo

from cli.report import STAGES
from domain.processes import PROCESSES
from domain.question import Mode
from domain.verdict import Obligation, Postponement
from reporting.delays import delays
from reporting.life import Life
from reporting.pipeline import pipeline
from reporting.settled import lateness
from reporting.spread import Spread, spread
from tests.reporting.lives import FIRST_DAY, Writer, after, awaited, owed, reason, refused_then_allowed, text, verdict

TORONTO = ZoneInfo("America/Toronto")


def declared(case_id: str, stage: str, days: float, *due: tuple[str, date, str]) -> Life:
    obligations = tuple(owed(identifier, day, by=by) for identifier, day, by in due)
    return (
        Writer(case_id)
        .says(days, "initiative.declared", what="declaration", to=stage, mode=Mode.RECENSION,
              judged=verdict(obligations=obligations))
        .life
    )  # fmt: skip


def test_a_spread_is_the_middle_and_the_longest() -> None:
    assert spread(timedelta(days=each) for each in (9, 1, 2)) == Spread(count=3, median=2.0, longest=9.0)
    assert spread([]) == Spread()


def test_cases_are_counted_where_they_stand() -> None:
    undeclared = Writer("initiative:iucpq/attend")
    undeclared.says(50, "initiative.declared", what="declaration", to="opportunity",
                    judged=verdict(reason("BES-001", "opportunity", "fact_missing")))  # fmt: skip
    lives = [
        refused_then_allowed().life,
        declared("initiative:chum/a", "production", 40),
        declared("initiative:iucpq/b", "production", 60),
        undeclared.life,
    ]
    found = {each.stage: each for each in pipeline(lives, STAGES, after(100))}
    assert list(found) == ["undeclared", *STAGES["initiative"]]
    assert {stage: each.count for stage, each in found.items() if each.count} == {
        "undeclared": 1,
        "planning": 1,
        "production": 2,
    }
    assert found["production"].establishments == {"chum": 1, "iucpq": 1}
    assert found["production"].here == Spread(count=2, median=50.0, longest=60.0)
    assert found["planning"].here == Spread(count=1, median=80.0, longest=80.0)
    assert found["opportunity"].passed == Spread(count=1, median=20.0, longest=20.0)
    assert (found["undeclared"].waiting, found["production"].waiting) == (1, 0)
    assert found["undeclared"].outcomes == {"indeterminate": 1}


def test_the_rows_add_up_to_the_cases_wherever_they_stand() -> None:
    lives = [
        declared(f"{name}:chum/dossier-{number}", place, number)
        for name, process in PROCESSES.items()
        for number, place in enumerate(process.places)
    ]
    lives.append(Writer("initiative:chum/muette").says(0, "need.described", what="need").life)
    assert sum(each.count for each in pipeline(lives, STAGES, after(100))) == len(lives)


def test_a_suspended_tool_stands_at_its_own_row() -> None:
    writer = Writer("initiative:chum/arretee").says(0, "initiative.declared", what="declaration", to="production",
                                                    mode=Mode.RECENSION, judged=verdict())  # fmt: skip
    writer.says(30, "incident.linked", to="production", mode=Mode.STANDING,
                judged=verdict(suspends=(reason("VIE-001", "production"),)))  # fmt: skip
    found = {each.stage: each for each in pipeline([writer.life], STAGES, after(40))}
    assert (found["suspended"].count, found["suspended"].here.longest) == (1, 10.0)
    assert (found["production"].count, found["production"].passed.longest) == (0, 30.0)


def test_processes_without_a_case_are_left_out() -> None:
    assert {each.process for each in pipeline([declared("initiative:chum/a", "production", 1)], STAGES, after(2))} == {
        "initiative"
    }


def test_nobody_undeclared_is_no_line() -> None:
    standings = pipeline([declared("initiative:chum/a", "production", 1)], STAGES, after(2))
    assert [each.stage for each in standings] == list(STAGES["initiative"])


def test_a_case_that_forgot_its_beginning_says_no_duration() -> None:
    life = refused_then_allowed().life
    late = life.model_copy(update={"told": life.told[-1:], "entries": (), "judgements": ()})
    assert late.since is None
    assert life.model_copy(update={"entries": ()}).since == after(20)


def test_what_is_late_says_by_how_much_and_by_whom() -> None:
    today = after(100).date()
    life = declared(
        "initiative:chum/a", "production", 0,
        ("FOR-001@production", today - timedelta(days=3), "chum"),
        ("EVA-003@production", today, "chum"),
        ("opinion:comite_ia_sante@production", today - timedelta(days=1), "comite_ia_sante"),
        ("SUI-001@production", today + timedelta(days=31), "chum"),
    )  # fmt: skip
    found = delays([life], after(100), TORONTO)
    assert [(each.obligation, each.days_late) for each in found.late] == [
        ("FOR-001@production", 3),
        ("opinion:comite_ia_sante@production", 1),
    ]
    assert [each.obligation for each in found.soon] == ["EVA-003@production"]
    assert [(one.by, one.owes, one.late, one.longest_days_late, one.due_soon) for one in found.debtors] == [
        ("chum", 3, 1, 3, 1),
        ("comite_ia_sante", 1, 1, 1, 0),
    ]


def test_a_due_date_ends_when_the_day_ends_in_quebec() -> None:
    life = declared("initiative:chum/a", "production", 0, ("FOR-001@production", date(2026, 4, 15), "chum"))
    midnight_in_greenwich = after(0).replace(month=4, day=16, hour=2)
    assert delays([life], midnight_in_greenwich, TORONTO).late == ()
    assert len(delays([life], midnight_in_greenwich, UTC).late) == 1


def test_what_was_put_off_is_late_after_its_new_day_only() -> None:
    first = FIRST_DAY.date() + timedelta(days=30)
    due, status = owed("FOR-001@production", first), owed("duty:x@production", first)
    moved = [
        Postponement(
            obligation=each.id, first=first, until=first + timedelta(days=20), by="urn:balise:gouvernance:msss",
            time=after(10), on=after(10).date(), text=text("reportée"),
        )
        for each in (due, status)
    ]  # fmt: skip
    both = verdict(obligations=(due, status))
    writer = Writer()
    writer.says(0, "initiative.declared", what="declaration", to="production", mode=Mode.RECENSION, judged=both)
    writer.says(10, "deadline.extended", to="production", mode=Mode.STANDING,
                judged=both.model_copy(update={"postponed": tuple(moved)}))  # fmt: skip
    writer.says(40, "training.completed", to="production", mode=Mode.STANDING, judged=verdict(obligations=(status,)),
                settled=(due.id,))  # fmt: skip
    again = owed(status.id, first + timedelta(days=60))
    writer.says(52, "status.reported", to="production", mode=Mode.STANDING, judged=verdict(obligations=(again,)),
                settled=(status.id,))  # fmt: skip
    writer.says(95, "status.reported", to="production", mode=Mode.STANDING, judged=verdict(), settled=(status.id,))
    assert [days for _, days in lateness(writer.life, TORONTO)] == [-10, 2, 5]


def test_obligations_are_settled_in_time_or_late() -> None:
    writer = Writer()
    due = (owed("A-1@production", after(30).date()), owed("B-1@production", after(30).date()))
    writer.says(0, "initiative.declared", what="declaration", to="production", mode=Mode.RECENSION,
                judged=verdict(obligations=due))  # fmt: skip
    writer.says(29, "data.described", what="data", to="production", mode=Mode.STANDING,
                judged=verdict(obligations=due[1:]), settled=("A-1@production",))  # fmt: skip
    writer.says(37, "need.described", what="need", to="production", mode=Mode.STANDING, judged=verdict(),
                settled=("B-1@production",))  # fmt: skip
    on_the_day = Writer("initiative:chum/juste").says(
        0, "initiative.declared", what="declaration", to="production", mode=Mode.RECENSION,
        judged=verdict(obligations=due[:1]),
    )  # fmt: skip
    on_the_day.says(30, "data.described", what="data", to="production", mode=Mode.STANDING, judged=verdict(),
                    settled=("A-1@production",))  # fmt: skip
    found = delays([on_the_day.life], after(40), TORONTO)
    assert (found.settled_in_time, found.settled_late) == (1, 0)
    assert [days for _, days in lateness(writer.life, TORONTO)] == [-1, 7]
    found = delays([writer.life], after(40), TORONTO)
    assert (found.settled_in_time, found.settled_late, found.lateness.longest) == (1, 1, 7.0)


def test_a_duty_that_its_stage_took_with_it_was_not_done() -> None:
    writer = Writer()
    duty = owed("duty:project_status@realization", after(90).date(), kind="duty")
    writer.says(0, "initiative.declared", what="declaration", to="realization", mode=Mode.RECENSION,
                judged=verdict(obligations=(duty,)))  # fmt: skip
    writer.says(10, "passage.requested", to="production", judged=verdict(), settled=(duty.id,))
    found = delays([writer.life], after(11), TORONTO)
    assert (found.settled_in_time, found.settled_late) == (0, 0)


def reported(stage: str, due: float) -> Obligation:
    """Return a status that is due so many days after the first one."""
    owing = owed(f"duty:project_status@{stage}", after(due).date(), kind="duty")
    return owing.model_copy(update={"fulfilled_by": ("status.reported",)})


def waiting_for_production() -> Writer:
    """Return a project that owes its status at day 30 and waits for a passage since day 10."""
    due = reported("realization", 30)
    writer = Writer().says(0, "initiative.declared", what="declaration", to="realization", mode=Mode.RECENSION,
                           judged=verdict(obligations=(due,)))  # fmt: skip
    return writer.says(10, "passage.requested", to="production",
                       judged=verdict(reason("FOR-001", "production"), obligations=(due,)))  # fmt: skip


def test_a_duty_done_while_a_passage_is_waited_for_is_settled() -> None:
    due, refusal = reported("realization", 30), reason("FOR-001", "production")
    writer = waiting_for_production()
    for day, again in ((28, 118), (125, 215)):
        judged = verdict(refusal, obligations=(reported("realization", again),))
        writer.says(day, "status.reported", to="production", settled=(due.id,), judged=judged)
    found = delays([writer.life], after(126), TORONTO)
    assert [days for _, days in lateness(writer.life, TORONTO)] == [-2, 7]
    assert (found.settled_in_time, found.settled_late) == (1, 1)


def test_a_duty_is_done_by_the_message_that_makes_its_case_leave_and_over_by_any_other() -> None:
    due = reported("realization", 30)
    for kind, settled in (("status.reported", [3]), ("training.completed", [])):
        writer = waiting_for_production().says(33, kind, to="production", judged=verdict(), settled=(due.id,))
        assert [days for _, days in lateness(writer.life, TORONTO)] == settled


def test_a_duty_that_applies_no_more_was_not_done() -> None:
    due = reported("realization", 30)
    for kind, settled in (("status.reported", [-3]), ("data.described", [])):
        writer = Writer().says(0, "initiative.declared", what="declaration", to="realization", mode=Mode.RECENSION,
                               judged=verdict(obligations=(due,)))  # fmt: skip
        writer.says(27, kind, to="realization", mode=Mode.STANDING, judged=verdict(), settled=(due.id,))
        assert [days for _, days in lateness(writer.life, TORONTO)] == settled
        forgotten = writer.life.model_copy(update={"told": ()})
        assert [days for _, days in lateness(forgotten, TORONTO)] == [-3], "nobody knows any more by what"


def test_what_a_suspension_ends_was_not_done() -> None:
    due, rule = reported("production", 30), owed("FOR-001@production", after(30).date())
    writer = Writer().says(0, "initiative.declared", what="declaration", to="production", mode=Mode.RECENSION,
                           judged=verdict(obligations=(due, rule)))  # fmt: skip
    writer.says(20, "incident.linked", to="production", mode=Mode.STANDING, settled=(due.id, rule.id),
                judged=verdict(suspends=(reason("VIE-001", "production"),)))  # fmt: skip
    assert [days for _, days in lateness(writer.life, TORONTO)] == [-10], (
        "the rule was found kept, the status not given"
    )


def test_what_a_gate_asks_is_done_once_it_opens_and_the_rest_only_ends() -> None:
    asked, other = owed("FOR-001@production", after(30).date()), owed("DON-001@planning", after(30).date())
    writer = Writer().says(0, "initiative.declared", what="declaration", to="realization", mode=Mode.RECENSION,
                           judged=verdict(obligations=(asked, other)))  # fmt: skip
    opened = verdict().model_copy(update={"opened": "production"})
    writer.says(31, "passage.requested", to="production", judged=opened, settled=(asked.id, other.id))
    assert [days for _, days in lateness(writer.life, TORONTO)] == [1]


def test_an_answer_is_timed_from_the_request_to_the_entry() -> None:
    waiting = Writer("initiative:chum/b")
    waiting.says(0, "initiative.declared", what="declaration", to="opportunity", judged=verdict())
    waiting.says(4, "passage.requested", to="planning", judged=verdict(awaited("privacy_officer", "planning")))
    found = delays([refused_then_allowed().life, waiting.life], after(30), TORONTO)
    planning = next(each for each in found.openings if each.gate == "planning")
    assert planning.opened == Spread(count=1, median=10.0, longest=10.0)
    assert planning.waiting == Spread(count=1, median=26.0, longest=26.0)
    (officer,) = found.answers
    assert (officer.given.longest, officer.awaited.longest) == (10.0, 26.0)
    assert found.verdicts.count == 7
    assert found.verdicts.longest == round(3 / 86400, 6)


def test_a_request_made_again_after_it_was_withdrawn_is_a_new_one() -> None:
    writer = Writer().says(0, "initiative.declared", what="declaration", to="opportunity", judged=verdict())
    writer.says(1, "passage.requested", to="planning", judged=verdict(reason("DON-001", "planning")))
    writer.says(2, "passage.withdrawn")
    writer.says(50, "passage.requested", to="planning", judged=verdict(reason("DON-001", "planning")))
    writer.says(53, "data.described", what="data", to="planning", judged=verdict())
    found = delays([writer.life], after(60), TORONTO)
    assert next(each for each in found.openings if each.gate == "planning").opened == Spread(
        count=1, median=3.0, longest=3.0
    )
