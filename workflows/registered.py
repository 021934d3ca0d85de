"""Every workflow type: what a worker runs is what a replayer replays."""

from workflows.archiving import Archiving
from workflows.processes import WORKFLOW_TYPES
from workflows.reevaluation import Reevaluation

ROUNDS = (Archiving, Reevaluation)
"""What comes round again, by a schedule."""

REGISTERED: tuple[type, ...] = (*WORKFLOW_TYPES.values(), *ROUNDS)
