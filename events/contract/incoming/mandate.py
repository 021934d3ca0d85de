"""What is said of a mandate: its form in three parts, then what each of its years gave."""

from typing import Annotated, Final, Literal

from pydantic import Field

from events.contract.fields import Day, Line, Lines, Prose, Said, SomeLines, about, french

Stage = Literal["described", "answered", "accepted", "running", "accounted"]
Quarter = Annotated[
    Literal["q1", "q2", "q3", "q4"],
    about(
        "Trimestre : de l'année du mandat ou, pour une initiative, de l'année financière.",
        "Quarter: of the mandate's year or, for an initiative, of the financial year.",
    ),
]
Count = Annotated[int, Field(ge=0, le=1_000_000)]
Amount = Annotated[int, Field(ge=0, le=10_000_000_000)]


class Deliverable(Said, json_schema_extra=french("Un livrable attendu, et quand il sera évalué.")):
    """A deliverable that is expected, and when it is evaluated."""

    name: Annotated[Line, about("Nom du livrable.", "Name of the deliverable.")]
    due_on: Annotated[Day | None, about("Échéance.", "Due date.")] = None
    yearly: Annotated[
        bool | None,
        about("Il n'a pas d'échéance : il est évalué chaque année.", "It has no due date: reviewed yearly."),
    ] = None


class ScheduledDeliverable(Said, json_schema_extra=french("La réponse à un livrable : quand il sera remis.")):
    """The answer to a deliverable: when it will be handed in."""

    name: Annotated[
        Line, about("Nom du livrable, tel que la description l'écrit.", "Its name, as the description has it.")
    ]
    proposed_on: Annotated[Day | None, about("Date proposée.", "Date that is proposed.")] = None


class MandateDescribed(
    Said, json_schema_extra=french("Partie A : le ministère décrit ce qu'il veut confier, et à qui.")
):
    """Part A: the ministry describes what it wants to entrust, and to whom."""

    title: Annotated[Line, about("Nom du mandat.", "Name of the mandate.")]
    stage: Annotated[
        Stage | None,
        about("Étape réellement atteinte, si le mandat existe déjà.", "Stage really reached, if it exists already."),
    ] = None
    kind: Annotated[
        Literal["expertise_centre", "plan_action", "project"],
        about(
            "Sorte : centre d'expertise, action du Plan directeur ou projet.",
            "Kind: centre of expertise, action of the master plan, or project.",
        ),
    ]
    number: Annotated[Line | None, about("Numéro de référence.", "Reference number.")] = None
    mandatary: Annotated[Line | None, about("Organisme mandataire.", "Body that is entrusted with it.")] = None
    requesting_function: Annotated[
        Line | None,
        about("Fonction qui répond du mandat, sans nom de personne.", "Function that asks for it, without a name."),
    ] = None
    submitted_on: Annotated[Day | None, about("Date de soumission.", "Day it was submitted.")] = None
    context: Annotated[Prose | None, about("Contexte.", "Context of the mandate.")] = None
    scope: Annotated[Prose | None, about("Portée.", "Scope.")] = None
    objectives: Annotated[Lines | None, about("Objectifs.", "Objectives.")] = None
    deliverables: Annotated[
        Annotated[list[Deliverable], Field(max_length=50)] | None,
        about("Livrables attendus.", "Deliverables that are expected."),
    ] = None
    funding: Annotated[Line | None, about("Source de financement.", "Source of funding.")] = None
    contributors: Annotated[Lines | None, about("Contributeurs attendus.", "Contributors that are expected.")] = None
    risks: Annotated[Lines | None, about("Risques et enjeux.", "Risks and issues.")] = None
    benefits: Annotated[Lines | None, about("Bénéfices attendus.", "Benefits that are expected.")] = None


