"""A share: a carrier that a data folder has in common with others, which practices it sends there, and what came of it.

A data folder may have several. They are this folder's own settings and no events: nobody else hears of them.
"""

from __future__ import annotations

from datetime import datetime

import msgspec


class Share(msgspec.Struct, frozen=True, kw_only=True):
    """One share. `location` is a folder or the address of a database; `place` is this data folder's own name there.

    Sent are the practices that it holds, those in `practices` and, with `every`, all but samples. `secrets` are the
    keys of a share with a passphrase, and `key_file` what lies there of them, in base 64.
    """

    id: str
    location: str
    place: str
    practices: tuple[str, ...] = ()
    every: bool = False
    secrets: tuple[str, ...] = ()
    key_file: str = ""


class LastChange(msgspec.Struct, frozen=True):
    """The latest change of somebody else that came by a share."""

    by: str
    at: datetime


class Looked(msgspec.Struct, frozen=True, kw_only=True):
    """What a look at a share found and did.

    `taken` and `sent` count changes, `practices` are those of which any were taken in. `not_arrived` counts parts that
    are not wholly here yet, `waiting` changes that name others which nobody has sent yet, and `to_settle` the conflicts
    of its practices. `files_taken` and `files_sent` count files attached, of which some came to the practices
    `files_of`.
    """

    at: datetime
    taken: int = 0
    sent: int = 0
    practices: tuple[str, ...] = ()
    not_arrived: int = 0
    waiting: int = 0
    refused: tuple[str, ...] = ()
    to_settle: int = 0
    last: LastChange | None = None
    files_taken: int = 0
    files_sent: int = 0
    files_of: tuple[str, ...] = ()
