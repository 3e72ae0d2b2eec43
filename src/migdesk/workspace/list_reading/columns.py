"""Which column of a list holds what: found by its title, whatever its case, spaces and usual wordings."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

import msgspec

Cell = str | date
"""A text as it stands in the file, or the day of a real date."""

WHAT_IS_WRONG = "What is wrong"
"""The title of the column that stands beside rows saved for correction. Its remarks are old news when the list comes
back, so it is passed over in silence."""

HEAD_WITHIN = 30
"""Rows from the top of a sheet in which the titles are looked for: lists often start with a heading or a remark."""

_BETWEEN_WORDS = re.compile(r"[\W_]+")
_IN_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")


class Column(msgspec.Struct, frozen=True):
    """A column that is understood: where it stands from 0, its title in the file, and the id of the field it holds."""

    index: int
    title: str
    field: str


class Head(msgspec.Struct, frozen=True):
    """The row of titles. `left_out` are the titles of columns that are not understood or that another one beats.

    `titles` are those of all columns from the left, as they stand in the file; empty where a column has none.
    """

    row: int
    columns: tuple[Column, ...]
    left_out: tuple[str, ...]
    titles: tuple[str, ...]

    @property
    def fields(self) -> frozenset[str]:
        """The fields that its columns hold."""
        return frozenset(column.field for column in self.columns)


class ListKind(msgspec.Struct, frozen=True, kw_only=True):
    """What a list is read as: which columns it has by their titles, and without which it is no such list.

    `field` returns what a column holds whose title is given in small letters without spaces and signs, and how well it
    is known by it, 0 the best; None for a title that is not known. `names_rows` tells whether columns with such fields
    are enough to tell one row from another, and `why_none` says in whole sentences what a file without them lacks, of
    the nearest to a head that it has.
    """

    field: Callable[[str], tuple[str, int] | None]
    names_rows: Callable[[frozenset[str]], bool]
    why_none: Callable[[Head | None], str]


def head_in(row: int, cells: Sequence[Cell], kind: ListKind) -> Head:
    """Read a row, number `row` of the file, as titles. Of two columns for one field the better known title wins."""
    best: dict[str, tuple[int, Column]] = {}
    titles = [(index, _tidy(cell)) for index, cell in enumerate(cells) if isinstance(cell, str) and cell.strip()]
    for index, title in titles:
        found = _field_of(title, kind)
        if found and (found[0] not in best or found[1] < best[found[0]][0]):
            best[found[0]] = (found[1], Column(index, title, found[0]))
    columns = tuple(sorted((column for _, column in best.values()), key=lambda column: column.index))
    used = {column.index for column in columns}
    left_out = tuple(title for index, title in titles if index not in used and not is_what_is_wrong(title))
    return Head(row, columns, left_out, tuple(cell if isinstance(cell, str) else "" for cell in cells))


def is_what_is_wrong(title: str) -> bool:
    """Tell whether a column is the one that rows saved for correction have."""
    return _tidy(title) == WHAT_IS_WRONG


def best_head(rows: Sequence[tuple[int, Sequence[Cell]]], kind: ListKind) -> Head | None:
    """Return the row with the most known titles, the first of equals; None where no row has any."""
    heads = [head_in(number, cells, kind) for number, cells in rows[:HEAD_WITHIN]]
    best = max(heads, key=lambda head: (kind.names_rows(head.fields), len(head.columns)), default=None)
    return best if best and best.columns else None


def plain_title(title: str) -> str:
    """Return a title as it is compared: in small letters, without spaces and signs."""
    return _BETWEEN_WORDS.sub("", title).casefold()


def _field_of(title: str, kind: ListKind) -> tuple[str, int] | None:
    return kind.field(plain_title(title)) or kind.field(plain_title(_IN_BRACKETS.sub(" ", title)))


def _tidy(text: str) -> str:
    return " ".join(text.split())[:80]
