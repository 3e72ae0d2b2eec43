"""Columns of a list that were not read and look as if they held a detail: to be asked before they are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from migdesk.practice.details import DETAIL_BY_ID, DETAILS, Detail, DetailKind
from migdesk.workspace.list_reading.columns import plain_title
from migdesk.workspace.list_reading.table import Table

_WORDS: tuple[tuple[str, str], ...] = (
    ("go_live", r"go-?\s*live|golive|live date|date live"),
    ("ods_code", r"\b(?:ods|nacs|organi[sz]ation|national|practice|gp|org)\b.*\bcode\b|\bods\b|^code$"),
    (
        "to_system",
        r"\b(?:new|future|to|target|next|incoming|chosen|gaining)\b.*\b(?:system|supplier|software|vendor)",
    ),
    ("to_system", r"\b(?:system|supplier|software|vendor)\b.*\b(?:new|future|to|target|next|incoming)\b"),
    ("from_system", r"\b(?:system|supplier|software|vendor)\b|\bmigrat\w+ from\b"),
    ("commissioner", r"\b(?:icb|ccg|commissioner|commissioning|integrated care)\b"),
    ("delivery_partner", r"\b(?:delivery partner|csu|support unit)\b"),
    ("wave", r"\b(?:wave|tranche|cohort|batch)\b"),
    ("name", r"\b(?:practice|surgery)\b.*\bname\b|^(?:practice|surgery|site)$"),
)
"""By which words a title looks like a detail's, the surest first. Dates of other turning points are no Go-Live."""

ANYTHING_ELSE = ""


class ColumnQuestion(msgspec.Struct, frozen=True):
    """A question about columns: the detail's id, the titles that could hold it, the likeliest first, and whether one of
    them is read so far."""

    detail: str
    titles: tuple[str, ...]
    is_read: bool

    @property
    def in_words(self) -> str:
        """The question in a sentence: "“Agreed Go Live” looks like Go-Live, and was not read."."""
        detail = DETAIL_BY_ID[self.detail].title
        named = " and ".join(f"“{title}”" for title in self.titles)
        if self.is_read:
            return f"{named} could both be {detail}; “{self.titles[0]}” is taken."
        return f"{named} {'looks' if len(self.titles) == 1 else 'look'} like {detail}, and nothing is read for it."


def questions_on(table: Table) -> tuple[ColumnQuestion, ...]:
    """Return what is to be asked of a list's columns: of two dates for one detail, and of titles that are not known and
    look like a detail for which nothing is read."""
    return tuple(_questions(table))


def _questions(table: Table) -> Iterator[ColumnQuestion]:
    read = {column.field for column in table.columns}
    for field, titles in table.rivals.items():
        if DETAIL_BY_ID[field].kind == DetailKind.DATE:
            yield ColumnQuestion(field, titles, is_read=True)
    guesses: dict[str, list[str]] = {}
    for title in table.left_out:
        guess = looks_like(title)
        if guess:
            guesses.setdefault(guess.id, []).append(title)
    settled = {*table.rivals, *table.chosen}
    for detail in DETAILS:
        if detail.id not in read and detail.id in guesses:
            yield ColumnQuestion(detail.id, tuple(guesses[detail.id]), is_read=False)
        elif detail.kind == DetailKind.DATE and detail.id in guesses and detail.id not in settled:
            taken = next(column.title for column in table.columns if column.field == detail.id)
            yield ColumnQuestion(detail.id, (taken, *guesses[detail.id]), is_read=True)


def looks_like(title: str) -> Detail | None:
    """Return the detail that a column may hold by its title; None where it looks like none."""
    words = " ".join(re.sub(r"[_/()\[\]]+", " ", title).split()).casefold()
    return next((DETAIL_BY_ID[detail] for detail, pattern in _WORDS if re.search(pattern, words)), None)


def proposed(table: Table) -> dict[str, str]:
    """Return by title which detail each column of a list is proposed to hold, none for those to leave out."""
    found = {column.title: column.field for column in table.columns}
    for question in questions_on(table):
        if not question.is_read:
            found[question.titles[0]] = question.detail
    left = (title for title in table.titles if title and plain_title(title) not in map(plain_title, found))
    return found | dict.fromkeys(left, ANYTHING_ELSE)
