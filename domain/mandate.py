"""What a mandate is made of: described by the ministry, answered, decided, then run one year at a time."""

from domain.process import Process

MANDATE = Process(
    name="mandate",
    stages=("described", "answered", "accepted", "running", "accounted"),
    endless=True,
    declaration="mandate.described",
    facts={
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
    },
)
