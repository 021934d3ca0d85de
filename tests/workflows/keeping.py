"""A journal of this process, for tests about what stands around it: it answers as the real one, and keeps nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from temporalio.exceptions import ApplicationError

from activities.announce import Herald, Publishes
from activities.names import FailureType
from activities.settle import Asks, Clerk
from domain.entry import Settled
from domain.verdict import Verdict


@dataclass
class Memory:
    """Settlements by case, in their order."""

    entries: dict[str, list[Settled]] = field(default_factory=dict)
    cut: int = 0
    """How many times what was kept is not heard of: the line breaks before the answer."""

    async def append(self, case_id: str, settled: Sequence[Settled]) -> dict[int, Verdict | None]:
        known = self.entries.setdefault(case_id, [])
        again = [each for each in settled if each.sequence <= len(known)]
        if any(known[each.sequence - 1] != each for each in again):
            return {each.sequence: known[each.sequence - 1].verdict for each in again}
        for each in settled[len(again) :]:
            assert each.sequence == len(known) + 1
            known.append(each)
        if self.cut:
            self.cut -= 1
            raise ApplicationError("cut", type=FailureType.JOURNAL_UNAVAILABLE)
        return {}


def clerk(desk: Asks, publisher: Publishes, journal: Memory | None = None) -> Clerk:
    """Return production's clerk, before this journal."""
    return Clerk(desk, journal or Memory(), Herald(publisher), engine="tests", contract="tests")
