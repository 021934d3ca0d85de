"""What keeps a log from being opened: said to a person, with what would help, because going on could fork it."""

from domain.text import Text


class LogRefused(Exception):  # noqa: N818  it is a state of the log, not a mistake
    """The log is not what it must be to be written to."""

    def __init__(self, fr: str, en: str) -> None:
        super().__init__(en)
        self.text = Text(fr=fr, en=en)


class LogHeld(LogRefused):
    """Another process writes to it."""
