"""What a mutant is: where the change is, what it was and became, and the key by which an exception names it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from domain.text import Text

READ: Final = 160
"""Longest sentence, in characters, that is shown and named whole."""


class Fate(StrEnum):
    """What became of a mutant."""

    KILLED = "killed"
    REFUSED = "refused"
    """OPA, or the parameters' schema, would not have it: nobody could deploy it."""
    LISTED = "listed"
    """It survived, and policies/mutants.yaml says why nobody needs to notice."""
    SURVIVED = "survived"


@dataclass(frozen=True)
class Mutant:
    """One change. *rule* is a rule's name in a Rego file, or an entry's path in a data file."""

    file: str
    rule: str
    operator: str
    before: str
    after: str
    identifier: str | None = None
    """Id of the rule in the catalogue, when it has one."""

    @property
    def key(self) -> tuple[str, str, str, str, str]:
        """Return what an exception names it by: never a line, which moves."""
        return (self.file, self.rule, self.operator, self.before, self.after)

    @property
    def means(self) -> Text:
        """Return in words what was changed."""
        return MEANINGS[self.operator]


@dataclass(frozen=True)
class Result:
    """A mutant, and what became of it."""

    mutant: Mutant
    fate: Fate
    reason: Text | None = None
    """Why nobody needs to notice it, when it is listed."""


def shown(sentence: str) -> str:
    """Return *sentence* on one line."""
    return " ".join(sentence.split())


MEANINGS: Final = {
    "comparison": Text(fr="une comparaison est remplacée par une autre", en="a comparison is replaced by another"),
    "shift": Text(fr="la borne comparée est décalée de un", en="the bound compared with is shifted by one"),
    "number": Text(fr="un nombre est changé de un", en="a number is changed by one"),
    "boolean": Text(fr="vrai devient faux, ou l'inverse", en="true becomes false, or the reverse"),
    "negation": Text(fr="une condition est inversée", en="a condition is reversed"),
    "expression": Text(fr="une condition n'est plus demandée", en="a condition is no longer asked for"),
    "clause": Text(fr="une façon de répondre est supprimée", en="one way of answering is removed"),
    "branch": Text(fr="une branche ne répond plus jamais", en="a branch never answers any more"),
    "member": Text(fr="un élément d'une liste est retiré", en="a member of a list is removed"),
    "quantifier": Text(
        fr="« tous » devient « au moins un », ou l'inverse", en="“every” becomes “some”, or the reverse"
    ),
    "text": Text(fr="un texte est remplacé par un autre", en="a text is replaced by another"),
    "default": Text(
        fr="sans réponse, la règle répond le contraire", en="left without an answer, the rule answers the opposite"
    ),
    "arguments": Text(fr="deux arguments sont échangés", en="two arguments are exchanged"),
    "function": Text(fr="une fonction est remplacée ou retirée", en="a function is replaced or removed"),
    "calculation": Text(fr="un calcul est remplacé par un autre", en="a calculation is replaced by another"),
    "parameter": Text(fr="un paramètre a une autre valeur", en="a parameter has another value"),
    "rule dropped": Text(fr="la porte ne pose plus cette règle", en="the gate no longer asks for this rule"),
    "condition dropped": Text(fr="une condition de la porte est retirée", en="a condition of the gate is removed"),
    "condition changed": Text(
        fr="une condition de la porte vise d'autres cas", en="a condition of the gate is for other cases"
    ),
    "opinion dropped": Text(fr="la porte n'attend plus cet avis", en="the gate no longer waits for this opinion"),
    "duty dropped": Text(fr="ce devoir n'est plus dû", en="this duty is no longer due"),
    "origin changed": Text(
        fr="on peut demander ce passage d'une autre étape", en="the passage may be asked for from another stage"
    ),
    "confidence": Text(fr="la confiance d'un texte a changé", en="the confidence in a text has changed"),
    "in force": Text(
        fr="la date d'entrée en vigueur d'un texte a changé", en="the day a text comes into force has changed"
    ),
    "until": Text(fr="la fin d'un texte a changé", en="the end of a text has changed"),
    "kind": Text(fr="la nature d'un texte a changé", en="the kind of a text has changed"),
}
"""Every operator, in words."""
