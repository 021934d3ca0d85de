"""The plan's indicators: each counted from cases, or saying why it has no value."""

from typing import Any

from domain.question import Mode
from reporting.indicators import NOTHING_YET, Indicator, indicators
from reporting.life import Life
from reporting.measures import MEASURES
from tests.reporting.lives import Writer, reason, verdict


def figures(*lives: Life) -> dict[str, Indicator]:
    return {each.name: each for progress in indicators(lives) for each in progress.indicators}


def project(slug: str, *facts: tuple[str, dict[str, Any]], stage: str = "planning", **declared: Any) -> Life:
    """Return an initiative that came in as an opportunity and was let through to *stage*."""
    writer = Writer(f"initiative:chum/{slug}", **declared)
    writer.says(0, "initiative.declared", what="declaration", to="opportunity", judged=verdict())
    for what, data in facts:
        writer.says(1, f"{what}.said", what=what, data=data)
    if stage != "opportunity":
        writer.says(2, "passage.requested", to=stage, judged=verdict())
    return writer.life


def found(case_id: str, stage: str, *facts: tuple[str, dict[str, Any]], **declared: Any) -> Life:
    """Return a case that was found at *stage*."""
    writer = Writer(case_id, **declared)
    writer.says(0, "declared", what="declaration", to=stage, mode=Mode.RECENSION, judged=verdict())
    for what, data in facts:
        writer.says(1, f"{what}.said", what=what, data=data)
    return writer.life


def assessed() -> tuple[str, dict[str, Any]]:
    return "assessment.algorithmic_impact", {"kind": "algorithmic_impact", "conclusion": "favourable"}


def test_every_action_of_the_plan_has_a_figure_and_its_source() -> None:
    told = indicators([])
    assert [each.action for each in told] == list(range(1, 17))
    assert all(each.indicators for each in told)
    assert len({measure.name for measure in MEASURES}) == len(MEASURES)
    assert [measure.action for measure in MEASURES] == sorted(measure.action for measure in MEASURES)
    assert all((measure.count is None) == (measure.computed_from is None) for measure in MEASURES)
    assert all((measure.count is None) == (measure.why_not is not None) for measure in MEASURES)


def test_nothing_is_counted_where_there_is_no_case() -> None:
    for figure in figures().values():
        assert figure.value is None
        assert figure.why_not is not None
        assert figure.reached is None


def test_the_assessment_tool_counts_new_projects_only() -> None:
    lives = [
        project("avec", assessed()),
        project("avec-aussi", assessed(), stage="production"),
        project("sans"),
        project("idee", stage="opportunity"),
        project("idee-evaluee", assessed(), stage="opportunity"),
        found("initiative:chum/connue", "production", assessed()),
        found("recourse:chum/autre", "opened", assessed()),
    ]
    tool = figures(*lives)["assessment_tool"]
    assert (tool.numerator, tool.denominator, tool.value) == (2, 3, 0.6667)
    assert (tool.target, tool.reached) == (0.9, False)
    assert figures(lives[0])["assessment_tool"].reached is True


def test_a_suspended_project_is_a_project_all_the_same() -> None:
    lives = [project("arrete", assessed(), stage="suspended"), project("arrete-aussi", stage="suspended")]
    tool = figures(*lives)["assessment_tool"]
    assert (tool.numerator, tool.denominator) == (1, 2)


def test_a_share_counts_what_its_words_say() -> None:
    automated = {"decision": "automated", "generative": True, "supplier": "external"}
    explained = {"reasons_and_factors": True, "observations": True}
    lives = [
        found("initiative:chum/a", "production", ("notice", explained), ("training", {"share": 1}), **automated),
        found("initiative:chum/b", "production", ("notice", {**explained, "observations": False}), **automated),
        found("initiative:chum/c", "retirement", ("retirement", {"lessons": "Mesurer avant."}), **automated),
        found("recourse:chum/d", "reviewed", ("review", {"outcome": "changed"})),
        found("recourse:chum/e", "reviewed", ("review", {"outcome": "maintained"})),
        found("campaign:msss/f", "collecting", ("answers", {"answered": 30, "unanswered": 10}), kind="recension"),
        found("campaign:msss/g", "collecting", ("answers", {"answered": 1, "unanswered": 99}), kind="maturity"),
        found("mandate:iucpq/h", "running", ("publications", {"count": 2}), ("status.q1", {}), kind="expertise_centre"),
        found("mandate:iucpq/i", "running", ("publications", {"count": 3}), kind="expertise_centre"),
    ]  # fmt: skip
    told = {name: (each.numerator, each.denominator) for name, each in figures(*lives).items()}
    assert told["automated_explained"] == (1, 2)
    assert told["users_trained"] == (1, 2)
    assert told["lessons_shared"] == (1, 1)
    assert told["decisions_changed"] == (1, 2)
    assert told["inventory_answered"] == (30, 40)
    assert told["publications"] == (5, 2)
    assert told["centres_reporting"] == (1, 2)
    assert told["with_a_partner"] == (3, 3)
    assert told["generative_tried"] == (0, 3)
    assert told["initiatives_known"] == (3, 3)
    assert told["establishments_known"] == (3, 3)
    assert figures(*lives)["publications"].value == 5.0


def test_obstacles_and_opinions_are_counted() -> None:
    writer = Writer().says(0, "initiative.declared", what="declaration", to="opportunity", judged=verdict())
    writer.says(1, "passage.requested", to="planning",
                judged=verdict(reason("DON-001", "planning"), reason("BES-002", "planning")))  # fmt: skip
    writer.says(2, "data.described", what="data", to="planning", judged=verdict(reason("BES-002", "planning")))
    told = figures(writer.opinion("comite_ia_sante").life)
    assert (told["obstacles_lifted"].numerator, told["obstacles_lifted"].denominator) == (1, 2)
    assert told["committee_opinions"].value == 1.0
    assert told["scientific_opinions"].value == 0.0
    assert told["data_governed"].why_not == NOTHING_YET


def test_a_mandate_that_bears_the_number_of_an_action_is_shown_with_it() -> None:
    life = found("mandate:msss/carrefour", "running", kind="plan_action", number="Action 12")
    other = found("mandate:msss/ailleurs", "running", kind="project", number="12")
    told = {each.action: each.mandates for each in indicators([life, other])}
    assert [(each.case_id, each.stage) for each in told[12]] == [("mandate:msss/carrefour", "running")]
    assert not any(mandates for action, mandates in told.items() if action != 12)
