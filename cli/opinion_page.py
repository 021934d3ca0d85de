"""What a person sees before they sign: the case, what is waited for, what was said since they last spoke."""

from collections.abc import Iterator

from rich.console import Console
from rich.markup import escape

from cli import labels, verdicts
from cli.screen import screen
from cli.verdicts import hung, widen
from domain.case import Case, OpinionFact
from domain.question import Opinion
from workflows.folder import Folder


def asked(folder: Folder) -> Iterator[str]:
    """Yield the bodies whose opinion the case waits for, to pass a gate or to regularize one."""
    if folder.case.passage is not None and folder.verdict is not None:
        yield from (opinion.body for opinion in folder.verdict.opinions)
    for obligation in folder.case.obligations:
        kind, _, body = obligation.rule.partition(":")
        if kind == "opinion" and obligation.kind == "regularize":
            yield body


def show(console: Console, folder: Folder, opinion: Opinion, source: str) -> None:
    """Print what is being decided, and what is about to be signed."""
    console = widen(console)
    case = folder.case
    console.print(f"[bold]{escape(case.title or case.id)}[/bold]  [dim]{case.id}[/dim]")
    for fr, en, value in _about(case):
        console.print(f"{screen.text(fr, en)}  {escape(value)}", soft_wrap=True)
    against = list(verdicts.lines(folder.verdict)) if folder.verdict else []
    if against:
        console.print(screen.text("ce qui la retient", "what holds it back"))
    for line in against:
        console.print(hung(f"  {line.mark}", line.title))
    before = case.opinions.get(opinion.place)
    if before is not None:
        console.print(_before(case, before))
    console.print()
    who = screen.say(labels.BODIES[opinion.body])
    console.print(f"[bold]{who} : {screen.say(labels.value(opinion.answer))}[/bold]  [dim]{source}[/dim]")
    for text in filter(None, (opinion.reasons, *opinion.conditions)):
        console.print(hung("  -", escape(text)))


def _about(case: Case) -> Iterator[tuple[str, str, str]]:
    yield "étape", "stage", screen.say(labels.STAGES[case.stage or "undeclared"])
    if case.passage is not None:
        yield "passage demandé", "passage asked for", screen.say(labels.STAGES[case.passage.to])
    yield "empreinte du dossier", "digest of the dossier", case.dossier


def _before(case: Case, before: OpinionFact) -> str:
    """Return what this seat said last, and what was said since."""
    since = [screen.say(labels.topic(topic)) for topic, fact in case.facts.items() if fact.time > before.time]
    answer, day = labels.value(before.opinion.answer), f"{before.time:%Y-%m-%d}"
    changed = ", ".join(since) or screen.text("rien", "nothing")
    return escape(
        screen.text(
            f"dernier avis : {answer.fr}, le {day} ; dit depuis : {changed}",
            f"last opinion: {answer.en}, on {day}; said since: {changed}",
        )
    )
