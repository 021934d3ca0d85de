"""`balise policy list`: every rule with its text, how sure we are of it, and its gates."""

from typing import Any

from rich.table import Table

from authoring.checks import rules as checks
from authoring.checks import shapes
from authoring.coverage import gates
from authoring.policies import Policies
from cli.policy import desk
from cli.screen import screen


def rules() -> None:
    """Print every rule."""
    policies = desk.policies()
    with desk.readable(policies, shapes.declared, checks.documented):
        rows = _rows(policies)
    screen.answer(rows, lambda console: console.print(_table(rows)))


def _rows(policies: Policies) -> list[dict[str, Any]]:
    return [
        {
            "id": rule.id,
            "title": rule.custom["title"],
            "family": rule.named[0],
            "severity": rule.custom["severity"],
            "citation": {"key": rule.custom["citation"], **policies.citations[rule.custom["citation"]]},
            "gates": gates(policies, rule.id),
        }
        for rule in sorted(policies.rules, key=lambda rule: rule.id)
    ]


def _table(rows: list[dict[str, Any]]) -> Table:
    table = Table(box=None, pad_edge=False)
    for fr, en in (
        ("Règle", "Rule"),
        ("Titre", "Title"),
        ("Texte", "Text"),
        ("Confiance", "Confidence"),
        ("Portes", "Gates"),
    ):
        table.add_column(screen.text(fr, en), overflow="fold")
    for row in rows:
        text = row["citation"]
        source = ", ".join(part for part in (text["instrument"], text["article"]) if part)
        table.add_row(row["id"], row["title"][screen.language], source, text["confidence"], ", ".join(row["gates"]))
    return table
