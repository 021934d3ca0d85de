"""What the header of a rule must say before anyone is judged by it."""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from authoring.checks.sentences import ends_first, is_day, misplaced, no_day, not_in, speechless, unknown_text, unsaid
from authoring.policies import Policies, Rule
from authoring.problem import Problem, instead
from domain.text import Text

ID: Final = re.compile(r"[A-Z]{3,5}-\d{3}(-\d+)?")
KEYS: Final = (
    *("id", "title", "message", "remedy", "citation", "needs", "severity", "regularizable"),
    *("in_force_from", "until", "reads", "suspends"),
)
SEVERITIES: Final = ("critical", "major", "minor")
DECIDES: Final = re.compile(r"^default (\w+) := false$", re.MULTILINE)


def documented(policies: Policies) -> list[Problem]:
    """Check every rule's METADATA, and that every decision has some."""
    return [
        *(problem for rule in policies.rules for problem in _header(policies, rule)),
        *_twice(policies),
        *_halves(policies),
        *(problem for name, term in policies.terms.items() for problem in _term(name, term, policies)),
    ]


def _header(policies: Policies, rule: Rule) -> Iterator[Problem]:
    lines = _lines(policies, rule)

    def at(part: str, said: tuple[Text, Text]) -> Problem:
        line = next((number for number, text in lines if re.match(rf"#\s+{part}:", text)), rule.line)
        return Problem(file=rule.file, line=line, rule=rule.id, problem=said[0], remedy=said[1])

    for part, said in (*_spoken(rule), *_decisive(rule, policies.citations)):
        yield at(part, said)


def _spoken(rule: Rule) -> Iterator[tuple[str, tuple[Text, Text]]]:
    for part in ("title", "message", "remedy"):
        yield from ((part, speechless(part, language)) for language in unsaid(rule.custom.get(part)))
        yield from ((part, not_in(part, language)) for language in misplaced(rule.custom.get(part)))


def _decisive(rule: Rule, citations: dict[str, Any]) -> Iterator[tuple[str, tuple[Text, Text]]]:
    custom = rule.custom
    if not ID.fullmatch(rule.id):
        yield "id", _bad_id(rule.id)
    if custom.get("citation") not in citations:
        yield "citation", unknown_text(custom.get("citation"), citations)
    if custom.get("severity") not in SEVERITIES:
        yield "severity", _bad_choice("severity", custom.get("severity"), SEVERITIES)
    if not isinstance(custom.get("regularizable"), bool):
        yield "regularizable", _bad_choice("regularizable", custom.get("regularizable"), ("true", "false"))
    if not isinstance(custom.get("suspends", False), bool):
        yield "suspends", _bad_choice("suspends", custom["suspends"], ("true", "false"))
    if not isinstance(custom.get("needs"), list):
        yield "needs", _no_list()
    yield from _dated(custom)
    yield from ((key, _bad_key(key)) for key in custom if key not in KEYS)


def _dated(custom: dict[str, Any]) -> Iterator[tuple[str, tuple[Text, Text]]]:
    start, end = (custom.get(field) for field in ("in_force_from", "until"))
    wrong = [field for field in ("in_force_from", "until") if not is_day(custom.get(field))]
    yield from ((field, no_day(field, custom[field])) for field in wrong)
    if not wrong and start and end and end <= start:
        yield "until", ends_first(start, end)


def _lines(policies: Policies, rule: Rule) -> list[tuple[int, str]]:
    """Return the numbered lines of the METADATA of *rule*."""
    path = policies.folder / Path(rule.file).relative_to("policies")
    text = path.read_text(encoding="utf-8").splitlines()
    # OPA places an annotation at its rule or at its own first line, by its kind: read to the end either way.
    start = rule.line
    while start > 1 and text[start - 2].startswith("#"):
        start -= 1
    found = []
    for number, line in enumerate(text[start - 1 :], start):
        if not line.startswith("#"):
            break
        found.append((number, line))
    return found


