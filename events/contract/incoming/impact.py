"""What an establishment may tell of the weight of a decision that a system renders or aids, and of who examined it."""

from typing import Annotated, Final, Literal

from pydantic import Field

from events.contract.fields import Day, Said, about, french


class ImpactDescribed(
    Said, json_schema_extra=french("Ce que peut changer une décision du système, et pour combien de temps.")
):
    """What a decision of the system may change, and for how long."""

    reversibility: Annotated[
        Literal["easily_reversible", "likely_reversible", "difficult_to_reverse", "irreversible"] | None,
        about("Réversibilité des effets.", "Reversibility of the effects."),
    ] = None
    duration: Annotated[
        Literal["brief", "short_term", "ongoing", "perpetual"] | None,
        about("Durée des effets.", "Duration of the effects."),
    ] = None
    effect: Annotated[
        Literal["little", "moderate", "high", "very_high"] | None,
        about("Ampleur des effets.", "Size of the effects."),
    ] = None
    approved_by: Annotated[
        Literal["assistant_deputy_minister", "deputy_head", "treasury_board"] | None,
        about(
            "Rang de qui a approuvé la mise en service, dans les mots du modèle fédéral.",
            "Rank of whoever approved the entry into service, in the words of the federal model.",
        ),
    ] = None


class PeersConsulted(Said, json_schema_extra=french("Des pairs ont examiné le système.")):
    """Peers reviewed the system."""

    reviewers: Annotated[
        Annotated[int, Field(ge=0, le=50)],
        about("Nombre de spécialistes qui l'ont examiné.", "How many experts reviewed it."),
    ]
    published: Annotated[
        bool | None,
        about("Ce qui en ressort est publié.", "What came out of it is published."),
    ] = None
    completed_on: Annotated[Day | None, about("Fin de l'examen.", "Day the review ended.")] = None


EVENTS: Final[dict[str, type[Said]]] = {
    "impact.described": ImpactDescribed,
    "peers.consulted": PeersConsulted,
}
"""Every type that tells of an impact, by its short name."""
