"""What an AI initiative's life is made of: five stages, one beside them, and the messages that tell it."""

from domain.process import Process

INITIATIVE = Process(
    name="initiative",
    stages=("opportunity", "planning", "realization", "production", "retirement"),
    declaration="initiative.declared",
    facts={
        "initiative.declared": "declaration",
        "need.described": "need",
        "data.described": "data",
        "assessment.filed": "assessment.{kind}",
        "oversight.designated": "oversight",
        "notice.published": "notice",
        "training.completed": "training",
        "contract.signed": "contract",
        "monitoring.planned": "monitoring",
        "contingency.planned": "contingency",
        "trial.completed": "trial",
        "participation.held": "participation",
        "retirement.planned": "retirement",
        "impact.described": "impact",
        "peers.consulted": "peers",
        "personnel.prepared": "personnel",
        "policy.published": "policy",
        "collection.explained": "collection",
        "status.reported": "status.{quarter}",
        "monitoring.reported": "results",
        "reassessment.completed": "reassessment",
        "change.declared": "change.{what}",
    },
    reports=frozenset({"status.reported", "monitoring.reported", "reassessment.completed"}),
    linked={"incident.linked": "incidents", "recourse.linked": "recourses", "access.linked": "accesses"},
    suspendable="production",
    suspended="suspended",
)
