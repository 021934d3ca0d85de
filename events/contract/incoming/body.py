"""What an establishment may tell of the duties the law gives it as a body, where an initiative rests on them."""

from typing import Annotated, Final, Literal

from pydantic import Field

from events.contract.fields import Said, about, french

PolicyElement = Literal[
    "roles",
    "categories_of_persons",
    "logging_and_security",
    "communications",
    "product_update_calendar",
    "incident_process",
    "complaint_process",
    "training",
]
CollectionItem = Literal[
    "body",
    "purposes",
    "means",
    "access_and_rectification",
    "restriction_and_refusal",
    "retention_period",
]


class PersonnelPrepared(
    Said,
    json_schema_extra=french("Les personnes qui accèdent aux renseignements y sont préparées, selon la loi."),
):
    """Those who access the information are prepared for it, as the law has it."""

    recognized_training: Annotated[
        bool | None,
        about(
            "Toutes ont suivi, à leur entrée en fonction, la formation reconnue.",
            "All completed the recognized training when they took up their duties.",
        ),
    ] = None
    months_since_update: Annotated[
        Annotated[int, Field(ge=0, le=1200)] | None,
        about(
            "Mois écoulés depuis la plus ancienne mise à jour des connaissances ; un mois entamé compte.",
            "Months since the oldest update of knowledge; a month begun counts.",
        ),
    ] = None
    non_professionals: Annotated[
        bool | None,
        about(
            "Des personnes qui ne sont pas des professionnels accèdent aux renseignements.",
            "Persons who are not professionals access the information.",
        ),
    ] = None
    authorized: Annotated[
        bool | None,
        about(
            "Chacune de celles-là y est autorisée par la plus haute autorité, ou par qui la remplace.",
            "Each of the latter is authorized by the highest authority, or by whoever stands in for it.",
        ),
    ] = None
    undertakings: Annotated[
        bool | None,
        about(
            "Chacune de celles-là a signé un engagement de confidentialité.",
            "Each of the latter signed a confidentiality undertaking.",
        ),
    ] = None


class PolicyPublished(
    Said, json_schema_extra=french("La politique de gouvernance des renseignements de l'établissement est en place.")
):
    """The establishment's policy on the governance of information is in place."""

    elements: Annotated[
        Annotated[list[PolicyElement], Field(max_length=50)],
        about("Éléments qui s'y trouvent.", "Elements that are in it."),
    ]
    on_website: Annotated[
        bool | None, about("Elle est publiée sur le site Web.", "It is published on the website.")
    ] = None
    staff_informed: Annotated[bool | None, about("Le personnel la connaît.", "It was made known to the staff.")] = None


class CollectionExplained(
    Said,
    json_schema_extra=french("Les personnes auprès de qui l'on recueille des renseignements savent ce qu'il faut."),
):
    """Those from whom information is collected are told what they must be told."""

    told: Annotated[
        Annotated[list[CollectionItem], Field(max_length=50)],
        about("Ce qui leur est dit.", "What they are told."),
    ]


EVENTS: Final[dict[str, type[Said]]] = {
    "personnel.prepared": PersonnelPrepared,
    "policy.published": PolicyPublished,
    "collection.explained": CollectionExplained,
}
"""Every type that tells of a body's duties, by its short name."""
