"""The workflow types operators and auditors look for by name: one per process, all on the one shell."""

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from domain.initiative import INITIATIVE
    from domain.recourse import RECOURSE
    from workflows.case import CaseShell
    from workflows.folder import Folder


@workflow.defn(name="Initiative")
class Initiative(CaseShell):
    """An AI initiative, from opportunity to retirement."""

    process = INITIATIVE

    @workflow.init
    def __init__(self, folder: Folder) -> None:
        super().__init__(folder)

    @workflow.run
    async def run(self, folder: Folder) -> None:  # noqa: ARG002 - `__init__` has taken it
        """Live until the end of governance; *folder* is what the run before left."""
        await self.live()


@workflow.defn(name="Recourse")
class Recourse(CaseShell):
    """A person's recourse against an automated decision, from the request to its closing."""

    process = RECOURSE

    @workflow.init
    def __init__(self, folder: Folder) -> None:
        super().__init__(folder)

    @workflow.run
    async def run(self, folder: Folder) -> None:  # noqa: ARG002 - `__init__` has taken it
        """Live until the end of governance; *folder* is what the run before left."""
        await self.live()


WORKFLOW_TYPES: dict[str, type[CaseShell]] = {kind.process.name: kind for kind in (Initiative, Recourse)}
"""The workflow type of each process, by the first part of its cases' ids."""
