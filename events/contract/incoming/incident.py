"""What an establishment may tell of an incident: dates, numbers of persons, measures; never who the persons are."""

from typing import Annotated, Final, Literal

from pydantic import Field

from events.contract.fields import Day, Line, Prose, Said, SomeLines, about, french

Persons = Annotated[int, Field(ge=0, le=10_000_000)]
NoticeItem = Literal[
    "body",
    "contact",
    "information",
    "circumstances",
    "incident_date",
    "awareness_date",
    "numbers",
    "injury_elements",
    "measures_for_persons",
    "other_measures",
]
RegisterItem = Literal[
    "information",
    "circumstances",
    "incident_date",
    "awareness_date",
    "numbers",
    "injury_elements",
    "notices",
    "measures",
]


class IncidentReported(Said, json_schema_extra=french("Un incident est survenu, ou on a lieu de le croire.")):
    """An incident happened, or there is reason to believe so."""

    title: Annotated[Line, about("Ce qui est arrivé, en une ligne.", "What happened, in one line.")]
    kind: Annotated[
        Literal["confidentiality", "ai_system"],
        about(
            "Incident de confidentialité, ou défaillance d'un système d'IA.",
            "A confidentiality incident, or the failure of an AI system.",
        ),
    ]
    aware_on: Annotated[
        Day,
        about("Jour où l'établissement en a pris connaissance.", "Day the establishment became aware of it."),
    ]
    occurred_on: Annotated[
        Day | None,
        about(
            "Jour où l'incident est survenu ou a commencé, s'il est connu.",
            "Day the incident happened or began, if known.",
        ),
    ] = None
    information: Annotated[
        Prose | None,
        about(
            "Catégories de renseignements touchés, sans nommer personne.",
            "Categories of information affected, naming nobody.",
        ),
    ] = None
    circumstances: Annotated[
        Prose | None, about("Circonstances et cause, si elle est connue.", "Circumstances, and cause if known.")
    ] = None
    persons: Annotated[Persons | None, about("Nombre de personnes concernées.", "Number of persons concerned.")] = None
    persons_in_quebec: Annotated[
        Persons | None,
        about("Nombre de ces personnes qui résident au Québec.", "Number of those persons who reside in Québec."),
    ] = None
    initiative: Annotated[
        Line | None, about("Dossier de l'initiative d'IA touchée.", "Case of the AI initiative it affects.")
    ] = None
    grave: Annotated[
        bool | None,
        about(
            "Une personne a subi un préjudice grave ou y est exposée ; l'initiative touchée est suspendue.",
            "A person has suffered grave harm or is exposed to it; the initiative affected is suspended.",
        ),
    ] = None


class MeasuresTaken(
    Said, json_schema_extra=french("Ce qu'on a fait pour réduire le préjudice et l'empêcher de revenir.")
):
    """What was done to reduce the harm and keep it from happening again."""

    measures: Annotated[SomeLines, about("Mesures prises.", "Measures taken.")]
    taken_on: Annotated[Day, about("Jour de la première mesure.", "Day of the first measure.")]
    lessons: Annotated[
        Prose | None,
        about("Ce que le réseau peut en apprendre.", "What the network can learn from it."),
    ] = None


class InjuryAssessed(Said, json_schema_extra=french("Le risque qu'un préjudice sérieux soit causé est évalué.")):
    """The risk that serious injury be caused is assessed."""

    assessed_on: Annotated[Day, about("Jour de l'évaluation.", "Day of the assessment.")]
    sensitivity: Annotated[
        Literal["low", "moderate", "high"] | None,
        about("Sensibilité des renseignements.", "Sensitivity of the information."),
    ] = None
    ill_intentioned_use: Annotated[
        Literal["excluded", "possible", "likely", "known"] | None,
        about("Utilisation malveillante des renseignements.", "Ill-intentioned use of the information."),
    ] = None
    consequences: Annotated[
        Literal["minor", "moderate", "grave"] | None,
        about("Conséquences appréhendées.", "Anticipated consequences."),
    ] = None
    likelihood: Annotated[
        Literal["low", "moderate", "high"] | None,
        about("Probabilité d'une utilisation préjudiciable.", "Likelihood of an injurious use."),
    ] = None
    serious: Annotated[
        bool | None,
        about("Conclusion : il y a un risque de préjudice sérieux.", "Conclusion: there is a risk of serious injury."),
    ] = None
    reasons: Annotated[Prose | None, about("Motifs de la conclusion.", "Reasons for the conclusion.")] = None


class NoticesSent(Said, json_schema_extra=french("Les avis de l'incident sont donnés.")):
    """The notices of the incident are given."""

    minister_on: Annotated[Day | None, about("Avis au ministre.", "Notice to the Minister.")] = None
    commission_on: Annotated[
        Day | None,
        about("Avis à la Commission d'accès à l'information.", "Notice to the Commission d'accès à l'information."),
    ] = None
    persons: Annotated[
        Literal["each", "public", "delayed"] | None,
        about(
            "Avis aux personnes concernées : à chacune, par avis public, ou reporté.",
            "Notice to the persons concerned: to each, by public notice, or delayed.",
        ),
    ] = None
    persons_on: Annotated[Day | None, about("Avis aux personnes concernées.", "Notice to the persons concerned.")] = (
        None
    )
    investigation: Annotated[
        bool | None,
        about(
            "Aviser les personnes entraverait une enquête menée en vertu de la loi.",
            "Notifying the persons would hamper an investigation made under the law.",
        ),
    ] = None
    content: Annotated[
        Annotated[list[NoticeItem], Field(max_length=50)] | None,
        about(
            "Ce que contient l'avis au ministre et à la Commission.",
            "What the notice to the Minister and the Commission contains.",
        ),
    ] = None
    delay_reason: Annotated[
        Prose | None,
        about("Pourquoi un avis a tardé, s'il a tardé.", "Why a notice was late, if it was."),
    ] = None


class RegisterEntered(Said, json_schema_extra=french("L'incident est inscrit au registre des incidents.")):
    """The incident is entered in the register of incidents."""

    items: Annotated[
        Annotated[list[RegisterItem], Field(max_length=50)],
        about("Ce que contient l'inscription.", "What the entry contains."),
    ]
    entered_on: Annotated[Day, about("Jour de l'inscription.", "Day of the entry.")]


EVENTS: Final[dict[str, type[Said]]] = {
    "incident.reported": IncidentReported,
    "measures.taken": MeasuresTaken,
    "injury.assessed": InjuryAssessed,
    "notices.sent": NoticesSent,
    "register.entered": RegisterEntered,
}
"""Every type that tells of an incident, by its short name."""
