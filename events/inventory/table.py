"""How the bytes of a CSV file become rows that still know their line."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from domain.text import Text
from events.inventory.refusal import FileRefused


@dataclass(frozen=True)
class Record:
    """One record of the file, and the line where it begins."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A file's header and its records, in the order they stand."""

    header: tuple[str, ...]
    records: tuple[Record, ...]


def decoded(content: bytes) -> str:
    """Return the text of a file in UTF-8, with or without a byte order mark.

    Raises:
        FileRefused: it is in another encoding.
    """
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # Counted on the bytes before the fault, whose line breaks are the same in every encoding UTF-8 is mistaken for.
        line = error.object[: error.start].count(b"\n") + 1
        raise FileRefused(
            Text(
                fr=f"ligne {line} : le fichier n'est pas en UTF-8. Convertissez-le, par exemple : "
                "iconv -f WINDOWS-1252 -t UTF-8 fichier.csv > fichier-utf8.csv",
                en=f"line {line}: the file is not in UTF-8. Convert it, for instance: "
                "iconv -f WINDOWS-1252 -t UTF-8 file.csv > file-utf8.csv",
            )
        ) from None


def table(text: str, delimiter: str = ",") -> Table:
    """Return the records of the CSV *text*; lines that hold nothing at all are no records.

    Raises:
        FileRefused: it has no header, or its quoting does not say where a record ends.
    """
    # The default limit of 128 KiB per cell is the parser's, not the format's.
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    records = _records(text, delimiter)
    return Table(header=_first(records), records=tuple(records))


def header(text: str, delimiter: str = ",") -> tuple[str, ...]:
    """Return the headers of the CSV *text*, whatever follows them.

    Raises:
        FileRefused: it has none.
    """
    return _first(_records(text, delimiter))


def _first(records: Iterator[Record]) -> tuple[str, ...]:
    record = next(records, None)
    if record is None:
        raise FileRefused(Text(fr="Le fichier est vide.", en="The file is empty."))
    return record.cells


def _records(text: str, delimiter: str) -> Iterator[Record]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error:
            raise FileRefused(
                Text(
                    fr=f"ligne {line} : les guillemets de cet enregistrement ne sont pas équilibrés ; "
                    "on ne peut plus dire où finissent les lignes suivantes",
                    en=f"line {line}: the quotes of this record are not balanced; "
                    "where the following rows end can no longer be told",
                )
            ) from None
        if cells is None:
            return
        if cells:
            yield Record(line, tuple(cells))
