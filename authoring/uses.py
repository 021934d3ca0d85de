"""What a rule or a term reads, found in its code: a name leads to the other names of its file that it uses."""

import re
from pathlib import Path
from typing import Any, Final

from authoring.catalogue import Named
from authoring.policies import Policies
from authoring.written import load

IMPORT: Final = re.compile(r"^import (data\.(?:rules\.\w+\.)?parameters[\w.]*)(?: as (\w+))?$", re.MULTILINE)
READ: Final = re.compile(r"\bdata\.(?:rules\.\w+\.)?parameters(?:\.\w+)*")
FACT: Final = re.compile(r"\b(?:input\.facts|facts\.given)\.([a-z_][\w.]*)")
QUOTED: Final = re.compile(r'"([a-z_]\w*(?:\.\w+)+)"')
BEGINS: Final = re.compile(r"^(?:default )?([a-z_]\w*)")


def parameters(policies: Policies, named: Named) -> dict[str, Any]:
    """Return the parameters that the rule *named* reads, by their path in the data, with their values."""
    family, subject, name = named
    text = (policies.folder / "rules" / family / f"{subject}.rego").read_text(encoding="utf-8")
    code = _reached(_chunks(text), name)
    for path, alias in IMPORT.findall(text):
        code = re.sub(rf"(?<![\w.]){alias or path.rpartition('.')[2]}(?=\.)", path, code)
    found = sorted(set(READ.findall(code)))
    return {path: _value(policies, path) for path in found}


def facts(policies: Policies, named: Named, process: str) -> list[str]:
    """Return the facts of *process* that the rule *named* reads, the terms it needs included."""
    family, subject, name = named
    text = (policies.folder / "rules" / family / f"{subject}.rego").read_text(encoding="utf-8")
    return _known(_reached(_chunks(text), name), policies.facts.get(process, {}))


def facts_of_term(policies: Policies, term: str, process: str) -> list[str]:
    """Return the facts of *process* that *term* is worked out from."""
    text = (policies.folder / "balise" / "terms.rego").read_text(encoding="utf-8")
    return _known(_reached(_chunks(text), term.removeprefix("term.")), policies.facts.get(process, {}))


def _known(code: str, known: dict[str, Any]) -> list[str]:
    written = FACT.findall(code) + QUOTED.findall(code)
    return sorted({path for path in written if path in known})


def _chunks(text: str) -> dict[str, str]:
    """Return the code of every name that *text* defines."""
    chunks: dict[str, str] = {}
    name = ""
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        begins = BEGINS.match(line)
        if begins and begins[1] not in {"package", "import"}:
            name = begins[1]
        if name:
            chunks[name] = f"{chunks.get(name, '')}{line}\n"
    return chunks


def _reached(chunks: dict[str, str], name: str) -> str:
    """Return the code of *name* and of every name it leads to."""
    waiting, seen = [name], dict[str, str]()
    while waiting:
        one = waiting.pop()
        if one in chunks and one not in seen:
            seen[one] = chunks[one]
            waiting += re.findall(r"(?<![\w.])[a-z_]\w*", chunks[one])
    return "".join(seen.values())


def _value(policies: Policies, path: str) -> Any:
    head, _, tail = path.partition("parameters")
    folder = policies.folder.joinpath(*head.split(".")[1:-1])
    file = Path(folder, "parameters", "data.yaml")
    value = load(file) if file.exists() else None
    for step in filter(None, tail.split(".")):
        value = value.get(step) if isinstance(value, dict) else None
    return value
