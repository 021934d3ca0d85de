"""What a problem with the policies is: where, of which rule, what is wrong and how to mend it, in both languages."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Literal

from pydantic import BaseModel, ConfigDict

from domain.text import Text


class Problem(BaseModel):
    """One thing to mend. *said* holds the words of the tool that found it, where they add something."""

    model_config = ConfigDict(frozen=True)

    problem: Text
    remedy: Text
    file: str | None = None
    """From the folder that holds the policies: `policies/rules/…`."""
    line: int | None = None
    rule: str | None = None
    said: str | None = None


class Check(BaseModel):
    """One thing that was checked, and what is wrong with it."""

    model_config = ConfigDict(frozen=True)

    what: Text
    problems: tuple[Problem, ...] = ()
    looked: bool = True
    """False when something else must be mended before this can be told."""
    remembered: Literal["nothing", "part", "all"] = "nothing"
    """How much of it is what an earlier check found, of files that have not changed since."""


def near(word: object, known: Iterable[str], count: int = 3) -> list[str]:
    """Return the *known* words that *word* may have been meant for, the nearest first."""
    return get_close_matches(str(word), sorted(set(known)), n=count, cutoff=0.6)


def instead(word: object, known: Iterable[str], otherwise: Text) -> Text:
    """Return the remedy for a *word* that does not exist: the known ones near it, then what to do *otherwise*."""
    proposed = near(word, known)
    if not proposed:
        return otherwise
    listed = ", ".join(proposed)
    return Text(
        fr=f"{'Le plus proche' if len(proposed) == 1 else 'Les plus proches'} : {listed}. {otherwise.fr}",
        en=f"Nearest: {listed}. {otherwise.en}",
    )
