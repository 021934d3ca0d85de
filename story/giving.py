"""Who gives the story's opinions: one person for each body, with keys that are drawn and enrolled for one telling."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Self, get_args

from domain.question import Opinion
from events.contract.incoming.any_case import Body
from events.signing import Key

BEFORE = date(2024, 1, 1)
"""No opinion of the story is older."""


@dataclass(frozen=True)
class Giver:
    """One person who sits on a body."""

    key: Key
    person: str


@dataclass(frozen=True)
class Givers:
    """Everyone who gives an opinion in one telling of the story."""

    by_body: Mapping[str, Giver]

    @classmethod
    def drawn(cls) -> Self:
        """Draw a key for each body."""
        return cls({body: Giver(Key.new(), f"p-{secrets.token_hex(8)}") for body in get_args(Body)})

    def table(self, today: date) -> dict[str, dict[str, Any]]:
        """Return the lines to enrol them by: their keys end the day after *today*."""
        return {
            giver.key.id: {
                "body": body,
                "seat": None,
                "person": giver.person,
                "establishment": None,
                "jwk": giver.key.jwk,
                "valid_from": BEFORE.isoformat(),
                "valid_until": (today + timedelta(days=1)).isoformat(),
                "revoked_from": None,
            }
            for body, giver in self.by_body.items()
        }

    def signs(self, case_id: str, data: Mapping[str, Any], day: date) -> dict[str, Any]:
        """Return the *data* of an opinion on *case_id*, signed on that *day* by whoever sits on its body."""
        giver = self.by_body[data["body"]]
        opinion = Opinion.model_validate(dict(data))
        return {**data, "signature": giver.key.signed(case_id, opinion, person=giver.person, signed_on=day)}
