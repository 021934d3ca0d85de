"""What an establishment may tell of a recourse: what a person asked, what they were told, who heard them."""

from typing import Annotated, Final, Literal

from pydantic import StringConstraints

from events.contract.fields import Day, InitiativeId, Line, Said, about, form, french

Reference = Annotated[
    str,
    StringConstraints(max_length=40, pattern=r"^[A-Z0-9-]*[0-9][A-Z0-9-]*$"),
    form(
        "des majuscules, des chiffres et des tirets, dont au moins un chiffre ; jamais un nom",
        "capitals, digits and hyphens, at least one of them a digit; never a name",
    ),
]


class RecourseOpened(
    Said, json_schema_extra=french("Une personne demande des comptes sur une décision automatisée qui la vise.")
):
    """A person asks for an account of an automated decision about them."""

    reference: Annotated[
        Reference,
        about(
            "Référence du recours chez l'établissement, qui ne dit rien de la personne.",
            "Reference of the recourse at the establishment, which tells nothing of the person.",
        ),
    ]
    initiative: Annotated[
        InitiativeId | None, about("Initiative dont vient la décision.", "Initiative that the decision comes from.")
    ] = None
    asks: Annotated[
        Literal["reasons", "rectification", "review"] | None,
        about(
            "Ce qui est demandé : les raisons, une rectification, une révision.",
            "What is asked: the reasons, a rectification, a review.",
        ),
    ] = None
    received_on: Annotated[Day | None, about("Jour de la demande.", "Day it was asked.")] = None


class AnswerGiven(Said, json_schema_extra=french("La personne a reçu ce qu'elle demandait.")):
    """The person was given what they asked for."""

    given_on: Annotated[Day, about("Jour de la réponse.", "Day of the answer.")]
    information_used: Annotated[
        bool | None, about("Elle dit quels renseignements ont servi.", "It says which information was used.")
    ] = None
    reasons_and_factors: Annotated[
        bool | None,
        about("Elle dit les raisons et les principaux facteurs.", "It says the reasons and the principal factors."),
    ] = None
    parameters: Annotated[
        bool | None, about("Elle dit les principaux paramètres.", "It says the principal parameters.")
    ] = None
    rectification: Annotated[
        bool | None,
        about("Elle dit le droit de faire rectifier.", "It says the right to have information corrected."),
    ] = None
    outside_scope: Annotated[
        bool | None,
        about(
            "Elle dit que la décision n'était pas exclusivement automatisée, et quels droits restent.",
            "It says that the decision was not exclusively automated, and which rights are left.",
        ),
    ] = None
    rectified: Annotated[
        Literal["made", "refused"] | None,
        about(
            "Suite donnée à la rectification demandée : faite ou refusée.",
            "What became of the rectification asked for: made or refused.",
        ),
    ] = None


class ObservationsHeard(
    Said, json_schema_extra=french("La personne a pu présenter ses observations à quelqu'un qui peut réviser.")
):
    """The person could submit observations to someone able to review."""

    result: Annotated[
        Literal["heard", "declined", "not_offered"],
        about(
            "Observations présentées, occasion déclinée par la personne, occasion non offerte.",
            "Observations submitted, opportunity declined by the person, opportunity not offered.",
        ),
    ]
    heard_on: Annotated[Day | None, about("Jour où elles ont été présentées.", "Day they were submitted.")] = None


class ReviewRendered(Said, json_schema_extra=french("La décision a été révisée, par une fonction et non une machine.")):
    """The decision was reviewed, by a function and not by a machine."""

    outcome: Annotated[
        Literal["maintained", "changed"] | None,
        about("Décision maintenue ou changée.", "Decision maintained or changed."),
    ] = None
    function: Annotated[
        Line, about("Fonction qui a révisé, sans nom de personne.", "Function that reviewed, without a person's name.")
    ]
    able_to_review: Annotated[
        bool | None,
        about(
            "C'est un membre du personnel en mesure de réviser la décision.",
            "It is a member of the staff in a position to review the decision.",
        ),
    ] = None
    distinct: Annotated[
        bool | None,
        about("Elle n'a pas pris part à la première décision.", "It took no part in the first decision."),
    ] = None
    rendered_on: Annotated[Day, about("Jour de la révision.", "Day of the review.")]


EVENTS: Final[dict[str, type[Said]]] = {
    "recourse.opened": RecourseOpened,
    "answer.given": AnswerGiven,
    "observations.heard": ObservationsHeard,
    "review.rendered": ReviewRendered,
}
"""Every type that tells of a recourse, by its short name."""
