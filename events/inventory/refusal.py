"""The three ways an import says no: to one row, to a whole file, to a mapping. Each in words a person can act on."""

from domain.text import Text


class RowRefused(Exception):  # noqa: N818 - it is the answer to reading a row
    """One row cannot become a case."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


class FileRefused(Exception):  # noqa: N818 - it is the answer to reading a file
    """Nothing of the file can be trusted, so nothing of it is sent."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


class MappingRefused(Exception):  # noqa: N818 - it is the answer to reading a mapping
    """A mapping is wrong, or does not fit the file."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text
