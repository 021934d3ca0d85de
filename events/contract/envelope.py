"""The CloudEvents 1.0 envelope, as the contract narrows it: one model per event type, made when first used.

Pydantic validates the envelope and its data in one pass. The `cloudevents` library does not serve for reading: it
makes up an id, a time and a version that are missing, and an event without its own id could never be recognized when
it comes twice. The tests read what Balise writes through it, as an integrator would.
"""

import re
from functools import cache
from typing import Annotated, Any, Final, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, create_model

from domain import message
from domain.processes import PROCESSES
from events.contract.fields import MAX_ID, MAX_SUBJECT, NAME, Instant, Said, about, form
from events.contract.incoming import INCOMING

DOMAIN: Final = "ca.qc.balise"
VERSION: Final = 1
ESTABLISHMENT: Final = message.ESTABLISHMENT
GOVERNANCE: Final = "urn:balise:gouvernance:"

MAX_SOURCE: Final = 120
ID: Final = re.compile(rf"[ -~]{{1,{MAX_ID}}}")
SOURCE: Final = re.compile(rf"urn:balise:(?:etablissement|gouvernance):{NAME}")

_PROCESSES: Final = ", ".join(PROCESSES)
Content = TypeVar("Content", bound=BaseModel)
ExtensionName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]{1,64}$")]
ExtensionValue = Annotated[bool | int | str | None, Field(union_mode="left_to_right")]
Id = Annotated[
    str,
    StringConstraints(min_length=1, max_length=MAX_ID, pattern=r"^[ -~]+$"),
    form("un texte en caractères ASCII imprimables", "a text in printable ASCII"),
]
Source = Annotated[
    str,
    StringConstraints(max_length=MAX_SOURCE, pattern=rf"^urn:balise:(etablissement|gouvernance):{NAME}$"),
    form(
        "urn:balise:etablissement:<code> ou urn:balise:gouvernance:<code>, le code en minuscules, chiffres et tirets",
        "urn:balise:etablissement:<code> or urn:balise:gouvernance:<code>, the code in lower case, digits and hyphens",
    ),
]
CaseId = Annotated[
    str,
    StringConstraints(max_length=MAX_SUBJECT, pattern=rf"^({'|'.join(PROCESSES)}):{NAME}/{NAME}$"),
    form(
        f"<processus>:<établissement>/<dossier>, en minuscules, chiffres et tirets, où <processus> est {_PROCESSES}",
        f"<process>:<establishment>/<case>, in lower case, digits and hyphens, where <process> is {_PROCESSES}",
    ),
]


class Envelope(BaseModel, Generic[Content]):
    """What every event that comes in says besides its data; other attributes may stand beside them."""

    model_config = ConfigDict(
        frozen=True,
        extra="allow",
        strict=True,
        allow_inf_nan=False,
        hide_input_in_errors=True,
        # Building them all takes a third of a second, which every command would spend.
        defer_build=True,
    )
    __pydantic_extra__: dict[ExtensionName, ExtensionValue]

    specversion: Annotated[Literal["1.0"], about("Version de CloudEvents.", "Version of CloudEvents.")]
    id: Annotated[
        Id,
        about(
            "Identifiant de l'événement, unique dans sa source ; le même s'il est émis de nouveau.",
            "Id of the event, unique within its source; the same when it is emitted again.",
        ),
    ]
    source: Annotated[Source, about("Qui parle.", "Who speaks.")]
    type: Annotated[str, about("Type d'événement, avec sa version.", "Event type, with its version.")]
    subject: Annotated[
        CaseId,
        about(
            "Dossier visé : <processus>:<établissement>/<dossier>.",
            "Case it is about: <process>:<establishment>/<case>.",
        ),
    ]
    time: Annotated[
        Instant,
        about("Moment où cela s'est produit, avec le décalage horaire.", "When it happened, with the offset from UTC."),
    ]
    datacontenttype: Annotated[Literal["application/json"] | None, about("Forme des données.", "Form of the data.")] = (
        None
    )
    data: Annotated[Content, about("Ce qui est dit.", "What is said.")]


def qualified(name: str) -> str:
    """Return the full event type of the short *name*."""
    return f"{DOMAIN}.{name}.v{VERSION}"


def validator(full_type: str) -> TypeAdapter[Envelope[Any]] | None:
    """Return what validates events of that *full_type*, or None when none may come in."""
    name = _NAMES.get(full_type)
    return None if name is None else _validator(name)


@cache
def _validator(name: str) -> TypeAdapter[Envelope[Any]]:
    return TypeAdapter(_envelope(name, INCOMING[name]))


def _envelope(name: str, data: type[Said]) -> type[Envelope[Any]]:
    fields: dict[str, Any] = {
        "type": (
            Literal[qualified(name)],
            about("Type d'événement, avec sa version.", "Event type, with its version."),
        )
    }
    return create_model(f"{data.__name__}Event", __base__=Envelope[data], __doc__=data.__doc__, **fields)  # type: ignore[valid-type]


_NAMES: Final = {qualified(name): name for name in INCOMING}
"""The short name of each type of event that may come in."""
