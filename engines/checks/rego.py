"""What OPA and Regal mean when they refuse some Rego, for whoever wrote it without being a programmer."""

import json
import re
from pathlib import Path
from typing import Any, Final

from domain.text import Text
from engines.policies import Policies
from engines.problem import Problem, instead
from engines.rego import FORBIDDEN, RegoRefused, command

UNKNOWN: Final = re.compile(r"undefined function (\S+)|var (\w+) is unsafe|undefined ref: (\S+)")
UNUSED: Final = re.compile(r"(?:import|assigned var|declared var|arg(?:ument)?) (\S+) (?:is )?unused")
TWICE: Final = re.compile(r"multiple default rules (\S+) found at (.*)")


def formatted(policies: Policies) -> list[Problem]:
    """Return the files that `opa fmt` would rewrite."""
    listed = command(policies.opa, "fmt", "--list", str(policies.folder), answers=(0, 1, 2)).split()
    return [
        Problem(
            file=policies.located(file),
            problem=Text(
                fr="Les espaces ou les retours à la ligne ne sont pas ceux de la maison.",
                en="The spaces or line breaks are not those of the house.",
            ),
            remedy=Text(fr="Lancer « balise policy format ».", en='Run "balise policy format".'),
        )
        for file in listed
        if file.endswith(".rego")
    ]


def compiled(policies: Policies) -> list[Problem]:
    """Return what OPA refuses to read: mistakes of writing, unknown names, built-ins that are not allowed."""
    rego = policies.rego
    flags = ("--strict", "--bundle", *rego.capabilities(), "--format", "json", "--max-errors", "50")
    try:
        rego.run("check", *flags, str(policies.folder))
    except RegoRefused as refusal:
        found = _errors(refusal)
    else:
        return []
    allowed = [one["name"] for one in json.loads((policies.folder / "capabilities.json").read_text())["builtins"]]
    return list(dict.fromkeys(_refused(policies, error, allowed) for error in found if "location" in error)) or [
        _unplaced(error["message"]) for error in found
    ]


def linted(policies: Policies) -> list[Problem]:
    """Return what Regal says, if it is there."""
    if policies.regal is None:
        return []
    flags = ("lint", "--format", "json", ".")
    report = json.loads(command(policies.regal, *flags, cwd=policies.folder, answers=(0, 2, 3)))
    return [_unplaced(said) for said in report.get("errors", ())] + [
        _linted(policies, found) for found in report.get("violations", ())
    ]


def _errors(refusal: RegoRefused) -> list[dict[str, Any]]:
    try:
        errors: list[dict[str, Any]] = json.loads(refusal.output)["errors"]
    except json.JSONDecodeError:
        raise refusal from None
    return errors


def _refused(policies: Policies, error: dict[str, Any], allowed: list[str]) -> Problem:
    place = error["location"]
    shown = error.get("details", {}).get("line") or _line(policies, place)
    problem, remedy = _sentences(error, shown.strip(), allowed)
    return Problem(
        file=policies.located(place["file"]),
        line=place["row"],
        problem=problem,
        remedy=remedy,
        said=error["message"].replace(str(policies.folder), "policies"),
    )


def _line(policies: Policies, place: dict[str, Any]) -> str:
    path = Path(place["file"])
    lines = (path if path.is_absolute() else policies.folder / path).read_text(encoding="utf-8").splitlines()
    return lines[place["row"] - 1] if 0 < place["row"] <= len(lines) else ""


def _sentences(error: dict[str, Any], shown: str, allowed: list[str]) -> tuple[Text, Text]:
    unknown, unused, twice = (pattern.search(error["message"]) for pattern in (UNKNOWN, UNUSED, TWICE))
    if unknown:
        name = next(filter(None, unknown.groups()))
        return _forbidden(name) if name in FORBIDDEN else _unknown(name, shown, allowed)
    if unused:
        return (
            Text(
                fr=f"« {unused[1]} » est écrit, et rien ne s'en sert.", en=f'"{unused[1]}" is written, and never used.'
            ),
            Text(fr="Retirer la ligne, ou s'en servir.", en="Take the line out, or use it."),
        )
    if twice:
        name = twice[1].rpartition(".")[2]
        return (
            Text(
                fr=f"La règle « {name} » a deux lignes « default ».", en=f'The rule "{name}" has two "default" lines.'
            ),
            Text(fr="En retirer une, ou changer le nom de la règle.", en="Take one out, or rename the rule."),
        )
    if shown.startswith("#"):
        return (
            Text(
                fr=f"L'entête ne se lit plus : « {shown} ».",
                en=f'The header is unreadable: "{shown}".',
            ),
            Text(
                fr="L'entête est du YAML derrière des « # » : même retrait que les lignes voisines, guillemets et "
                "crochets fermés.",
                en='The header is YAML behind "#": same indentation as the lines beside it, quotes, brackets closed.',
            ),
        )
    return (
        Text(fr=f"Cette ligne ne se lit pas : « {shown} ».", en=f'This line cannot be read: "{shown}".'),
        Text(
            fr="Comparer avec une règle voisine : parenthèses, accolades, « if », « := ». L'erreur est parfois à la "
            "ligne d'avant.",
            en='Compare with a rule beside it: parentheses, braces, "if", ":=". The mistake is sometimes on the line '
            "before.",
        ),
    )