class MandateAnswered(Said, json_schema_extra=french("Partie B : le mandataire dit ce qu'il a compris et propose.")):
    """Part B: the mandatary says what it has understood, and what it proposes."""

    understanding: Annotated[Prose | None, about("Compréhension du mandat.", "Understanding of the mandate.")] = None
    set_up_on: Annotated[Day | None, about("Mise en place, au plus tard.", "Day by which everything is set up.")] = None
    schedule: Annotated[
        Annotated[list[ScheduledDeliverable], Field(max_length=50)] | None,
        about("Échéancier proposé, livrable par livrable.", "Proposed schedule, one line per deliverable."),
    ] = None
    resources: Annotated[Lines | None, about("Ressources proposées.", "Resources that are proposed.")] = None
    organization: Annotated[
        Prose | None,
        about("Organisation du projet et de la reddition financière.", "How the project and its accounts are run."),
    ] = None
    budget: Annotated[Amount | None, about("Budget demandé, en dollars.", "Budget asked for, in dollars.")] = None
    signing_function: Annotated[
        Line | None,
        about("Fonction qui signe la réponse, sans nom de personne.", "Function that signs it, without a name."),
    ] = None
    answered_on: Annotated[Day | None, about("Date de la réponse.", "Day of the answer.")] = None


class MandateDecided(
    Said, json_schema_extra=french("Partie C : l'autorité accepte, accepte avec des modifications ou refuse.")
):
    """Part C: the authority accepts, accepts with changes, or refuses."""

    answer: Annotated[
        Literal["accepted", "accepted_with_changes", "refused"],
        about("Décision rendue.", "What was decided."),
    ]
    changes: Annotated[Prose | None, about("Modifications demandées.", "Changes that are asked for.")] = None
    signing_function: Annotated[
        Line | None,
        about("Fonction qui signe la décision, sans nom de personne.", "Function that signs it, without a name."),
    ] = None
    decided_on: Annotated[Day | None, about("Date de la décision.", "Day of the decision.")] = None


class GroundworkLaid(Said, json_schema_extra=french("Le centre a posé ses règles : rôles, critères, gouvernance.")):
    """The centre has laid down its rules: roles, criteria, governance."""

    roles_updated_on: Annotated[
        Day | None, about("Mise à jour de la matrice des rôles.", "Day the matrix of roles was updated.")
    ] = None
    criteria_published_on: Annotated[
        Day | None,
        about("Diffusion des critères de priorisation.", "Day the prioritization criteria were published."),
    ] = None
    criteria_cover_all_levels: Annotated[
        bool | None,
        about(
            "Les critères tiennent compte de la première ligne à la surspécialisation.",
            "The criteria allow for every level, from front-line to the most specialized care.",
        ),
    ] = None
    governance_defined_on: Annotated[
        Day | None, about("Définition du cadre de gouvernance.", "Day the governance framework was defined.")
    ] = None


class PlanFiled(Said, json_schema_extra=french("Ce qui est prévu pour une année du mandat.")):
    """What is planned for one year of the mandate."""

    year_started_on: Annotated[Day, about("Premier jour de l'année planifiée.", "First day of the year planned.")]
    year_ended_on: Annotated[Day, about("Dernier jour de l'année planifiée.", "Last day of the year planned.")]
    actions: Annotated[SomeLines | None, about("Actions prévues.", "Actions that are planned.")] = None
    indicators: Annotated[
        SomeLines | None, about("Indicateurs de performance suivis.", "Performance indicators that are followed.")
    ] = None
    shared_on: Annotated[
        Day | None, about("Partage avec la direction du ministère.", "Day it was shared with the ministry.")
    ] = None


class StatusReported(Said, json_schema_extra=french("L'état de situation d'un trimestre.")):
    """The status of one quarter."""

    quarter: Quarter
    period_ended_on: Annotated[Day, about("Dernier jour du trimestre.", "Last day of the quarter.")]
    reported_on: Annotated[Day, about("Jour de la transmission.", "Day it was sent.")]
    progress: Annotated[Prose, about("Avancement des projets.", "Progress of the projects.")]
    trends: Annotated[
        Prose | None, about("Tendances analysées et leur potentiel.", "Trends analysed, and what they may bring.")
    ] = None


class SpendingReviewed(Said, json_schema_extra=french("Le suivi des dépenses d'un trimestre (revue de projets M050).")):
    """The review of one quarter's spending (project review M050)."""

    quarter: Quarter
    period_ended_on: Annotated[Day, about("Dernier jour du trimestre.", "Last day of the quarter.")]
    reviewed_on: Annotated[Day, about("Jour de la revue.", "Day of the review.")]
    spent: Annotated[Amount, about("Dépenses du trimestre, en dollars.", "Spent in the quarter, in dollars.")]


