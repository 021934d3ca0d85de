"""The README's decision table is the one that the demonstration proves."""

from pathlib import Path

from cli.labels import OUTCOMES, PROCESS_NAMES, STAGES
from story.script import Ending, lives

README = Path(__file__).resolve().parents[1] / "README.md"


def why(ending: Ending) -> str:
    held = sorted(ending.rules | {f"avis {body}" for body in ending.opinions})
    said = [
        ", ".join(held),
        f"à régulariser : {', '.join(sorted(ending.owes))}" if ending.owes else "",
        f"retenu auparavant par {', '.join(sorted(ending.stopped_by - ending.rules))}"
        if ending.stopped_by - ending.rules
        else "",
    ]
    return " ; ".join(each for each in said if each) or "-"


def table() -> str:
    rows = [
        f"| {life.title} | {PROCESS_NAMES[life.process].fr} | {life.establishment} "
        f"| {STAGES[life.ending.stage or 'undeclared'].fr} | {OUTCOMES[life.ending.outcome].fr} | {why(life.ending)} |"
        for life in lives()
    ]
    head = ["| dossier | processus | établissement | étape atteinte | issue | raisons |", "| --- " * 6 + "|"]
    return "\n".join([*head, *rows])


def test_readme_shows_the_decision_table_of_the_story() -> None:
    assert table() in README.read_text(), f"\n{table()}"
