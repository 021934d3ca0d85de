"""Questions about mandates, campaigns and releases, as the shell would build them from the golden examples."""

import json
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from domain.process import Process
from domain.question import Question
from domain.verdict import Verdict
from events.contract import publication
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
    """Return what the policies answer about a case of *process* that waits to enter *to*, at noon of a day."""
    question = Question.model_validate(
        {
            "as_of": f"{as_of}T12:00:00-05:00",
            "process": process.name,
            "case": {
                "id": f"{process.name}:msss/essai",
                "establishment": "msss",
                "stage": stage,
                "dossier": "sha256:dossier",
            },
            "passage": {"mode": mode, "origin": stage, "to": to},
            "facts": deepcopy(dict(facts)),
            "opinions": opinions or {},
            "event_id": "e-1",
        }
    )
    raw = desk(question.model_dump(mode="json"))
    assert raw is not None
    return Verdict.model_validate({**raw, "decision_id": "d", "path": "balise/verdict", "revision": "sha256:0"})


def rules(verdict: Verdict) -> set[str]:
    """Return the rules that stop the case."""
    return {reason.rule for reason in (*verdict.violations, *verdict.indeterminates)}
