"""What may be said of a case whatever its process: an opinion, and what is asked of its gates."""

from typing import Annotated, Final, Literal

from pydantic import Field, StringConstraints

from domain.processes import PROCESSES
from events.contract.fields import Digest, Prose, Said, about, french

STAGES: Final = sorted({stage for process in PROCESSES.values() for stage in process.places})
StageName = Annotated[
    str, StringConstraints(max_length=40, pattern=r"^[a-z_]+$"), Field(json_schema_extra={"enum": list(STAGES)})
]
"""A stage of some process; whether it is one of the case's own is seen once the whole event is read."""


class OpinionRendered(Said, json_schema_extra=french("Une instance dit ce qu'elle pense du dossier qu'elle a vu.")):
    """A body says what it thinks of the dossier it has seen."""

    body: Annotated[
        Literal[
            "privacy_officer",
            "comite_ia_sante",
            "scientific_committee",
            "ethics_committee",
            "professional_order",
            "highest_authority",
            "research_access_centre",
            "information_manager",
        ],
        about("Instance qui donne l'avis.", "Body that gives the opinion."),
    ]
    answer: Annotated[Literal["favourable", "with_conditions", "unfavourable", "recused"], about("Avis.", "Opinion.")]
    covers: Annotated[
        Digest,
        about(
            "Empreinte du dossier examiné ; l'avis tombe quand le dossier change.",
            "Digest of the dossier that was seen; the opinion lapses when the dossier changes.",
        ),
    ]
    reasons: Annotated[Prose | None, about("Motifs.", "Reasons.")] = None


class PassageRequested(Said, json_schema_extra=french("L'établissement demande à entrer dans une étape.")):
    """The establishment asks to enter a stage."""

    to: Annotated[
        StageName, about("Étape demandée, du processus du dossier.", "Stage asked for, of the case's process.")
    ]


class PassageWithdrawn(Said, json_schema_extra=french("L'établissement ne le demande plus.")):
    """The establishment no longer asks for it."""


EVENTS: Final[dict[str, type[Said]]] = {
    "opinion.rendered": OpinionRendered,
    "passage.requested": PassageRequested,
    "passage.withdrawn": PassageWithdrawn,
}
"""Every type that any case takes, by its short name."""

BODIES: Final = frozenset({"opinion.rendered"})
"""Types that only a governance body may give."""

DECLARANTS: Final = frozenset({"passage.requested", "passage.withdrawn"})
"""Types that may also be given by whoever declares the cases of the process: a body, where bodies declare them."""
