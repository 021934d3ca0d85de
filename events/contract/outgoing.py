"""What Balise announces: one model per event type, only ever extended."""

from typing import Annotated, Any, Final, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, create_model

from domain.question import Mode, Passage
from domain.text import Text
from domain.verdict import Obligation, Reason, Verdict
from events.contract.envelope import qualified
from events.contract.fields import Day, Digest, Instant, about, french
from events.contract.incoming.any_case import StageName
from events.contract.rejection import Fault

ENGINE: Final = "urn:balise:moteur"
"""Source of everything that Balise announces."""

Content = TypeVar("Content", bound=BaseModel)


class Told(BaseModel):
    """Data of an announcement. A reader must let fields pass that it does not know: the contract may grow."""

    model_config = ConfigDict(frozen=True, strict=True, allow_inf_nan=False)


class EventName(Told, json_schema_extra=french("Ce qui désigne un événement reçu.")):
    """What names an event that came in."""

    source: Annotated[str, about("Qui l'a émis.", "Who emitted it.")]
    id: Annotated[str, about("Son identifiant.", "Its id.")]


class Coordinates(Told, json_schema_extra=french("Où un enregistrement se trouve dans Kafka.")):
    """Where a record stands in Kafka."""

    topic: Annotated[str, about("Topic.", "Topic.")]
    partition: Annotated[int, Field(ge=0), about("Partition.", "Partition.")]
    offset: Annotated[int, Field(ge=0), about("Rang dans la partition.", "Offset in the partition.")]


class ReceiptIssued(Told, json_schema_extra=french("L'événement a été remis à son dossier, qui l'a retenu.")):
    """The event was handed over to its case; the case has remembered it."""

    event: Annotated[EventName, about("Événement reçu.", "Event that was received.")]
    status: Annotated[
        Literal["accepted", "duplicate"],
        about("Accepté, ou déjà connu et sans effet.", "Accepted, or known already and without effect."),
    ]
    sequence: Annotated[
        int, Field(ge=0), about("Nombre d'événements que le dossier a retenus.", "Events the case has remembered.")
    ]


class VerdictRendered(Told, json_schema_extra=french("Les politiques ont jugé le dossier à cause d'un événement.")):
    """The policies judged the case because of an event."""

    event: Annotated[EventName, about("Événement qui a fait juger.", "Event that made it be judged.")]
    passage: Annotated[Passage, about("Passage jugé, et pourquoi.", "Passage that was judged, and why.")]
    stage: Annotated[
        StageName | None, about("Étape où le dossier se trouve maintenant.", "StageName where the case now stands.")
    ]
    dossier: Annotated[
        Digest,
        about(
            "Empreinte du dossier jugé ; une instance la reprend dans « covers ».",
            "Digest of the dossier that was judged; a body repeats it in `covers`.",
        ),
    ]
    as_of: Annotated[Instant, about("Moment pour lequel on a jugé.", "Instant as of which it was judged.")]
    settled: Annotated[
        list[str], about("Obligations que cet événement a réglées.", "Obligations that this event has settled.")
    ]
    verdict: Annotated[
        Verdict,
        about(
            "Issue, motifs avec leur règle et leur remède, avis attendus, obligations et échéances.",
            "Outcome, reasons with their rule and remedy, opinions awaited, obligations and due dates.",
        ),
    ]


class StageEntered(Told, json_schema_extra=french("Le dossier est entré dans une étape.")):
    """The case has entered a stage."""

    stage: Annotated[StageName, about("Étape atteinte.", "StageName that was entered.")]
    origin: Annotated[StageName | None, about("Étape quittée.", "StageName that was left.")]
    mode: Annotated[
        Mode,
        about(
            "Passage demandé, recension d'une étape déjà atteinte, ou suspension là où se trouvait le dossier.",
            "Passage, recension, or suspension where the case stood.",
        ),
    ]
    decision_id: Annotated[str, about("Décision qui l'a permis.", "Decision that allowed it.")]
    reasons: Annotated[
        list[Reason],
        about("Ce qui a fait suspendre le dossier, s'il l'a été.", "Why the case was suspended, if it was."),
    ] = []


class ObligationReminded(Told, json_schema_extra=french("Une échéance approche : on la rappelle à qui la doit.")):
    """A due date is coming: it is recalled to whoever owes it."""

    obligation: Annotated[Obligation, about("Ce qui est dû, et pour quand.", "What is owed, and by when.")]
    to: Annotated[str, about("À qui on le dit.", "Who is told.")]
    on: Annotated[Day, about("Jour où il faut le dire.", "Day on which it is told.")]


class ObligationOverdue(ObligationReminded, json_schema_extra=french("Une échéance est passée, et rien n'est venu.")):
    """A due date has passed, and nothing came."""


class ObligationEscalated(
    ObligationReminded, json_schema_extra=french("Un retard dure : on le dit à une instance qui peut agir.")
):
    """A lateness lasts: it is told to a body that can act."""


class QuestionAsked(
    Told, json_schema_extra=french("Une campagne pose une question à un établissement ou à une initiative.")
):
    """A campaign puts a question to an establishment or to an initiative."""

    campaign: Annotated[str, about("Dossier de la campagne.", "Case of the campaign.")]
    title: Annotated[str, about("Nom de la campagne.", "Name of the campaign.")]
    kind: Annotated[
        Literal["declaration", "recension", "reassessment", "maturity"],
        about("Sorte de campagne.", "Kind of campaign."),
    ]
    whom: Annotated[
        str,
        about(
            "Qui est interrogé : code de l'établissement, ou dossier de l'initiative.",
            "Who is asked: code of the establishment, or case of the initiative.",
        ),
    ]
    questions: Annotated[list[str], about("Ce qui est demandé.", "What is asked.")]
    answered_by: Annotated[
        list[str], about("Types d'événement qui valent réponse.", "Event types that count as an answer.")
    ]
    closes_on: Annotated[Day | None, about("Dernier jour pour répondre.", "Last day to answer.")] = None


