"""The workflow types operators and auditors look for by name: one per process, all on the one shell."""

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from domain.campaign import CAMPAIGN
    from domain.data_access import DATA_ACCESS
    from domain.incident import INCIDENT
    from domain.initiative import INITIATIVE
    from domain.mandate import MANDATE
    from domain.policy_release import POLICY_RELEASE
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


@workflow.defn(name="DataAccess")
class DataAccess(CaseShell):
    """An access to health and social services information, from the request to the destruction."""

    process = DATA_ACCESS

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


@workflow.defn(name="Incident")
class Incident(CaseShell):
    """An incident, from its report to its closing."""

    process = INCIDENT

    @workflow.init
    def __init__(self, folder: Folder) -> None:
        super().__init__(folder)

    @workflow.run
    async def run(self, folder: Folder) -> None:  # noqa: ARG002 - `__init__` has taken it
        """Live until the end of governance; *folder* is what the run before left."""
        await self.live()


@workflow.defn(name="Mandate")
class Mandate(CaseShell):
    """A mandate, from its description to its accounts."""

    process = MANDATE

    @workflow.init
    def __init__(self, folder: Folder) -> None:
        super().__init__(folder)

    @workflow.run
    async def run(self, folder: Folder) -> None:  # noqa: ARG002 - `__init__` has taken it
        """Live until the end of governance; *folder* is what the run before left."""
        await self.live()


@workflow.defn(name="Campaign")
class Campaign(CaseShell):
    """A question put to many, from its opening to its report."""

    process = CAMPAIGN

    @workflow.init
    def __init__(self, folder: Folder) -> None:
        super().__init__(folder)

    @workflow.run
    async def run(self, folder: Folder) -> None:  # noqa: ARG002 - `__init__` has taken it
        """Live until the end of governance; *folder* is what the run before left."""
        await self.live()


@workflow.defn(name="PolicyRelease")
class PolicyRelease(CaseShell):
    """A release of the policies, from its proposal to its coming into force."""

    process = POLICY_RELEASE

    @workflow.init
    def __init__(self, folder: Folder) -> None:
        super().__init__(folder)

    @workflow.run
    async def run(self, folder: Folder) -> None:  # noqa: ARG002 - `__init__` has taken it
        """Live until the end of governance; *folder* is what the run before left."""
        await self.live()


WORKFLOW_TYPES: dict[str, type[CaseShell]] = {
    kind.process.name: kind for kind in (Initiative, DataAccess, Recourse, Incident, Mandate, Campaign, PolicyRelease)
}
"""The workflow type of each process, by the first part of its cases' ids."""
