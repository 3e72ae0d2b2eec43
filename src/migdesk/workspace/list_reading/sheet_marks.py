"""What a sheet of a workbook says beside its values: which cells are merged, and which formulas nobody has worked out.

The library's quick reader gives neither, so they are looked for in the sheet's own text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import msgspec

from migdesk.workspace.list_reading.columns import Cell

NOT_WORKED_OUT = "=?"
"""Stands in a cell for a formula without a value."""
_MOST_FILLED = 200_000
"""Cells that are given the value of those that they are merged with; more is no list."""

_MERGED = re.compile(rb"mergeCell\s[^>]*?ref=[\"']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})")
_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*[^/])>(.*?)</(?:\w+:)?c>", re.DOTALL)
_PLACE = re.compile(rb"\br=[\"']([A-Z]{1,3})(\d{1,7})[\"']")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>[^<]|<(?:\w+:)?is[\s>]")


class SheetMarks(msgspec.Struct):
    """By row, from 1: columns, from 0, whose value is that of the row above, and those of formulas without a value."""

    merged: Mapping[int, tuple[tuple[int, int], ...]]
    formulas: Mapping[int, tuple[int, ...]]
    values: dict[int, Cell] = {}

    def completed(self, number: int, cells: list[Cell]) -> list[Cell]:
        """Return a row's cells with the values of those that they are merged with. Rows are asked for in order."""
        for column in self.formulas.get(number, ()):
            _put(cells, column, NOT_WORKED_OUT)
        for column, first in self.merged.get(number, ()):
            if number == first:
                self.values[column] = cells[column] if column < len(cells) else ""
            elif self.values.get(column):
                _put(cells, column, self.values[column])
        return cells


def marks_of(sheet: Any) -> SheetMarks:
    """Return what a sheet of the quick reader says; nothing where its text cannot be had."""
    try:
        with sheet.parent._archive.open(sheet._worksheet_path) as part:
            text = part.read()
    except (AttributeError, KeyError, OSError, ValueError):
        return SheetMarks({}, {})
    return SheetMarks(_merged_in(text), _formulas_in(text) if _FORMULA.search(text) else {})


def _merged_in(text: bytes) -> dict[int, tuple[tuple[int, int], ...]]:
    found: dict[int, list[tuple[int, int]]] = {}
    filled = 0
    for first_column, first_row, _, last_row in _MERGED.findall(text):
        first, last, column = int(first_row), int(last_row), _number(first_column)
        filled += last - first
        if last <= first or filled > _MOST_FILLED:  # merged sideways alone: a heading, which no row has as its own
            continue
        for row in range(first, last + 1):
            found.setdefault(row, []).append((column, first))
    return {row: tuple(columns) for row, columns in found.items()}


def _formulas_in(text: bytes) -> dict[int, tuple[int, ...]]:
    found: dict[int, list[int]] = {}
    for attributes, inner in _CELL.findall(text):
        place = _PLACE.search(attributes)
        if place and _FORMULA.search(inner) and not _VALUE.search(inner):
            found.setdefault(int(place[2]), []).append(_number(place[1]))
    return {row: tuple(columns) for row, columns in found.items()}


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _put(cells: list[Cell], column: int, value: Cell) -> None:
    if column > 16_384:
        return
    cells.extend([""] * (column + 1 - len(cells)))
    cells[column] = value
