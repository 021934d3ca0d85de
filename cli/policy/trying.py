"""`balise policy try`: what the policies say of a case on paper, and the way from each reason back to its article."""

import sys
import tempfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import orjson
import typer
from rich.console import Console, RenderableType
from rich.markup import escape

from authoring import cases
from authoring.checks import shapes
from authoring.policies import Policies
from cli import labels, verdicts
from cli.policy import desk, dossier, facts
from cli.screen import Exit, screen
from cli.verdicts import hung, widen
from domain.question import ENTRYPOINT, Question
from domain.text import Text
from domain.verdict import Outcome, Reason, RequiredOpinion, Verdict
from engines.bundle import digest, stage

HELP = Text(
    fr="Juger un cas sur papier, sans serveur. Code de sortie : 0 si tous les cas sont admis, 1 sinon.",
    en="Judge a case on paper, without a server. Exit code: 0 when every case is allowed, 1 otherwise.",
)


def attempt(
    case: Annotated[
        list[str] | None,
        typer.Argument(
            metavar=screen.text("CAS.json...", "CASE.json..."),
            help=screen.text(
                "Question, dossier de « case show --json », ou dossier simple ; avec --blank : la porte.",
                'Question, case of "case show --json", or simple dossier; with --blank: the gate.',
            ),
        ),
    ] = None,
    as_of: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help=screen.text("Juger en date de ce jour.", "Judge as of that day.")),
    ] = None,
    bundle: Annotated[
        Path | None,
        typer.Option(
            exists=True, file_okay=False, help=screen.text("D'autres politiques (dossier).", "Other policies (folder).")
        ),
    ] = None,
    blank: Annotated[
        str | None,
        typer.Option(
            metavar=screen.text("PROCESSUS", "PROCESS"),
            help=screen.text("Donner un dossier à remplir.", "Give a dossier to fill in."),
        ),
    ] = None,
) -> None:
    """Print the verdict on every *case*."""
    policies = desk.policies((bundle or desk.FOLDER).resolve())
    if blank is not None:
        with desk.readable(policies, shapes.declared):
            form = dossier.blank(policies, blank, case[0] if case else None)
        sys.stdout.buffer.write(orjson.dumps(form, option=orjson.OPT_INDENT_2) + b"\n")
        return
    if not case:
        screen.fail(Text(fr="Donner au moins un cas, ou --blank.", en="Give a case at least, or --blank."), Exit.USAGE)
    with desk.readable(policies, shapes.declared):
        revision = _revision(policies)
        told = [_judge(policies, Path(one), as_of.date() if as_of else None, revision) for one in case]
    answer = [{key: value for key, value in one.items() if key != "question"} for one in told]
    screen.answer({"verdicts": answer}, lambda console: _render(widen(console), policies, told))
    if any(one["verdict"].outcome is not Outcome.ALLOW for one in told):
        raise SystemExit(int(Exit.REFUSED))


def _revision(policies: Policies) -> str:
    with tempfile.TemporaryDirectory() as scratch:
        return f"sha256:{digest(stage(policies.folder, Path(scratch) / 'staged', policies.opa))}"


def _judge(policies: Policies, path: Path, as_of: date | None, revision: str) -> dict[str, Any]:
    question = dossier.question(policies, path, as_of)
    try:
        raw, malformed = cases.judged(policies, question.model_dump(mode="json"))
    except cases.NoVerdict as none:
        screen.fail(Text(fr=f"{path} : {none.text.fr}", en=f"{path}: {none.text.en}"))
    verdict = Verdict.model_validate({**raw, "decision_id": "try", "path": ENTRYPOINT, "revision": revision})
    day = question.as_of.astimezone(dossier.QUEBEC).date()
    reasons = (*verdict.violations, *verdict.indeterminates, *verdict.notices)
    return {
        "case": str(path),
        "as_of": day,
        "question": question,
        "verdict": verdict,
        "malformed": malformed,
        "chain": {one.rule: cases.chain(policies, one.rule, one.citation.key, day) for one in reasons},
    }


def _render(console: Console, policies: Policies, told: list[dict[str, Any]]) -> None:
    for one in told:
        question: Question = one["question"]
        verdict: Verdict = one["verdict"]
        to = screen.say(facts.gate(question.passage.to))
        mode = screen.say(labels.MODES[question.passage.mode])
        console.print(f"[bold]{escape(one['case'])}[/bold]")
        console.print(
            screen.text(
                f"{question.process}, {mode} : {to}. Jugé en date du {one['as_of']}.",
                f"{question.process}, {mode}: {to}. Judged as of {one['as_of']}.",
            )
        )
        console.print(screen.text("issue : ", "outcome: ") + verdicts.outcome(verdict.outcome))
        for path in one["malformed"]:
            shape = screen.say(facts.accepted(policies.facts[question.process].get(path)))
            said = screen.text(f"compte comme non donné ; accepté : {shape}", f"counts as not given; accepted: {shape}")
            console.print(hung("[yellow]![/yellow]", f"{path} {escape(said)}"))
        for line in _lines(policies, question.process, verdict, one["chain"]):
            console.print(line)
        count, revision = len(verdict.evaluated), verdict.revision
        console.print(
            screen.text(
                f"[dim]{count} règles jugées par les politiques {revision}[/dim]\n",
                f"[dim]{count} rules judged by the policies {revision}[/dim]\n",
            )
        )


def _lines(
    policies: Policies, process: str, verdict: Verdict, chain: dict[str, dict[str, Any]]
) -> Iterator[RenderableType]:
    for reason in (*verdict.violations, *verdict.indeterminates, *verdict.notices):
        yield from _reason(policies, process, reason, chain[reason.rule])
    for opinion in verdict.opinions:
        cause = screen.say(labels.CAUSES[opinion.cause])
        yield hung(_mark(opinion), f"{escape(screen.say(opinion.title))} [dim]({cause})[/dim]")
        yield hung("   ", escape(screen.say(opinion.message)))
        yield hung("  →", escape(screen.say(opinion.remedy)))
    if verdict.obligations:
        yield screen.text("à faire :", "to do:")
    for obligation in verdict.obligations:
        yield verdicts.due(obligation, by=obligation.by)


def _reason(policies: Policies, process: str, reason: Reason, link: dict[str, Any]) -> Iterator[RenderableType]:
    cause = screen.say(labels.CAUSES[reason.cause])
    yield hung(_mark(reason), f"[bold]{reason.rule}[/bold] {escape(screen.say(reason.title))} [dim]({cause})[/dim]")
    yield hung("   ", escape(screen.say(reason.message)))
    for path in reason.missing:
        shape = screen.say(facts.accepted(policies.facts.get(process, {}).get(path)))
        yield hung("   ", f"{path} : {escape(screen.say(facts.fact(process, path)))} [dim]\\[{escape(shape)}][/dim]")
    yield hung("  →", escape(screen.say(reason.remedy)))
    read = link["citation"]["consulted"]
    steps = [
        link["file"] or reason.rule,
        f"{reason.citation.key} : {verdicts.citation(reason.citation)}",
        *([screen.text(f"version consultée : {read}", f"version consulted: {read}")] if read else []),
        link["in_force"][screen.language],
    ]
    yield hung("   ", screen.text("fondée sur : ", "based on: ") + " ← ".join(steps), style="dim")


def _mark(what: Reason | RequiredOpinion) -> str:
    notice = isinstance(what, Reason) and what.cause in {"not_yet_in_force", "not_binding", "without_effect"}
    return "[cyan]![/cyan]" if notice else verdicts.mark(what)
