"""`balise policy explain`: all that is known of one rule, from its article to its tests."""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer
from rich.console import Console
from rich.markup import escape
from rich.padding import Padding

from authoring import coverage, force
from authoring.checks import clauses, gates, rules, shapes
from authoring.policies import Policies, Rule
from authoring.problem import instead
from authoring.uses import parameters
from cli import labels
from cli.policy import desk, facts
from cli.screen import screen
from cli.verdicts import hung, widen
from domain.text import Text

QUEBEC = ZoneInfo("America/Toronto")


def explain(
    rule: Annotated[str, typer.Argument(metavar=screen.text("REGLE", "RULE"), help=screen.text("FOR-001", "FOR-001"))],
) -> None:
    """Print all that is known of *rule*."""
    policies = desk.policies()
    with desk.readable(policies, shapes.declared, rules.documented, gates.composed, clauses.named):
        found = policies.rule(rule.upper())
        if found is None:
            listed = Text(fr="« balise policy list » les donne toutes.", en='"balise policy list" gives them all.')
            remedy = instead(rule.upper(), [one.id for one in policies.rules], listed)
            screen.fail(
                Text(
                    fr=f"Aucune règle ne porte l'identifiant {rule}. {remedy.fr}",
                    en=f"No rule has the id {rule}. {remedy.en}",
                )
            )
        known = told(policies, found)
    screen.answer(known, lambda console: _render(widen(console), known))


def told(policies: Policies, rule: Rule) -> dict[str, Any]:
    """Return everything about *rule*, each sentence in both languages."""
    key = rule.custom["citation"]
    text = policies.citations[key]
    posed = policies.posed.get(rule.id, [])
    today = datetime.now(QUEBEC).date()
    return {
        "id": rule.id,
        "file": rule.file,
        "name": ".".join(rule.named),
        **{part: rule.custom[part] for part in ("title", "message", "remedy", "severity", "regularizable")},
        "citation": {"key": key, **text},
        "confidence": labels.CONFIDENCE[text["confidence"]].model_dump(),
        "in_force_from": force.effective(rule.custom, text),
        "until": force.ending(rule.custom, text),
        "today": force.meaning(rule.custom, text, today).model_dump(),
        "regularize_days": policies.parameters["regularize"][rule.custom["severity"]],
        "needs": [_need(policies, posed[0][0] if posed else "", path) for path in rule.custom["needs"]],
        "gates": [
            {
                "process": process,
                "gate": gate,
                "when": when,
                "for": facts.conditions(policies, process, when).model_dump(),
            }
            for process, gate, when in posed
        ],
        "parameters": parameters(policies, rule.named),
        "tests": list(policies.tests[rule.id]),
        "clauses": [
            {"clause": clause.name, "text": clause.text.model_dump()}
            for clause in coverage.clauses(policies)
            if rule.id in clause.rules
        ],
    }


def _need(policies: Policies, process: str, path: str) -> dict[str, Any]:
    if path in policies.terms:
        label = policies.terms[path].get("custom", {}).get("label", {"fr": path, "en": path})
        return {"path": path, "label": label, "accepted": Text(fr="calculé", en="worked out").model_dump()}
    shape = policies.facts.get(process, {}).get(path)
    return {
        "path": path,
        "label": facts.fact(process, path).model_dump(),
        "accepted": facts.accepted(shape).model_dump(),
    }


def _render(console: Console, known: dict[str, Any]) -> None:
    language = screen.language
    console.print(f"[bold]{known['id']}  {escape(known['title'][language])}[/bold]")
    console.print(f"[dim]{known['file']} · {known['name']}[/dim]")
    for fr, en, lines in (
        ("D'où elle vient", "Where it comes from", _source(known)),
        ("Ce qu'elle répond quand elle oblige", "What it answers when it binds", _answers(known)),
        ("Faits nécessaires", "Facts needed", [_fact(need, language) for need in known["needs"]]),
        ("Où elle est posée", "Where it is posed", [_gate(gate, language) for gate in known["gates"]]),
        ("Paramètres lus", "Parameters read", [f"{k} = {_value(v)}" for k, v in known["parameters"].items()]),
        ("Clauses", "Clauses", [f"{one['clause']} : {one['text'][language]}" for one in known["clauses"]]),
        ("Essais", "Tests", known["tests"]),
    ):
        console.print(f"\n[bold]{screen.text(fr, en)}[/bold]")
        for line in lines or [screen.text("rien", "nothing")]:
            console.print(Padding(hung("-", escape(line)), (0, 0, 0, 2)))


def _source(known: dict[str, Any]) -> Iterator[str]:
    text = known["citation"]
    article = text["article"] or screen.text("article non précisé", "article not given")
    yield f"{text['instrument']}, {article if ' ' in article else f'art. {article}'} ({text['key']})"
    read = text["consulted"] or screen.text("sans date", "undated")
    yield f"{known['confidence'][screen.language]} ; " + screen.text(
        f"version consultée : {read}", f"version consulted: {read}"
    )
    last = known["until"]
    yield (
        screen.text("aujourd'hui : ", "today: ")
        + known["today"][screen.language]
        + (screen.text(f" ; jusqu'au {last} exclu", f"; until {last}, excluded") if last else "")
    )
    if text.get("note"):
        yield text["note"]


def _answers(known: dict[str, Any]) -> Iterator[str]:
    language = screen.language
    yield screen.text("Enfreinte : ", "Violated: ") + known["message"][language]
    yield screen.text("Que faire : ", "What to do: ") + known["remedy"][language]
    days = known["regularize_days"]
    late = screen.text(f"à régulariser en {days} jours", f"to be regularized within {days} days")
    never = screen.text("refus, même lors d'une recension", "refusal, even at a recension")
    yield screen.text("Au passage : refus. À la recension : ", "At a passage: refusal. At a recension: ") + (
        late if known["regularizable"] else never
    )
    yield screen.text(
        "Fait manquant ou mal formé : indéterminé, et le fait est nommé.",
        "Fact missing or malformed: indeterminate, and the fact is named.",
    )
    yield screen.text(
        "Texte non vérifié ou sans date : indéterminé, quels que soient les faits.",
        "Text not verified or undated: indeterminate, whatever the facts.",
    )


def _fact(need: dict[str, Any], language: str) -> str:
    label = "" if need["label"][language] == need["path"] else f" : {need['label'][language]}"
    return f"{need['path']}{label} [{need['accepted'][language]}]"


def _gate(gate: dict[str, Any], language: str) -> str:
    return f"{gate['process']}, {screen.say(facts.gate(gate['gate']))} : {gate['for'][language]}"


def _value(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
