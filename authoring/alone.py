"""What the questions about one process can see of a bundle: its gates, the rules they pose, and what all share."""

import json
import re
import shutil
from pathlib import Path
from typing import Any, Final

from authoring.around import Around
from authoring.policies import entries
from authoring.written import load
from engines.bundle import PLAN, QUIET

RULES: Final = "rules"
NAMED: Final = re.compile(r"""\bdata\.processes(?:\.([a-z_]\w*)|\["([^"]+)"\])""")
FAMILY: Final = re.compile(r"\bdata\.rules(?:\.([a-z_]\w*)|\b)")


def alone(staged: Path, process: str, folder: Path) -> Path:
    """Write to *folder* what questions about *process* can see of the bundle *staged*, and return it.

    The machinery looks at a process by the question's own name for it, and at a rule by the name its gate gives.
    """
    declared = {path.parent.name: load(path) for path in sorted((staged / "processes").glob("*/data.yaml"))}
    listed: dict[str, Any] = load(staged / "catalogue" / "data.json")
    posed = {entry["rule"] for _, entry in entries(declared[process])} & set(listed["rules"])
    modules, texts = _modules(staged, process, [listed["rules"][rule] for rule in sorted(posed)])
    for path in sorted(staged.rglob("*")):
        name = path.relative_to(staged).as_posix()
        if path.is_file() and (name in modules if path.suffix == ".rego" else _shared(name, texts)):
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    shapes: dict[str, Any] = load(staged / "facts" / "data.json")
    named = {process, *(one for text in texts for found in NAMED.findall(text) for one in found if one)}
    documents = {
        "catalogue": {**listed, "rules": {rule: listed["rules"][rule] for rule in sorted(posed)}},
        "facts": {process: shapes[process]},
        # Every process has its name, which tells those that are from those that are not.
        "processes": {one: held if one in named else {} for one, held in declared.items()},
        PLAN.with_suffix("").as_posix(): _plan(staged, process, posed, set(declared)),
    }
    for name, document in documents.items():
        target = folder / name / "data.json"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(json.dumps(document, ensure_ascii=False, sort_keys=True), encoding="utf-8")
    return folder


def _modules(staged: Path, process: str, posed: list[dict[str, Any]]) -> tuple[set[str], list[str]]:
    """Return the modules that can be reached, by name, and their texts."""
    around = Around(staged)
    files = {f"{RULES}/{rule['family']}/{rule['subject']}.rego" for rule in posed}
    quiet = QUIET.as_posix()
    own = {name for name in around.texts if name == f"{quiet}/{process}.rego" or name.startswith(f"{quiet}/{process}/")}
    machinery = {name for name in around.texts if not name.startswith((f"{RULES}/", f"{quiet}/"))}
    start = machinery | own | (files & set(around.texts))
    found = start | {other for name in start for other in around.below(name)}
    return found, [around.texts[name] for name in sorted(found)]


def _shared(name: str, texts: list[str]) -> bool:
    """Tell whether the document called *name* is the same for every process; parameters are their readers'."""
    first, *rest = name.split("/")
    if first in ("catalogue", "facts", "processes") or name.startswith(PLAN.with_suffix("").as_posix()):
        return False
    if first != RULES:
        return True
    families = {family for text in texts for family in FAMILY.findall(text)}
    return "" in families or rest[0] in families


def _plan(staged: Path, process: str, posed: set[str], processes: set[str]) -> dict[str, Any]:
    plan: dict[str, Any] = load(staged / PLAN.with_suffix("") / "data.json")
    return {
        name: {key: held[key] for key in sorted(held) if key in (posed if name == "said" else {process})}
        if isinstance(held, dict) and (name == "said" or set(held) <= processes)
        else held
        for name, held in plan.items()
    }