def _forbidden(name: str) -> tuple[Text, Text]:
    return (
        Text(
            fr=f"Une règle ne peut pas appeler « {name} » : ni réseau, ni horloge, ni hasard.",
            en=f'A rule may not call "{name}": no network, no clock, no randomness.',
        ),
        Text(
            fr="Ne lire que les faits de la question (input.facts) et sa date (input.as_of).",
            en="Read only the facts of the question (input.facts) and its date (input.as_of).",
        ),
    )


def _unknown(name: str, shown: str, allowed: list[str]) -> tuple[Text, Text]:
    return (
        Text(fr=f"« {name} » n'existe pas, dans « {shown} ».", en=f'"{name}" does not exist, in "{shown}".'),
        instead(
            name,
            allowed,
            Text(
                fr="Corriger le nom ; un fait s'écrit input.facts.<sujet>.<champ>.",
                en="Correct the name; a fact is written input.facts.<topic>.<field>.",
            ),
        ),
    )


def _unplaced(said: str) -> Problem:
    return Problem(
        said=said,
        problem=Text(fr="Les politiques ne se lisent pas.", en="The policies cannot be read."),
        remedy=Text(fr="Voir ce que dit l'outil.", en="See what the tool says."),
    )


def _linted(policies: Policies, found: dict[str, Any]) -> Problem:
    place, title = found["location"], found["title"]
    shown = str(place.get("text", "")).strip()
    problem, remedy = STYLE.get(title, (None, None))
    more = next((resource["ref"] for resource in found.get("related_resources", ())), "")
    return Problem(
        file=policies.located(place["file"]),
        line=place["row"],
        problem=problem or Text(fr=f"L'analyseur Regal refuse « {shown} ».", en=f'The linter Regal refuses "{shown}".'),
        remedy=remedy or Text(fr=f"Voir {more}", en=f"See {more}"),
        said=f"{found['category']}/{title}: {found['description']}",
    )


STYLE: Final = {
    "unresolved-reference": (
        Text(
            fr="Une référence (data.… ou un import) mène à quelque chose qui n'existe pas.",
            en="A reference (data.… or an import) leads to something that does not exist.",
        ),
        Text(
            fr="Corriger le chemin : paramètres sous data.rules.<famille>.parameters, autres modules par « import ».",
            en='Correct the path: parameters below data.rules.<family>.parameters, other modules by "import".',
        ),
    ),
    "line-length": (
        Text(fr="La ligne dépasse 200 caractères.", en="The line is longer than 200 characters."),
        Text(fr="La couper, ou raccourcir la phrase.", en="Break it, or shorten the sentence."),
    ),
    "rule-name-repeats-package": (
        Text(
            fr="Le nom de la règle répète un mot du nom de son fichier ou de sa famille.",
            en="The rule's name repeats a word of its file's or family's name.",
        ),
        Text(
            fr="Retirer ce mot : dans training.rego, écrire « users_trained » plutôt que « training_users ».",
            en='Take the word out: in training.rego, write "users_trained" rather than "training_users".',
        ),
    ),
    "prefer-snake-case": (
        Text(fr="Un nom contient une majuscule.", en="A name has an upper-case letter."),
        Text(fr="Écrire en minuscules, avec des soulignés : mon_nom.", en="Use lower case and underscores: my_name."),
    ),
    "identically-named-tests": (
        Text(fr="Deux essais portent le même nom.", en="Two tests have the same name."),
        Text(fr="Dire dans le nom ce que chacun essaie.", en="Say in the name what each one tests."),
    ),
    "test-outside-test-package": (
        Text(fr="Un essai se trouve hors d'un fichier d'essais.", en="A test stands outside a test file."),
        Text(
            fr="Le mettre dans <sujet>_test.rego, dont le nom de paquet finit par _test.",
            en="Put it in <subject>_test.rego, whose package name ends with _test.",
        ),
    ),
    "todo-comment": (
        Text(fr="Un commentaire dit que quelque chose reste à faire.", en="A comment says something is left to do."),
        Text(fr="Le faire, puis retirer le commentaire.", en="Do it, then take the comment out."),
    ),
    "constant-condition": (
        Text(fr="Une condition est toujours vraie, ou toujours fausse.", en="A condition is always true, or never."),
        Text(fr="Lire un fait, ou retirer la condition.", en="Read a fact, or take the condition out."),
    ),
}
