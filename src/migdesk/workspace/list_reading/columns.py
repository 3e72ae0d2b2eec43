"""Which column of a list holds what: found by its title, whatever its case, spaces and usual wordings."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date

import msgspec

Cell = str | date
"""A text as it stands in the file, or the day of a real date."""

WHAT_IS_WRONG = "What is wrong"
"""The title of the column that stands beside rows saved for correction. Its remarks are old news when the list comes
back, so it is passed over in silence."""

HEAD_WITHIN = 30
"""Rows from the top of a sheet in which the titles are looked for: lists often start with a heading or a remark."""

_RENEWED = re.compile(r"\b(?:revised|rescheduled|re-?planned|updated|latest|amended|re-?baselined)\b", re.IGNORECASE)
_SUPERSEDED = re.compile(r"\b(?:original|originally|previous|previously|initial|superseded)\b", re.IGNORECASE)
_RANK_OF_RENEWED, _RANK_OF_SUPERSEDED = -1_000, 1_000
"""Of two columns for one field the one that says it is the later wins, whatever else its title is."""

_BETWEEN_WORDS = re.compile(r"[\W_]+")
_IN_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")


class Column(msgspec.Struct, frozen=True):
    """A column that is understood: where it stands from 0, its title in the file, and the id of the field it holds."""

    index: int
    title: str
    field: str


class Head(msgspec.Struct, frozen=True):
    """The row of titles. `left_out` are the titles of columns that are not understood or that another one beats.

    `titles` are those of all columns from the left, as they stand in the file; empty where a column has none. `rivals`
    are, by field, the titles that are known for it where there are several, the one that is taken first. `needs_above`
    tells that some title is made of this row and the one above it. `chosen` are the fields whose column somebody chose.
    """

    row: int
    columns: tuple[Column, ...]
    left_out: tuple[str, ...]
    titles: tuple[str, ...]
    rivals: Mapping[str, tuple[str, ...]] = {}
    needs_above: bool = False
    chosen: frozenset[str] = frozenset()

    @property
    def fields(self) -> frozenset[str]:
        """The fields that its columns hold."""
        return frozenset(column.field for column in self.columns)


class Choice(msgspec.Struct, frozen=True):
    """What somebody chose of a list: the sheets to read, all that hold such a list where none is named, and by title
    what a column holds; the empty field leaves it out."""

    sheets: tuple[str, ...] = ()
    columns: Mapping[str, str] = {}

    def field_of(self, title: str) -> str | None:
        """Return what was chosen for a title; None where nothing was."""
        return {plain_title(chosen): field for chosen, field in self.columns.items()}.get(plain_title(title))


NO_CHOICE = Choice()


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


def head_in(
    row: int, cells: Sequence[Cell], kind: ListKind, choice: Choice = NO_CHOICE, above: Sequence[Cell] = ()
) -> Head:
    """Read a row, number `row` of the file, as titles, with the row `above` it where titles stand over two rows.

    Of two columns for one field the chosen one wins, then the one that says it is the later, then the better known.
    """
    found: dict[str, list[tuple[int, Column]]] = {}
    titles, from_above = _titles(cells, above, kind)
    for index, title in titles:
        known = _known_as(title, kind, choice)
        if known:
            found.setdefault(known[0], []).append((known[1], Column(index, title, known[0])))
    ranked = {field: sorted(some, key=lambda pair: pair[0]) for field, some in found.items()}
    columns = tuple(sorted((some[0][1] for some in ranked.values()), key=lambda column: column.index))
    used = {column.index for column in columns}
    left_out = tuple(
        title
        for index, title in titles
        if index not in used and not is_what_is_wrong(title) and choice.field_of(title) is None
    )
    rivals = {
        field: tuple(column.title for _, column in some)
        for field, some in ranked.items()
        if len(some) > 1 and choice.field_of(some[0][1].title) is None
    }
    by_index = dict(titles)
    width = max((*by_index, len(cells) - 1), default=-1) + 1
    whole = tuple(by_index.get(index, "") for index in range(width))
    chosen = frozenset(column.field for column in columns if choice.field_of(column.title))
    return Head(row, columns, left_out, whole, rivals, from_above, chosen)


def _titles(cells: Sequence[Cell], above: Sequence[Cell], kind: ListKind) -> tuple[list[tuple[int, str]], bool]:
    """Return the titles by their places, made of two rows where they stand so, and whether any is."""
    titles: list[tuple[int, str]] = []
    group, made_of_two = "", False
    for index in range(max(len(cells), len(above))):
        own, over = (_text_at(row, index) for row in (cells, above))
        group = over or group
        title = own or over
        if own and group and not _field_of(own, kind):
            both = (f"{group} {own}", f"{own} {group}")
            title = next((text for text in both if _field_of(text, kind)), own)
        made_of_two = made_of_two or title != own
        if title:
            titles.append((index, title))
    return titles, made_of_two


def _text_at(cells: Sequence[Cell], index: int) -> str:
    cell = cells[index] if index < len(cells) else ""
    return _tidy(cell) if isinstance(cell, str) else ""


def _known_as(title: str, kind: ListKind, choice: Choice) -> tuple[str, int] | None:
    """Return the field that a column holds, and its rank among those for it, the least first."""
    chosen = choice.field_of(title)
    if chosen is not None:
        return (chosen, -2 * abs(_RANK_OF_RENEWED)) if chosen else None
    found = _field_of(title, kind)
    if found is None:
        return None
    later = _RANK_OF_RENEWED if _RENEWED.search(title) else 0
    return found[0], found[1] + later + (_RANK_OF_SUPERSEDED if _SUPERSEDED.search(title) else 0)


def is_what_is_wrong(title: str) -> bool:
    """Tell whether a column is the one that rows saved for correction have."""
    return _tidy(title) == WHAT_IS_WRONG


def best_head(rows: Sequence[tuple[int, Sequence[Cell]]], kind: ListKind, choice: Choice = NO_CHOICE) -> Head | None:
    """Return the row with the most known titles, the first of equals; None where no row has any.

    A head over two rows is taken only where it knows more than each of them alone.
    """
    heads: list[Head] = []
    before: Sequence[Cell] = ()
    for number, cells in rows[:HEAD_WITHIN]:
        heads.append(head_in(number, cells, kind, choice))
        if before:
            over_two = head_in(number, cells, kind, choice, before)
            heads += [over_two] if over_two.needs_above else []
        before = cells
    best = max(
        heads, key=lambda head: (kind.names_rows(head.fields), len(head.columns), not head.needs_above), default=None
    )
    return best if best and best.columns else None


def plain_title(title: str) -> str:
    """Return a title as it is compared: in small letters, without spaces and signs."""
    return _BETWEEN_WORDS.sub("", title).casefold()


def _field_of(title: str, kind: ListKind) -> tuple[str, int] | None:
    without_age = _SUPERSEDED.sub(" ", _RENEWED.sub(" ", title))
    forms = (title, _IN_BRACKETS.sub(" ", title), without_age)
    return next((found for form in forms if (found := kind.field(plain_title(form)))), None)


def _tidy(text: str) -> str:
    return " ".join(text.split())[:80]
