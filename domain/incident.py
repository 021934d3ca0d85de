"""What an incident goes through: it is reported, its harm assessed, those concerned notified, and it is closed."""

from domain.process import Process

INCIDENT = Process(
    name="incident",
    stages=("reported", "assessed", "notified", "closed"),
    declaration="incident.reported",
    facts={
        "incident.reported": "declaration",
        "measures.taken": "measures",
        "injury.assessed": "injury",
        "notices.sent": "notices",
        "register.entered": "register",
    },
    answered={"initiative.linked": "named"},
)
