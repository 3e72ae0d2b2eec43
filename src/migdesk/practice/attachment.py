"""Evidence: a file or an address that somebody attached to a task, to a row of a register or to a sign-off."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import msgspec

from migdesk.practice.event import Actor

LARGEST_FILE = 25 << 20
"""How many bytes a file attached may have: what people send each other by e-mail has less."""


class Attached(msgspec.Struct, frozen=True, kw_only=True):
    """What was attached, as the body of its event has it.

    `item` is a task, "register/row", or a sign-off. A file has the `name` that it was attached under, its content's
    `sha256` in hexadecimal digits, and its `size` in bytes. Where only its place is kept, that is `address`, a path or
    a web address, and `name` is what to call it.
    """

    item: Annotated[str, msgspec.Meta(min_length=1)]
    name: Annotated[str, msgspec.Meta(min_length=1)]
    sha256: Annotated[str, msgspec.Meta(pattern="^([0-9a-f]{64})?$")] = ""
    size: Annotated[int, msgspec.Meta(ge=0, le=1 << 40)] = 0
    address: str = ""

    @property
    def is_file(self) -> bool:
        return bool(self.sha256)


class Attachment(msgspec.Struct, frozen=True, array_like=True, kw_only=True):
    """One thing attached, by whom and when. `knew` are the keys of the removals of its item that they knew of."""

    id: str
    said: Attached
    clock: int
    at: datetime
    actor: Actor
    hash: str = ""
    knew: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return self.hash or self.id

    @property
    def item(self) -> str:
        return self.said.item
