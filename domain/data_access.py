"""What an access to health and social services information is made of, from the request to the destruction."""

from domain.process import Process

DATA_ACCESS = Process(
    name="data-access",
    stages=("requested", "examined", "granted", "expired", "destroyed"),
    declaration="access.requested",
    facts={
        "access.requested": "declaration",
        "data.described": "data",
        "assessment.filed": "assessment.{kind}",
        "contract.signed": "contract",
        "research.presented": "research",
        "objections.examined": "objections",
        "consent.obtained": "consent",
        "personnel.prepared": "personnel",
        "access.weighed": "weighing",
        "agreement.signed": "agreement",
        "communication.registered": "communication",
        "access.ended": "ending",
        "destruction.attested": "destruction",
    },
    # What makes public what was decided is no part of what it is decided upon.
    reports=frozenset({"communication.registered"}),
    answered={"initiative.linked": "named"},
)
