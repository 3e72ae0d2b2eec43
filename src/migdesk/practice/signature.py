"""A signature under a sign-off: what was signed, as it stood then, by whom and for whom."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from migdesk.practice.event import Actor


class OpenPoint(msgspec.Struct, frozen=True, array_like=True):
    """Something that was open when a sign-off was signed. `item` is a task, a sign-off, a register or "register/row",
    `title` what to call it, and `words` what is open of it."""

    item: str
    title: str
    words: str


class KeptList(msgspec.Struct, frozen=True, array_like=True):
    """Rows of a register as they stood when a sign-off was signed: what they are, heads, and their cells in words."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Signed(msgspec.Struct, frozen=True, kw_only=True):
    """What was signed, as the body of its event has it.

    `wording` are the exact words with all that was filled into them, `wording_hash` the hash of the words without.
    `by` is who signed. `figures` and `filled` are the values that stand in the words, by their ids; `open` is what was
    open, and `lists` what was shown in full. `remark` was typed beside the words. What was signed on paper has the day
    `signed_on`, and `seen_by`, who saw the sheet.
    """

    sign_off: str
    wording: str
    wording_hash: str
    by: Actor
    figures: dict[str, int | float] = {}
    filled: dict[str, str | bool | int | float | list[str]] = {}
    open: tuple[OpenPoint, ...] = ()
    lists: tuple[KeptList, ...] = ()
    remark: str = ""
    signed_on: date | None = None
    seen_by: str = ""


class Signature(msgspec.Struct, frozen=True, array_like=True, kw_only=True):
    """One signature under a sign-off. `actor` is who recorded it: whoever signed, but for one on paper."""

    id: str
    said: Signed
    clock: int
    at: datetime
    actor: Actor
    hash: str = ""

    @property
    def key(self) -> str:
        return self.hash or self.id

    @property
    def by(self) -> Actor:
        return self.said.by

    @property
    def on_paper(self) -> bool:
        return self.said.signed_on is not None
