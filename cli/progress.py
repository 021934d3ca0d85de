"""A bar for work that takes a while: on stderr, for people only, gone when the work is done."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from cli.screen import screen
from domain.text import Text

COLUMNS = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())


@contextmanager
def counted(what: Text, total: int) -> Iterator[Callable[[], None]]:
    """Show how many of *total* are done; the yielded function tells of one more."""
    with Progress(*COLUMNS, console=screen.err, transient=True, disable=not screen.err.is_terminal) as bar:
        task = bar.add_task(screen.say(what), total=total)
        yield lambda: bar.advance(task)


@contextmanager
def measured(what: Text) -> Iterator[Callable[[int, int], None]]:
    """Show how far the work has come; the yielded function takes how much is done, and of how much."""
    with Progress(*COLUMNS, console=screen.err, transient=True, disable=not screen.err.is_terminal) as bar:
        task = bar.add_task(screen.say(what), total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