class QuestionRecalled(QuestionAsked, json_schema_extra=french("Une question reste sans réponse : on la rappelle.")):
    """A question is still without an answer: it is recalled."""

    round: Annotated[int, Field(ge=1), about("Numéro du rappel.", "Number of the reminder.")]
    on: Annotated[Day, about("Jour du rappel.", "Day of the reminder.")]


class AnswerNoted(Told, json_schema_extra=french("Un établissement a répondu à une campagne, à la campagne même.")):
    """An establishment has answered a campaign, to the campaign itself."""

    campaign: Annotated[str, about("Dossier de la campagne.", "Case of the campaign.")]
    whom: Annotated[str, about("Code de l'établissement qui répond.", "Code of the establishment that answers.")]
    event: Annotated[EventName, about("Événement reçu.", "Event that was received.")]
    received_at: Annotated[Instant, about("Quand il a été reçu.", "When it was received.")]
    answer: Annotated[
        Literal["nothing_to_declare", "declared_elsewhere", "cannot_answer"],
        about("Ce qui est répondu.", "What is answered."),
    ]
    reasons: Annotated[str | None, about("Où, ou pourquoi.", "Where, or why.")] = None


class ProblemFound(Told, json_schema_extra=french("Une chose qui ne va pas dans un enregistrement.")):
    """One thing that is wrong with a record."""

    reason: Annotated[Fault, about("Code du motif.", "Code of the reason.")]
    text: Annotated[Text, about("Ce qui ne va pas.", "What is wrong.")]
    field: Annotated[str | None, about("Où.", "Where.")]
    expected: Annotated[Text | None, about("Ce qui était attendu.", "What was expected.")]
    remedy: Annotated[Text, about("Ce qu'il faut faire.", "What to do about it.")]


class RecordParked(
    ProblemFound,
    json_schema_extra=french(
        "Un enregistrement n'a pu être remis ; ses octets sont gardés sur le topic des enregistrements mis de côté."
    ),
):
    """A record could not be handed over; its bytes are kept on the topic of parked records."""

    coordinates: Annotated[Coordinates, about("Place de l'enregistrement.", "Where the record stands.")]
    event: Annotated[EventName | None, about("Événement, s'il a pu être lu.", "The event, when it could be read.")]
    others: Annotated[list[ProblemFound], about("Tout ce qui ne va pas d'autre.", "Everything else that is wrong.")]


class SecurityAlerted(
    Told, json_schema_extra=french("Quelqu'un a parlé là où il ne le peut pas, ou de ce dont il ne le peut pas.")
):
    """Someone spoke where, or of what, they may not."""

    reason: Annotated[Fault, about("Code du motif.", "Code of the reason.")]
    text: Annotated[Text, about("Ce qui ne va pas.", "What is wrong.")]
    coordinates: Annotated[Coordinates, about("Place de l'enregistrement.", "Where the record stands.")]
    claimed_source: Annotated[str | None, about("Source que l'événement s'attribue.", "Source that the event claims.")]
    event: Annotated[EventName | None, about("Événement, s'il a pu être lu.", "The event, when it could be read.")]


class Announced(BaseModel, Generic[Content]):
    """What every event that goes out says besides its data. New attributes may come to stand beside them."""

    model_config = ConfigDict(frozen=True, extra="allow", strict=True)

    specversion: Annotated[Literal["1.0"], about("Version de CloudEvents.", "Version of CloudEvents.")]
    id: Annotated[str, about("Le même, si souvent que ce soit annoncé.", "The same, however often it is announced.")]
    source: Annotated[Literal["urn:balise:moteur"], about("Qui parle.", "Who speaks.")]
    type: Annotated[str, about("Type d'événement, avec sa version.", "Event type, with its version.")]
    subject: Annotated[
        str | None,
        about(
            "Dossier visé ; absent quand l'enregistrement n'a pu être lu.",
            "Case it is about; absent when the record could not be read.",
        ),
    ] = None
    time: Annotated[Instant, about("Moment de l'annonce.", "When it was announced.")]
    datacontenttype: Annotated[Literal["application/json"], about("Forme des données.", "Form of the data.")]
    data: Annotated[Content, about("Ce qui est dit.", "What is said.")]


OUTGOING: Final[dict[str, type[Told]]] = {
    "receipt.issued": ReceiptIssued,
    "verdict.rendered": VerdictRendered,
    "stage.entered": StageEntered,
    "obligation.reminded": ObligationReminded,
    "obligation.overdue": ObligationOverdue,
    "obligation.escalated": ObligationEscalated,
    "question.asked": QuestionAsked,
    "question.recalled": QuestionRecalled,
    "answer.noted": AnswerNoted,
    "record.parked": RecordParked,
    "security.alerted": SecurityAlerted,
}
"""Every type that goes out, by its short name."""


def announced(name: str) -> type[Announced[Any]]:
    """Return the model of the whole event of the short *name*, as it goes out."""
    data = OUTGOING[name]
    fields: dict[str, Any] = {
        "type": (
            Literal[qualified(name)],
            about("Type d'événement, avec sa version.", "Event type, with its version."),
        )
    }
    return create_model(f"{data.__name__}Event", __base__=Announced[data], __doc__=data.__doc__, **fields)  # type: ignore[valid-type]
