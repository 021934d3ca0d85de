"""The kinds of value an event may hold, and how a field is described in both languages.

A field's description is English, as JSON Schema readers expect; the French one stands beside it as `x-description-fr`.
"""

import re
from datetime import date, datetime
from typing import Annotated, Any, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema
from pydantic.config import JsonDict

MAX_ID: Final = 128
MAX_SUBJECT: Final = 200
NAME: Final = "[a-z0-9]+(?:-[a-z0-9]+)*"
"""Code of an establishment or of a body, and slug of a case."""

_CONTROL = r"\x00-\x1f\x7f-\x9f"
_CONTROL_BUT_BREAKS = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
_DAY = re.compile(r"(?:19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}")
_INSTANT = re.compile(
    r"(?:19[7-9]|20[0-9]|21[0-9])[0-9]-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?"
    r"(?:[Zz]|[+-][0-9]{2}:[0-9]{2})"
)


def about(fr: str, en: str) -> Any:
    """Return what a field is, in both languages."""
    return Field(description=en, json_schema_extra={"x-description-fr": fr})


def french(sentence: str) -> JsonDict:
    """Return the French counterpart of a model's docstring, to stand beside it in the schema."""
    return {"x-description-fr": sentence}


def form(fr: str, en: str) -> Any:
    """Return what a text must look like, in words: a pattern tells a person nothing."""
    return Field(json_schema_extra={"x-form": {"fr": fr, "en": en}})


def _day(value: object) -> date:
    # Bounded: OPA counts time in nanoseconds and fails on years below 1677 or above 2262.
    if not isinstance(value, str) or _DAY.fullmatch(value) is None:
        raise ValueError("not a date")
    return date.fromisoformat(value)


def _instant(value: object) -> datetime:
    if not isinstance(value, str) or _INSTANT.fullmatch(value) is None:
        raise ValueError("not a date and time")
    return datetime.fromisoformat(value.upper())


Day = Annotated[
    date,
    BeforeValidator(_day),
    WithJsonSchema({"type": "string", "format": "date", "pattern": f"^{_DAY.pattern}$"}),
]
"""A calendar day, `YYYY-MM-DD`, from 1900 to 2199."""

Instant = Annotated[
    datetime,
    BeforeValidator(_instant),
    WithJsonSchema({"type": "string", "format": "date-time", "pattern": f"^{_INSTANT.pattern}$"}),
]
"""A date and time with its offset, as RFC 3339 has it, from 1970 on."""

Line = Annotated[
    str,
    StringConstraints(min_length=1, max_length=200, pattern=rf"^[^{_CONTROL}]*[^\s{_CONTROL}][^{_CONTROL}]*$"),
]
"""A title, a name, a reference: one line that is not blank."""

Prose = Annotated[
    str,
    StringConstraints(
        min_length=1,
        max_length=4000,
        pattern=rf"^[^{_CONTROL_BUT_BREAKS}]*[^\s{_CONTROL}][^{_CONTROL_BUT_BREAKS}]*$",
    ),
]
"""A text that is not blank; line breaks and tabs are allowed, other control characters are not."""

Lines = Annotated[list[Line], Field(max_length=50)]
SomeLines = Annotated[list[Line], Field(min_length=1, max_length=50)]
Share = Annotated[float, Field(ge=0, le=1)]
Months = Annotated[int, Field(ge=1, le=1200)]
Seat = Annotated[
    str,
    StringConstraints(max_length=40, pattern=f"^{NAME}$"),
    form("lettres minuscules, chiffres et traits d'union", "lower-case letters, digits and hyphens"),
]
"""Code of one seat of a body."""
Person = Annotated[
    str,
    StringConstraints(max_length=34, pattern=r"^p-[0-9a-f]{12,32}$"),
    form("« p- » et 12 à 32 chiffres hexadécimaux minuscules", "`p-` and 12 to 32 lower-case hexadecimal digits"),
]
"""A person, by a reference that tells nothing of them: drawn, never made from a name."""
Persons = Annotated[list[Person], Field(max_length=50)]
Condition = Annotated[
    str,
    StringConstraints(min_length=1, max_length=500, pattern=rf"^[^{_CONTROL}]*[^\s{_CONTROL}][^{_CONTROL}]*$"),
]
"""One thing that an opinion asks for, in a sentence or two."""
Signature = Annotated[
    str,
    StringConstraints(max_length=8192, pattern=r"^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$"),
    form("un JWS compact : trois parties en base64url", "a compact JWS: three parts in base64url"),
]
Digest = Annotated[
    str,
    StringConstraints(max_length=71, pattern=r"^sha256:[0-9a-f]{64}$"),
    form("« sha256: » et 64 chiffres hexadécimaux minuscules", "`sha256:` and 64 lower-case hexadecimal digits"),
]


InitiativeId = Annotated[
    str,
    StringConstraints(max_length=MAX_SUBJECT, pattern=rf"^initiative:{NAME}/{NAME}$"),
    form(
        "initiative:<établissement>/<dossier>, en minuscules, chiffres et tirets",
        "initiative:<establishment>/<case>, in lower case, digits and hyphens",
    ),
]


class Said(BaseModel):
    """Data of an event, exactly as the contract has it: nothing unknown, nothing coerced, nothing infinite."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", strict=True, allow_inf_nan=False, hide_input_in_errors=True, defer_build=True
    )
