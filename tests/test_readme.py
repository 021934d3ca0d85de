"""The README's decision table is the one that the demonstration proves."""

from pathlib import Path

from cli.labels import OUTCOMES, STAGES
from story.script import Ending, initiatives

README = Path(__file__).resolve().parents[1] / "README.md"


def why(ending: Ending) -> str:
    held = sorted(ending.rules | {f"avis {body}" for body in ending.opinions})
    said = [
        ", ".join(held),
        f"à régulariser : {', '.join(sorted(ending.owes))}" if ending.owes else "",
        f"retenue auparavant par {', '.join(sorted(ending.stopped_by - ending.rules))}"
        if ending.stopped_by - ending.rules
        else "",
    ]
    return " ; ".join(each for each in said if each) or "-"


def table() -> str:
    rows = [
        f"| {initiative.title} | {initiative.establishment} | {STAGES[initiative.ending.stage or 'undeclared'].fr} "
        f"| {OUTCOMES[initiative.ending.outcome].fr} | {why(initiative.ending)} |"
        for initiative in initiatives()
    ]
    return "\n".join(
        ["| initiative | établissement | étape atteinte | issue | raisons |", "| --- | --- | --- | --- | --- |", *rows]
    )


def test_readme_shows_the_decision_table_of_the_story() -> None:
    assert table() in README.read_text(), f"\n{table()}"
