"""Why an event is not accepted, in words a person can act on and without repeating anything the event holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.message import Message
from domain.text import Text

MOST_PROBLEMS = 20
"""More than that in one event and its form is simply another one."""


class Fault(StrEnum):
    """What is wrong with a record, by its stable code."""

    VALUE_NULL = "value_null"
    TOO_LARGE = "too_large"
    HEADERS_UNREADABLE = "headers_unreadable"
    NOT_UTF8 = "not_utf8"
    NOT_JSON = "not_json"
    NOT_CLOUDEVENTS = "not_cloudevents"
    UNKNOWN_TYPE = "unknown_type"
    INVALID_ATTRIBUTE = "invalid_attribute"
    INVALID_DATA = "invalid_data"
    PERSONAL_IDENTIFIER = "personal_identifier"
    SOURCE_NOT_OWNER = "source_not_owner"
    OTHER_ESTABLISHMENT = "other_establishment"
    NOT_ENTITLED = "not_entitled"
    OTHER_PROCESS = "other_process"
    CASE_UNKNOWN = "case_unknown"


SECURITY = frozenset({Fault.SOURCE_NOT_OWNER, Fault.OTHER_ESTABLISHMENT, Fault.NOT_ENTITLED})
"""Faults of someone speaking where, or of what, they may not: announced to security as well as parked."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong. *field* is a dotted path such as `data.stage`."""

    fault: Fault
    text: Text
    remedy: Text
    field: str | None = None
    expected: Text | None = None


class Rejected(Exception):  # noqa: N818 - it is the answer to a reading, and reads as one where it is caught
    """A record is not accepted. The first of its *problems* is the headline; *event* names it when it could be read."""

    def __init__(self, problems: Sequence[Problem], event: dict[str, str] | None = None) -> None:
        if not problems:
            raise ValueError("a rejection has at least one problem")
        self.problems: tuple[Problem, ...] = tuple(problems[:MOST_PROBLEMS])
        self.event = event
        super().__init__(f"{self.fault}: {self.field or '-'}")

    @property
    def fault(self) -> Fault:
        """Return the code of what is wrong first."""
        return self.problems[0].fault

    @property
    def text(self) -> Text:
        """Return what is wrong first."""
        return self.problems[0].text

    @property
    def field(self) -> str | None:
        """Return where that is, when it is somewhere."""
        return self.problems[0].field

    @property
    def expected(self) -> Text | None:
        """Return what was expected there."""
        return self.problems[0].expected

    @property
    def remedy(self) -> Text:
        """Return what would help."""
        return self.problems[0].remedy

    @property
    def concerns_security(self) -> bool:
        """Return whether security must hear of it, not only the sender."""
        return self.fault in SECURITY


def headers_unreadable() -> Rejected:
    """Return the rejection of a record whose headers the client library cannot read."""
    return Rejected(
        [
            Problem(
                fault=Fault.HEADERS_UNREADABLE,
                text=Text(
                    fr="Un en-tête Kafka est nul ou n'est pas en UTF-8.", en="A Kafka header is null or not in UTF-8."
                ),
                expected=Text(
                    fr="des en-têtes dont la valeur est un texte UTF-8, ou aucun",
                    en="headers whose values are UTF-8 text, or none",
                ),
                remedy=Text(
                    fr="Retirez cet en-tête : tout ce que Balise lit est dans la valeur de l'enregistrement.",
                    en="Remove that header: all that Balise reads is in the record's value.",
                ),
            )
        ]
    )


def case_unknown(message: Message) -> Rejected:
    """Return the rejection of a *message* about a case that nobody has declared."""
    return Rejected(
        [
            Problem(
                fault=Fault.CASE_UNKNOWN,
                field="subject",
                text=Text(fr="Aucun dossier ne porte cet identifiant.", en="No case has this id."),
                expected=Text(
                    fr="l'identifiant d'un dossier déjà déclaré",
                    en="the id of a case that has been declared",
                ),
                remedy=Text(
                    fr="Vérifiez l'identifiant, ou attendez que le dossier ait été déclaré, "
                    "puis émettez l'événement de nouveau.",
                    en="Check the id, or wait until the case has been declared, then emit again.",
                ),
            )
        ],
        {"source": message.source, "id": message.id},
    )
