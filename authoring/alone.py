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


class Bundle:
    """The bundle *staged*, each part read once for all the processes that are looked at apart."""

    def __init__(self, staged: Path) -> None:
        self._staged = staged
        self._around = Around(staged)
        self._processes = {path.parent.name: load(path) for path in sorted((staged / "processes").glob("*/data.yaml"))}
        self._listed: dict[str, Any] = load(staged / "catalogue" / "data.json")
        self._shapes: dict[str, Any] = load(staged / "facts" / "data.json")
        self._planned: dict[str, Any] = load(staged / PLAN.with_suffix("") / "data.json")

    @property
    def processes(self) -> list[str]:
        """Return the name of every process."""
        return list(self._processes)

    def alone(self, process: str, folder: Path) -> Path:
        """Write to *folder* what questions about *process* can see of the bundle, and return it.

        The machinery looks at a process by the question's own name for it, and at a rule by the name its gate gives.
        """
        rules = self._listed["rules"]
        posed = {entry["rule"] for _, entry in entries(self._processes[process])} & set(rules)
        modules = self._modules(process, [rules[rule] for rule in sorted(posed)])
        texts = [self._around.texts[name] for name in sorted(modules)]
        families = {family for text in texts for family in FAMILY.findall(text)}
        for path in sorted(self._staged.rglob("*")):
            name = path.relative_to(self._staged).as_posix()
            if path.is_file() and (name in modules if path.suffix == ".rego" else _shared(name, families)):
                target = folder / name
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target)
        named = {process, *(one for text in texts for found in NAMED.findall(text) for one in found if one)}
        documents = {
            "catalogue": {**self._listed, "rules": {rule: rules[rule] for rule in sorted(posed)}},
            "facts": {process: self._shapes[process]},
            # Every process has its name, which tells those that are from those that are not.
            "processes": {one: held if one in named else {} for one, held in self._processes.items()},
            PLAN.with_suffix("").as_posix(): self._plan(process, posed),
        }
        for name, document in documents.items():
            target = folder / name / "data.json"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(json.dumps(document, ensure_ascii=False, sort_keys=True), encoding="utf-8")
        return folder

    def _modules(self, process: str, posed: list[dict[str, Any]]) -> set[str]:
        """Return the modules that can be reached, by name."""
        known, quiet = set(self._around.texts), QUIET.as_posix()
        files = {f"{RULES}/{rule['family']}/{rule['subject']}.rego" for rule in posed}
        own = {name for name in known if name == f"{quiet}/{process}.rego" or name.startswith(f"{quiet}/{process}/")}
        machinery = {name for name in known if not name.startswith((f"{RULES}/", f"{quiet}/"))}
        start = machinery | own | (files & known)
        return start | {other for name in start for other in self._around.below(name)}

    def _plan(self, process: str, posed: set[str]) -> dict[str, Any]:
        return {
            name: {key: held[key] for key in sorted(held) if key in (posed if name == "said" else {process})}
            if isinstance(held, dict) and (name == "said" or set(held) <= set(self._processes))
            else held
            for name, held in self._planned.items()
        }


def _shared(name: str, families: set[str]) -> bool:
    """Tell whether the document called *name* is seen, the same for every process: parameters are their readers'."""
    first, *rest = name.split("/")
    if first in ("catalogue", "facts", "processes") or name.startswith(PLAN.with_suffix("").as_posix()):
        return False
    return first != RULES or "" in families or rest[0] in families
