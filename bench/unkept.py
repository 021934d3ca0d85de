"""Balise's own worker before a journal that forgets: what keeping costs is the difference. `python -m bench.unkept`."""

import asyncio
from collections.abc import Sequence

import worker
from activities.journal import Journal
from domain.entry import Settled
from domain.verdict import Verdict


class Forgetful(Journal):
    """Says that it has kept what it was offered, at once, without having sent it anywhere."""

    async def append(self, case_id: str, settled: Sequence[Settled]) -> dict[int, Verdict | None]:  # noqa: ARG002 - the journal's own signature
        """Keep nothing."""
        return {}


if __name__ == "__main__":
    vars(worker)["Journal"] = Forgetful
    asyncio.run(worker.main())
