"""What one case tells another. It never stands on Kafka: intake knows neither these types nor their sources."""

from typing import Annotated, Final, Literal

from pydantic import StringConstraints

from domain.links import LONGEST_CONDITIONS
from events.contract.fields import MAX_SUBJECT, NAME, Day, InitiativeId, Said, Share, about, form, french
from events.contract.incoming.data_access import Purpose

MOST_LINKED: Final = 500
"""Cases of one kind that policies read beside one case. With more of them, that topic counts as not given."""

Teller = Annotated[
    str,
    StringConstraints(max_length=MAX_SUBJECT, pattern=rf"^(incident|recourse|data-access):{NAME}/{NAME}$"),
    form(
        "<processus>:<établissement>/<dossier>, en minuscules, chiffres et tirets",
        "<process>:<establishment>/<case>, in lower case, digits and hyphens",
    ),
    about("Dossier qui le dit de lui-même.", "Case that tells it of itself."),
]
Listens = Annotated[
    bool | None, about("Il attend une réponse de l'initiative.", "It takes an answer from the initiative.")
]


class IncidentLinked(Said, json_schema_extra=french("Un incident touche l'initiative.")):
    """An incident affects the initiative."""

    case: Teller
    status: Annotated[
        Literal["open", "closed", "withdrawn"],
        about("Suivi ouvert, clos, ou rattaché ailleurs.", "Followed, closed, or attached elsewhere."),
    ]
    kind: Annotated[
        Literal["confidentiality", "ai_system"] | None,
        about("Confidentialité ou système d'IA.", "Confidentiality or AI system."),
    ] = None
    aware_on: Annotated[Day | None, about("Prise de connaissance.", "Day of awareness.")] = None
    grave: Annotated[bool | None, about("Préjudice grave, subi ou imminent.", "Grave harm, suffered or imminent.")] = (
        None
    )
    serious: Annotated[bool | None, about("Préjudice sérieux à craindre.", "Serious injury is to be feared.")] = None
    listens: Listens = None


class RecourseLinked(Said, json_schema_extra=french("Une décision de l'initiative fait l'objet d'un recours.")):
    """A decision of the initiative is the subject of a recourse."""

    case: Teller
    status: Annotated[
        Literal["open", "closed", "withdrawn"],
        about("Recours ouvert, fermé, ou rattaché ailleurs.", "Open, closed, or attached elsewhere."),
    ]
    asks: Annotated[
        Literal["reasons", "rectification", "review"] | None, about("Ce qui est demandé.", "What is asked.")
    ] = None
    outcome: Annotated[
        Literal["maintained", "changed"] | None, about("Issue de la révision.", "Outcome of the review.")
    ] = None
    reviewed_on: Annotated[Day | None, about("Jour de la révision.", "Day of the review.")] = None
    listens: Listens = None


class AccessLinked(Said, json_schema_extra=french("Un accès à des renseignements sert l'initiative.")):
    """An access to information serves the initiative."""

    case: Teller
    status: Annotated[
        Literal["requested", "refused", "granted", "forbidden", "expired", "destroyed", "withdrawn"],
        about(
            "Demandé, refusé, accordé, accordé puis interdit, terminé, renseignements détruits, ou rattaché ailleurs.",
            "Requested, refused, granted, granted then forbidden, ended, information destroyed, or attached elsewhere.",
        ),
    ]
    purpose: Annotated[Purpose | None, about("Fin de l'accès.", "Purpose of the access.")] = None
    starts_on: Annotated[Day | None, about("Premier jour.", "First day.")] = None
    ends_on: Annotated[Day | None, about("Dernier jour.", "Last day.")] = None
    conditions: Annotated[
        Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_CONDITIONS)] | None,
        about("Conditions posées par les avis, une par ligne.", "Conditions that opinions set, one a line."),
    ] = None
    listens: Listens = None


class InitiativeLinked(Said, json_schema_extra=french("Une initiative répond à un dossier qui la nomme.")):
    """An initiative answers a case that names it."""

    case: Annotated[InitiativeId, about("Initiative qui le dit d'elle-même.", "Initiative that tells it of itself.")]
    status: Annotated[
        Literal["declared", "undeclared"],
        about("Déclarée, ou nommée sans l'être.", "Declared, or named without being so."),
    ]
    decision: Annotated[
        Literal["none", "aid", "automated"] | None,
        about("Rôle dans la décision contestée.", "Role in the contested decision."),
    ] = None
    effect_on_person: Annotated[
        bool | None, about("La décision contestée a un effet sur la personne.", "The contested decision affects them.")
    ] = None
    personal_information: Annotated[
        bool | None, about("L'initiative utilise des renseignements personnels.", "It uses personal information.")
    ] = None
    health_information: Annotated[
        bool | None, about("L'initiative utilise des renseignements de santé.", "It uses health information.")
    ] = None
    authority: Annotated[
        bool | None, about("Une fonction pouvait écarter le résultat.", "A function could override the result.")
    ] = None
    information: Annotated[
        bool | None, about("Elle avait l'information pour juger.", "It had the information to judge.")
    ] = None
    time: Annotated[bool | None, about("Elle en avait le temps.", "It had the time to.")] = None
    formulates: Annotated[
        bool | None, about("Elle formulait elle-même la décision.", "It formulated the decision itself.")
    ] = None
    overruled_share: Annotated[
        Share | None,
        about("Part des résultats qu'elle écartait, de 0 à 1.", "Share of the results it set aside, 0 to 1."),
    ] = None


LINKED: Final[dict[str, type[Said]]] = {
    "incident.linked": IncidentLinked,
    "recourse.linked": RecourseLinked,
    "access.linked": AccessLinked,
    "initiative.linked": InitiativeLinked,
}
"""Every type that one case tells another, by its short name."""
