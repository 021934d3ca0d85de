"""The sixteen actions of the master plan (S0) as the ministry describes them: part A of a mandate's form, for each.

What the plan does not tell, who pays and since when, is told by whoever sends them.
"""

from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import yaml

from domain.canonical import digest
from events.contract.envelope import GOVERNANCE, qualified

MINISTRY: Final = "msss"
"""Code of the body that entrusts them, and that carries them out."""

_WRITTEN: Final = Path(__file__).with_name("mandates.yaml")


def mandates(*, funding: str, submitted_on: date, now: datetime) -> list[dict[str, Any]]:
    """Return the event that describes each mandate, in the order of the actions.

    An event's id follows from what it says: said again it is known, corrected it counts as of *now*.
    """
    written = yaml.safe_load(_WRITTEN.read_text(encoding="utf-8"))
    told = {"funding": funding, "submitted_on": submitted_on.isoformat()}
    return [
        _described(slug, {**written["common"], **action, **told}, now) for slug, action in written["mandates"].items()
    ]


def _described(slug: str, data: dict[str, Any], now: datetime) -> dict[str, Any]:
    return {
        "specversion": "1.0",
        "id": f"plan-directeur-{slug}-{digest(data).removeprefix('sha256:')[:12]}",
        "source": f"{GOVERNANCE}{MINISTRY}",
        "type": qualified("mandate.described"),
        "subject": f"mandate:{MINISTRY}/{slug}",
        "time": now.isoformat(),
        "datacontenttype": "application/json",
        "data": data,
    }
