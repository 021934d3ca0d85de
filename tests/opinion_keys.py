"""Keys that never change, for opinions that tests sign: everyone may know them, and no installation enrols them."""

from datetime import date
from hashlib import sha256
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from domain.question import Opinion
from events.signing import Key

Json = dict[str, Any]

SIGNED_ON: Final = date(2026, 3, 1)


def key(name: str) -> Key:
    """Return the key called *name*, always the same."""
    return Key(Ed25519PrivateKey.from_private_bytes(sha256(name.encode()).digest()))


def person(name: str) -> str:
    """Return the reference of the person called *name* here."""
    return f"p-{sha256(name.encode()).hexdigest()[:16]}"


def entry(name: str, body: str, **rest: Any) -> dict[str, Json]:
    """Return the line of the table of keys by which *name* sits on *body*."""
    held = key(name)
    return {
        held.id: {
            "body": body,
            "seat": None,
            "person": person(name),
            "establishment": None,
            "jwk": held.jwk,
            "valid_from": "2025-01-01",
            "valid_until": "2030-12-31",
            "revoked_from": None,
            **rest,
        }
    }


def signed(case_id: str, data: Json, name: str, *, on: date = SIGNED_ON) -> Json:
    """Return the *data* of an opinion, signed by *name*."""
    signature = key(name).signed(case_id, Opinion.model_validate(data), person=person(name), signed_on=on)
    return {**data, "signature": signature}


ENROLLED: Final = {
    **entry("officer", "privacy_officer"),
    **entry("committee", "comite_ia_sante"),
    **entry("experts", "scientific_committee"),
    **entry("order", "professional_order"),
    **entry("hat", "professional_order", person=person("committee")),
    **entry("ethics", "ethics_committee"),
    **entry("second_hat", "professional_order", person=person("ethics")),
    **entry("member", "comite_ia_sante", seat="member", establishment="ciusss-x"),
    **entry("past", "privacy_officer", valid_until="2025-12-31"),
    **entry("revoked", "privacy_officer", revoked_from="2026-03-01"),
}
"""The keys that the tests' own OPA serves."""
