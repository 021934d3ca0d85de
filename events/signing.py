"""How an opinion is signed: Ed25519 keys as JWK, known by their thumbprint, and compact JWS that OPA itself verifies.

A private key never leaves the file that holds it, readable by its owner alone from its first byte on.
"""

import json
import os
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, Self

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from domain.canonical import dumps
from domain.question import Opinion
from domain.statement import TYPE, statement

OWNER_ALONE: Final = 0o600


class NotAKeyError(Exception):
    """What was given does not hold an Ed25519 private key."""


@dataclass(frozen=True)
class Key:
    """A private key at work. Its representation shows nothing of it."""

    _private: Ed25519PrivateKey

    @classmethod
    def new(cls) -> Self:
        """Draw a key."""
        return cls(Ed25519PrivateKey.generate())

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read the key that *path* holds.

        Raises:
            NotAKeyError: it holds none.
            OSError: it cannot be read.
        """
        try:
            loaded = load_pem_private_key(path.read_bytes(), password=None)
        except (ValueError, TypeError, UnsupportedAlgorithm):
            raise NotAKeyError from None  # what the library says may quote the file
        if not isinstance(loaded, Ed25519PrivateKey):
            raise NotAKeyError
        return cls(loaded)

    def write(self, path: Path) -> None:
        """Write the key to *path*, which must not exist yet.

        Raises:
            FileExistsError: there is something there: a key that was enrolled is never overwritten.
        """
        pem = self._private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ALONE)
        with os.fdopen(descriptor, "wb") as file:
            file.write(pem)

    @property
    def jwk(self) -> dict[str, str]:
        """The public part (RFC 8037)."""
        raw = self._private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        return {"kty": "OKP", "crv": "Ed25519", "x": _encoded(raw)}

    @property
    def id(self) -> str:
        """By which the table of keys knows it."""
        return thumbprint(self.jwk)

    def signed(self, case_id: str, opinion: Opinion, *, person: str, signed_on: date) -> str:
        """Return the signature of *opinion* on *case_id* by *person*, as a compact JWS."""
        header = {"alg": "EdDSA", "typ": TYPE, "kid": self.id}
        stated = statement(case_id, opinion, person=person, signed_on=signed_on)
        said = f"{_encoded(dumps(header))}.{_encoded(dumps(stated))}"
        return f"{said}.{_encoded(self._private.sign(said.encode()))}"


def thumbprint(jwk: dict[str, Any]) -> str:
    """Return the RFC 7638 thumbprint of an Ed25519 public key."""
    required = {name: jwk[name] for name in ("crv", "kty", "x")}
    return _encoded(sha256(json.dumps(required, sort_keys=True, separators=(",", ":")).encode()).digest())


def _encoded(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()
