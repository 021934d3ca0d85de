"""Every process there is, by the first part of its cases' ids."""

from typing import Final

from domain.campaign import CAMPAIGN
from domain.data_access import DATA_ACCESS
from domain.incident import INCIDENT
from domain.initiative import INITIATIVE
from domain.mandate import MANDATE
from domain.policy_release import POLICY_RELEASE
from domain.process import Process
from domain.recourse import RECOURSE

PROCESSES: Final[dict[str, Process]] = {
    process.name: process
    for process in (INITIATIVE, DATA_ACCESS, RECOURSE, INCIDENT, MANDATE, CAMPAIGN, POLICY_RELEASE)
}