def _twice(policies: Policies) -> Iterator[Problem]:
    places = defaultdict(list)
    for rule in policies.rules:
        places[rule.id].append(rule)
    for same in places.values():
        for rule in same[1:]:
            yield Problem(
                file=rule.file,
                line=rule.line,
                rule=rule.id,
                problem=Text(
                    fr=f"L'identifiant {rule.id} est déjà pris ({same[0].file}, ligne {same[0].line}).",
                    en=f"The id {rule.id} is taken already ({same[0].file}, line {same[0].line}).",
                ),
                remedy=Text(
                    fr="Donner à la nouvelle règle un numéro jamais employé, même par une règle retirée.",
                    en="Give the new rule a number that was never used, not even by a rule since removed.",
                ),
            )


def _halves(policies: Policies) -> Iterator[Problem]:
    """Yield the decisions without an id, and the rules without a `default … := false`."""
    named = {rule.named: rule for rule in policies.rules}
    for path in sorted((policies.folder / "rules").glob("*/*.rego")):
        module, text = (path.parent.name, path.stem), path.read_text(encoding="utf-8")
        decided = {(*module, found[1]): text.count("\n", 0, found.start()) + 1 for found in DECIDES.finditer(text)}
        for rule in sorted(decided.keys() - named.keys()):
            yield Problem(file=policies.named(path), line=decided[rule], **_without_id(rule[2]))
        for rule in sorted(one for one in named.keys() - decided.keys() if one[:2] == module):
            mine = named[rule]
            yield Problem(file=mine.file, line=mine.line, rule=mine.id, **_without_default(rule[2]))


def _without_id(name: str) -> dict[str, Text]:
    return {
        "problem": Text(
            fr=f"« {name} » décide, mais son entête METADATA n'a pas d'identifiant (id).",
            en=f'"{name}" decides, but its METADATA header has no id.',
        ),
        "remedy": Text(
            fr="Copier l'entête d'une règle voisine au-dessus de « default », et remplir chaque ligne.",
            en='Copy the header of a rule beside it above "default", and fill in every line.',
        ),
    }


def _without_default(name: str) -> dict[str, Text]:
    return {
        "problem": Text(
            fr=f"La règle n'a pas de ligne « default {name} := false » : sans faits, elle ne répondrait rien.",
            en=f'The rule has no line "default {name} := false": without facts, it would answer nothing.',
        ),
        "remedy": Text(
            fr=f"Écrire « default {name} := false » juste sous l'entête.",
            en=f'Write "default {name} := false" just below the header.',
        ),
    }


def _bad_id(identifier: str) -> tuple[Text, Text]:
    return (
        Text(
            fr=f"L'identifiant « {identifier} » n'a pas la bonne forme.",
            en=f'The id "{identifier}" is not well formed.',
        ),
        Text(
            fr="Trois à cinq majuscules, un tiret, trois chiffres : FOR-002, ou LRSSS-047-2.",
            en="Three to five upper-case letters, a hyphen, three digits: FOR-002, or LRSSS-047-2.",
        ),
    )


def _bad_key(key: str) -> tuple[Text, Text]:
    listed = ", ".join(KEYS)
    return (
        Text(fr=f"L'entête a une ligne inconnue : « {key} ».", en=f'The header has an unknown line: "{key}".'),
        instead(key, KEYS, Text(fr=f"Lignes possibles : {listed}.", en=f"Possible lines: {listed}.")),
    )


def _bad_choice(field: str, value: Any, accepted: tuple[str, ...]) -> tuple[Text, Text]:
    choices = ", ".join(accepted)
    said = "" if value is None else f" ({value})"
    return (
        Text(fr=f"« {field} » est absent ou inconnu{said}.", en=f'"{field}" is missing or unknown{said}.'),
        instead(value, accepted, Text(fr=f"Accepté : {choices}.", en=f"Accepted: {choices}.")),
    )


def _no_list() -> tuple[Text, Text]:
    return (
        Text(fr="« needs » n'est pas une liste de faits.", en='"needs" is not a list of facts.'),
        Text(
            fr="Écrire les faits entre crochets : needs: [training.trained_share], ou needs: [] s'il n'y en a pas.",
            en="Write the facts in brackets: needs: [training.trained_share], or needs: [] if there are none.",
        ),
    )


def _term(name: str, term: dict[str, Any], policies: Policies) -> Iterator[Problem]:
    for language in unsaid(term.get("custom", {}).get("label")):
        problem, remedy = speechless("label", language)
        yield Problem(
            file=policies.named(policies.folder / "balise" / "terms.rego"), rule=name, problem=problem, remedy=remedy
        )
