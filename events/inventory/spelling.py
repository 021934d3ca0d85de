"""What is the same text for a person: spacing, case, dashes and apostrophes aside. And how a name becomes a code."""

import re
import unicodedata
from hashlib import sha256

CUT = " […]"
"""Stands where a text was cut, so that nobody takes the rest for the whole."""

_DASHES = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_APOSTROPHES = re.compile("[\u2018\u2019\u02bc\uff07]")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "đ": "d", "ł": "l"})
_NOT_CODE = re.compile("[^a-z0-9]+")


def normalized(text: str) -> str:
    """Return *text* as it is compared: two texts that differ only in spelling habits are equal."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(_APOSTROPHES.sub("'", _DASHES.sub("-", folded)).split())


def one_line(text: str) -> str:
    """Return *text* on one line, with single spaces."""
    return " ".join(text.split())


def prose(text: str) -> str:
    """Return *text* without blanks around it, its line breaks kept."""
    return re.sub(r"\r\n?", "\n", text).strip()


def cut(text: str, at_most: int) -> str:
    """Return *text* in at most *at_most* characters, with a mark where it was cut."""
    return text if len(text) <= at_most else text[: at_most - len(CUT)].rstrip() + CUT


def digest(*texts: str) -> str:
    """Return eight hexadecimal digits that tell *texts* from others."""
    return sha256("\x1f".join(normalized(text) for text in texts).encode()).hexdigest()[:8]


def code(text: str, longest: int) -> str:
    """Return *text* as lower-case ASCII letters, digits and single hyphens; the same text always gives the same code.

    A code that had to be cut, or that nothing of the text could be kept in, ends with a digest of the whole text.
    """
    bare = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold().translate(_LIGATURES))
    ascii_ = "".join(character for character in bare if not unicodedata.combining(character))
    kept = _NOT_CODE.sub("-", ascii_).strip("-")
    if not kept:
        return digest(text)
    if len(kept) <= longest:
        return kept
    words = kept[: longest - 9]
    return f"{(words.rpartition('-')[0] or words).strip('-')}-{digest(text)}"
