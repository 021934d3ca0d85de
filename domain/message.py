"""What reaches a case: one event, in the form every host of the core understands."""

from hashlib import sha256
from typing import Any, Final

from pydantic import AwareDatetime, BaseModel, ConfigDict

ESTABLISHMENT: Final = "urn:balise:etablissement:"
"""What the source of an establishment begins with; its code follows."""
FROM_A_CASE: Final = "urn:balise:dossier:"
"""How the source of what one case tells another begins, before the id of the case that tells. Nobody outside has it."""


class Message(BaseModel):
    """One event handed over to a case. *id* is unique within *source*, as CloudEvents has it."""

    model_config = ConfigDict(frozen=True)

    id: str
    source: str
    type: str
    """Subject and past participle, without the reverse domain and the version: `need.described`."""
    subject: str
    """Id of the case it is about."""
    time: AwareDatetime
    """When it happened, by its source's clock."""
    received_at: AwareDatetime
    """When it was handed over; the case is judged as of this instant."""
    data: dict[str, Any]

    @property
    def key(self) -> str:
        """What the case remembers of it, to know it again: 64 bits of the digest of source and id."""
        return sha256(f"{self.source}\n{self.id}".encode()).hexdigest()[:16]
