"""Long pieces of writing are taken step by step, some milliseconds each, so that a window can work between them."""

from __future__ import annotations

import msgspec


class Step(msgspec.Struct, frozen=True):
    """How far the writing is, in words, and as `done` of `total`; a `total` of 0 while that is not known yet."""

    doing: str
    done: int
    total: int
