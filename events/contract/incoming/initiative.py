"""What an establishment may tell of an AI initiative."""

from typing import Annotated, Final, Literal

from pydantic import Field

from events.contract.fields import Day, Line, Lines, Months, Persons, Prose, Said, Share, SomeLines, about, french

Stage = Literal["opportunity", "planning", "realization", "production", "retirement"]
Clause = Literal[
    "applicable_provisions",
    "protection_measures",
    "purpose_limitation",
    "individual_confidentiality",
    "authorized_products",
    "incident_notice",
]
TrainingTopic = Literal["role", "technical", "effects", "override"]


class InitiativeDeclared(
    Said, json_schema_extra=french("Une initiative d'IA existe, à l'étape qu'elle a réellement atteinte.")
):
    """An AI initiative exists, at the stage it has really reached."""

    title: Annotated[Line, about("Nom de l'initiative.", "Name of the initiative.")]
    summary: Annotated[Prose | None, about("Ce que l'initiative fait.", "What the initiative does.")] = None
    stage: Annotated[
        Stage,
        about("Étape du cycle de vie réellement atteinte.", "Stage of the life cycle that has really been reached."),
    ]
    generative: Annotated[bool | None, about("Recourt à l'IA générative.", "Uses generative AI.")] = None
    clinical: Annotated[bool | None, about("Touche un acte clinique.", "Touches a clinical act.")] = None
    decision: Annotated[
        Literal["none", "aid", "automated"] | None,
        about(
            "Rôle dans les décisions visant une personne : aucun, aide, décision entièrement automatisée.",
            "Role in decisions about a person: none, an aid, or a fully automated decision.",
        ),
    ] = None
    effect_on_person: Annotated[
        bool | None,
        about("La décision a un effet sur la personne visée.", "The decision has an effect on the person it is about."),
    ] = None
    supplier: Annotated[
        Literal["internal", "external", "both"] | None,
        about("Qui fournit le système.", "Who supplies the system."),
    ] = None
    responsible: Annotated[
        Persons | None,
        about(
            "Personnes qui répondent de l'initiative, par référence opaque, jamais par leur nom : aucune ne donne "
            "d'avis sur elle.",
            "Persons who answer for the initiative, by an opaque reference, never by name: none of them gives an "
            "opinion on it.",
        ),
    ] = None
    started_on: Annotated[Day | None, about("Début des travaux.", "Day the work began.")] = None
    in_production_since: Annotated[Day | None, about("Mise en production.", "Day it went into production.")] = None


class NeedDescribed(Said, json_schema_extra=french("Quel problème il faut résoudre, pour qui, pour quel gain.")):
    """What problem is to be solved, for whom, with what gain."""

    problem: Annotated[Prose, about("Problème à résoudre.", "Problem to be solved.")]
    beneficiaries: Annotated[Prose | None, about("À qui cela profite.", "Who benefits.")] = None
    alternatives_considered: Annotated[
        bool | None,
        about("D'autres solutions que l'IA ont été examinées.", "Solutions other than AI were considered."),
    ] = None
    expected_value: Annotated[Prose | None, about("Valeur attendue.", "Value that is expected.")] = None
    indicators: Annotated[Lines | None, about("Indicateurs de cette valeur.", "Indicators of that value.")] = None
    practices_observed: Annotated[
        bool | None,
        about("Les pratiques actuelles ont été observées.", "Current practices were observed."),
    ] = None
    inclusion_considered: Annotated[
        bool | None,
        about(
            "Les personnes moins à l'aise avec le numérique, ou qui y ont moins accès, sont prises en compte.",
            "Persons who are less at ease with digital tools, or have less access to them, are considered.",
        ),
    ] = None
    consequences_appraised: Annotated[
        bool | None,
        about(
            "Les conséquences sur les systèmes et les façons de travailler sont appréciées.",
            "The consequences for systems and ways of working are appraised.",
        ),
    ] = None


