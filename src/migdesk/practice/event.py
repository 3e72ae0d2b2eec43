"""Events: what was recorded, by whom, when and on which device. They are never edited and never deleted."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

import msgspec

PROGRAMME = "programme"
"""Stands in the place of a practice's id for what belongs to no practice; it is on no list of them."""


_PARTY = "party"


class Channel(StrEnum):
    """The way by which something was recorded. What 0.1.0 recorded has none."""

    WINDOW = "window"
    COMMAND_LINE = "command line"
    IMPORT = "import"


class Actor(msgspec.Struct, frozen=True, array_like=True):
    """The person at the keyboard. `role` is a role's id or a role in the person's own words.

    `party` is for whom they speak (see `checklist.roles.Party`); empty where it was not asked, as under 0.1.0.
    """

    name: str
    role: str
    organisation: str = ""
    party: str = ""


def with_party(body: dict[str, Any], actor: Actor) -> dict[str, Any]:
    """Return a body with the party of whoever records it: the columns of an event hold no more than 0.1.0 had."""
    return {_PARTY: actor.party, **body} if actor.party else body  # first, as the end of a body is stored short


def party_in(body: Any) -> str:
    """Return the party that a body says; empty where it says none that can be read."""
    party = body.get(_PARTY) if isinstance(body, dict) else None
    return party if isinstance(party, str) else ""


class Draft(msgspec.Struct, frozen=True):
    """An event that has not been recorded yet: the store adds identity, time and actor.

    What is `private` stays on this computer: it goes into copies of the record, never into what is handed to others.
    `same_as` are ids under which fields of the same task were recorded once, which are the ids folded into it.
    """

    kind: str
    body: dict[str, Any]
    private: bool = False
    same_as: tuple[str, ...] = ()


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """One recorded fact. `(device_id, seq)` is its place: the stream that one run of the program recorded, numbered.

    `clock` is a hybrid logical clock (see `hybrid_clock`); `at` is what the computer's own clock said. `channel` is
    the way by which it came: the window, the command line or an import; empty for what 0.1.0 recorded. `follows` are
    the hashes of the events that it follows, `hash` its own: SHA-256, in hexadecimal digits.
    """

    device_id: str
    seq: int
    practice_id: str
    clock: int
    at: datetime
    actor: Actor
    kind: str
    body: dict[str, Any]
    channel: str = ""
    private: bool = False
    follows: tuple[str, ...] = ()
    hash: str = ""

    @property
    def key(self) -> str:
        """What names this event and no other, whatever was copied: its hash."""
        return self.hash or self.id

    @property
    def id(self) -> str:
        """The event's identity as one word; notes and acknowledgements are named by it."""
        return f"{self.device_id}-{self.seq}"
