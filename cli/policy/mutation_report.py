"""How a run of mutants is told: what nobody noticed, what it means, and how to mend it."""

from typing import Any

from rich.console import Console

from authoring.mutation.exceptions import Listed, entry
from authoring.mutation.mutant import Mutant
from authoring.mutation.run import Report
from cli.screen import screen
from domain.text import Text


def plain(report: Report, seconds: float) -> dict[str, Any]:
    """Return the report for a program."""
    return {
        "mutants": len(report.results),
        **report.counts,
        "seconds": seconds,
        "recalled": report.recalled,
        "survivors": [{**vars(mutant), "means": mutant.means, "mend": _mend(mutant)} for mutant in report.survivors],
        "stale": [
            dict(zip(("file", "rule", "operator", "before", "after"), one.key, strict=True)) for one in report.stale
        ],
    }


def show(console: Console, report: Report, seconds: float) -> None:
    """Draw the report for a person."""
    for mutant in report.survivors:
        _show_survivor(console, mutant)
    for exception in report.stale:
        _show_stale(console, exception)
    counts = report.counts
    tried, noticed, refused = len(report.results), counts["killed"], counts["refused"]
    excused, unseen = counts["listed"], counts["survived"]
    console.print(
        screen.text(
            f"{tried} mutants en {seconds:.0f} s : {noticed} remarqués, {refused} refusés d'emblée, "
            f"{excused} inscrits avec leur raison, {unseen} que rien ne remarque.",
            f"{tried} mutants in {seconds:.0f} s: {noticed} noticed, {refused} refused at once, "
            f"{excused} listed with their reason, {unseen} that nothing notices.",
        ),
        soft_wrap=True,
    )


def _show_survivor(console: Console, mutant: Mutant) -> None:
    name = " ".join(part for part in (mutant.identifier, mutant.rule) if part)
    console.print(f"[red]✗[/red] policies/{mutant.file} — {name}", soft_wrap=True)
    for fr, en, said in (
        ("changé", "changed", screen.say(mutant.means)),
        ("avant", "before", mutant.before),
        ("après", "after", mutant.after),
        ("corriger", "mend", screen.say(_mend(mutant))),
    ):
        console.print(f"    {screen.text(fr, en):9}{said}", markup=False, soft_wrap=True)
    console.print(
        screen.text(
            "    ou, si personne n'a à le voir, l'inscrire dans policies/mutants.yaml :",
            "    or, if nobody needs to see it, list it in policies/mutants.yaml:",
        )
    )
    for line in [*entry(mutant).splitlines(), "  reason: {fr: …, en: …}"]:
        console.print(f"      {line}", markup=False, soft_wrap=True)


def _show_stale(console: Console, exception: Listed) -> None:
    file, rule, operator, before, after = exception.key
    console.print(
        screen.text(
            f"✗ policies/mutants.yaml : cette exception n'excuse plus rien, la retirer : {file}, {rule}, {operator} : "
            f"{before} → {after}",
            f"✗ policies/mutants.yaml: this exception excuses nothing any more, remove it: {file}, {rule}, {operator}: "
            f"{before} → {after}",
        ),
        markup=False,
        soft_wrap=True,
    )


def _mend(mutant: Mutant) -> Text:
    if mutant.file.endswith(".rego"):
        tests = mutant.file.removesuffix(".rego") + "_test.rego"
        return Text(
            fr=f"écrire dans policies/{tests} un essai qui échoue avec ce changement.",
            en=f"write in policies/{tests} a test that fails with this change.",
        )
    return Text(
        fr="ajouter à policies/reference/<processus>.cases.yaml un cas dont la réponse change, puis le noter avec "
        "« balise policy reference --write ».",
        en="add to policies/reference/<process>.cases.yaml a case whose answer changes, then record it with "
        "“balise policy reference --write”.",
    )
