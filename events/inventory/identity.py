"""Which case a row is: the code of its establishment, and a slug that stays the same from one edition to the next."""

from collections import Counter
from collections.abc import Sequence

from domain.text import Text
from events.contract import topics
from events.inventory.mapping import Identity
from events.inventory.refusal import RowRefused
from events.inventory.row import Row
from events.inventory.spelling import code, digest, normalized, one_line

LONGEST_ESTABLISHMENT = 80
LONGEST_SLUG = 80
"""Together, with their digests, they stay below what the contract allows in a subject and in a source."""


def named(identity: Identity, row: Row) -> tuple[str, str]:
    """Return the establishment's code and the slug that the row's name gives, others of that name aside.

    Raises:
        RowRefused: the row does not say whose it is, or what it is called.
    """
    if not one_line(row[identity.name]):
        raise RowRefused(_blank(row.header(identity.name)))
    pieces: list[str] = []
    for piece in identity.establishment:
        said = row[piece.column] if piece.before is None else row[piece.column].partition(piece.before)[0]
        if not one_line(said):
            raise RowRefused(_blank(row.header(piece.column)))
        codes = {normalized(value): known for value, known in piece.codes.items()}
        spelled = codes.get(normalized(said)) or code(said, len(said) * 4)
        if pieces[-1:] != [spelled]:  # a department's own headquarters is not its own bureau
            pieces.append(spelled)
    establishment = code("-".join(pieces), LONGEST_ESTABLISHMENT)
    if establishment == topics.GOVERNANCE:
        raise RowRefused(
            Text(
                fr=f"« {establishment} » est le nom réservé des instances de gouvernance",
                en=f"“{establishment}” is reserved for the governance bodies",
            )
        )
    return establishment, code(row[identity.name], LONGEST_SLUG)


def distinct(identity: Identity, named_rows: Sequence[tuple[Row, tuple[str, str]]]) -> list[str]:
    """Return the case id of each row: rows of one name get a digest of what the mapping says tells them apart.

    All of them do, not only the second: the order of the rows decides nothing.
    """
    shared = Counter(name for _, name in named_rows)
    ids = []
    for row, (establishment, slug) in named_rows:
        told_apart = (
            f"-{digest(*(row[column] for column in identity.distinguish))}"
            if shared[establishment, slug] > 1 and identity.distinguish
            else ""
        )
        ids.append(f"initiative:{establishment}/{slug}{told_apart}")
    return ids


def _blank(header: str) -> Text:
    return Text(fr=f"colonne « {header} » vide", en=f"column “{header}” is blank")
