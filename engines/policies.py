"""What policies must be before anyone is judged by them: the policy about the policies."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import yaml

from domain.text import Text
from engines import catalogue as generated
from engines import gates, questionnaires, sides
from engines.gates import bilingual
from engines.reference import Reference
from engines.rego import CAPABILITIES, Opa, RegoRefused, command

ID: Final = re.compile(r"[A-Z]{3,5}-\d{3}(-\d+)?")
SEVERITIES: Final = ("critical", "major", "minor")
CONFIDENCES: Final = ("verified", "verified-secondary", "recalled", "interpretation")
KINDS: Final = ("statute", "regulation", "orientation", "model", "reading")
DECIDES: Final = re.compile(r"^default (\w+) := false$", re.MULTILINE)


@dataclass(frozen=True)
class Check:
    """One thing that was checked, and what is wrong with it."""

    what: Text
    problems: list[str]


@dataclass(frozen=True)
class Policies:
    """A folder of policies and the commands that read it."""

    folder: Path
    opa: Path
    regal: Path | None = None

    def check(self) -> Iterator[Check]:
        """Check everything, one thing after the other."""
        for what, problems in self.checks():
            yield Check(what, problems_of(problems))

    def checks(self) -> list[tuple[Text, Callable[[], list[str]]]]:
        """Return what is checked, and how."""
        return [
            (Text(fr="Mise en forme (opa fmt)", en="Formatting (opa fmt)"), self.formatted),
            (Text(fr="Types et fonctions permises", en="Types and allowed built-ins"), self.typed),
            (Text(fr="Style (Regal)", en="Style (Regal)"), self.linted),
            (Text(fr="Liste des fonctions permises à jour", en="List of allowed built-ins"), self.capabilities_current),
            (Text(fr="Documentation des règles", en="Documentation of the rules"), self.documented),
            (Text(fr="Table des citations", en="Table of citations"), self.cited),
            (Text(fr="Portes", en="Gates"), self.composed),
            (Text(fr="Paramètres", en="Parameters"), self.parameters),
            (Text(fr="Questionnaires", en="Questionnaires"), self.questionnaires),
            (Text(fr="Catalogue à jour", en="Catalogue up to date"), self.catalogue_current),
            (Text(fr="Questions de référence", en="Reference questions"), self.answered),
            (Text(fr="Chaque règle essayée des deux côtés", en="Rules tested on both sides"), self.both_sides),
        ]

    def formatted(self) -> list[str]:
        """Return the files that `opa fmt` would rewrite."""
        return command(self.opa, "fmt", "--list", str(self.folder)).split()

    def typed(self) -> list[str]:
        """Return nothing, or fail as OPA does."""
        Opa(self.opa, self.folder).run(
            "check", "--strict", "--bundle", *Opa(self.opa, self.folder).capabilities(), str(self.folder)
        )
        return []

    def linted(self) -> list[str]:
        """Return what Regal says, if it is there."""
        if self.regal is None:
            return []
        report = json.loads(command(self.regal, "lint", "--format", "json", ".", cwd=self.folder, answers=(0, 2, 3)))
        return [
            f"{found['location']['file']}:{found['location']['row']} {found['category']}/{found['title']}"
            for found in report["violations"]
        ]

    def capabilities_current(self) -> list[str]:
        """Compare the capabilities file with what this OPA has."""
        committed = (self.folder / CAPABILITIES).read_text(encoding="utf-8")
        return [] if committed == self._capabilities() else [f"{CAPABILITIES}: balise policy catalogue"]

    def catalogue_current(self) -> list[str]:
        """Compare the committed catalogue with the one the annotations give."""
        path = self.folder / "catalogue" / "data.json"
        fresh = generated.rendered(generated.catalogue(self.folder, self.opa))
        committed = path.read_text(encoding="utf-8") if path.exists() else ""
        return [] if committed == fresh else ["catalogue/data.json: balise policy catalogue"]

    def write(self) -> None:
        """Write the two files that are generated: the catalogue and the capabilities."""
        (self.folder / CAPABILITIES).write_text(self._capabilities(), encoding="utf-8")
        fresh = generated.rendered(generated.catalogue(self.folder, self.opa))
        (self.folder / "catalogue").mkdir(exist_ok=True)
        (self.folder / "catalogue" / "data.json").write_text(fresh, encoding="utf-8")

    def documented(self) -> list[str]:
        """Check every rule's metadata, and that every decision has some."""
        annotated = generated.annotated(self.folder, self.opa)
        texts, terms = generated.citations(self.folder), self.terms()
        problems = [
            f"{'.'.join(named)}: {problem}"
            for named, custom in annotated
            for problem in _metadata(custom, texts, terms)
        ]
        ids = [custom["id"] for _, custom in annotated]
        problems += [f"{twice}: id" for twice in sorted({one for one in ids if ids.count(one) > 1})]
        named = {named for named, _ in annotated}
        for path in sorted((self.folder / "rules").glob("*/*.rego")):
            module = (path.parent.name, path.stem)
            decided = {(*module, name) for name in DECIDES.findall(path.read_text(encoding="utf-8"))}
            problems += [f"{'.'.join(rule)}: METADATA id" for rule in sorted(decided - named)]
            if not path.name.endswith("_test.rego"):
                missing = sorted(rule for rule in named - decided if rule[:2] == module)
                problems += [f"{'.'.join(rule)}: default {rule[2]} := false" for rule in missing]
        return problems

    def terms(self) -> set[str]:
        """Return the terms a gate or a rule may refer to."""
        module = (self.folder / "balise" / "terms.rego").read_text(encoding="utf-8")
        return {f"term.{name}" for name in re.findall(r"^# METADATA\n(?:#.*\n)*(\w+) :=", module, re.MULTILINE)}

    def cited(self) -> list[str]:
        """Check every line of the citation table."""
        return [
            f"{key}: {problem}" for key, text in generated.citations(self.folder).items() for problem in _citation(text)
        ]

    def composed(self) -> list[str]:
        """Check that gates, rules, citations, terms and periods name only what exists, and that every rule is used."""
        known = {custom["id"] for _, custom in generated.annotated(self.folder, self.opa)}
        parameters = yaml.safe_load((self.folder / "parameters" / "data.yaml").read_text(encoding="utf-8"))
        names = gates.Names(
            rules=frozenset(known),
            citations=frozenset(generated.citations(self.folder)),
            terms=frozenset(self.terms()),
            periods=frozenset(parameters["duties"]),
        )
        return gates.problems(generated.processes(self.folder), names)

    def parameters(self) -> list[str]:
        """Validate the parameters against their schema, with the validator OPA itself carries."""
        folders = sorted(path.parent for path in self.folder.rglob("parameters/data.yaml"))
        document = {
            str(folder.relative_to(self.folder)): {
                "values": yaml.safe_load((folder / "data.yaml").read_text(encoding="utf-8")),
                "schema": json.loads((folder / "schema.json").read_text(encoding="utf-8")),
            }
            for folder in folders
        }
        query = "{name: errors | some name, it in input; [_, errors] := json.match_schema(it.values, it.schema)}"
        found = Opa(self.opa, self.folder).evaluate(query, document)
        return [f"{name}/data.yaml: {error['field']}: {error['desc']}" for name in found for error in found[name]]

    def questionnaires(self) -> list[str]:
        """Check every questionnaire against their schema, and against itself."""
        return questionnaires.problems(Opa(self.opa, self.folder))

    def answered(self) -> list[str]:
        """Return the reference questions that get another answer than the recorded one."""
        return [
            f"{question.process}.{question.gate} {question.mode} {question.day} {dict(question.facts)}: "
            "balise policy reference"
            for question, _, _ in Reference(Opa(self.opa, self.folder)).differences()
        ]

    def both_sides(self) -> list[str]:
        """Return the rules that could answer always yes, or always no, without a test failing."""
        rules = [named for named, _ in generated.annotated(self.folder, self.opa)]
        return [
            f"{'.'.join(rule)} := {str(value).lower()}" for rule, value in sides.unguarded(self.folder, self.opa, rules)
        ]

    def _capabilities(self) -> str:
        return json.dumps(Opa(self.opa, self.folder).allowed(), indent=2, sort_keys=True) + "\n"


