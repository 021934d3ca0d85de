"""What OPA means when it refuses some Rego, for whoever wrote it without being a programmer."""

import json
import re
from pathlib import Path
from typing import Any, Final

from authoring.mutation.trial import read_by_opa
from authoring.policies import Policies
from authoring.problem import Problem, instead
from authoring.remembered import Recall, digest, held
from domain.text import Text
from engines.rego import CAPABILITIES, FORBIDDEN, RegoRefused, command

UNKNOWN: Final = re.compile(r"undefined function (\S+)|var (\w+) is unsafe|undefined ref: (\S+)")
UNUSED: Final = re.compile(r"(?:import|assigned var|declared var|arg(?:ument)?) (\S+) (?:is )?unused")
AGAIN: Final = re.compile(r"annotation redeclared")
TWICE: Final = re.compile(r"multiple default rules (\S+) found at (.*)")


def formatted(policies: Policies, recall: Recall | None = None) -> list[Problem]:
    """Return the files that `opa fmt` would rewrite, of those it has not found fine yet."""
    recall = recall or Recall()
    paths = sorted(policies.folder.rglob("*.rego"))
    looks = {digest("form", policies.opa.parent.name, path.read_bytes()): path for path in paths}
    new = [str(looks[look]) for look in recall.left(looks)]
    listed = command(policies.opa, "fmt", "--list", *new, answers=(0, 1, 2)).split() if new else []
    if not listed:
        recall.keep(looks)
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


def compiled(policies: Policies, recall: Recall | None = None) -> list[Problem]:
    """Return what OPA refuses to read: mistakes of writing, unknown names, built-ins that are not allowed."""
    recall = recall or Recall()
    # Data is of it where modules stand too: OPA refuses a document in the place of a rule.
    read = [
        path
        for path in read_by_opa(policies.folder, tests=True)
        if path.suffix == ".rego" or _machinery(policies, path)
    ]
    upon = digest("read", policies.opa.parent.name, held(policies.folder, [*read, policies.folder / CAPABILITIES]))
    if not recall.left([upon]):
        return []
    rego = policies.rego
    flags = ("--strict", "--bundle", *rego.capabilities(), "--format", "json", "--max-errors", "50")
    try:
        rego.run("check", *flags, str(policies.folder))
    except RegoRefused as refusal:
        found = _errors(refusal)
    else:
        recall.keep([upon])
        return []
    allowed = [one["name"] for one in json.loads((policies.folder / "capabilities.json").read_text())["builtins"]]
    return list(dict.fromkeys(_refused(policies, error, allowed) for error in found if "location" in error)) or [
        unplaced(error["message"]) for error in found
    ]


def _machinery(policies: Policies, path: Path) -> bool:
    return path.relative_to(policies.folder).parts[0] == "balise"


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
    if AGAIN.search(error["message"]):
        return (
            Text(
                fr="Un autre fichier porte le même nom de paquet : c'est peut-être une copie.",
                en="Another file has the same package name: it may be a copy.",
            ),
            Text(
                fr="Supprimer la copie, ou changer la ligne « package » d'après le nom du fichier.",
                en='Delete the copy, or change the line "package" after the name of the file.',
            ),
        )
    if shown.startswith("#"):
        return (
            Text(
                fr=f"L'entête ne se lit plus : « {shown} ».",
                en=f'The header is unreadable: "{shown}".',
            ),
            Text(
                fr="L'entête est du YAML derrière des « # » : même retrait que les lignes voisines, guillemets et "
                "crochets fermés, et entre guillemets toute phrase qui contient un deux-points suivi d'une espace. "
                "L'erreur est parfois à la ligne d'avant.",
                en='The header is YAML behind "#": same indentation as the lines beside it, quotes and brackets '
                "closed, and quotes around any sentence that holds a colon followed by a space. The mistake is "
                "sometimes on the line before.",
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


def unplaced(said: str) -> Problem:
    """Return a problem of which only the tool's words are known."""
    return Problem(
        said=said,
        problem=Text(fr="Les politiques ne se lisent pas.", en="The policies cannot be read."),
        remedy=Text(fr="Voir ce que dit l'outil.", en="See what the tool says."),
    )
