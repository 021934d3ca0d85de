"""`balise policy coverage`: how much of the law is in the rules, in a few numbers and the names of what is not."""

from rich.console import Console

from authoring import coverage
from authoring.checks import clauses, rules, shapes
from authoring.matrix import CONFIDENCES, DOCUMENTS
from cli.policy import desk
from cli.screen import screen
from cli.verdicts import hung


def summary() -> None:
    """Print the counts and the gaps; with `--json`, the whole matrix too."""
    policies = desk.policies()
    with desk.readable(policies, shapes.declared, rules.documented, clauses.named):
        counted, rows = coverage.summary(policies), coverage.matrix(policies)
    gaps = [row for row in rows if row["gap"]]

    def render(console: Console) -> None:
        console.print(
            screen.text(
                f"clauses : {counted['clauses']} ; encodées : {counted['covered']}, en partie : {counted['partly']}, "
                f"sans règle : {counted['gaps']} ; règles : {counted['rules']}, essais : {counted['tests']}",
                f"clauses: {counted['clauses']}; encoded: {counted['covered']}, in part: {counted['partly']}, "
                f"without a rule: {counted['gaps']}; rules: {counted['rules']}, tests: {counted['tests']}",
            )
        )
        for key, said in CONFIDENCES.items():
            if key in counted["by_confidence"]:
                console.print(f"  {counted['by_confidence'][key]:>4}  {screen.say(said)}")
        if gaps:
            console.print(screen.text("\n[bold]Manques nommés[/bold]", "\n[bold]Named gaps[/bold]"))
        for row in gaps:
            console.print(hung(f"  {row['clause']}", row["text"][screen.language]))
            console.print(hung("    →", row["gap"][screen.language], style="dim"))
        document = DOCUMENTS[screen.language]
        console.print(screen.text(f"\nLe détail : docs/{document}", f"\nIn detail: docs/{document}"))

    screen.answer({**counted, "matrix": rows}, render)
