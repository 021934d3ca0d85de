"""Requests for access worth judging: one complete dossier for each of the five routes."""

from copy import deepcopy
from typing import Any, Final, NamedTuple

from authoring.speakers import ON_PAPER
from domain.question import Question
from domain.verdict import Verdict
from events.contract.incoming import BODIES_ONLY
from tests.policies.policy_questions import ESTABLISHMENT, Desk, said

Facts = dict[str, dict[str, Any]]

_REQUEST: Final[dict[str, Any]] = {
    "title": "Accès d'essai",
    "basis": "act",
    "necessary": True,
    "starts_on": "2026-01-15",
    "ends_on": "2027-01-14",
}
_COMMON: Final[Facts] = {
    "data": {
        "personal_information": True,
        "health_information": True,
        "outside_quebec": False,
        "retention_months": 24,
        "sale": False,
        "reidentification": False,
    },
    "assessment": {
        "privacy": {
            "kind": "privacy",
            "conclusion": "favourable",
            "completed_on": "2025-12-01",
            "reference": "EFVP 2025, dossier 31",
        }
    },
    "ending": {"ended_on": "2026-02-20", "access_closed": True},
    "destruction": {"disposition": "destroyed", "attested_on": "2026-02-27", "holder_informed": True},
}
_OBJECTIONS: Final[dict[str, Any]] = {
    "restrictions": 3,
    "restrictions_in_form": 3,
    "requester_barred": False,
    "emergency": False,
    "refusals": 12,
    "refusals_in_form": 12,
    "refusals_honoured": 12,
    "minors": 1,
    "minors_by_holder": 1,
}
RESEARCH_TERMS: Final = [
    "authorized_persons_only",
    "no_other_purpose",
    "no_pairing",
    "no_identifying_publication",
    "solicitation_information",
    "not_directly_identifying_form",
    "security_measures",
    "preservation_period",
    "destruction_notice",
    "noncompliance_notice",
    "security_failure_notice",
    "confidentiality_event_notice",
]
MANAGER_TERMS: Final = [
    "purposes",
    "nature",
    "method",
    "protection_measures",
    "intervals",
    "term",
    "individual_confidentiality",
    "holder_authorized_products",
    "incident_notice",
]
CLAUSES: Final = [
    "applicable_provisions",
    "protection_measures",
    "purpose_limitation",
    "individual_confidentiality",
    "authorized_products",
    "incident_notice",
]
REGISTER_ITEMS: Final = [
    "names",
    "description",
    "source",
    "purposes",
    "duration",
    "conditions",
    "security_measures",
]

DOSSIERS: Final[dict[str, Facts]] = {
    "care": {
        **_COMMON,
        "declaration": {**_REQUEST, "kind": "care", "purpose": "care", "requester": "professional"},
        "objections": _OBJECTIONS,
        "personnel": {"recognized_training": True, "months_since_update": 4, "undertakings": True},
    },
    "attached_research": {
        **_COMMON,
        "declaration": {
            **_REQUEST,
            "kind": "attached_research",
            "purpose": "research",
            "requester": "researcher",
            "addressed_to": "attachment_body",
        },
        "research": {
            "attached": True,
            "presentation": "Présentation 2025-118",
            "solicitation": False,
            "ethics_decision": True,
        },
        "weighing": {
            "consent_unreasonable": True,
            "public_interest_outweighs": True,
            "security_adequate": True,
            "security_compliant": True,
        },
        "agreement": {"written": True, "terms": RESEARCH_TERMS},
    },
    "other_research": {
        **_COMMON,
        "declaration": {
            **_REQUEST,
            "kind": "other_research",
            "purpose": "research",
            "requester": "researcher",
            "addressed_to": "access_centre",
        },
        "research": {"attached": False, "presentation": "Présentation 2025-204", "solicitation": False},
        "objections": _OBJECTIONS,
    },
    "vendor": {
        **_COMMON,
        "declaration": {**_REQUEST, "kind": "vendor", "purpose": "mandate", "requester": "supplier"},
        "contract": {"written": True, "clauses": CLAUSES, "supplier_is_body": False, "care": False},
    },
    "manager": {
        **_COMMON,
        "declaration": {**_REQUEST, "kind": "manager", "purpose": "mission", "requester": "public_body"},
        "agreement": {"written": True, "terms": MANAGER_TERMS},
        "communication": {"items": REGISTER_ITEMS, "processing_days": 41},
    },
}
"""Complete dossiers, by route; they also tell of the end of the access."""

