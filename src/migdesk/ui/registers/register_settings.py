"""How a person left the registers: which columns each shows, and how it is sorted."""

from __future__ import annotations

import msgspec


class RegisterSettings(msgspec.Struct, kw_only=True):
    """By the ids of registers: the columns that somebody chose, and the one that rows are sorted by, with `-` before it
    where the last come first. `last` is the register that was looked at last."""

    columns: dict[str, list[str]] = {}
    sorted_by: dict[str, str] = {}
    last: str = ""
