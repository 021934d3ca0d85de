"""Where mappings are kept, how one is read from YAML, and which one fits a file."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from domain.text import Text
from events.inventory.consistency import faults
from events.inventory.mapping import Mapping
from events.inventory.refusal import MappingRefused
from events.inventory.spelling import normalized
from events.inventory.table import Table, header, table

SHIPPED = Path(__file__).parent / "mappings"

_KINDS = {
    "missing": Text(fr="requis, et absent", en="required, and absent"),
    "extra_forbidden": Text(fr="inconnu", en="unknown"),
    "union_tag_invalid": Text(fr="form inconnue", en="unknown form"),
    "union_tag_not_found": Text(fr="form absente", en="form is absent"),
}
_OTHERWISE = Text(fr="valeur non valable", en="invalid value")


class _Loader(yaml.SafeLoader):
    """YAML as people write mappings: Yes and No are words of an inventory, not booleans, and no key comes twice."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool" or first in "tTfF"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _unique(loader: _Loader, node: yaml.MappingNode) -> dict[Any, Any]:
    keys = [loader.construct_object(key, deep=True) for key, _ in node.value]
    if len(set(keys)) != len(keys):
        raise yaml.constructor.ConstructorError(None, None, "a key comes twice", node.start_mark)
    return {key: loader.construct_object(value, deep=True) for key, (_, value) in zip(keys, node.value, strict=True)}


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _unique)


def shipped() -> list[str]:
    """Return the names of the mappings that come with Balise."""
    return sorted(path.stem for path in SHIPPED.glob("*.yaml"))


def take(name_or_path: str) -> Mapping:
    """Return the mapping of that name among those shipped, or the one at that path.

    Raises:
        MappingRefused: there is none, or it is not well made.
    """
    if name_or_path in shipped():
        return load(SHIPPED / f"{name_or_path}.yaml")
    path = Path(name_or_path)
    if not path.is_file():
        raise MappingRefused(
            Text(
                fr=f"Aucun mappage « {name_or_path} » : ni fichier, ni un de ceux fournis ({', '.join(shipped())}).",
                en=f"No mapping “{name_or_path}”: neither a file nor one of those shipped ({', '.join(shipped())}).",
            )
        )
    return load(path)


def load(path: Path) -> Mapping:
    """Return the mapping written in *path*.

    Raises:
        MappingRefused: it is not YAML, or not a whole mapping; every fault is named.
    """
    try:
        # The loader builds plain values only: it is the safe one, with fewer implicit types.
        written = yaml.load(path.read_text(encoding="utf-8"), _Loader)  # noqa: S506
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{path.name}:{mark.line + 1}" if mark else path.name
        raise MappingRefused(
            Text(fr=f"Le mappage {where} n'est pas du YAML lisible.", en=f"Mapping {where} is not readable YAML.")
        ) from error
    try:
        mapping = Mapping.model_validate(written)
    except ValidationError as error:
        raise _refused(path, [_fault(found["loc"], found["type"]) for found in error.errors()]) from None
    wrong = faults(mapping)
    if wrong:
        raise _refused(path, wrong)
    return mapping


def _fault(where: Iterable[str | int], kind: str) -> Text:
    what = _KINDS.get(kind, _OTHERWISE)
    at = ".".join(str(step) for step in where)
    return Text(fr=f"{at} : {what.fr}", en=f"{at}: {what.en}")


def _refused(path: Path, wrong: list[Text]) -> MappingRefused:
    return MappingRefused(
        Text(
            fr=f"Le mappage {path.name} n'est pas valable :\n- " + "\n- ".join(fault.fr for fault in wrong),
            en=f"Mapping {path.name} is not valid:\n- " + "\n- ".join(fault.en for fault in wrong),
        )
    )


def misfit(mapping: Mapping, found: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """Return the headers that *mapping* expects and the file lacks, and those that the file has besides."""
    standing = positions(found)
    expected = {column.key: column for column in mapping.columns.values()}
    missing = [_shown(column.header, key[1]) for key, column in expected.items() if key not in standing]
    extra = [_shown(found[place], key[1]) for place, key in enumerate(standing) if key not in expected]
    return missing, extra


def positions(header: tuple[str, ...]) -> list[tuple[str, int]]:
    """Return what tells each column of *header* from the others: its text, and which one of that text it is."""
    seen: dict[str, int] = {}
    keys = []
    for text in map(normalized, header):
        seen[text] = seen.get(text, 0) + 1
        keys.append((text, seen[text]))
    return keys


def _shown(header: str, occurrence: int) -> str:
    return f"« {header} »" + (f" ({occurrence})" if occurrence > 1 else "")


def fitting(text: str, mappings: Iterable[Mapping]) -> tuple[Mapping, Table]:
    """Return the one of *mappings* whose columns are those of the file, and the file read its way.

    Raises:
        FileRefused: the file is not CSV.
        MappingRefused: none fits, or more than one; says what stands between.
    """
    fits: list[Mapping] = []
    between: list[Text] = []
    for mapping in mappings:
        missing, extra = misfit(mapping, header(text, mapping.delimiter))
        if not missing and not extra:
            fits.append(mapping)
        between.append(_between(mapping, missing, extra))
    if len(fits) == 1:
        return fits[0], table(text, fits[0].delimiter)
    if fits:
        names = ", ".join(mapping.name for mapping in fits)
        raise MappingRefused(
            Text(
                fr=f"Plusieurs mappages conviennent ({names}) : choisissez avec --mapping.",
                en=f"Several mappings fit ({names}): choose with --mapping.",
            )
        )
    raise MappingRefused(
        Text(
            fr="Les en-têtes du fichier ne sont pas ceux d'un mappage connu :\n" + "\n".join(t.fr for t in between),
            en="The file's headers are those of no known mapping:\n" + "\n".join(t.en for t in between),
        )
    )


def _between(mapping: Mapping, missing: list[str], extra: list[str]) -> Text:
    return Text(
        fr=f"- {mapping.name} : {len(missing)} manquants {_few(missing)}, {len(extra)} sans description {_few(extra)}",
        en=f"- {mapping.name}: {len(missing)} missing {_few(missing)}, {len(extra)} not described {_few(extra)}",
    )


def _few(headers: list[str]) -> str:
    few = ", ".join(headers[:5]) + (", …" if len(headers) > 5 else "")
    return f"({few})" if headers else ""
