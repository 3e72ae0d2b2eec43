"""What carries segments between places: a folder, or a database. It lists, reads, adds and withdraws, and no more."""

from __future__ import annotations

from typing import Protocol

import msgspec

from migdesk.base.errors import EnvironmentFault

KEY_NAME = "key.age"
"""The name of the part, in nobody's place, that holds the key of a share that has a passphrase."""

MOST_PART_BYTES = 48 << 20
MOST_PARTS = 500_000
"""Of 6,500 practices in 200 places, some tens of thousands are in sight."""


class Part(msgspec.Struct, frozen=True):
    """A thing that a carrier holds: in whose place, and under which name.

    A name of our own stands for one content for ever, and `version` is its size, by which a part that was cut short
    is another. What a program that synchronises named may change under its name, and its version tells when.
    """

    place: str
    name: str
    version: str = ""


class Listing(msgspec.Struct, frozen=True):
    """All that a carrier holds now: segments, and `files` attached. Of the places in `unreadable` nothing could be told
    this time.

    `elsewhere` are parts that are known to be there but not on this computer. `is_bare` says that there is nothing at
    all of any place, as in an empty folder where a drive was before.
    """

    parts: tuple[Part, ...]
    files: tuple[Part, ...] = ()
    keys: tuple[Part, ...] = ()
    unreadable: frozenset[str] = frozenset()
    elsewhere: frozenset[tuple[str, str]] = frozenset()
    is_bare: bool = False


class NotArrived(Exception):  # noqa: N818 (no fault: it is looked for again)
    """A part that is listed cannot be read whole yet, as what follows “it” in a sentence."""


class NotAllowed(Exception):  # noqa: N818 (the caller says of which practice)
    """Why a part may not be added, as a sentence without its end."""


class CarrierAway(EnvironmentFault):
    """The carrier cannot be reached: nothing was sent, taken in or changed."""


class Carrier(Protocol):
    """Carries segments. Nothing is ever changed under its name; what is no longer there is no statement of anybody."""

    @property
    def words(self) -> str:
        """What it is and where, as people know it."""

    def listing(self) -> Listing:
        """Return what is there. Raises CarrierAway."""

    def read(self, part: Part) -> bytes:
        """Return what a part holds. Raises NotArrived and CarrierAway."""

    def add(self, part: Part, data: bytes) -> None:
        """Put a part there whole, unless it is. Raises NotAllowed for its practice alone, and CarrierAway."""

    def withdraw(self, part: Part) -> None:
        """Take a part of one's own away; one that is gone is as good. Raises CarrierAway."""

    def close(self) -> None:
        """Let go of it."""
