"""Which tests stay together when two run at once: those of one dear fixture, which is made once, else of one file."""

from typing import Final

from xdist.scheduler import LoadScopeScheduling

ROAD: Final = "road"
"""All that stands on the session's engines."""

WORLDS: Final = "worlds"
"""All that asks for the dossiers of every rule, which take a minute to find."""

GROUPS: Final = (
    ("tests/policies/test_guide.py", "guide"),
    ("tests/system/", ROAD),
    ("tests/events/test_intake.py", ROAD),
    ("tests/policies/test_checks.py", "checks"),
    ("tests/policies/test_commands.py", "commands"),
    ("tests/policies/test_mutation.py", "mutation"),
    ("tests/audit/proof/", "proof"),
    ("tests/workflows/", "workflows"),
    *((f"tests/policies/test_{name}.py", WORLDS) for name in ("fails_closed", "legal_time", "confidence", "quiet")),
    ("tests/engines/test_stack.py", "stack"),
    ("tests/policies/test_bundle.py", "bundle"),
    ("tests/policies/test_assess", "assess"),
)
"""How a path begins, and its group; what lasts longest begins first, so that nobody waits for it at the end."""


def place(nodeid: str) -> tuple[int, str]:
    """Return when a test's group begins, and the group."""
    for number, (beginning, group) in enumerate(GROUPS):
        if nodeid.startswith(beginning):
            return number, group
    return len(GROUPS), nodeid.partition("::")[0]


class Together(LoadScopeScheduling):  # type: ignore[misc]  # xdist's own types are not exported
    """Gives a worker a whole group at a time."""

    def _split_scope(self, nodeid: str) -> str:
        return place(nodeid)[1]
