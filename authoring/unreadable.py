"""Why a file of the policies could not be read, in words, and what to do about it."""

import re
from datetime import date
from pathlib import Path
from typing import Final

from authoring.problem import Problem
from domain.text import Text

BARE_DAY: Final = re.compile(r"(?<!['\"\w-])(\d{4})-(\d{1,2})-(\d{1,2})(?!['\"\w-])")


class Unreadable(Exception):  # noqa: N818  named after what happened
    """A file could not be read as what it is."""

    def __init__(self, line: int | None, said: str, problem: Text, remedy: Text) -> None:
        super().__init__(said)
        self.line, self.said, self.problem, self.remedy = line, said, problem, remedy
        self.path = Path()

    def at(self, file: str) -> Problem:
        """Return it as a problem of *file*."""
        return Problem(file=file, line=self.line, said=self.said or None, problem=self.problem, remedy=self.remedy)


def not_utf8(line: int) -> Unreadable:
    """Return that the file is not UTF-8, from *line* on."""
    return Unreadable(
        line,
        "",
        Text(
            fr="Le fichier n'est pas enregistré en UTF-8 : les accents ne se lisent plus.",
            en="The file is not saved in UTF-8: its accents are unreadable.",
        ),
        Text(
            fr="Dans l'éditeur, « Enregistrer sous », encodage UTF-8 ; puis relire les accents.",
            en='In the editor, "Save as", encoding UTF-8; then read the accents again.',
        ),
    )


def empty() -> Unreadable:
    """Return that the file holds nothing."""
    return Unreadable(
        None,
        "",
        Text(fr="Le fichier est vide.", en="The file is empty."),
        Text(
            fr="Reprendre son contenu (« git checkout » suivi de son chemin), ou supprimer le fichier.",
            en='Take its content back ("git checkout" and its path), or delete the file.',
        ),
    )


def no_such_day(text: str) -> Unreadable:
    """Return that *text* holds a day that is in no calendar."""
    line = next((at for at, said in enumerate(text.splitlines(), 1) if _impossible(said)), None)
    return Unreadable(
        line,
        "",
        Text(
            fr="Cette date n'existe pas, et n'a pas de guillemets.", en="This date does not exist, and has no quotes."
        ),
        Text(
            fr='Écrire une date qui existe, entre guillemets : "2027-01-01".',
            en='Write a date that exists, in quotes: "2027-01-01".',
        ),
    )


def _impossible(line: str) -> bool:
    for found in BARE_DAY.finditer(line):
        try:
            date(*map(int, found.groups()))
        except ValueError:
            return True
    return False


def twice(key: str, line: int | None) -> Unreadable:
    """Return that *key* stands twice in one place."""
    return Unreadable(
        line,
        "",
        Text(
            fr=f"« {key} » est écrit deux fois au même endroit ; seul le dernier compterait.",
            en=f'"{key}" is written twice in the same place; only the last one would count.',
        ),
        Text(fr="Garder une seule des deux lignes.", en="Keep only one of the two lines."),
    )


def misspelt(line: int | None, said: str, text: str) -> Unreadable:
    """Return that *text* is not what its name promises, from *line* on, in the words of who read it."""
    lines = text.splitlines()
    shown = lines[line - 1].strip() if line and line <= len(lines) else ""
    return Unreadable(
        line,
        said,
        Text(
            fr=f"Le fichier ne se lit plus à partir d'ici : « {shown} ».",
            en=f'The file cannot be read from here on: "{shown}".',
        ),
        Text(
            fr="Comparer avec les lignes voisines : même retrait (des espaces, pas de tabulation), deux-points suivi "
            "d'une espace, guillemets, accolades et crochets fermés ; entre guillemets, toute phrase qui contient un "
            "deux-points suivi d'une espace. L'erreur est parfois à la ligne d'avant.",
            en="Compare with the lines around it: same indentation (spaces, no tab), a colon followed by a space, "
            "quotes, braces and brackets closed; quotes around any sentence that holds a colon followed by a space. "
            "The mistake is sometimes on the line before.",
        ),
    )