def problems_of(check: Callable[[], list[str]]) -> list[str]:
    """Run *check*; what OPA or Regal says when they refuse to go on is a problem like another."""
    try:
        return check()
    except RegoRefused as refusal:
        return refusal.output.splitlines() or ["?"]


def _metadata(custom: dict[str, Any], texts: dict[str, Any], terms: set[str]) -> Iterator[str]:
    if not ID.fullmatch(str(custom["id"])):
        yield f"id {custom['id']}"
    yield from (part for part in ("title", "message", "remedy") if not bilingual(custom.get(part)))
    if custom.get("citation") not in texts:
        yield f"citation {custom.get('citation')}"
    if custom.get("severity") not in SEVERITIES:
        yield f"severity {custom.get('severity')}"
    if not isinstance(custom.get("regularizable"), bool):
        yield "regularizable"
    if not isinstance(custom.get("needs"), list):
        yield "needs"
    else:
        yield from (f"needs {n}" for n in custom["needs"] if n.startswith("term.") and n not in terms)
    yield from (field for field in ("in_force_from", "until") if not _day(custom.get(field)))


def _citation(text: dict[str, Any]) -> Iterator[str]:
    if not text.get("instrument"):
        yield "instrument"
    if text.get("confidence") not in CONFIDENCES:
        yield f"confidence {text.get('confidence')}"
    if text.get("kind") not in KINDS:
        yield f"kind {text.get('kind')}"
    yield from (field for field in ("article", "in_force_from", "until", "consulted") if field not in text)
    yield from (field for field in ("in_force_from", "until") if not _day(text.get(field)))


def _day(value: Any) -> bool:
    """Tell whether *value* is a day as text, or no day. A YAML date is refused: Rego compares texts."""
    if value is None:
        return True
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
