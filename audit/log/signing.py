"""With which keys a log signs: one file each, all of those that are not retired, so that a change of keys overlaps."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from audit.log.refusal import LogRefused
from audit.verifier.notes import COSIGNATURE, ED25519, Note, Signature, VerifierKey, cosigned

OWNER_ALONE: Final = 0o600
RETIRED: Final = ".retired"


@dataclass(frozen=True)
class Signer:
    """A private key at work. Its representation shows nothing of it."""

    name: str
    _private: Ed25519PrivateKey

    @classmethod
    def new(cls, name: str) -> Self:
        """Draw a key."""
        return cls(name, Ed25519PrivateKey.generate())

    @classmethod
    def read(cls, name: str, path: Path) -> Self:
        """Read the key that *path* holds.

        Raises:
            LogRefused: it holds none.
        """
        try:
            loaded = load_pem_private_key(path.read_bytes(), password=None)
        except (ValueError, TypeError):
            loaded = None  # what the library says may quote the file
        if not isinstance(loaded, Ed25519PrivateKey):
            raise LogRefused(
                f"{path} ne contient pas de clé privée Ed25519 : remettez celle d'une copie de sauvegarde.",
                f"{path} holds no Ed25519 private key: put back the one of a backup.",
            )
        return cls(name, loaded)

    def write(self, path: Path) -> None:
        """Write the key to *path*, readable by its owner alone from its first byte on.

        Raises:
            FileExistsError: there is something there: a key is never overwritten.
        """
        pem = self._private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ALONE)
        with os.fdopen(descriptor, "wb") as file:
            file.write(pem)
            file.flush()
            os.fsync(file.fileno())

    @property
    def verifier(self) -> VerifierKey:
        """The public part, of a log."""
        return VerifierKey(self.name, ED25519, self._public)

    @property
    def witness(self) -> VerifierKey:
        """The public part, of a witness."""
        return VerifierKey(self.name, COSIGNATURE, self._public)

    def sign(self, text: str) -> Signature:
        """Return the signature of *text*."""
        return Signature(self.name, self.verifier.id, self._private.sign(text.encode()))

    def cosign(self, text: str, when: int) -> Signature:
        """Return the cosignature of *text*, seen at *when*."""
        signed = self._private.sign(cosigned(text, when))
        return Signature(self.name, self.witness.id, when.to_bytes(8, "big") + signed)

    @property
    def _public(self) -> bytes:
        return self._private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


class Keyring:
    """The keys of a log, in a folder of their own that is never served."""

    def __init__(self, folder: Path, origin: str) -> None:
        self._folder = folder
        self._origin = origin

    @property
    def names(self) -> list[str]:
        """What tells whether the keys have changed."""
        return sorted(path.name for path in self._folder.glob("*"))

    @property
    def signers(self) -> list[Signer]:
        """Those that sign now, the oldest first: the folder is read each time, so that a change needs no restart."""
        return [Signer.read(self._origin, path) for path in sorted(self._folder.glob("*.pem"))]

    @property
    def all(self) -> list[VerifierKey]:
        """The public part of every key the log ever signed with."""
        paths = sorted([*self._folder.glob("*.pem"), *self._folder.glob(f"*.pem{RETIRED}")])
        return [Signer.read(self._origin, path).verifier for path in paths]

    def draw(self) -> Signer:
        """Add a key."""
        signer = Signer.new(self._origin)
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        signer.write(self._folder / f"{len(self.names) + 1:04}-{signer.verifier.id.hex()}.pem")
        return signer

    def retire(self, identity: str) -> None:
        """Sign no longer with the key of that id.

        Raises:
            KeyError: there is none, or no other.
        """
        found = [path for path in self._folder.glob("*.pem") if path.stem.endswith(f"-{identity}")]
        if not found or len(self.signers) == 1:
            raise KeyError(identity)
        found[0].rename(found[0].with_name(found[0].name + RETIRED))


def signed(text: str, signers: Iterable[Signer], besides: Iterable[Signature] = ()) -> Note:
    """Return the note that *signers* make of *text*, with the signatures of others *besides*."""
    return Note(text, (*(each.sign(text) for each in signers), *besides))