BEFORE: Final = {
    "requested": None,
    "examined": "requested",
    "granted": "examined",
    "expired": "granted",
    "destroyed": "expired",
}
"""The stage from which each is asked for."""

AUTHORITY: Final = "urn:balise:gouvernance:ciusss-x-pdg"
"""The highest authority of the establishment of every case."""
INSTANCE: Final = "urn:balise:gouvernance:instance"

FAVOURABLE: Final = {
    body: {"body": body, "answer": "favourable", "covers": "sha256:dossier", "received_at": ON_PAPER}
    for body in ("highest_authority", "research_access_centre", "information_manager")
}


def spoken(facts: Facts) -> dict[str, Any]:
    """Return who said each topic: the authority what only a body may say, the establishment the rest."""
    told = said("data-access", facts)
    bodies = {topic: {**one, "source": AUTHORITY} for topic, one in told.items() if one["type"] in BODIES_ONLY}
    return told | bodies


def ask(
    facts: Facts,
    to: str,
    *,
    mode: str = "passage",
    as_of: str = "2026-03-01T12:00:00Z",
    opinions: dict[str, dict[str, str]] | None = None,
) -> Question:
    """Return a question on an access, asked from the stage before *to*."""
    stage = BEFORE[to] if mode == "passage" else to if mode == "standing" else None
    given = FAVOURABLE if opinions is None else opinions
    return Question.model_validate(
        {
            "as_of": as_of,
            "process": "data-access",
            "case": {
                "id": "data-access:ciusss-x/essai",
                "establishment": "ciusss-x",
                "stage": stage,
                "dossier": "sha256:dossier",
                "heard": as_of,
            },
            "passage": {"mode": mode, "origin": stage, "to": to},
            "facts": deepcopy(facts),
            "opinions": given,
            "event_id": "e-1",
            "provenance": {
                "facts": spoken(facts),
                "opinions": {body: AUTHORITY if body == "highest_authority" else INSTANCE for body in given},
                "passage": {"source": ESTABLISHMENT, "type": "passage.requested"} if stage else None,
            },
        }
    )


def answer(desk: Desk, question: Question) -> Verdict:
    raw = desk(question.model_dump(mode="json"))
    assert raw is not None
    return Verdict.model_validate({**raw, "decision_id": "d", "path": "balise/verdict", "revision": "sha256:0"})


def changed(facts: Facts, topic: str, **fields: Any) -> Facts:
    return {**facts, topic: {**facts.get(topic, {}), **fields}}


def dossier(kind: str, topic: str = "declaration", /, **fields: Any) -> Facts:
    return changed(DOSSIERS[kind], topic, **fields)


def violated(verdict: Verdict) -> list[str]:
    return [reason.rule for reason in verdict.violations]


def undecided(verdict: Verdict) -> dict[str, str]:
    return {reason.rule: reason.cause for reason in verdict.indeterminates}


class Wrong(NamedTuple):
    """One thing wrong in the dossier of a kind, and the rule that refuses it at a gate."""

    kind: str
    to: str
    rule: str
    topic: str
    fields: dict[str, Any]

    def facts(self) -> Facts:
        """Return the dossier with that thing wrong."""
        return dossier(self.kind, self.topic, **self.fields)


UNVERIFIED, UNDATED = "text_unverified", "text_undated"
"""Causes: a text that nobody has read, or of which nobody knows the first day."""