class DataDescribed(Said, json_schema_extra=french("Quelles données sont utilisées, et ce qu'elles deviennent.")):
    """What data is used, and what becomes of it."""

    personal_information: Annotated[bool, about("Utilise des renseignements personnels.", "Uses personal information.")]
    health_information: Annotated[
        bool | None,
        about(
            "Utilise des renseignements de santé et de services sociaux.",
            "Uses health and social services information.",
        ),
    ] = None
    outside_quebec: Annotated[
        bool | None,
        about("Des renseignements sortent du Québec.", "Information leaves Québec."),
    ] = None
    sources: Annotated[Lines | None, about("Systèmes d'où viennent les données.", "Systems the data comes from.")] = (
        None
    )
    quality_assessed: Annotated[
        bool | None, about("La qualité des données a été évaluée.", "The quality of the data was assessed.")
    ] = None
    representativeness_assessed: Annotated[
        bool | None,
        about("La représentativité des données a été évaluée.", "The representativeness of the data was assessed."),
    ] = None
    retention_months: Annotated[
        Annotated[int, Field(ge=0, le=1200)] | None,
        about("Durée de conservation, en mois.", "Retention period, in months."),
    ] = None
    sale: Annotated[
        bool | None, about("Des données sont vendues ou aliénées.", "Data is sold or otherwise disposed of.")
    ] = None
    reidentification: Annotated[
        bool | None,
        about("Une réidentification de personnes est prévue.", "Re-identification of persons is intended."),
    ] = None
    custodian: Annotated[
        Line | None,
        about(
            "Fonction qui répond des données, sans nom de personne.",
            "Function that answers for the data, without a person's name.",
        ),
    ] = None
    interoperable: Annotated[
        bool | None,
        about(
            "Les échanges se font dans des formats que les autres systèmes du réseau peuvent lire.",
            "Exchanges use formats that the network's other systems can read.",
        ),
    ] = None
    collected_from_persons: Annotated[
        bool | None,
        about(
            "Des renseignements sont recueillis auprès des personnes pour l'initiative.",
            "Information is collected from persons for the initiative.",
        ),
    ] = None
    accesses_logged: Annotated[
        bool | None,
        about(
            "Chaque accès, utilisation et communication est journalisé : quoi, qui, quand.",
            "Every access, use and communication is logged: what, who, when.",
        ),
    ] = None
    communications_registered: Annotated[
        bool | None,
        about(
            "Chaque communication est inscrite à un registre : nature, destinataire, fins.",
            "Every communication is entered in a register: nature, recipient, purposes.",
        ),
    ] = None
    through_access: Annotated[
        bool | None,
        about(
            "Des renseignements de santé viennent d'un accès qu'il a fallu demander.",
            "Health information comes from an access that had to be asked for.",
        ),
    ] = None


class AssessmentFiled(
    Said, json_schema_extra=french("Une évaluation est terminée ; le document reste à l'établissement.")
):
    """An assessment was completed; the document stays with the establishment."""

    kind: Annotated[
        Literal["privacy", "algorithmic_impact", "equity", "security"],
        about(
            "Vie privée (EFVP), incidence algorithmique, équité ou sécurité.",
            "Privacy, algorithmic impact, equity or security.",
        ),
    ]
    conclusion: Annotated[Literal["favourable", "with_conditions", "unfavourable"], about("Conclusion.", "Conclusion.")]
    completed_on: Annotated[Day, about("Jour où elle a été terminée.", "Day it was completed.")]
    reference: Annotated[
        Line, about("Référence du document, chez l'établissement.", "Reference of the document, at the establishment.")
    ]
    certified_product: Annotated[
        bool | None,
        about("Le produit technologique est certifié.", "The technological product is certified."),
    ] = None
    diversity_experts: Annotated[
        bool | None,
        about(
            "Des spécialistes de la diversité et de l'inclusion ont été consultés.",
            "Specialists of diversity and inclusion were consulted.",
        ),
    ] = None
    made_at_certification: Annotated[
        bool | None,
        about(
            "Cette évaluation est celle qui a été faite lors de la certification du produit.",
            "This assessment is the one made when the product was certified.",
        ),
    ] = None
    structured_communication: Annotated[
        bool | None,
        about(
            "La personne peut recevoir ses renseignements dans un format structuré et couramment utilisé.",
            "The person can be given their information in a structured, commonly used format.",
        ),
    ] = None
    committee_consulted: Annotated[
        bool | None,
        about(
            "Le comité sur l'accès à l'information a été consulté dès le début du projet.",
            "The committee on access to information was consulted from the outset of the project.",
        ),
    ] = None


class OversightDesignated(
    Said,
    json_schema_extra=french(
        "Une fonction répond de la supervision humaine du système. Une fonction, jamais le nom d'une personne."
    ),
):
    """A function answers for the human oversight of the system. A function, never a person's name."""

    function: Annotated[
        Line, about("Fonction responsable, sans nom de personne.", "Function in charge, without a person's name.")
    ]
    authority: Annotated[bool, about("Elle peut écarter ou arrêter le système.", "It may override or stop the system.")]
    information: Annotated[
        bool, about("Elle a l'information qu'il faut pour juger.", "It has the information it takes to judge.")
    ]
    time: Annotated[bool, about("Elle en a le temps.", "It has the time for it.")]
    formulates: Annotated[
        bool | None,
        about(
            "Elle pèse plusieurs facteurs et formule elle-même la décision.",
            "It weighs several factors and formulates the decision itself.",
        ),
    ] = None
    overruled_share: Annotated[
        Share | None,
        about(
            "Part des résultats qu'elle a réellement écartés ou changés, de 0 à 1.",
            "Share of the results that it has really set aside or changed, 0 to 1.",
        ),
    ] = None


