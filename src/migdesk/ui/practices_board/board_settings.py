"""How a person left the board: which practices it showed, in which order, and how wide its columns were."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec

from migdesk.practice.details import FILTERED, Detail

Archive = Literal["hidden", "also", "only"]
"""What becomes of practices in the archive."""


_DetailFilters = msgspec.defstruct("_DetailFilters", [(detail.id, str, "") for detail in FILTERED], frozen=True)
"""The value that each detail by which practices are filtered must have; empty for any."""


class BoardFilters(_DetailFilters, frozen=True):  # type: ignore[misc, valid-type, call-arg]
    """The filters as set. Empty or False means "any"; all that are set must hold."""

    under_way: bool = False
    overdue: bool = False
    blocked: bool = False
    soon: bool = False
    ig_incomplete: bool = False
    no_go_live: bool = False
    no_samples: bool = False
    archive: Archive = "hidden"

    @property
    def values(self) -> Iterator[tuple[Detail, str]]:
        """The details that must have a value, and the values."""
        return ((detail, value) for detail in FILTERED if (value := getattr(self, detail.id)))

    @property
    def are_set(self) -> bool:
        return self != BoardFilters()


class SavedView(msgspec.Struct, frozen=True, kw_only=True):
    """A view that somebody named: what it shows, in which order, and in which columns, as in `BoardSettings`."""

    name: str
    words: str = ""
    filters: BoardFilters = BoardFilters()
    sorted_by: str = ""
    descending: bool = False
    columns: tuple[str, ...] = ()


class BoardSettings(msgspec.Struct):
    """Remembered between starts. Columns go by their names; one that is not known any more is passed over.

    `widths` are logical pixels, and empty while the columns share the window's width by themselves; `columns` are those
    that were chosen, and empty for the usual ones, as many as there is room for.
    """

    filters: BoardFilters = BoardFilters()
    sorted_by: str = ""
    descending: bool = False
    columns: list[str] = msgspec.field(default_factory=list)
    saved: list[SavedView] = msgspec.field(default_factory=list)
    widths: dict[str, int] = msgspec.field(default_factory=dict)
