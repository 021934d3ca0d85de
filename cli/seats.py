"""Who sits where, as a line of the table of keys has it, and the private key that speaks for a seat."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from cli.screen import Exit, screen
from domain.text import Text
from engines.enrolment import enrolled
from events.contract.fields import NAME
from events.contract.incoming.any_case import Body
from events.signing import Key, NotAKeyError, thumbprint
from settings import Settings

PUBLIC: Final = ".pub.json"
Name = Annotated[str, Field(max_length=40, pattern=f"^{NAME}$")]
Day = Annotated[str, Field(pattern=r"^(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}$")]


class PublicJwk(BaseModel):
    """The public part of an Ed25519 key."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kty: Annotated[str, Field(pattern="^OKP$")]
    crv: Annotated[str, Field(pattern="^Ed25519$")]
    x: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{43}$")]


class Seat(BaseModel):
    """A line of the table of keys: who sits where, by a reference that names nobody."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    body: Body
    seat: Name | None = None
    person: Annotated[str, Field(pattern=r"^p-[0-9a-f]{12,32}$")]
    establishment: Name | None = None
    jwk: PublicJwk
    valid_from: Day
    valid_until: Day
    revoked_from: Day | None = None

    def refusal(self, today: str) -> Text | None:
        """Return why nothing signed *today* with this key would count."""
        if self.revoked_from is not None and today >= self.revoked_from:
            return Text(
                fr=f"Cette clé est révoquée depuis le {self.revoked_from}.",
                en=f"This key was revoked from {self.revoked_from}.",
            )
        if today > self.valid_until:
            return Text(
                fr=f"Cette clé est expirée depuis le {self.valid_until}.",
                en=f"This key expired on {self.valid_until}.",
            )
        if today < self.valid_from:
            return Text(
                fr=f"Cette clé ne vaut qu'à compter du {self.valid_from}.",
                en=f"This key only holds from {self.valid_from}.",
            )
        return None


@dataclass(frozen=True)
class Held:
    """A private key, and the seat it speaks for."""

    key: Key
    seat: Seat


def held(path: Path) -> Held:
    """Return the key in the file *path* and its seat, as enrolled here or, elsewhere, as its public part says."""
    try:
        key = Key.read(path)
    except NotAKeyError:
        screen.fail(Text(fr=f"{path} ne contient pas une clé Ed25519.", en=f"{path} holds no Ed25519 key."), Exit.USAGE)
    except OSError as error:
        screen.fail(
            Text(fr=f"{path} ne se lit pas : {error.strerror}.", en=f"{path} cannot be read: {error.strerror}."),
            Exit.USAGE,
        )
    line = enrolled(Settings().enrolled).get(key.id)
    if line is not None:
        return Held(key, formed(line))
    if not sidecar(path).exists():
        screen.fail(
            Text(
                fr="Cette clé n'est pas inscrite ici, et sa partie publique n'est pas à côté d'elle : "
                "faites-la inscrire (« balise opinion key enroll »).",
                en="This key is not enrolled here, and its public part is not beside it: have it enrolled "
                '("balise opinion key enroll").',
            )
        )
    seat = public_part(sidecar(path))
    if thumbprint(seat.jwk.model_dump()) != key.id:
        screen.fail(
            Text(fr=f"{sidecar(path)} est d'une autre clé.", en=f"{sidecar(path)} is another key's."), Exit.USAGE
        )
    return Held(key, seat)


def sidecar(path: Path) -> Path:
    """Return where the public part of the key in *path* stands."""
    return path.with_name(re.sub(r"\.(key\.)?pem$", "", path.name) + PUBLIC)


def public_part(path: Path) -> Seat:
    """Return the line of the table of keys that *path* holds, or leave saying why it holds none."""
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        screen.fail(Text(fr=f"{path} ne se lit pas.", en=f"{path} cannot be read."), Exit.USAGE)
    return formed(document)


def formed(line: Any) -> Seat:
    """Return *line* as a seat, or leave saying which of its fields are not of their form."""
    try:
        return Seat.model_validate(line)
    except ValidationError as invalid:
        where = ", ".join(sorted({".".join(map(str, each["loc"])) or "?" for each in invalid.errors()}))
        screen.fail(
            Text(
                fr=f"Cette partie publique n'a pas la forme voulue : {where}.",
                en=f"This public part is not of the right form: {where}.",
            ),
            Exit.USAGE,
        )
