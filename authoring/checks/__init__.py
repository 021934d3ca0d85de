"""In which order the policies are checked, what waits for what, and what runs at the same time."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from authoring.checks import (
    answers,
    clauses,
    files,
    gates,
    questionnaires,
    rego,
    rules,
    shapes,
    speech,
    style,
    tests,
    texts,
)
from authoring.policies import Policies
from authoring.problem import Check, Problem
from authoring.remembered import Memory, Recall
from domain.text import Text
from engines.rego import RegoRefused

Look = Callable[[Policies], list[Problem]]
Remembering = Callable[[Policies, Recall], list[Problem]]
"""A look that is not taken twice at what had nothing to say."""

READABLE: Final = (Text(fr="Fichiers lisibles", en="Readable files"), files.readable)
COMPILED: Final[tuple[Text, Remembering]] = (
    Text(fr="Rego lisible, fonctions permises", en="Readable Rego, allowed built-ins"),
    rego.compiled,
)
DECLARED: Final[tuple[Text, Look]] = (
    Text(fr="Forme des textes, des portes et des clauses", en="Form of texts, gates and clauses"),
    shapes.declared,
)
FORMATTED: Final[tuple[Text, Remembering]] = (
    Text(fr="Mise en forme (opa fmt)", en="Formatting (opa fmt)"),
    rego.formatted,
)
THEN: Final[tuple[tuple[Text, Look], ...]] = (
    (Text(fr="Documentation des règles", en="Documentation of the rules"), rules.documented),
    (Text(fr="Table des citations", en="Table of citations"), texts.cited),
    (Text(fr="Portes", en="Gates"), gates.composed),
    (Text(fr="Faits nommés par les règles", en="Facts that rules name"), gates.needed),
    (Text(fr="Faits lus par les règles", en="Facts read by the rules"), speech.brought),
    (Text(fr="Habilitations", en="Entitlements"), speech.entitled),
    (Text(fr="Couverture de la loi", en="Coverage of the law"), clauses.covered),
)
BESIDE: Final[tuple[tuple[Text, Look], ...]] = (
    (Text(fr="Paramètres", en="Parameters"), shapes.parameters),
    (Text(fr="Questionnaires", en="Questionnaires"), questionnaires.problems),
    (Text(fr="Liste des fonctions permises", en="List of allowed built-ins"), files.capable),
)
DEAR: Final[tuple[tuple[Text, Remembering], ...]] = (
    (Text(fr="Style (Regal)", en="Style (Regal)"), style.linted),
    (Text(fr="Questions de référence", en="Reference questions"), answers.recorded),
    (Text(fr="Essais, toutes les lignes traversées", en="Tests, through every line"), tests.tested),
)
GENERATED: Final[tuple[Text, Remembering]] = (
    Text(fr="Fichiers générés à jour", en="Generated files up to date"),
    files.current,
)
SIDES: Final[tuple[Text, Remembering]] = (
    Text(fr="Chaque règle essayée des deux côtés", en="Rules tested on both sides"),
    tests.both_sides,
)

ORDER: Final = (READABLE, COMPILED, DECLARED, FORMATTED, *THEN, *BESIDE, *DEAR, GENERATED, SIDES)
NAMES: Final = tuple(what for what, _ in ORDER)
AT_ONCE: Final = 4
"""Each check waits for a command of its own; more at once than this only makes them wait for each other."""


def run(policies: Policies, memory: Memory | None = None) -> Iterator[Check]:
    """Check everything, and yield each answer in the order of `NAMES`, as soon as it and those before it are known.

    What *memory* knows to be fine is not looked at again.
    """
    memory = memory or Memory()
    read = _look(policies, READABLE)
    yield read
    if read.problems:
        yield from (Check(what=what, looked=False) for what in NAMES[1:])
        return
    with ThreadPoolExecutor(AT_ONCE) as pool:
        form = pool.submit(_recalled, policies, FORMATTED, memory)
        first = [_recalled(policies, COMPILED, memory), _look(policies, DECLARED), form.result()]
        yield from first
        if any(check.problems for check in first[:2]):
            yield from (Check(what=what, looked=False) for what in NAMES[1 + len(first) :])
            return
        dear = [pool.submit(_recalled, policies, check, memory) for check in (*reversed(DEAR), SIDES)]
        beside = [pool.submit(_look, policies, check) for check in BESIDE]
        then = [_look(policies, check) for check in THEN]
        yield from then
        current = (
            pool.submit(_recalled, policies, GENERATED, memory) if not any(check.problems for check in then) else None
        )
        yield from (future.result() for future in (*beside, *reversed(dear[: len(DEAR)])))
        yield current.result() if current else Check(what=GENERATED[0], looked=False)
        yield dear[-1].result()


def _recalled(policies: Policies, check: tuple[Text, Remembering], memory: Memory) -> Check:
    what, look = check
    recall = Recall(memory)
    found = _look(policies, (what, lambda policies: look(policies, recall)))
    return found.model_copy(update={"remembered": recall.how_much})


def _look(policies: Policies, check: tuple[Text, Look]) -> Check:
    """Make one *check*; what OPA or Regal say when they refuse to go on is a problem like another."""
    what, look = check
    try:
        return Check(what=what, problems=tuple(look(policies)))
    except RegoRefused as refusal:
        stopped = Problem(
            problem=Text(fr="L'outil s'est arrêté sur une erreur.", en="The tool stopped on an error."),
            remedy=Text(
                fr="Corriger ce que disent les autres vérifications, puis relancer.",
                en="Mend what the other checks say, then run this again.",
            ),
            said=refusal.output.replace(str(policies.folder), "policies"),
        )
        return Check(what=what, problems=(stopped,))
