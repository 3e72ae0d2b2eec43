"""Which rows of a register are wanted: words, statuses, one choice, whose they are, and what is overdue."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from migdesk.workspace.mine import Person, is_mine
from migdesk.workspace.registers.view import RowView


class RowFilter(msgspec.Struct, frozen=True, kw_only=True):
    """All of it holds. `statuses` are ids, any of them; `choice` is a column and the value that it has; `rows` are the
    ids of rows that something, such as a remark, is about."""

    words: str = ""
    statuses: frozenset[str] = frozenset()
    choice: tuple[str, str] | None = None
    mine: bool = False
    overdue: bool = False
    rows: frozenset[str] | None = None

    @property
    def is_set(self) -> bool:
        """Whether it leaves anything out."""
        return self != RowFilter()


def is_wanted(row: RowView, wanted: RowFilter, person: Person, text_of: Callable[[RowView], str]) -> bool:
    """Tell whether a row is shown. `text_of` is asked for all that can be found in it, in lower case."""
    if wanted.rows is not None and row.id not in wanted.rows:
        return False
    if wanted.statuses and row.status.id not in wanted.statuses:
        return False
    if wanted.overdue and not row.overdue:
        return False
    if wanted.choice and row.value(wanted.choice[0]) != wanted.choice[1]:
        return False
    if wanted.mine and not is_mine(row.owners, (), person):
        return False
    words = wanted.words.casefold().split()
    return not words or all(word in text_of(row) for word in words)