class NoticePublished(
    Said, json_schema_extra=french("Les personnes savent qu'un système d'IA prend part à une décision qui les vise.")
):
    """Persons are told that an AI system takes part in a decision about them."""

    at_decision: Annotated[
        bool,
        about("L'avis est donné au plus tard avec la décision.", "Notice is given no later than the decision."),
    ]
    information_used: Annotated[
        bool | None,
        about("Il dit quels renseignements ont servi.", "It says which information was used."),
    ] = None
    reasons_and_factors: Annotated[
        bool | None,
        about("Il dit les raisons et les principaux facteurs.", "It says the reasons and the principal factors."),
    ] = None
    parameters: Annotated[
        bool | None, about("Il dit les principaux paramètres.", "It says the principal parameters.")
    ] = None
    rectification: Annotated[
        bool | None,
        about("Il dit le droit de faire rectifier.", "It says the right to have information corrected."),
    ] = None
    observations: Annotated[
        bool | None,
        about(
            "Il offre de présenter ses observations à un membre du personnel.",
            "It offers to submit observations to a member of staff.",
        ),
    ] = None
    able_to_review: Annotated[
        bool | None,
        about(
            "Ce membre du personnel est en mesure de réviser la décision.",
            "That member of staff is in a position to review the decision.",
        ),
    ] = None
    channels: Annotated[Lines | None, about("Où l'avis se trouve.", "Where the notice is found.")] = None
    all_channels: Annotated[
        bool | None,
        about("Il paraît sur tous les canaux du service.", "It is given on every channel of the service."),
    ] = None
    plain_language: Annotated[bool | None, about("Il est en langage clair.", "It is in plain language.")] = None
    general_explanation: Annotated[
        bool | None,
        about("Une explication générale du système est publiée.", "A general explanation of the system is published."),
    ] = None
    points_to_explanation: Annotated[
        bool | None,
        about("Il conduit à l'explication publiée.", "It leads to the explanation that is published."),
    ] = None
    refusal_explained: Annotated[
        bool | None,
        about(
            "La personne à qui l'on refuse quelque chose reçoit une explication détaillée.",
            "A person who is refused something gets a detailed explanation.",
        ),
    ] = None


class TrainingCompleted(Said, json_schema_extra=french("Les personnes qui utilisent le système y sont formées.")):
    """The persons who use the system were trained for it."""

    trained_share: Annotated[
        Share, about("Part des utilisateurs formés, de 0 à 1.", "Share of the users who are trained, 0 to 1.")
    ]
    completed_on: Annotated[Day, about("Jour de la dernière formation.", "Day of the last training.")]
    topics: Annotated[
        Annotated[list[TrainingTopic], Field(max_length=10)] | None,
        about(
            "Ce qui est enseigné : le rôle de chacun, la technique, les effets, comment s'écarter du résultat.",
            "What is taught: each one's role, technical aspects, effects, how to depart from the result.",
        ),
    ] = None
    every_months: Annotated[
        Months | None, about("Intervalle entre deux formations, en mois.", "Interval between trainings, in months.")
    ] = None


class ContractSigned(Said, json_schema_extra=french("Le fournisseur est lié.")):
    """The supplier is bound."""

    written: Annotated[bool, about("Le contrat est écrit.", "The contract is in writing.")]
    clauses: Annotated[
        Annotated[list[Clause], Field(max_length=50)],
        about("Clauses qui s'y trouvent.", "Clauses that are in it."),
    ]
    supplier_is_body: Annotated[
        bool | None,
        about("Le fournisseur est un organisme du réseau.", "The supplier is a body of the network."),
    ] = None
    care: Annotated[
        bool | None,
        about(
            "C'est un contrat de soins ou de services aux personnes.",
            "It is a contract of care or of services to persons.",
        ),
    ] = None
    signed_on: Annotated[Day | None, about("Jour de la signature.", "Day of the signature.")] = None
    specification: Annotated[
        bool | None,
        about(
            "Le devis part du besoin et dit ce qu'on attend d'une solution d'IA.",
            "The specification starts from the need and says what is expected of an AI solution.",
        ),
    ] = None


class Metric(Said, json_schema_extra=french("Ce qu'on mesure, et les seuils hors desquels quelqu'un doit agir.")):
    """What is measured, and the bounds outside of which someone must act."""

    name: Annotated[Line, about("Nom de la mesure.", "Name of the measure.")]
    lower: Annotated[float | None, about("Seuil inférieur.", "Lower threshold.")] = None
    upper: Annotated[float | None, about("Seuil supérieur.", "Upper threshold.")] = None


