"""A journal of this process, for tests about what stands around it: it answers as the real one, and keeps nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from activities.announce import Herald, Publishes
from activities.settle import Asks, Clerk
from domain.entry import Settled
from domain.verdict import Verdict


@dataclass
class Memory:
    """Settlements by case, in their order."""

    entries: dict[str, list[Settled]] = field(default_factory=dict)

    async def append(self, case_id: str, settled: Sequence[Settled]) -> dict[int, Verdict | None]:
        known = self.entries.setdefault(case_id, [])
        again = [each for each in settled if each.sequence <= len(known)]
        if any(known[each.sequence - 1] != each for each in again):
            return {each.sequence: known[each.sequence - 1].verdict for each in again}
        for each in settled[len(again) :]:
            assert each.sequence == len(known) + 1
            known.append(each)
        return {}


def clerk(desk: Asks, publisher: Publishes) -> Clerk:
    """Return production's clerk, before this journal."""
    return Clerk(desk, Memory(), Herald(publisher), engine="tests")
