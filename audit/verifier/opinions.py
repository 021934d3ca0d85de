"""Whether an opinion was really given, in these words, by one who may: the same as the policies say, without them.

`policies/balise/signatures.rego` asks it of OPA. Here Ed25519 is verified by `cryptography` over the statement that the
core rebuilds, so that neither OPA nor an archived bundle is believed about who signed.
"""

import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from domain.deadlines import ZONE
from domain.question import Opinion, Question
from domain.statement import TYPE, statement

Json = dict[str, Any]

DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
SOUND: Final = "sound"
WORDS: Final = frozenset(
    {"unsigned", "signature_invalid", "key_unknown", "wrong_case", "not_entitled", "key_not_valid"}
)
"""Why a signature does not hold, as verdicts say it."""


def words(question: Question, keys: Mapping[str, Json], signed_from: str) -> dict[str, str]:
    """Return one word on each opinion of *question*, by its place: `sound`, or why it is not.

    *keys* are those that the bundle held; from *signed_from* on, what is received must be signed.
    """
    return {place: _word(question.case.id, opinion, keys, signed_from) for place, opinion in question.opinions.items()}


def _word(  # noqa: PLR0911  one for each word, in the order of the policies' own
    case_id: str, opinion: Opinion, keys: Mapping[str, Json], signed_from: str
) -> str:
    received = _day(opinion.received_at)
    if opinion.signature is None:
        return SOUND if received is not None and received < signed_from else "unsigned"
    read = _parts(opinion.signature)
    if read is None or set(read[0]) != {"alg", "typ", "kid"} or (read[0]["alg"], read[0]["typ"]) != ("EdDSA", TYPE):
        return "signature_invalid"
    header, claims, said, signature = read
    key = keys.get(header["kid"]) if isinstance(header["kid"], str) else None
    if key is None:
        return "key_unknown"
    if not _genuine(key, said, signature):
        return "signature_invalid"
    if claims.get("case") != case_id:
        return "wrong_case"
    if not _states(claims, case_id, opinion, key):
        return "signature_invalid"
    if (key["body"], key.get("seat")) != (opinion.body, opinion.seat):
        return "not_entitled"
    return SOUND if _held(key, claims["signed_on"], received) else "key_not_valid"


def signer(opinion: Opinion, keys: Mapping[str, Json]) -> tuple[str, Json] | None:
    """Return the id of the key that *opinion* says it is signed with, and the line of *keys* about it."""
    read = _parts(opinion.signature) if opinion.signature else None
    kid = read[0].get("kid") if read else None
    return (kid, keys[kid]) if isinstance(kid, str) and kid in keys else None


def stated(opinion: Opinion) -> Json:
    """Return what the signature of *opinion* says it states, believed or not; nothing when it says nothing."""
    read = _parts(opinion.signature) if opinion.signature else None
    return read[1] if read else {}


def _parts(token: str) -> tuple[Json, Json, bytes, bytes] | None:
    """Return the header, what is stated, the bytes signed and the signature of a compact JWS."""
    parts = token.split(".")
    if len(parts) != 3:
        return None
    try:
        header, claims, signature = (urlsafe_b64decode(part + "=" * (-len(part) % 4)) for part in parts)
        read = [json.loads(header), json.loads(claims)]
    except ValueError:
        return None
    exact = [urlsafe_b64encode(raw).rstrip(b"=").decode() for raw in (header, claims, signature)] == parts
    if not exact or not all(isinstance(part, dict) for part in read):
        return None
    return read[0], read[1], f"{parts[0]}.{parts[1]}".encode(), signature


def _genuine(key: Json, said: bytes, signature: bytes) -> bool:
    try:
        public = urlsafe_b64decode(key["jwk"]["x"] + "=")
        Ed25519PublicKey.from_public_bytes(public).verify(signature, said)
    except (InvalidSignature, ValueError):
        return False
    return True


def _states(claims: Json, case_id: str, opinion: Opinion, key: Json) -> bool:
    due = statement(case_id, opinion, person=key["person"], signed_on=date.min)
    return claims == {**due, "signed_on": claims.get("signed_on")}


def _held(key: Json, signed_on: Any, received: str | None) -> bool:
    """Return whether *key* held on the day written and on the day of receipt, which is ours."""
    if not isinstance(signed_on, str) or not DAY.fullmatch(signed_on) or received is None or signed_on > received:
        return False
    revoked = key.get("revoked_from")
    return all(
        key["valid_from"] <= day <= key["valid_until"] and (revoked is None or day < revoked)
        for day in (signed_on, received)
    )


def _day(moment: datetime | None) -> str | None:
    """Return the day of *moment* in Québec."""
    return moment.astimezone(ZONE).date().isoformat() if moment else None
