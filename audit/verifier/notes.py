"""How a log signs its size and root, and how witnesses cosign them: C2SP signed notes, checkpoints, cosignature/v1."""

from base64 import b64decode, b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Final, Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from audit.verifier.merkle import LENGTH
from domain.text import Text

ED25519: Final = 1
"""A key that signs the text itself."""

COSIGNATURE: Final = 4
"""A key that signs when it saw the text, and the text."""

_DASH: Final = "\N{EM DASH} "
_MOST: Final = 100
_RAW_SIGNATURE: Final = 64
_DIGITS: Final = 19


class NoteRefused(Exception):  # noqa: N818  it is what was found, not a mistake
    """A note, a key or a checkpoint is not one, or a signature is not of it."""

    def __init__(self, fr: str, en: str) -> None:
        super().__init__(en)
        self.text = Text(fr=fr, en=en)


@dataclass(frozen=True)
class VerifierKey:
    """A public key as verifiers are given it: `name+id+base64`."""

    name: str
    algorithm: int
    public: bytes

    @classmethod
    def parse(cls, line: str) -> Self:
        """Read a verifier key.

        Raises:
            NoteRefused: it is none, or its id is not that of its name and key.
        """
        name, _, rest = line.strip().partition("+")
        identity, _, encoded = rest.partition("+")
        raw = _decoded(encoded)
        if not _is_name(name) or raw is None or len(raw) != 1 + LENGTH or raw[0] not in {ED25519, COSIGNATURE}:
            raise NoteRefused(f"« {line.strip()} » n'est pas une clé publique", f'"{line.strip()}" is no verifier key')
        key = cls(name, raw[0], raw[1:])
        if identity != key.id.hex():
            raise NoteRefused(
                f"la clé de {name} porte l'identifiant {identity}, qui n'est pas le sien ({key.id.hex()})",
                f"the key of {name} bears the id {identity}, which is not its own ({key.id.hex()})",
            )
        return key

    @property
    def id(self) -> bytes:
        """The four bytes by which signatures name the key."""
        return sha256(self.name.encode() + b"\n" + bytes([self.algorithm]) + self.public).digest()[:4]

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{b64encode(bytes([self.algorithm]) + self.public).decode()}"


@dataclass(frozen=True)
class Signature:
    """One line of signature of a note."""

    name: str
    id: bytes
    raw: bytes

    @classmethod
    def parse(cls, line: str) -> Self:
        """Read a line of signature.

        Raises:
            NoteRefused: it is none.
        """
        name, _, encoded = line.removeprefix(_DASH).partition(" ")
        raw = _decoded(encoded)
        if not line.startswith(_DASH) or not _is_name(name) or raw is None or len(raw) <= 4:
            raise NoteRefused("une ligne de signature est mal formée", "a signature line is malformed")
        return cls(name, raw[:4], raw[4:])

    def of(self, key: VerifierKey) -> bool:
        """Return whether the signature claims to be by *key*; whether it is, `seen` tells."""
        return (self.name, self.id) == (key.name, key.id)

    def seen(self, text: str, key: VerifierKey) -> int | None:
        """Return when *key* cosigned *text*, in seconds since 1970, or None for a signature, which tells no time.

        Raises:
            NoteRefused: *key* did not sign *text* so.
        """
        refusal = NoteRefused(
            f"la signature de {self.name} ({self.id.hex()}) n'est pas celle de ce texte",
            f"the signature of {self.name} ({self.id.hex()}) is not one of this text",
        )
        when, raw = None, self.raw
        if key.algorithm == COSIGNATURE:
            when, raw = int.from_bytes(raw[:8], "big"), raw[8:]
        if not self.of(key) or len(raw) != _RAW_SIGNATURE:
            raise refusal
        signed = text.encode() if when is None else cosigned(text, when)
        try:
            Ed25519PublicKey.from_public_bytes(key.public).verify(raw, signed)
        except InvalidSignature:
            raise refusal from None
        return when

    def __str__(self) -> str:
        return f"{_DASH}{self.name} {b64encode(self.id + self.raw).decode()}"


def cosigned(text: str, when: int) -> bytes:
    """Return what a witness signs that saw *text* at *when*."""
    return f"cosignature/v1\ntime {when}\n{text}".encode()


@dataclass(frozen=True)
class Note:
    """A text, each line of which ends, and its signatures."""

    text: str
    signatures: tuple[Signature, ...]

    @classmethod
    def parse(cls, raw: bytes) -> Self:
        """Read a signed note, without believing any of its signatures.

        Raises:
            NoteRefused: it is none.
        """
        malformed = NoteRefused("la note est mal formée", "the note is malformed")
        try:
            whole = raw.decode()
        except UnicodeDecodeError:
            raise malformed from None
        before, blank, after = whole.rpartition("\n\n")
        lines = after.split("\n")
        if not blank or any(each < " " and each != "\n" for each in whole) or lines.pop() != "":
            raise malformed
        if not 0 < len(lines) <= _MOST:
            raise malformed
        return cls(before + "\n", tuple(map(Signature.parse, lines)))

    @property
    def written(self) -> bytes:
        """The note as it is kept."""
        return "\n".join([self.text, *map(str, self.signatures), ""]).encode()

    def signers(self, keys: Iterable[VerifierKey]) -> dict[VerifierKey, int | None]:
        """Return which of *keys* signed the note, and when if it says so; signatures by others tell nothing.

        Raises:
            NoteRefused: a signature that names one of *keys* is not of this text.
        """
        return {key: each.seen(self.text, key) for key in keys for each in reversed(self.signatures) if each.of(key)}


@dataclass(frozen=True)
class Checkpoint:
    """What a log signs: how many entries it has and the root over them."""

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read the text of a checkpoint's note.

        Raises:
            NoteRefused: it is no checkpoint.
        """
        refusal = NoteRefused("ce texte n'est pas un point de contrôle", "this text is no checkpoint")
        origin, _, rest = text.partition("\n")
        size, _, rest = rest.partition("\n")
        encoded, _, rest = rest.partition("\n")
        root = _decoded(encoded)
        if not origin or not _is_size(size) or root is None or len(root) != LENGTH:
            raise refusal
        *extensions, end = rest.split("\n")
        if end or not all(extensions) or not text.endswith("\n"):
            raise refusal
        return cls(origin, int(size), root, tuple(extensions))

    @property
    def text(self) -> str:
        """What is signed."""
        lines = [self.origin, str(self.size), b64encode(self.root).decode(), *self.extensions]
        return "".join(f"{line}\n" for line in lines)


def _is_name(name: str) -> bool:
    return bool(name) and "+" not in name and not any(map(str.isspace, name))


def _is_size(number: str) -> bool:
    return number == "0" or (number.isascii() and number.isdecimal() and number[0] != "0" and len(number) < _DIGITS)


def _decoded(encoded: str) -> bytes | None:
    """Return what *encoded* says in the one way of saying it, None when it does not."""
    try:
        raw = b64decode(encoded, validate=True)
    except ValueError:
        return None
    return raw if b64encode(raw).decode() == encoded else None
