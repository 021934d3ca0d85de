"""`balise policy check`: what is wrong, where, and how to mend it, for people who do not program."""

from typing import Annotated, Final

import typer
from rich.console import Console

from authoring import checks
from authoring.problem import Check, Problem
from authoring.remembered import Memory
from cli.policy import desk
from cli.screen import Exit, screen
from domain.text import Text
from settings import Settings

REMEMBERED: Final = {
    "all": Text(fr="de mémoire : rien n'a changé", en="from memory: nothing has changed"),
    "part": Text(fr="en partie de mémoire", en="partly from memory"),
}


def check(
    *,
    fresh: Annotated[
        bool,
        typer.Option(
            "--fresh",
            help=screen.text(
                "Tout vérifier de nouveau, sans rien de mémoire.", "Check everything again, from no memory."
            ),
        ),
    ] = False,
) -> None:
    """Check everything; say each thing as soon as it is known."""
    policies = desk.policies(lint=True)
    done: list[Check] = []
    for one in checks.run(policies, Memory(Settings().data, fresh=fresh)):
        done.append(one)
        if not screen.json:
            _show(screen.out, one)
    screen.answer({"ok": _fine(done), "checks": done}, lambda console: _conclude(console, done))
    if not _fine(done):
        raise SystemExit(int(Exit.REFUSED))


def _fine(done: list[Check]) -> bool:
    return all(one.looked and not one.problems for one in done)


def _show(console: Console, one: Check) -> None:
    if not one.looked:
        first = screen.text("non regardé : corriger d'abord ce qui précède", "not looked at: mend the above first")
        console.print(f"[dim]· {screen.say(one.what)} ({first})[/dim]")
        return
    memory = None if one.problems else REMEMBERED.get(one.remembered)
    said = f" [dim]({screen.say(memory)})[/dim]" if memory else ""
    console.print(f"{'[red]✗[/red]' if one.problems else '[green]✓[/green]'} {screen.say(one.what)}{said}")
    for problem in one.problems:
        _tell(console, problem)


def _tell(console: Console, problem: Problem) -> None:
    def line(text: str, style: str = "") -> None:
        console.print(text, style=style, markup=False, soft_wrap=True)

    line(f"    {desk.place(problem, screen.language)}", "bold")
    line(f"      {screen.say(problem.problem)}")
    line(f"      → {screen.say(problem.remedy)}")
    for said in (problem.said or "").splitlines():
        line(f"        {said}", "dim")


def _conclude(console: Console, done: list[Check]) -> None:
    count = sum(len(one.problems) for one in done)
    if count:
        s = "s" if count > 1 else ""
        console.print(screen.text(f"\n{count} problème{s} à corriger.", f"\n{count} problem{s} to mend."))
    else:
        console.print(screen.text("\nTout est en ordre.", "\nAll is in order."))
