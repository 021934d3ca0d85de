"""What each action of the plan is measured by: which cases, among which others, against which target.

One module for each of the plan's three aims, as the plan groups its actions.
"""

from typing import Final

from reporting.measures.federating import FEDERATING
from reporting.measures.framing import FRAMING
from reporting.measures.measure import Measure, Unit
from reporting.measures.supporting import SUPPORTING

__all__ = ["MEASURES", "Measure", "Unit"]

MEASURES: Final[tuple[Measure, ...]] = (*FEDERATING, *SUPPORTING, *FRAMING)
"""Every figure, in the order of the actions."""
