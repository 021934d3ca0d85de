"""Who is taken to have said what a dossier on paper holds: whoever the policies entitle to say it."""

from pathlib import Path
from typing import Any, Final

from authoring.entitlements import OWN
from authoring.written import load
from domain import links
from domain.process import Process

TABLE: Final = ("rules", "entitlement", "parameters", "data.yaml")
REQUESTED: Final = "passage.requested"
ON_PAPER: Final = "1900-01-01T00:00:00Z"
"""When an opinion on paper was received: before any had to be signed. A dossier leaves aside who gave it, and how."""


class Speakers:
    """The table of *policies* that says who may say what."""

    def __init__(self, policies: Path) -> None:
        path = policies.joinpath(*TABLE)
        self._table = load(path) if path.exists() else {"types": {}, "opinions": {}}

    def drafted(
        self, process: Process | None, establishment: str, facts: dict[str, Any], opinions: dict[str, Any]
    ) -> dict[str, Any]:
        """Return the provenance of a dossier on paper: it is about what is said, and leaves aside by whom."""
        declared = process.facts if process else {}
        topics = {
            topic: message_type
            for message_type, template in declared.items()
            for topic in _topics(template, facts.get(template.partition(".")[0]))
        }
        topics |= dict.fromkeys(process.asked.values(), process.declaration) if process else {}
        linked = declared_links(process, facts)
        types, bodies = self._table["types"], self._table["opinions"]
        said = {
            topic: {"type": message_type, "source": _source(types.get(message_type), establishment)}
            for topic, message_type in topics.items()
            if topic.partition(".")[0] in facts
        }
        # An instance asks for a passage as the one that declared the case: with no declaration, it would be nobody.
        declaration = types.get(process.declaration) if process and declared[process.declaration] in said else None
        return {
            "facts": said | linked,
            "opinions": {body: _source(bodies.get(body), establishment) for body in opinions},
            "passage": {"type": REQUESTED, "source": _source(declaration, establishment)},
        }


def declared_links(process: Process | None, facts: dict[str, Any]) -> dict[str, Any]:
    """Return who told what stands among *facts* of other cases: each case its own part, the one named all of it."""
    said = {}
    for message_type, topic in (process.linked if process else {}).items():
        held = facts.get(topic)
        cases = held.get("cases") if isinstance(held, dict) else None
        for each in cases if isinstance(cases, list) else ():
            if isinstance(each, dict) and isinstance(each.get("case"), str):
                said[f"{topic}.{each['case']}"] = {"type": message_type, "source": links.source(each["case"])}
    for message_type, topic in (process.answered if process else {}).items():
        told = facts.get(topic)
        if isinstance(told, dict) and isinstance(told.get("case"), str):
            said[topic] = {"type": message_type, "source": links.source(told["case"])}
    return said


def _source(speakers: list[str] | None, establishment: str) -> str:
    kind, _, code = (speakers or ["establishment"])[0].partition(":")
    if kind == "governance":
        return f"urn:balise:gouvernance:{code or 'instance'}"
    if kind == OWN:
        return f"urn:balise:gouvernance:{'-'.join([establishment, *([code] if code else [])])}"
    return f"urn:balise:etablissement:{establishment}"


def _topics(template: str, held: Any) -> list[str]:
    name, kinds, _ = template.partition(".")
    return [f"{name}.{kind}" for kind in held] if kinds and isinstance(held, dict) else [name]


def recorded(case: dict[str, Any]) -> dict[str, Any]:
    """Return the provenance that a kept *case* recorded."""
    asked = case.get("requested_by")
    return {
        "facts": {
            topic: {"source": fact.get("source"), "type": fact.get("type")} for topic, fact in case["facts"].items()
        },
        "opinions": {body: given.get("source") for body, given in case["opinions"].items()},
        "passage": {"source": asked, "type": REQUESTED} if asked else None,
    }
