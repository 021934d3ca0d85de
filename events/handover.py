"""Give messages to the workflow that keeps their case, starting it when one who may open it speaks of it first."""

from collections.abc import Sequence

import structlog
from temporalio.client import Client
from temporalio.common import WorkflowIDReusePolicy
from temporalio.exceptions import WorkflowAlreadyStartedError
from temporalio.service import RPCError, RPCStatusCode

from activities.names import TASK_QUEUE
from domain.case import Case
from domain.message import Message
from events.contract.entitlement import may_open
from workflows.case import CaseShell
from workflows.folder import Folder
from workflows.processes import WORKFLOW_TYPES
from workflows.search import shown_at_start

log = structlog.get_logger(__name__)

AT_ONCE = 16
"""Messages in one signal: sixteen of the longest the contract allows stay below the 2 MiB a payload may have."""


class UnknownCase(LookupError):  # noqa: N818 - it is an answer, and reads as one where it is caught
    """No such case is kept, and whoever speaks of it may not open one by saying this."""


class Handover:
    """Where messages enter Temporal."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def give(self, messages: Sequence[Message]) -> None:
        """Signal the case with *messages*, in calls that the server keeps before it answers.

        Raises:
            UnknownCase: none of their sources may open the case, or an operator closed its workflow.
            RPCError: the server cannot take them now.
        """
        opens = any(map(may_open, messages))
        for first in range(0, len(messages), AT_ONCE):
            some = messages[first : first + AT_ONCE]
            await (self._signal_with_start(some) if opens else self._signal(some))

    async def tell(self, messages: Sequence[Message]) -> None:
        """Give each of *messages*, which one case tells, to the case it is about.

        A case that nobody has declared yet keeps what it is told, as it keeps any fact that comes before its
        declaration. One whose workflow an operator closed hears nothing more, from anyone.

        Raises:
            RPCError: the server cannot take them now.
        """
        for message in messages:
            try:
                await self.give([message])
            except UnknownCase:
                log.warning("case.not_told", case_id=message.subject, by=message.source, type=message.type)

    async def _signal_with_start(self, messages: Sequence[Message]) -> None:
        case = Case.opened(messages[0].subject)
        workflow_type = WORKFLOW_TYPES[case.process]
        try:
            await self._client.start_workflow(
                workflow_type.__name__,
                Folder(case=case),
                id=case.id,
                task_queue=TASK_QUEUE,
                id_reuse_policy=WorkflowIDReusePolicy.REJECT_DUPLICATE,
                start_signal="receive",
                start_signal_args=[list(messages)],
                search_attributes=shown_at_start(case),
            )
        except WorkflowAlreadyStartedError:
            raise UnknownCase(case.id) from None

    async def _signal(self, messages: Sequence[Message]) -> None:
        case_id = messages[0].subject
        try:
            await self._client.get_workflow_handle(case_id).signal(CaseShell.receive, list(messages))
        except RPCError as error:
            if error.status is RPCStatusCode.NOT_FOUND:
                raise UnknownCase(case_id) from None
            raise
