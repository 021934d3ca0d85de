"""What one sentence says in the network's two languages."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

Language = Literal["fr", "en"]


class Text(BaseModel):
    """A sentence a person may read, in French and in English."""

    model_config = ConfigDict(frozen=True)

    fr: str
    en: str

    def in_(self, language: Language) -> str:
        """Return the sentence in *language*."""
        return self.fr if language == "fr" else self.en
