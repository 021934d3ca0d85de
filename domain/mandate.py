"""What a mandate is made of: described by the ministry, answered, decided, then run one year at a time."""

from domain.process import Process

SIGNED = frozenset({"mandate.described", "mandate.answered", "mandate.decided"})
"""The three parts of the form: what those who sign commit themselves to. What the years give takes nothing from it."""

FACTS = {
    "mandate.described": "declaration",
    "mandate.answered": "answer",
    "mandate.decided": "decision",
    "groundwork.laid": "groundwork",
    "plan.filed": "plan",
    "status.reported": "status.{quarter}",
    "spending.reviewed": "spending.{quarter}",
    "deliverables.submitted": "deliverables",
    "publications.counted": "publications",
    "inventory.taken": "inventory",
    "barriers.presented": "barriers",
    "maturity.diagnosed": "maturity",
    "accountability.submitted": "accountability",
    "accountability.decided": "approval",
}

MANDATE = Process(
    name="mandate",
    stages=("described", "answered", "accepted", "running", "accounted"),
    endless=True,
    declaration="mandate.described",
    facts=FACTS,
    reports=frozenset(FACTS) - SIGNED,
)
