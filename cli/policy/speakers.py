"""Who is taken to have said what a case file holds: whoever is entitled to, when it is a person's own draft."""

import re
from typing import Any, Final

from domain.process import Process
from engines.policies import Policies
from engines.written import load

PLACE: Final = re.compile(r"\{\w+\}")
"""What a topic leaves open: the kind of an assessment, the quarter of a report."""

TABLE: Final = ("rules", "entitlement", "parameters", "data.yaml")
REQUESTED: Final = "passage.requested"


def drafted(
    policies: Policies, process: Process | None, establishment: str, facts: dict[str, Any], opinions: dict[str, Any]
) -> dict[str, Any]:
    """Return the provenance of a dossier on paper: it is about what is said, and leaves aside by whom."""
    path = policies.folder.joinpath(*TABLE)
    table = load(path) if path.exists() else {"types": {}, "opinions": {}}

    def source(speakers: list[str] | None) -> str:
        kind, _, code = (speakers or ["establishment"])[0].partition(":")
        if kind == "governance":
            return f"urn:balise:gouvernance:{code or 'instance'}"
        return f"urn:balise:etablissement:{establishment}"

    declared = process.facts if process else {}
    topics = {
        PLACE.sub(kind, template): message_type
        for message_type, template in declared.items()
        for kind in _kinds(facts.get(template.partition(".")[0]))
    }
    said = {
        topic: {"type": message_type, "source": source(table["types"].get(message_type))}
        for topic, message_type in topics.items()
        if topic.partition(".")[0] in facts
    }
    declaration = table["types"].get(process.declaration) if process else None
    return {
        "facts": said,
        "opinions": {body: source(table["opinions"].get(body)) for body in opinions},
        "passage": {"type": REQUESTED, "source": source(declaration)},
    }


def _kinds(topic: Any) -> list[str]:
    return list(topic) if isinstance(topic, dict) else [""]


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
