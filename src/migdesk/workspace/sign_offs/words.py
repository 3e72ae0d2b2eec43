"""The exact words of a sign-off: its places filled with what was typed and counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from migdesk.base.date_words import long_date
from migdesk.checklist.registers.definitions import ColumnType
from migdesk.checklist.sign_offs.definitions import ORGANISATION, PLACE, PRACTICE, VALUE, SignOff, SignOffField
from migdesk.workspace.registers.values import Names, shown
from migdesk.workspace.sign_offs.view import Piece

BLANK = "…"


def pieces_of(
    sign_off: SignOff,
    numbers: Mapping[str, int | float],
    filled: Mapping[str, Any],
    names: Names,
    given: Mapping[str, str],
) -> Iterator[Piece]:
    """Yield the words part by part; `given` are the names of the practice and of the signing organisation."""
    start = 0
    for match in PLACE.finditer(sign_off.words):
        if match.start() > start:
            yield Piece(sign_off.words[start : match.start()])
        yield _place(match[1], sign_off, numbers, filled, names, given)
        start = match.end()
    if start < len(sign_off.words):
        yield Piece(sign_off.words[start:])


def wording_with(
    sign_off: SignOff,
    numbers: Mapping[str, int | float],
    filled: Mapping[str, Any],
    names: Names,
    given: Mapping[str, str],
) -> str:
    """Return the words as one text, which is what a signature keeps."""
    return "".join(piece.text for piece in pieces_of(sign_off, numbers, filled, names, given))


def _place(
    name: str,
    sign_off: SignOff,
    numbers: Mapping[str, int | float],
    filled: Mapping[str, Any],
    names: Names,
    given: Mapping[str, str],
) -> Piece:
    if name in (PRACTICE, ORGANISATION):
        return Piece(given.get(name) or BLANK)
    if name in numbers:
        return Piece(sign_off.figure_by_id[name].in_words(numbers[name]), name)
    field, value = sign_off.field_by_id[name], filled.get(name)
    if value is None and field.required:
        return Piece(BLANK, name, is_blank=True)
    return Piece(_value(field, value, names), name)


def _value(field: SignOffField, value: Any, names: Names) -> str:
    if value is None:
        return field.empty
    if field.type is ColumnType.DATE:
        text = day_in_words(date.fromisoformat(value))
    else:
        text = shown(field, value, names).replace("; ", ", ")
    if field.type in (ColumnType.TEXT, ColumnType.LONG_TEXT):
        text = text.rstrip(". ")  # the words go on after it
    return field.framed.replace(VALUE, text)


def day_in_words(day: date) -> str:
    """Return a day as it stands in the words: "Tuesday 16 March 2027"."""
    return f"{long_date(day)}"
