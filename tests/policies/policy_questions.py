"""Questions worth asking: an administrative tool with little to prove, a clinical one with the most."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

from authoring.speakers import ON_PAPER
from domain import links
from domain.processes import PROCESSES
from domain.question import Question

Desk = Callable[[Any], dict[str, Any] | None]
"""Takes the input of a question, gives what the entrypoint answers, or None when it is undefined."""

Corrected = Callable[..., Desk]
"""Takes the keys of texts, gives the desk once they were read and are in force."""

ADMINISTRATIVE: dict[str, dict[str, Any]] = {
    "declaration": {
        "title": "Classement des factures",
        "stage": "opportunity",
        "generative": False,
        "clinical": False,
        "decision": "none",
        "supplier": "internal",
    },
    "need": {
        "problem": "Les factures sont classées avec dix jours de retard.",
        "alternatives_considered": True,
        "expected_value": "Classer le jour même",
        "indicators": ["délai de classement"],
    },
    "data": {"personal_information": False, "sources": ["gestion financière"]},
}

CLINICAL: dict[str, dict[str, Any]] = {
    "declaration": {
        "title": "Priorisation des radiographies",
        "stage": "opportunity",
        "generative": True,
        "clinical": True,
        "decision": "aid",
        "supplier": "external",
        "responsible": ["p-0123456789ab"],
    },
    "need": {
        **ADMINISTRATIVE["need"],
        "practices_observed": True,
        "inclusion_considered": True,
        "consequences_appraised": True,
    },
    "data": {
        "personal_information": True,
        "health_information": True,
        "outside_quebec": False,
        "sources": ["archive d'imagerie"],
        "quality_assessed": True,
        "representativeness_assessed": True,
        "retention_months": 24,
        "sale": False,
        "reidentification": False,
        "custodian": "direction de l'imagerie",
        "interoperable": True,
        "collected_from_persons": True,
        "accesses_logged": True,
        "communications_registered": True,
        "through_access": False,
    },
    "assessment": {
        kind: {
            "kind": kind,
            "conclusion": "favourable",
            "completed_on": "2026-01-15",
            "reference": f"EV-{kind}",
            "structured_communication": True,
        }
        for kind in ("privacy", "algorithmic_impact", "equity", "security")
    },
    "oversight": {"function": "radiologiste de garde", "authority": True, "information": True, "time": True},
    "training": {"trained_share": 0.92, "completed_on": "2026-01-20"},
    "contract": {
        "written": True,
        "clauses": [
            "applicable_provisions",
            "protection_measures",
            "purpose_limitation",
            "individual_confidentiality",
            "authorized_products",
            "incident_notice",
        ],
        "specification": True,
    },
    "monitoring": {"metrics": [{"name": "sensibilité", "lower": 0.9}]},
    "contingency": {"fallback": "Lecture dans l'ordre d'arrivée"},
    "trial": {
        "environment": "secure_sandbox",
        "criteria_met": True,
        "completed_on": "2026-01-10",
        "care_setting": True,
    },
    "participation": {"groups": ["cliniciens", "usagers"], "held_on": "2026-01-05", "citizens": True},
    "personnel": {
        "recognized_training": True,
        "months_since_update": 12,
        "non_professionals": True,
        "authorized": True,
        "undertakings": True,
    },
    "policy": {
        "elements": [
            "roles",
            "categories_of_persons",
            "logging_and_security",
            "communications",
            "product_update_calendar",
            "incident_process",
            "complaint_process",
            "training",
        ],
        "on_website": True,
        "staff_informed": True,
    },
    "collection": {
        "told": [
            "body",
            "purposes",
            "means",
            "access_and_rectification",
            "restriction_and_refusal",
            "retention_period",
        ]
    },
}

RETIRING: dict[str, dict[str, Any]] = {
    "retirement": {
        "data_disposition": "destroyed",
        "lessons": "Mesurer avant d'acheter.",
        "users_informed": True,
        "registered": True,
        "what_failed": "Le gain promis sur les urgences n'est pas venu.",
    }
}

FAVOURABLE = {
    body: {"body": body, "answer": "favourable", "covers": "sha256:dossier", "received_at": ON_PAPER}
    for body in ("privacy_officer", "scientific_committee", "comite_ia_sante", "professional_order")
}


ESTABLISHMENT = "urn:balise:etablissement:ciusss-x"


def said(process: str, facts: dict[str, dict[str, Any]], source: str | None = ESTABLISHMENT) -> dict[str, Any]:
    """Return who said each of *facts*, by topic: *source*, with the type that brings that topic."""
    entries: dict[str, Any] = {}
    for message_type, template in PROCESSES[process].facts.items():
        topic, _, by_kind = template.partition(".")
        entry = {"source": source, "type": message_type}
        if topic in facts:
            entries |= {f"{topic}.{kind}": entry for kind in facts[topic]} if by_kind else {topic: entry}
    for topic in PROCESSES[process].asked.values():
        if topic in facts:
            entries[topic] = {"source": source, "type": PROCESSES[process].declaration}
    for message_type, topic in PROCESSES[process].linked.items():
        for each in facts.get(topic, {}).get("cases", ()):
            entries[f"{topic}.{each['case']}"] = {"source": links.source(each["case"]), "type": message_type}
    for message_type, topic in PROCESSES[process].answered.items():
        if topic in facts:
            entries[topic] = {"source": links.source(facts[topic]["case"]), "type": message_type}
    return entries


def ask(
    facts: dict[str, dict[str, Any]],
    to: str,
    *,
    mode: str = "passage",
    stage: str | None = None,
    opinions: dict[str, dict[str, str]] | None = None,
    process: str = "initiative",
) -> Question:
    """Return a question as the shell would build it: the establishment says everything, each body its opinion."""
    given = FAVOURABLE if opinions is None else opinions
    asked = {"source": ESTABLISHMENT, "type": "passage.requested"} if mode == "passage" and stage else None
    return Question.model_validate(
        {
            "as_of": "2026-03-01T12:00:00Z",
            "process": process,
            "case": {
                "id": f"{process}:ciusss-x/essai",
                "establishment": "ciusss-x",
                "stage": stage,
                "dossier": "sha256:dossier",
                "heard": "2026-03-01T12:00:00Z",
            },
            "passage": {"mode": mode, "origin": stage, "to": to},
            "facts": deepcopy(facts),
            "opinions": given,
            "event_id": "e-1",
            "provenance": {
                "facts": said(process, facts),
                "opinions": {body: f"urn:balise:gouvernance:{body.replace('_', '-')}" for body in given},
                "passage": asked,
            },
        }
    )
