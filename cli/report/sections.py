"""The one form in which a report is written: a title, what it is about, a table; for a terminal, Markdown or HTML."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape as html
from typing import Final

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from domain.text import Language, Text

Cell = Text | str


NOTHING: Final = Text(fr="Rien.", en="Nothing.")


@dataclass(frozen=True)
class Column:
    """One column. *number* ones are set to the right."""

    title: Text
    number: bool = False


@dataclass(frozen=True)
class Section:
    """One part of a report. Without rows, *about* and *nothing* say all."""

    title: Text
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    about: Text | None = None
    nothing: Text = NOTHING


def column(fr: str, en: str, *, number: bool = False) -> Column:
    """Return a column."""
    return Column(Text(fr=fr, en=en), number)


def said(cell: Cell, language: Language) -> str:
    """Return what *cell* says."""
    return cell.in_(language) if isinstance(cell, Text) else cell


def show(console: Console, sections: Iterable[Section], language: Language) -> None:
    """Print *sections* for a person at a terminal."""
    for section in sections:
        console.print(f"\n[bold]{escape(section.title.in_(language))}[/bold]")
        if section.about:
            console.print(f"[dim]{escape(section.about.in_(language))}[/dim]")
        if not section.rows:
            console.print(f"  [dim]{escape(section.nothing.in_(language))}[/dim]")
            continue
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
        for each in section.columns:
            table.add_column(each.title.in_(language), justify="right" if each.number else "left", overflow="fold")
        for row in section.rows:
            table.add_row(*(escape(said(cell, language)) for cell in row))
        console.print(table)


def markdown(sections: Iterable[Section], language: Language) -> str:
    """Return *sections* as Markdown."""
    parts: list[str] = []
    for section in sections:
        parts.append(f"## {plain(section.title.in_(language))}")
        if section.about:
            parts.append(section.about.in_(language))
        if not section.rows:
            parts.append(f"*{section.nothing.in_(language)}*")
            continue
        lines = [
            _line(each.title.in_(language) for each in section.columns),
            _line("---:" if each.number else "---" for each in section.columns),
            *(_line(plain(said(cell, language)) for cell in row) for row in section.rows),
        ]
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def page(sections: Iterable[Section], language: Language) -> str:
    """Return *sections* as the inside of an HTML page."""
    return "\n".join(_section(section, language) for section in sections)


def _section(section: Section, language: Language) -> str:
    parts = [f"<section>\n<h2>{html(section.title.in_(language))}</h2>"]
    if section.about:
        parts.append(f"<p>{html(section.about.in_(language))}</p>")
    if not section.rows:
        parts.append(f'<p class="nothing">{html(section.nothing.in_(language))}</p>')
    else:
        head = [f'<th scope="col"{_side(each)}>{html(each.title.in_(language))}</th>' for each in section.columns]
        parts.append(f"<table>\n<thead><tr>{''.join(head)}</tr></thead>\n<tbody>")
        for row in section.rows:
            told = [(each, html(said(cell, language))) for each, cell in zip(section.columns, row, strict=True)]
            parts.append(f"<tr>{''.join(f'<td{_side(each)}>{cell}</td>' for each, cell in told)}</tr>")
        parts.append("</tbody>\n</table>")
    return "\n".join((*parts, "</section>"))


def _side(of: Column) -> str:
    return ' class="number"' if of.number else ""


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def plain(cell: str) -> str:
    """Return *cell* so that nothing in it is taken for Markdown or HTML, whoever wrote it."""
    kept = " ".join(cell.split())
    for sign in "\\`*_[]<|":
        kept = kept.replace(sign, f"\\{sign}")
    return kept
