"""The mutants of what is not code: parameters, what each gate asks for, what the table of citations says."""

import json
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import yaml

from authoring import catalogue as generated
from authoring.mutation.mutant import Mutant
from authoring.policies import EVERYWHERE

DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
ANOTHER_DAY: Final = "2999-01-01"
PAST: Final = "2000-01-01"
UNDATED_KINDS: Final = {
    "statute": "orientation",
    "regulation": "orientation",
    "model": "orientation",
    "orientation": "model",
}
"""With no date, a text's kind decides what it can do."""
LANGUAGES: Final = {"fr", "en"}

Way = tuple[str | int, ...]
"""The names and positions that lead to a value."""
GONE: Final = object()
"""Stands for no value at all."""


@dataclass(frozen=True, eq=False)
class Change:
    """A mutant of the document *file*: *new*, or nothing, at *path*."""

    mutant: Mutant
    path: Way
    new: Any
    names: tuple[str, ...] = ()
    """What the answers that it may change are likely to speak of."""

    @property
    def document(self) -> tuple[str, ...]:
        """Return where OPA serves the document."""
        return Path(self.mutant.file).parts[:-1]

    @property
    def patch(self) -> list[dict[str, Any]]:
        """Return the change as a JSON patch of the document OPA serves, below its first name."""
        served = (*self.document[1:], *self.path)
        pointer = "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in served)
        if self.new is GONE:
            return [{"op": "remove", "path": pointer}]
        return [{"op": "replace", "path": pointer, "value": self.new}]

    def applied(self, document: Any) -> Any:
        """Return *document*, as its file holds it, changed."""
        changed = deepcopy(document)
        *way, last = self.path
        inside = changed
        for part in way:
            inside = inside[part]
        if self.new is GONE:
            del inside[last]
        else:
            inside[last] = self.new
        return changed


def changes(policies: Path, wanted: Callable[[Mutant], bool]) -> list[Change]:
    """Return every wanted mutant of the data."""
    return [
        change for change in (*_parameters(policies), *_gates(policies), *_citations(policies)) if wanted(change.mutant)
    ]


def loaded(path: Path) -> Any:
    """Return what the YAML file *path* holds."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def _change(at: tuple[str, str], operator: str, path: Way, values: tuple[Any, Any], *names: str) -> Change:
    old, new = values
    before, after = _written(old), _written(new)
    return Change(Mutant(*at, operator, before, after), path, new, names)


def _written(value: Any) -> str:
    return "" if value is GONE else json.dumps(value, ensure_ascii=False, sort_keys=True)


def _parameters(policies: Path) -> Iterator[Change]:
    for path in sorted(policies.rglob("parameters/data.yaml")):
        file = path.relative_to(policies).as_posix()
        for way, old, new in _leaves(loaded(path), ()):
            yield _change((file, ".".join(map(str, way))), "parameter", way, (old, new))


def _leaves(value: Any, way: Way) -> Iterator[tuple[Way, Any, Any]]:
    if isinstance(value, dict):
        for name, held in value.items():
            if name not in LANGUAGES:
                yield from _leaves(held, (*way, name))
    elif isinstance(value, list):
        for position, held in enumerate(value):
            yield (*way, position), held, GONE
            if isinstance(held, dict | list):
                yield from _leaves(held, (*way, position))
    else:
        yield from ((way, value, new) for new in _others(value))


def _others(value: Any) -> list[Any]:
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int):
        return [value + 1, value - 1]
    if isinstance(value, float):
        digits = len(str(value).partition(".")[2])
        return [round(value + by * 10**-digits, digits) for by in (1, -1)]
    if isinstance(value, str) and DAY.fullmatch(value):
        return _days(value)
    return ["mutant"] if isinstance(value, str) else []


def _days(value: str) -> list[str]:
    return [(date.fromisoformat(value) + timedelta(days=by)).isoformat() for by in (1, -1)]


def _gates(policies: Path) -> Iterator[Change]:
    for process, declared in generated.processes(policies).items():
        file = f"processes/{process}/data.yaml"
        for heading in EVERYWHERE:
            for position, entry in enumerate(declared.get(heading, ())):
                yield from _entry(file, heading, (heading, position), entry, "rule")
        for gate, asked in declared["gates"].items():
            for part, kind in (("rules", "rule"), ("opinions", "opinion"), ("duties", "duty")):
                for position, entry in enumerate(asked[part]):
                    yield from _entry(file, gate, ("gates", gate, part, position), entry, kind)
            yield from _origins(file, gate, asked["from"], [None, *generated.places(declared)])


def _entry(file: str, gate: str, way: Way, entry: dict[str, Any], kind: str) -> Iterator[Change]:
    name = entry.get("rule") or entry.get("body") or entry.get("id")
    here, said = f"{gate} {name}", f"{name}@"
    yield _change((file, here), f"{kind} dropped", way, (name, GONE), said)
    when = entry.get("when", {})
    for path, accepted in when.items():
        left = {one: value for one, value in when.items() if one != path}
        yield _change((file, here), "condition dropped", (*way, "when"), (when, left), said)
        for other in _other_conditions(accepted):
            yield _change((file, here), "condition changed", (*way, "when"), (when, {**when, path: other}), said)


def _other_conditions(accepted: Any) -> list[Any]:
    if isinstance(accepted, bool):
        return [not accepted]
    if isinstance(accepted, list) and len(accepted) > 1:
        return [[one for one in accepted if one != left] for left in accepted]
    return ["mutant"]


def _origins(file: str, gate: str, origins: list[Any], stages: list[Any]) -> Iterator[Change]:
    way = ("gates", gate, "from")
    for stage in stages:
        new = [one for one in origins if one != stage] if stage in origins else [*origins, stage]
        yield _change((file, gate), "origin changed", way, (origins, new), f"@{gate} violated")


def _citations(policies: Path) -> Iterator[Change]:
    """Change the texts that rules rest on; what only names one, as an opinion does, does not depend on its date."""
    file = "citations/data.yaml"
    rules = json.loads((policies / "catalogue" / "data.json").read_text(encoding="utf-8"))["rules"]
    for key, text in generated.citations(policies).items():
        resting = [f"{name}@" for name, rule in rules.items() if rule["citation"] == key]
        for field, operator, new in _other_texts(text) if resting else ():
            yield _change((file, key), operator, (key, field), (text[field], new), *resting)


def _other_texts(text: dict[str, Any]) -> Iterator[tuple[str, str, Any]]:
    confidence, begins, ends = text["confidence"], text["in_force_from"], text["until"]
    yield "confidence", "confidence", "recalled" if confidence == "verified" else "verified"
    yield from (("in_force_from", "in force", new) for new in ([*_days(begins), None] if begins else [ANOTHER_DAY]))
    yield from (("until", "until", new) for new in ([*_days(ends), None] if ends else [PAST]))
    if confidence == "verified" and not begins and text["kind"] in UNDATED_KINDS:
        yield "kind", "kind", UNDATED_KINDS[text["kind"]]
