"""What may be said of a case whatever its process: an opinion, and what is asked of its gates."""

from typing import Annotated, Final, Literal

from pydantic import Field, StringConstraints

from domain.processes import PROCESSES
from events.contract.fields import Condition, Day, Digest, Line, Prose, Said, Seat, Signature, about, french

STAGES: Final = sorted({stage for process in PROCESSES.values() for stage in process.places})
StageName = Annotated[
    str, StringConstraints(max_length=40, pattern=r"^[a-z_]+$"), Field(json_schema_extra={"enum": list(STAGES)})
]
"""A stage of some process; whether it is one of the case's own is seen once the whole event is read."""


Body = Literal[
    "privacy_officer",
    "comite_ia_sante",
    "scientific_committee",
    "ethics_committee",
    "professional_order",
    "highest_authority",
    "research_access_centre",
    "information_manager",
    "mandatary",
    "deputy_minister",
]
"""Who may be asked for an opinion."""


class OpinionRendered(Said, json_schema_extra=french("Une instance dit ce qu'elle pense du dossier qu'elle a vu.")):
    """A body says what it thinks of the dossier it has seen."""

    body: Annotated[Body, about("Instance qui donne l'avis.", "Body that gives the opinion.")]
    seat: Annotated[
        Seat | None,
        about("Siège de l'instance, quand plusieurs y votent.", "Seat of the body, when several vote in it."),
    ] = None
    answer: Annotated[Literal["favourable", "with_conditions", "unfavourable", "recused"], about("Avis.", "Opinion.")]
    covers: Annotated[
        Digest,
        about(
            "Empreinte du dossier examiné ; l'avis tombe quand le dossier change.",
            "Digest of the dossier that was seen; the opinion lapses when the dossier changes.",
        ),
    ]
    reasons: Annotated[
        Prose,
        about(
            "Motifs, quelle que soit la réponse ; ils sont signés avec elle.",
            "Reasons, whatever the answer; they are signed with it.",
        ),
    ]
    language: Annotated[
        Literal["fr", "en"],
        about("Langue des motifs et des conditions.", "Language of the reasons and conditions."),
    ]
    conditions: Annotated[
        Annotated[list[Condition], Field(min_length=1, max_length=20)] | None,
        about(
            "Conditions d'un avis favorable avec conditions ; chacune sera due par l'établissement.",
            "Conditions of a favourable opinion with conditions; each will be due by the establishment.",
        ),
    ] = None
    signature: Annotated[
        Signature | None,
        about(
            "Signature Ed25519 de qui donne l'avis, sur tout ce qui précède et sur le dossier visé.",
            "Ed25519 signature of whoever gives the opinion, over all of the above and the case it is about.",
        ),
    ] = None


class ConditionMet(Said, json_schema_extra=french("L'établissement a rempli une condition posée par un avis.")):
    """The establishment has met a condition that an opinion set."""

    body: Annotated[Body, about("Instance qui a posé la condition.", "Body that set the condition.")]
    seat: Annotated[
        Seat | None, about("Siège qui l'a posée, s'il y en a un.", "Seat that set it, if there is one.")
    ] = None
    condition: Annotated[
        Digest,
        about("Empreinte SHA-256 du texte de la condition.", "SHA-256 digest of the condition's text."),
    ]
    evidence: Annotated[Line, about("Référence de la preuve.", "Reference of the evidence.")]
    met_on: Annotated[Day | None, about("Jour où elle a été remplie.", "Day on which it was met.")] = None


class DeadlineExtended(Said, json_schema_extra=french("Une instance reporte l'échéance de ce qu'un dossier doit.")):
    """A body puts off the due date of what a case owes."""

    obligation: Annotated[
        Line,
        about("Identifiant de l'obligation, comme le dossier la donne.", "Id of the obligation, as the case gives it."),
    ]
    until: Annotated[Day, about("Nouvelle échéance.", "New due date.")]
    reasons: Annotated[Prose, about("Motifs.", "Reasons.")]
    language: Annotated[Literal["fr", "en"] | None, about("Langue des motifs.", "Language of the reasons.")] = None


class PassageRequested(Said, json_schema_extra=french("L'établissement demande à entrer dans une étape.")):
    """The establishment asks to enter a stage."""

    to: Annotated[
        StageName, about("Étape demandée, du processus du dossier.", "Stage asked for, of the case's process.")
    ]


class PassageWithdrawn(Said, json_schema_extra=french("L'établissement ne le demande plus.")):
    """The establishment no longer asks for it."""


EVENTS: Final[dict[str, type[Said]]] = {
    "opinion.rendered": OpinionRendered,
    "condition.met": ConditionMet,
    "deadline.extended": DeadlineExtended,
    "passage.requested": PassageRequested,
    "passage.withdrawn": PassageWithdrawn,
}
"""Every type that any case takes, by its short name."""

BODIES: Final = frozenset({"opinion.rendered", "deadline.extended"})
"""Types that only a governance body may give."""

DECLARANTS: Final = frozenset({"passage.requested", "passage.withdrawn"})
"""Types that may also be given by whoever declares the cases of the process: a body, where bodies declare them."""
