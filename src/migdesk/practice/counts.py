"""How much a record holds."""

from __future__ import annotations

import msgspec


class Counts(msgspec.Struct, frozen=True):
    """How much a record holds, for self-check and for choosing a copy to go back to."""

    practices: int
    events: int
