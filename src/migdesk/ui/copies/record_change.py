"""A change of the whole record, for which the window closes it and opens again: going back to a copy, moving."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from migdesk.base.paths import Paths


class RecordChange(msgspec.Struct, frozen=True, kw_only=True):
    """What is done in a thread while the record is closed, what the person is told of it meanwhile, and the words for
    the status line that it returns."""

    title: str
    words: str
    work: Callable[[Paths], str]
