"""How a person left the board: which practices it showed, in which order, and how wide its columns were."""

from __future__ import annotations

from typing import Literal

import msgspec

Archive = Literal["hidden", "also", "only"]
"""What becomes of practices in the archive."""


class BoardFilters(msgspec.Struct, frozen=True):
    """The filters as set. Empty or False means "any"; all that are set must hold."""

    under_way: bool = False
    overdue: bool = False
    soon: bool = False
    ig_incomplete: bool = False
    no_go_live: bool = False
    no_samples: bool = False
    commissioner: str = ""
    from_system: str = ""
    to_system: str = ""
    archive: Archive = "hidden"

    @property
    def are_set(self) -> bool:
        return self != BoardFilters()


class BoardSettings(msgspec.Struct):
    """Remembered between starts. Columns go by their names; one that is not known any more is passed over.

    `widths` are logical pixels, and empty while the columns share the window's width by themselves.
    """

    filters: BoardFilters = BoardFilters()
    sorted_by: str = ""
    descending: bool = False
    widths: dict[str, int] = msgspec.field(default_factory=dict)
