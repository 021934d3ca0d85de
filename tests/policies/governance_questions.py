"""Questions about mandates, campaigns and releases, as the shell would build them from the golden examples."""

import json
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from authoring.speakers import ON_PAPER
from domain.mandate import MANDATE
from domain.process import Process
from domain.question import Question
from domain.verdict import Verdict
from events.contract import publication
from events.contract.incoming import BODIES_ONLY
from tests.policies.policy_questions import Desk


def told(process: Process) -> dict[str, Any]:
    """Return the facts that the golden examples of every type of *process* give."""
    facts: dict[str, Any] = {}
    for message_type in process.facts:
        example = json.loads((publication.EXAMPLES / f"{message_type}.json").read_text(encoding="utf-8"))
        topic = process.topic(message_type, example["data"])
        assert topic is not None
        name, _, kind = topic.partition(".")
        if kind:
            facts.setdefault(name, {})[kind] = example["data"]
        else:
            facts[name] = example["data"]
    return facts


ESTABLISHMENT = "urn:balise:etablissement:iucpq"
MINISTRY = "urn:balise:gouvernance:msss"

COMMITTEE = "urn:balise:gouvernance:comite-ia-sante"
SIGNING = {"mandatary": "urn:balise:gouvernance:iucpq-pdg", "deputy_minister": "urn:balise:gouvernance:deputy-minister"}
"""Who signs the two last parts of a mandate's form: the mandatary for itself, the deputy minister for the ministry."""
SIGNED = {
    body: {"body": body, "answer": "favourable", "covers": "sha256:dossier", "received_at": ON_PAPER}
    for body in SIGNING
}


def _said(process: Process, facts: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Return who said each topic of *facts*: the ministry what only a body may say, the establishment the rest."""
    said = {}
    for message_type, template in process.facts.items():
        name, _, kinds = template.partition(".")
        speaks = {"source": MINISTRY if message_type in BODIES_ONLY else ESTABLISHMENT, "type": message_type}
        for kind in facts.get(name, {}) if kinds else ():
            said[f"{name}.{kind}"] = speaks
        if not kinds and name in facts:
            said[name] = speaks
    return said


def ask(
    desk: Desk,
    process: Process,
    facts: Mapping[str, Any],
    to: str,
    *,
    stage: str | None = None,
    mode: str = "passage",
    as_of: str = "2025-06-01",
    opinions: dict[str, dict[str, str]] | None = None,
) -> Verdict:
    """Return what the policies answer about a case of *process* that waits to enter *to*, at noon of a day.

    A mandate is signed unless *opinions* says otherwise.
    """
    given = (SIGNED if process is MANDATE else {}) if opinions is None else opinions
    by_the_ministry = {"source": MINISTRY, "type": "passage.requested"}
    question = Question.model_validate(
        {
            "as_of": f"{as_of}T12:00:00-05:00",
            "process": process.name,
            "case": {
                "id": f"{process.name}:iucpq/essai",
                "establishment": "iucpq",
                "stage": stage,
                "dossier": "sha256:dossier",
                "heard": f"{as_of}T12:00:00-05:00",
            },
            "passage": {"mode": mode, "origin": stage, "to": to},
            "facts": deepcopy(dict(facts)),
            "opinions": given,
            "event_id": "e-1",
            "provenance": {
                "facts": _said(process, facts),
                "opinions": {body: SIGNING.get(body, COMMITTEE) for body in given},
                "passage": by_the_ministry if mode == "passage" and stage and "declaration" in facts else None,
            },
        }
    )
    raw = desk(question.model_dump(mode="json"))
    assert raw is not None
    return Verdict.model_validate({**raw, "decision_id": "d", "path": "balise/verdict", "revision": "sha256:0"})


def rules(verdict: Verdict) -> set[str]:
    """Return the rules that stop the case."""
    return {reason.rule for reason in (*verdict.violations, *verdict.indeterminates)}
