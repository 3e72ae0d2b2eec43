"""The three families of error that a person is told about. Anything else is a bug and goes to the crash file."""

from __future__ import annotations


class KnownError(Exception):
    """Base of the three families; its text is one line of plain English that can be shown as it is."""


class UserError(KnownError):
    """What was asked cannot be done as asked: a wrong code, an unknown practice, a folder that is no guide."""


class EnvironmentFault(KnownError):  # noqa: N818 (the design's own word)
    """The computer stands in the way: disk full, folder read-only, database locked or damaged."""


class DataFault(KnownError):  # noqa: N818
    """A content or data file is wrong at a place that can be named."""

    def __init__(self, file: str, line: int, message: str) -> None:
        """`file` as a person would find it, `line` from 1, `message`: what is wrong and what was expected."""
        super().__init__(f"{file}:{line}: {message}")
        self.file = file
        self.line = line
        self.message = message