class MonitoringPlanned(Said, json_schema_extra=french("Comment le système est suivi une fois en service.")):
    """How the system is watched once it runs."""

    metrics: Annotated[
        Annotated[list[Metric], Field(min_length=1, max_length=50)],
        about("Mesures suivies, avec leurs seuils.", "Measures that are followed, with their thresholds."),
    ]
    every_months: Annotated[
        Months | None, about("Intervalle entre deux revues, en mois.", "Interval between reviews, in months.")
    ] = None


class ContingencyPlanned(Said, json_schema_extra=french("Ce qu'on fait quand le système tombe.")):
    """What is done when the system fails."""

    fallback: Annotated[
        Prose, about("Comment le service continue sans le système.", "How the service goes on without the system.")
    ]
    rehearsed_on: Annotated[Day | None, about("Dernier exercice.", "Last rehearsal.")] = None


class TrialCompleted(Said, json_schema_extra=french("Le système a été mis à l'essai.")):
    """The system was tried."""

    environment: Annotated[
        Literal["bench", "secure_sandbox", "pilot"],
        about("Banc d'essai, bac à sable sécurisé ou projet pilote.", "Bench, secure sandbox or pilot."),
    ]
    criteria_met: Annotated[bool, about("Les critères de réussite sont atteints.", "The success criteria are met.")]
    completed_on: Annotated[Day, about("Fin de l'essai.", "Day the trial ended.")]
    care_setting: Annotated[
        bool | None,
        about("L'essai a eu lieu dans un milieu de soins réel.", "The trial took place in a real care setting."),
    ] = None


class ParticipationHeld(Said, json_schema_extra=french("Les personnes concernées ont été entendues.")):
    """Those concerned were heard."""

    groups: Annotated[SomeLines, about("Groupes entendus.", "Groups that were heard.")]
    held_on: Annotated[Day, about("Jour de la consultation.", "Day of the consultation.")]
    citizens: Annotated[
        bool | None,
        about("Des citoyens ou des usagers étaient parmi elles.", "Citizens or users of services were among them."),
    ] = None


class RetirementPlanned(Said, json_schema_extra=french("Comment le système quittera le service.")):
    """How the system will leave service."""

    data_disposition: Annotated[
        Literal["destroyed", "anonymized", "retained_by_law"] | None,
        about(
            "Sort des données : détruites, anonymisées ou conservées parce qu'une loi l'exige.",
            "What becomes of the data: destroyed, anonymized, or kept because a law requires it.",
        ),
    ] = None
    lessons: Annotated[Prose | None, about("Leçons apprises.", "Lessons learned.")] = None
    users_informed: Annotated[bool | None, about("Les utilisateurs sont prévenus.", "The users were told.")] = None
    registered: Annotated[
        bool | None,
        about(
            "Le retrait est inscrit au registre de l'établissement.",
            "The retirement is entered in the establishment's register.",
        ),
    ] = None
    what_failed: Annotated[
        Prose | None,
        about(
            "Ce qui n'a pas fonctionné, ou la mention que rien n'a échoué.",
            "What did not work, or a statement that nothing failed.",
        ),
    ] = None


class ChangeDeclared(
    Said, json_schema_extra=french("Ce qui faisait le système a changé ; un seul changement par événement.")
):
    """What made the system what it was has changed; one change per event."""

    what: Annotated[
        Literal["data", "model", "purpose", "population", "supplier"],
        about(
            "Ce qui a changé : données, modèle, fin, population visée ou fournisseur.",
            "What has changed: data, model, purpose, population it is used on, or supplier.",
        ),
    ]
    changed_on: Annotated[Day, about("Jour du changement.", "Day of the change.")]
    description: Annotated[Prose | None, about("En quoi consiste le changement.", "What the change consists of.")] = (
        None
    )


EVENTS: Final[dict[str, type[Said]]] = {
    "initiative.declared": InitiativeDeclared,
    "need.described": NeedDescribed,
    "data.described": DataDescribed,
    "assessment.filed": AssessmentFiled,
    "oversight.designated": OversightDesignated,
    "notice.published": NoticePublished,
    "training.completed": TrainingCompleted,
    "contract.signed": ContractSigned,
    "monitoring.planned": MonitoringPlanned,
    "contingency.planned": ContingencyPlanned,
    "trial.completed": TrialCompleted,
    "participation.held": ParticipationHeld,
    "retirement.planned": RetirementPlanned,
    "change.declared": ChangeDeclared,
}
"""Every type that tells of an initiative, by its short name."""