class SubmittedDeliverable(Said, json_schema_extra=french("Un livrable remis.")):
    """A deliverable that was handed in."""

    name: Annotated[
        Line, about("Nom du livrable, tel que la description l'écrit.", "Its name, as the description has it.")
    ]
    submitted_on: Annotated[Day, about("Jour de la remise.", "Day it was handed in.")]
    reference: Annotated[
        Line | None, about("Où on le trouve, chez le mandataire.", "Where it is found, at the mandatary.")
    ] = None


class DeliverablesSubmitted(Said, json_schema_extra=french("Les livrables du mandat remis jusqu'ici.")):
    """The deliverables of the mandate that were handed in so far."""

    submitted: Annotated[
        Annotated[list[SubmittedDeliverable], Field(min_length=1, max_length=50)],
        about("Tous ceux remis depuis le début.", "All those handed in since the start."),
    ]


class PublicationsCounted(Said, json_schema_extra=french("Combien de publications le mandat a données jusqu'ici.")):
    """How many publications the mandate has given so far."""

    count: Annotated[Count, about("Articles et présentations depuis le début.", "Papers and talks since the start.")]
    counted_on: Annotated[Day, about("Jour du décompte.", "Day they were counted.")]


class InventoryTaken(Said, json_schema_extra=french("Les initiatives québécoises du secteur ont été recensées.")):
    """The initiatives of the sector in Québec were counted and described."""

    taken_on: Annotated[Day, about("Jour de la recension.", "Day of the inventory.")]
    initiatives: Annotated[Count, about("Nombre d'initiatives recensées.", "Number of initiatives found.")]


class BarriersPresented(Said, json_schema_extra=french("Les enjeux et les barrières ont été présentés au ministère.")):
    """The issues and barriers were presented to the ministry."""

    presented_on: Annotated[Day, about("Jour de la présentation.", "Day they were presented.")]


class MaturityDiagnosed(Said, json_schema_extra=french("La maturité des établissements a été diagnostiquée.")):
    """The maturity of the establishments was diagnosed."""

    diagnosed_on: Annotated[Day, about("Jour du diagnostic.", "Day of the diagnosis.")]
    business_intelligence: Annotated[
        bool, about("Il porte sur l'intelligence d'affaires.", "It covers business intelligence.")
    ]
    artificial_intelligence: Annotated[
        bool, about("Il porte sur l'intelligence artificielle.", "It covers artificial intelligence.")
    ]


class AccountabilitySubmitted(Said, json_schema_extra=french("Le mandataire rend compte d'une année.")):
    """The mandatary accounts for one year."""

    year_started_on: Annotated[Day, about("Premier jour de l'année.", "First day of the year.")]
    year_ended_on: Annotated[Day, about("Dernier jour de l'année.", "Last day of the year.")]
    submitted_on: Annotated[Day, about("Jour de la transmission.", "Day it was sent.")]
    budget_requested: Annotated[
        bool | None,
        about("Le formulaire de demande budgétaire est joint.", "The budget request form comes with it."),
    ] = None


class AccountabilityDecided(Said, json_schema_extra=french("Le ministère approuve ou non la reddition de comptes.")):
    """The ministry approves the account of the year, or does not."""

    approved: Annotated[bool, about("La reddition de comptes est approuvée.", "The account is approved.")]
    year_ended_on: Annotated[Day, about("Dernier jour de l'année approuvée.", "Last day of the year concerned.")]
    decided_on: Annotated[Day, about("Jour de la décision.", "Day it was decided.")]
    reasons: Annotated[Prose | None, about("Motifs.", "Reasons.")] = None


EVENTS: Final[dict[str, type[Said]]] = {
    "mandate.described": MandateDescribed,
    "mandate.answered": MandateAnswered,
    "mandate.decided": MandateDecided,
    "groundwork.laid": GroundworkLaid,
    "plan.filed": PlanFiled,
    "status.reported": StatusReported,
    "spending.reviewed": SpendingReviewed,
    "deliverables.submitted": DeliverablesSubmitted,
    "publications.counted": PublicationsCounted,
    "inventory.taken": InventoryTaken,
    "barriers.presented": BarriersPresented,
    "maturity.diagnosed": MaturityDiagnosed,
    "accountability.submitted": AccountabilitySubmitted,
    "accountability.decided": AccountabilityDecided,
}
"""Every type that tells of a mandate, by its short name."""

BODIES: Final = frozenset({"mandate.described", "mandate.decided", "accountability.decided"})
"""Types that only a governance body may say: the ministry entrusts, decides and pays."""
