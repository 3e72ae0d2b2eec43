"""Reads a list in CSV: whatever its encoding is, and whether commas, semicolons or tabs stand between its cells."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import count, islice

import msgspec

from migdesk.base.errors import UserError
from migdesk.report.writers.csv import defused
from migdesk.workspace.list_reading.columns import HEAD_WITHIN, NO_CHOICE, Choice, ListKind, best_head
from migdesk.workspace.list_reading.table import NumberedRow, Progress, Table, table_from

MOST_LINES = 1_048_576
"""As many rows as a spreadsheet program has; most of them may be empty."""
LONGEST_LINE = 250_000
MOST_CELLS = 1_000
"""In one row. With the longest line they bound the time that any file of the largest size can take."""

_MAC_ROMAN = "Its letters were read as those of an old Mac list (Mac Roman): look at names with accents or apostrophes."
_ODD = re.compile("[a-z][À-ÖØ-ÞŠŽŸ]|[A-Za-z]?[ƒ†‡ˆ‰‹›¤¦¨¬¯¸¹º\ufffd\x80-\x9f][a-z]|Ž[a-z]|[a-z]Ž")
"""What no word of a name holds: a capital with an accent within it, or a sign that is none of a text's."""

_SEPARATORS = ",;\t|"
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_NO_TEXT = frozenset(map(chr, range(32))) - set("\t\n\r\f\v")


def read_csv(data: bytes, kind: ListKind, progress: Progress, choice: Choice = NO_CHOICE) -> Table:
    """Return the list in `data`. Raises UserError that says why it is none."""
    text = decoded(data)
    if not text.strip():
        raise UserError("It is empty.")
    if text.lstrip()[:1] == "<":
        raise UserError("It is a web page or XML. Open it in a spreadsheet program and save it as .xlsx or CSV.")
    if text.lstrip()[:1] in {"{", "["}:
        raise UserError(_why_no_json(text))
    table = table_from(_rows(text, _separator_of(text, kind, choice)), kind, progress, choice=choice)
    return msgspec.structs.replace(table, remarks=(_MAC_ROMAN,)) if _is_mac_roman(data) else table


def _why_no_json(text: str) -> str:
    """Say what a JSON file is, which is no list: a report of ours can be told from any other."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        found = None
    if isinstance(found, dict) and "form" in found and "practice" in found:
        return (
            "It is a status report of migdesk in JSON, and no list. To bring a practice from another computer, have it "
            "exported there and taken in here."
        )
    return "It is JSON and no list. Choose a list in CSV or Excel."


def decoded(data: bytes) -> str:
    """Return the text: UTF-8 or UTF-16, with a mark or without, else Windows-1252. Raises UserError for none."""
    text = _decoded(data)
    if not _NO_TEXT.isdisjoint(text):
        raise UserError("It is no table. Choose a list in CSV or Excel.")
    return text


def _decoded(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        every_other = data[first:200:2]
        if every_other and every_other.count(0) > len(every_other) // 2:  # as in English text without the mark
            return data.decode(encoding, "replace")
    with suppress(UnicodeDecodeError):
        return data.decode()
    return data.decode("mac_roman" if _is_mac_roman(data) else "cp1252", "replace")


def _is_mac_roman(data: bytes) -> bool:
    """Tell whether bytes that are no Unicode make likelier words as old Macs wrote them than as Windows did."""
    if any(data.startswith(mark) for mark, _ in _MARKS) or 0 in data[:200]:
        return False
    with suppress(UnicodeDecodeError):
        data.decode()
        return False
    as_windows, as_mac = (len(_ODD.findall(data.decode(name, "replace"))) for name in ("cp1252", "mac_roman"))
    return as_mac < as_windows


def _separator_of(text: str, kind: ListKind, choice: Choice) -> str:
    """Return the separator with which most titles are known, and then that which makes the most cells."""

    def known(separator: str) -> tuple[int, int]:
        rows: list[NumberedRow] = []
        with suppress(UserError):
            rows.extend(islice(_rows(text, separator), HEAD_WITHIN))
        head = best_head(rows, kind, choice)
        return len(head.columns) if head else 0, max((len(cells) for _, cells in rows), default=0)

    return max(_SEPARATORS, key=known)


def _rows(text: str, separator: str) -> Iterator[NumberedRow]:
    reader = csv.reader(_lines(text), delimiter=separator, strict=True)
    for number in count(1):
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise UserError(
                f"Row {number} cannot be read: a quotation mark in it is not closed, or stands within a text. "
                "Save the list again from a spreadsheet program."
            ) from None
        if len(cells) > MOST_CELLS:
            raise UserError(f"Row {number:,} has more than {MOST_CELLS:,} cells, so this is no list.")
        yield number, [plain(cell) for cell in cells]


def _lines(text: str) -> Iterator[str]:
    for number, line in enumerate(io.StringIO(text, newline=""), 1):
        if number > MOST_LINES:
            raise UserError(f"It has more than {MOST_LINES:,} rows. Leave out the empty ones.")
        if len(line) > LONGEST_LINE:
            raise UserError(f"Line {number:,} has more than {LONGEST_LINE:,} characters, so this is no list.")
        yield line


def plain(cell: str) -> str:
    """Return a cell without the apostrophe that our own tables put before what could be run as a formula."""
    return cell[1:] if cell[:1] == "'" and defused(cell[1:]) == cell else cell
