"""A file in the making, piece by piece, so that a window can show how far it is and stop it."""

from __future__ import annotations

import msgspec

from migdesk.report.document import Document


class Part(msgspec.Struct, frozen=True):
    """A piece of the file, and how far it is: `done` of `total` steps, and what is being done."""

    data: bytes
    doing: str
    done: int
    total: int


class Progress:
    """Counts the rows and sheets of a document while it is written."""

    def __init__(self, document: Document) -> None:
        self._rows, self._sheets = document.rows, document.sheets
        self._done_rows = self._done_sheets = 0

    def part(self, data: bytes = b"") -> Part:
        """Return a piece after which nothing more is counted."""
        if self._done_sheets or (self._sheets and self._done_rows >= self._rows):
            doing = f"Writing pages: {self._done_sheets:,} of {self._sheets:,}"
        elif self._rows:
            doing = f"Writing the board: {self._done_rows:,} of {self._rows:,} practices"
        else:
            doing = "Writing the report"
        return Part(data, doing, self._done_rows + self._done_sheets, self._rows + self._sheets)

    def rows(self, number: int, data: bytes = b"") -> Part:
        """Return a piece with so many rows."""
        self._done_rows = min(self._rows, self._done_rows + number)
        return self.part(data)

    def sheet(self, data: bytes = b"") -> Part:
        """Return a piece that is a sheet."""
        self._done_sheets += 1
        return self.part(data)

    def last(self, data: bytes) -> Part:
        """Return the last piece."""
        total = self._rows + self._sheets
        return Part(data, "Saving the file", total, total)
