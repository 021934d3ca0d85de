"""One row of an inventory, its cells under the names that a mapping gives the columns."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from events.inventory.spelling import normalized


@dataclass(frozen=True)
class Row:
    """*line* is where it begins in the file, counted as an editor counts."""

    line: int
    cells: Mapping[str, str]
    headers: Mapping[str, str]
    blanks: Collection[str] = ()
    """Cells that say nothing, as the inventory writes it; normalized."""

    def __getitem__(self, column: str) -> str:
        """Return what stands in *column*, or the empty string when that says nothing."""
        cell = self.cells[column]
        said = normalized(cell)
        return "" if not said or said in self.blanks else cell

    def header(self, column: str) -> str:
        """Return what the file calls *column*."""
        return self.headers[column]
