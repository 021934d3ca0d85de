"""`balise policy`: what governance staff do with the rules."""

from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from rich.console import Console
from rich.table import Table

from cli import policy_mutate
from cli.screen import Exit, screen
from domain.text import Text
from engines import EngineUnavailable, artifacts
from engines import catalogue as generated
from engines.bundle import build, ensure_key
from engines.policies import Check, Policies
from engines.rego import Opa, RegoRefused, command
from settings import ROOT, Settings

FOLDER = ROOT / "policies"


def add_to(app: typer.Typer) -> None:
    """Add this subject's commands."""
    policy = typer.Typer(no_args_is_help=True, help=screen.text("Les règles, en code.", "The rules, as code."))
    for name, function, fr, en in (
        ("check", _check, "Vérifier les politiques avant de s'y fier.", "Check the policies before relying on them."),
        ("test", _test, "Essayer toutes les règles.", "Test every rule."),
        ("format", _format, "Mettre le Rego en forme.", "Format the Rego."),
        ("build", _build, "Construire le paquet signé.", "Build the signed bundle."),
        ("catalogue", _catalogue, "Régénérer le catalogue des règles.", "Generate the catalogue of rules again."),
        ("list", _list, "Dresser la liste des règles.", "List the rules."),
    ):
        policy.command(name, help=screen.text(fr, en))(function)
    policy_mutate.add_to(policy, lambda: Opa(_policies().opa, FOLDER))
    app.add_typer(policy, name="policy")


def _check() -> None:
    policies = _policies(lint=True)
    checks: list[Check] = []
    for check in policies.check():
        checks.append(check)
        if not screen.json:
            _show(screen.out, check)
    failed = [check for check in checks if check.problems]
    if screen.json:
        screen.answer([{"check": c.what.model_dump(), "problems": c.problems} for c in checks], lambda _: None)
    if failed:
        raise SystemExit(int(Exit.REFUSED))


def _show(console: Console, check: Check) -> None:
    mark = "[red]✗[/red]" if check.problems else "[green]✓[/green]"
    console.print(f"{mark} {screen.say(check.what)}")
    for problem in check.problems:
        console.print(f"    {problem}", markup=False, soft_wrap=True)


def _test() -> None:
    policies = _policies()
    opa = Opa(policies.opa, policies.folder)
    try:
        results, covered, holes = opa.test(), *opa.coverage()
    except RegoRefused as refusal:
        _refuse(refusal)
    failed = [
        f"{result['package']}.{result['name']}" for result in results if result.get("fail") or result.get("error")
    ]
    passed = len(results) - len(failed)
    answer = {"passed": passed, "failed": len(failed), "failures": failed, "coverage": covered, "uncovered": holes}
    screen.answer(answer, lambda console: _outcome(console, passed, failed, covered, holes))
    if failed or not results or holes:
        raise SystemExit(int(Exit.REFUSED))


def _outcome(console: Console, passed: int, failed: list[str], covered: float, holes: list[str]) -> None:
    for name in failed:
        console.print(f"[red]✗[/red] {name}", soft_wrap=True)
    for hole in holes:
        console.print(screen.text(f"non couvert : {hole}", f"not covered: {hole}"), soft_wrap=True)
    console.print(screen.text(f"couverture : {covered:.2f} %", f"coverage: {covered:.2f}%"))
    console.print(f"{passed} passed, {len(failed)} failed")


def _format() -> None:
    policies = _policies()
    try:
        command(policies.opa, "fmt", "--write", str(policies.folder))
    except RegoRefused as refusal:
        _refuse(refusal)


def _build(
    out: Annotated[Path, typer.Option(help=screen.text("Le paquet à écrire.", "The bundle to write."))],
    key: Annotated[
        Path | None,
        typer.Option(help=screen.text("Clé privée ES256 (PEM).", "ES256 private key (PEM).")),
    ] = None,
) -> None:
    policies = _policies()
    if key is not None and not key.is_file():
        screen.fail(Text(fr=f"Cette clé n'existe pas : {key}", en=f"There is no such key: {key}"), Exit.USAGE)
    private = key or ensure_key(Settings().data / "opa" / "keys")[0]
    try:
        revision = build(policies.folder, out, private, policies.opa)
    except RegoRefused as refusal:
        _refuse(refusal)
    screen.answer(
        {"bundle": out, "revision": revision},
        lambda console: console.print(f"{out}\n{revision}", markup=False, soft_wrap=True),
    )


def _catalogue() -> None:
    policies = _policies()
    try:
        policies.write()
    except RegoRefused as refusal:
        _refuse(refusal)
    except ValueError as twins:
        screen.fail(Text(fr=f"Identifiant employé deux fois : {twins}", en=f"Id used twice: {twins}"))


def _list() -> None:
    policies = _policies()
    try:
        rows = _rows(policies)
    except RegoRefused as refusal:
        _refuse(refusal)
    screen.answer(rows, lambda console: console.print(_table(rows)))


def _rows(policies: Policies) -> list[dict[str, Any]]:
    rules = generated.catalogue(policies.folder, policies.opa)["rules"]
    texts = generated.citations(policies.folder)
    asked: dict[str, list[str]] = {}
    for name, process in generated.processes(policies.folder).items():
        for gate in process["order"]:
            for entry in [*process["every_passage"], *process["gates"][gate]["rules"]]:
                asked.setdefault(entry["rule"], []).append(f"{name}.{gate}")
    return [
        {
            "id": identifier,
            "title": rule["title"],
            "family": rule["family"],
            "severity": rule["severity"],
            "citation": {"key": rule["citation"], **texts[rule["citation"]]},
            "gates": asked.get(identifier, []),
        }
        for identifier, rule in rules.items()
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
        gates = ", ".join(gate.partition(".")[2] for gate in row["gates"])
        table.add_row(row["id"], row["title"][screen.language], source, text["confidence"], gates)
    return table


def _policies(*, lint: bool = False) -> Policies:
    cache = Settings().cache
    try:
        opa = artifacts.opa(cache, _note)
        return Policies(FOLDER, opa, artifacts.regal(cache, _note) if lint else None)
    except EngineUnavailable as unavailable:
        screen.fail(unavailable.text, Exit.UNAVAILABLE)


def _note(text: Text) -> None:
    screen.note(text.fr, text.en)


def _refuse(refusal: RegoRefused) -> NoReturn:
    screen.fail(
        Text(fr=f"OPA refuse ces politiques :\n{refusal.output}", en=f"OPA refuses these policies:\n{refusal.output}")
    )
