"""What a kind of event is: all that the program has to know of it, in one value."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from migdesk.checklist.definitions import Definitions
from migdesk.practice.event import Draft, Event
from migdesk.practice.state import PracticeState

Body = dict[str, Any]


class Kind(msgspec.Struct, frozen=True, kw_only=True):
    """One kind of event. Each part is a function; none may be left out.

    `name`: what stands in the record, for ever.
    `fits`: whether this version can read a body. What does not fit is kept and counted, and never handed on.
    `typed`: the texts of a body that a person typed, which are looked through for patient data.
    `complete`: the body to record, given the state that it is recorded on.
    `needs`: the keys of the events that must be here before this one can be applied.
    `apply`: the state with the event.
    `item`: the task, reference or row that it is about; empty for the practice itself.
    `tell`: what happened, in plain words, given the state before it; empty where this version knows none.
    `reverse`: what takes it back, given the state before it.
    `stands`: whether what it recorded is what stands now, so that taking it back loses nobody's work.
    `changes_all`: whether more may look different afterwards than the item that it is about.
    """

    name: str
    fits: Callable[[Body], bool]
    typed: Callable[[Body], Iterable[str]]
    complete: Callable[[Draft, PracticeState], Body]
    needs: Callable[[Event], Iterable[str]]
    apply: Callable[[PracticeState, Event], PracticeState]
    item: Callable[[Event, PracticeState], str]
    tell: Callable[[Event, PracticeState, Definitions], str]
    reverse: Callable[[Event, PracticeState], tuple[Draft, ...]]
    stands: Callable[[Event, PracticeState], bool]
    changes_all: Callable[[Event], bool]
