"""Every process there is, by the first part of its cases' ids."""

from typing import Final

from domain.initiative import INITIATIVE
from domain.process import Process
from domain.recourse import RECOURSE

PROCESSES: Final[dict[str, Process]] = {process.name: process for process in (INITIATIVE, RECOURSE)}
