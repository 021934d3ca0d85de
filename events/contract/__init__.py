"""What is said between Balise and the network's information systems: event types, their form, and who may say what."""

from events.contract.entitlement import entitled
from events.contract.reading import MAX_BYTES, read
from events.contract.rejection import Fault, Problem, Rejected, case_unknown, headers_unreadable
from events.contract.writing import Coordinates, alerted, parked, write

__all__ = [
    "MAX_BYTES",
    "Coordinates",
    "Fault",
    "Problem",
    "Rejected",
    "alerted",
    "case_unknown",
    "entitled",
    "headers_unreadable",
    "parked",
    "read",
    "write",
]
