"""How a YAML or JSON file of the policies is read: whole, without a key twice, and what line says what."""

import json
import re
from collections.abc import Hashable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

import yaml

from authoring.problem import Problem
from domain.text import Text

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml reads the table of citations ten times faster; not every build of PyYAML carries it."""


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


class _Unique(Loader):  # type: ignore[misc]
    """YAML keeps the last of two same keys and says nothing: a person who wrote two meant something else."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:  # noqa: FBT001, FBT002  PyYAML's own signature
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen and isinstance(key.value, str):
                raise _twice(key.value, key.start_mark.line + 1)
            seen.add(str(key.value))
        constructed: dict[Hashable, Any] = super().construct_mapping(node, deep)
        return constructed


def load(path: Path) -> Any:
    """Return what *path* holds.

    Raises:
        Unreadable: It is not YAML (or JSON), says the same key twice, or says nothing at all.
    """
    try:
        return _parsed(path)
    except Unreadable as refusal:
        refusal.path = path
        raise


def text_of(path: Path) -> str:
    """Return the text that *path* holds; a byte order mark is let by.

    Raises:
        Unreadable: It is not UTF-8, or there is nothing in it.
    """
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _not_utf8(content[: error.start].count(b"\n") + 1) from error
    if not text.strip():
        raise _empty()
    return text


def _parsed(path: Path) -> Any:
    text = text_of(path)
    found = _decoded(path, text)
    if found is None:
        raise _empty()
    return found


def _decoded(path: Path, text: str) -> Any:
    try:
        return json.loads(text) if path.suffix == ".json" else yaml.load(text, _Unique)  # noqa: S506  a safe loader
    except json.JSONDecodeError as error:
        raise _misspelt(error.lineno, error.msg, text) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise _misspelt(mark.line + 1 if mark else None, str(error.problem or error.context), text) from error
    except yaml.YAMLError as error:
        raise _misspelt(None, str(error), text) from error
    except ValueError as error:  # what PyYAML makes of a day that is in no calendar
        raise _no_such_day(text) from error


def line_of(path: Path, steps: Sequence[object]) -> int | None:
    """Return the line of *path* where the value at *steps* (keys and positions) is written, or its nearest parent."""
    node = yaml.compose(path.read_text(encoding="utf-8"), Loader)
    line = None
    for step in steps:
        if isinstance(node, yaml.MappingNode):
            found = next((pair for pair in node.value if pair[0].value == str(step)), None)
            key, node = found or (None, None)
            line = key.start_mark.line + 1 if key else line
        elif isinstance(node, yaml.SequenceNode) and str(step).isdigit() and int(str(step)) < len(node.value):
            node = node.value[int(str(step))]
            line = node.start_mark.line + 1
        else:
            break
    return line


def plain(value: Any) -> str:
    """Return *value* as JSON; a date that YAML made of a text without quotes stays recognizable as none."""
    return json.dumps(value, default=_unquoted)


def _unquoted(value: Any) -> Any:
    if isinstance(value, date):
        return {"date": value.isoformat()}
    raise TypeError(type(value).__name__)


def _not_utf8(line: int) -> Unreadable:
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


def _empty() -> Unreadable:
    return Unreadable(
        None,
        "",
        Text(fr="Le fichier est vide.", en="The file is empty."),
        Text(
            fr="Reprendre son contenu (« git checkout » suivi de son chemin), ou supprimer le fichier.",
            en='Take its content back ("git checkout" and its path), or delete the file.',
        ),
    )


def _no_such_day(text: str) -> Unreadable:
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


def _twice(key: str, line: int) -> Unreadable:
    return Unreadable(
        line,
        "",
        Text(
            fr=f"« {key} » est écrit deux fois au même endroit ; seul le dernier compterait.",
            en=f'"{key}" is written twice in the same place; only the last one would count.',
        ),
        Text(fr="Garder une seule des deux lignes.", en="Keep only one of the two lines."),
    )


def _misspelt(line: int | None, said: str, text: str) -> Unreadable:
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
            "d'une espace, guillemets, accolades et crochets fermés. L'erreur est parfois à la ligne d'avant.",
            en="Compare with the lines around it: same indentation (spaces, no tab), a colon followed by a space, "
            "quotes, braces and brackets closed. The mistake is sometimes on the line before.",
        ),
    )
