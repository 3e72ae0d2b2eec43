"""What a kind of event is: all that the program has to know of it, in one value."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec

from migdesk.checklist.definitions import Definitions
from migdesk.practice.event import Draft, Event
from migdesk.practice.heads import Field
from migdesk.practice.state import PracticeState

Body = dict[str, Any]


class Kind(msgspec.Struct, frozen=True, kw_only=True):
    """One kind of event. Each part is a function; none may be left out.

    `name`: what stands in the record, for ever.
    `fits`: whether this version can read a body. What does not fit is kept and counted, and never handed on.
    `typed`: the texts of a body that a person typed, which are looked through for patient data.
    `complete`: the body to record, given the state that it is recorded on.
    `fields`: the fields, as they stand in a state, of what a body is about; empty for a kind that sets none. The last
        argument is `Draft.same_as`.
    `needs`: the hashes of the events that must be here before this one can be applied, beside those it follows.
    `apply`: the state with the event.
    `item`: the task, reference or row that it is about; empty for the practice itself.
    `tell`: what happened, in plain words, given the state before it; empty where this version knows none.
    `reverse`: what takes it back, given the state before the action that it was part of; nothing for what cannot be.
    `stands`: whether what it recorded is all that stands now, so that taking it back loses nobody's work. The last
        argument are the keys that count as the action's own (see `fields.own_keys`).
    `changes_all`: whether more may look different afterwards than the item that it is about.
    """

    name: str
    fits: Callable[[Body], bool]
    typed: Callable[[Body], Iterable[str]]
    complete: Callable[[Draft, PracticeState], Body]
    fields: Callable[[Body, PracticeState, tuple[str, ...]], Mapping[str, Field]]
    needs: Callable[[Event], Iterable[str]]
    apply: Callable[[PracticeState, Event], PracticeState]
    item: Callable[[Event, PracticeState], str]
    tell: Callable[[Event, PracticeState, Definitions], str]
    reverse: Callable[[Event, PracticeState], tuple[Draft, ...]]
    stands: Callable[[Event, PracticeState, frozenset[str]], bool]
    changes_all: Callable[[Event], bool]
