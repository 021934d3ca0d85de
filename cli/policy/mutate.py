"""`balise policy mutate` and `balise policy reference`: what a change would have to be for nobody to notice it."""

import time
from collections.abc import Callable
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from authoring.checks import answers
from authoring.mutation.edited import changed
from authoring.mutation.looks import Untestable
from authoring.mutation.memory import Memory
from authoring.mutation.mutant import Mutant
from authoring.mutation.run import Wanted, run
from authoring.policies import Policies
from authoring.reference import Difference, Reference
from authoring.remembered import Memory as Checked
from authoring.remembered import Recall
from cli.policy import desk, mutation_report
from cli.screen import Exit, screen
from domain.text import Text
from engines.rego import Opa, RegoRefused
from settings import Settings

RuleOption = Annotated[
    str | None, typer.Option(help=screen.text("Une seule règle (son identifiant).", "One rule (its id)."))
]
FamilyOption = Annotated[
    str | None, typer.Option(help=screen.text("Une famille, ou un dossier.", "One family, or one folder."))
]
ChangedOption = Annotated[
    bool, typer.Option("--changed", help=screen.text("Seulement les fichiers modifiés.", "Only the files changed."))
]
AnewOption = Annotated[
    bool,
    typer.Option(
        "--anew",
        help=screen.text(
            "Tout essayer de nouveau, sans reprendre où l'on en était.", "Try everything again, resuming nothing."
        ),
    ),
]
WriteOption = Annotated[
    bool, typer.Option("--write", help=screen.text("Noter les réponses d'aujourd'hui.", "Record today's answers."))
]


def add_to(policy: typer.Typer, opa: Callable[[], Opa]) -> None:
    """Add these two commands to *policy*; *opa* finds the binary and the policies."""

    def _mutate(
        rule: RuleOption = None,
        family: FamilyOption = None,
        *,
        only_changed: ChangedOption = False,
        anew: AnewOption = False,
    ) -> None:
        here = opa()
        files = changed(here.policies) if only_changed else None
        memory = Memory(Settings().data)
        if anew:
            memory.forget()
        mutate(here, _wanted(rule, family, files), memory)

    def _reference(*, write: WriteOption = False) -> None:
        reference(desk.policies(), write=write)

    for name, function, fr, en in (
        ("mutate", _mutate, "Chercher ce que personne ne remarquerait.", "Look for what nobody would notice."),
        ("reference", _reference, "Comparer aux réponses notées.", "Compare with the recorded answers."),
    ):
        policy.command(name, help=screen.text(fr, en))(function)


def mutate(opa: Opa, wanted: Wanted, memory: Memory) -> None:
    """Try the mutants, show those nobody noticed, and end with 1 if there are any."""
    started = time.monotonic()
    bar = Progress(
        TextColumn(screen.text("mutants", "mutants")),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=screen.err,
        transient=True,
    )
    try:
        with bar:
            task = bar.add_task("", total=None)
            report = run(
                opa,
                wanted,
                lambda done, total: bar.update(task, completed=done, total=total),
                memory,
            )
    except Untestable as broken:
        screen.fail(
            Text(
                fr=f"policies/{broken.name} échoue sans qu'on y change rien : lancer d'abord « balise policy test » et "
                "« balise policy reference ».",
                en=f"policies/{broken.name} fails with nothing changed: run “balise policy test” and "
                "“balise policy reference” first.",
            )
        )
    except RegoRefused as refusal:
        screen.fail(
            Text(
                fr=f"OPA refuse ces politiques :\n{refusal.output}", en=f"OPA refuses these policies:\n{refusal.output}"
            )
        )
    seconds = round(time.monotonic() - started, 1)
    screen.answer(
        mutation_report.plain(report, seconds), lambda console: mutation_report.show(console, report, seconds)
    )
    if report.survivors or report.stale:
        raise SystemExit(int(Exit.REFUSED))


def _wanted(rule: str | None, family: str | None, files: set[str] | None) -> Wanted:
    def wanted(mutant: Mutant) -> bool:
        return (
            (files is None or mutant.file in files)
            and (family is None or mutant.file.startswith((f"rules/{family}/", f"{family}/")))
            and (rule is None or rule == mutant.identifier or rule in mutant.rule.split())
        )

    return wanted


def reference(policies: Policies, *, write: bool) -> None:
    """Compare the answers to the reference questions with the recorded ones; record them again when *write*."""
    recall = Recall(Checked(Settings().data))
    try:
        with Reference(policies.rego).built() as built:
            differences = answers.differing(policies, built, recall)
            if write:
                answers.record(policies, built, recall)
    except RegoRefused as refusal:
        screen.fail(
            Text(
                fr=f"OPA refuse ces politiques :\n{refusal.output}", en=f"OPA refuses these policies:\n{refusal.output}"
            )
        )
    screen.answer(
        [{"question": vars(question), "recorded": old, "now": new} for question, old, new in differences],
        lambda console: _show_differences(console, differences),
    )
    if differences and not write:
        raise SystemExit(int(Exit.REFUSED))


def _show_differences(console: Console, differences: list[Difference]) -> None:
    for question, old, new in differences:
        facts = ", ".join(f"{path} = {value}" for path, value in question.facts.items())
        console.print(
            f"{question.process}.{question.gate} {question.mode} {question.day} {facts}", markup=False, soft_wrap=True
        )
        for sign, one, other in (("-", old, new), ("+", new, old)):
            for heading, said in one.items():
                for line in said if isinstance(said, list) else [said]:
                    if line not in other.get(heading, ()):
                        console.print(f"  {sign} {line}", markup=False, soft_wrap=True)
    console.print(
        screen.text(
            f"Réponses de référence qui ne sont plus celles qui sont notées : {len(differences)}.",
            f"{len(differences)} reference questions get another answer than the one recorded.",
        )
    )
