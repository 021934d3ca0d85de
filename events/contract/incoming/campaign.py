"""What is said of a campaign: what is asked of whom and until when, and how many answered."""

from typing import Annotated, Final, Literal

from pydantic import Field

from events.contract.fields import Day, Line, Prose, Said, SomeLines, about, french

Stage = Literal["opened", "collecting", "closed"]
Number = Annotated[int, Field(ge=0, le=1_000_000)]


class CampaignOpened(
    Said, json_schema_extra=french("Une campagne commence : qui l'on interroge, sur quoi, jusqu'à quand.")
):
    """A campaign begins: who is asked, what, and until when."""

    title: Annotated[Line, about("Nom de la campagne.", "Name of the campaign.")]
    kind: Annotated[
        Literal["declaration", "recension", "reassessment", "maturity"],
        about(
            "Sorte : déclaration, recension, réévaluation ou diagnostic de maturité.",
            "Kind: declaration, inventory, reassessment or maturity diagnosis.",
        ),
    ]
    period_started_on: Annotated[
        Day | None, about("Premier jour de la période couverte.", "First day of the period covered.")
    ] = None
    period_ended_on: Annotated[
        Day | None, about("Dernier jour de la période couverte.", "Last day of the period covered.")
    ] = None
    questions: Annotated[SomeLines | None, about("Ce que l'on demande.", "What is asked.")] = None
    asked_of: Annotated[
        Literal["establishments", "initiatives"] | None,
        about("À qui : établissements ou initiatives.", "Of whom: establishments or initiatives."),
    ] = None
    asked: Annotated[Number | None, about("Combien sont interrogés.", "How many are asked.")] = None
    opened_on: Annotated[Day | None, about("Premier jour pour répondre.", "First day to answer.")] = None
    closes_on: Annotated[Day | None, about("Dernier jour pour répondre.", "Last day to answer.")] = None


class InvitationsSent(Said, json_schema_extra=french("Ceux que l'on interroge en ont été prévenus.")):
    """Those who are asked were told."""

    sent: Annotated[Number, about("Combien ont été prévenus.", "How many were told.")]
    sent_on: Annotated[Day, about("Jour de l'envoi.", "Day they were told.")]


class RemindersSent(Said, json_schema_extra=french("Ceux qui n'ont pas répondu ont été relancés.")):
    """Those who did not answer were reminded."""

    rounds: Annotated[Number, about("Nombre de rappels jusqu'ici.", "Number of reminders so far.")]
    last_on: Annotated[Day, about("Jour du dernier rappel.", "Day of the last reminder.")]


class AnswersCounted(Said, json_schema_extra=french("Combien ont répondu, et combien n'ont pas répondu.")):
    """How many answered, and how many did not."""

    answered: Annotated[Number, about("Ont répondu.", "Answered.")]
    unanswered: Annotated[Number, about("N'ont pas répondu.", "Did not answer.")]
    counted_on: Annotated[Day, about("Jour du décompte.", "Day they were counted.")]


class CampaignClosed(Said, json_schema_extra=french("Le rapport qui termine une campagne.")):
    """The report that ends a campaign."""

    closed_on: Annotated[Day, about("Jour de la clôture.", "Day of the closing.")]
    summary: Annotated[Prose | None, about("Constats.", "Findings.")] = None
    unanswered: Annotated[
        Number | None, about("Nombre d'absences de réponse dites au rapport.", "Number of non-answers it tells.")
    ] = None
    breach_concluded: Annotated[
        bool | None,
        about(
            "Le rapport conclut que des organismes ont manqué à leur obligation de déclarer.",
            "The report concludes that bodies have failed their duty to declare.",
        ),
    ] = None


class CampaignFollowed(Said, json_schema_extra=french("La campagne qui prend la suite de celle-ci est ouverte.")):
    """The campaign that comes after this one was opened."""

    opened_on: Annotated[Day, about("Jour de l'ouverture de la suivante.", "Day the next one was opened.")]
    title: Annotated[Line, about("Nom de la campagne suivante.", "Name of the next campaign.")]


class QuestionAnswered(
    Said, json_schema_extra=french("Un établissement répond à une campagne sans avoir de dossier où le dire.")
):
    """An establishment answers a campaign without a case to say it on."""

    answer: Annotated[
        Literal["nothing_to_declare", "declared_elsewhere", "cannot_answer"],
        about(
            "Rien à déclarer, déjà déclaré ailleurs, ou réponse impossible.",
            "Nothing to declare, declared elsewhere already, or no answer possible.",
        ),
    ]
    reasons: Annotated[Prose | None, about("Où, ou pourquoi.", "Where, or why.")] = None


EVENTS: Final[dict[str, type[Said]]] = {
    "campaign.opened": CampaignOpened,
    "invitations.sent": InvitationsSent,
    "reminders.sent": RemindersSent,
    "answers.counted": AnswersCounted,
    "campaign.closed": CampaignClosed,
    "campaign.followed": CampaignFollowed,
    "question.answered": QuestionAnswered,
}
"""Every type that tells of a campaign, by its short name."""

ASKED: Final = frozenset({"question.answered"})
"""Types that any establishment may say, to a campaign that is not its own."""

BODIES: Final = frozenset(EVENTS) - ASKED
"""Types that only a governance body may say: a campaign is the ministry's own."""
