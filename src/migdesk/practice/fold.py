"""The fold: events in, state out. The same events give the same state in any order and any number of times."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from msgspec.structs import replace

from migdesk.practice import event as kinds
from migdesk.practice.bodies import is_readable
from migdesk.practice.event import Event
from migdesk.practice.state import Acknowledgement, Fields, Note, OwnTask, PracticeState, Stamped, Withdrawal


def fold(practice_id: str, events: Iterable[Event], state: PracticeState | None = None) -> PracticeState:
    """Return the state of a practice after `events` (of that practice), starting from `state` or from nothing."""
    state = state or PracticeState(practice_id)
    for event in events:
        state = apply(state, event)
    return state


def apply(state: PracticeState, event: Event) -> PracticeState:
    """Return `state` with one more event. An event that this version does not know, or cannot read, is kept by id."""
    changed = _APPLIERS[event.kind](state, event) if is_readable(event) else _keep_unknown(state, event)
    stamp = _stamp(event, event.kind)
    return replace(changed, last_change=stamp) if stamp.beats(state.last_change) else changed


def _stamp(event: Event, value: Any) -> Stamped:
    return Stamped(value, event.clock, event.device_id, event.at, event.actor)


def _latest(fields: Fields, event: Event) -> Fields:
    """Return `fields` with the event's values wherever the event is the later one."""
    merged = dict(fields)
    for name, value in event.body["fields"].items():
        stamped = _stamp(event, value)
        if stamped.beats(merged.get(name)):
            merged[name] = stamped
    return merged


def _practice_set(state: PracticeState, event: Event) -> PracticeState:
    return replace(state, details=_latest(state.details, event))


def _task_set(state: PracticeState, event: Event) -> PracticeState:
    task = event.body["task"]
    return replace(state, tasks={**state.tasks, task: _latest(state.tasks.get(task, {}), event)})


def _own_task_added(state: PracticeState, event: Event) -> PracticeState:
    body = event.body
    own = OwnTask(body["task"], body["phase"], body["title"], event.clock)
    rival = state.own_tasks.get(own.id)
    if rival and (rival.clock, rival.phase, rival.title) <= (own.clock, own.phase, own.title):
        return state  # the first stands, so that the order of arrival makes no difference
    return replace(state, own_tasks={**state.own_tasks, own.id: own})


def _note_added(state: PracticeState, event: Event) -> PracticeState:
    note = Note(event.id, event.body.get("task", ""), event.body["text"], event.clock, event.at, event.actor)
    return replace(state, notes={**state.notes, note.id: note})


def _withdrawn(state: PracticeState, event: Event) -> PracticeState:
    body = event.body
    new = Withdrawal(event.id, body["target"], body.get("reason", ""), event.clock, event.at, event.actor)
    return replace(state, withdrawals={**state.withdrawals, new.id: new})


def _acknowledged(state: PracticeState, event: Event) -> PracticeState:
    body = event.body
    new = Acknowledgement(
        event.id, body["reference"], body["wording"], body["wording_hash"], event.clock, event.at, event.actor
    )
    return replace(state, acknowledgements={**state.acknowledgements, new.id: new})


def _keep_unknown(state: PracticeState, event: Event) -> PracticeState:
    return replace(state, newer={**state.newer, event.id: event.kind})


_APPLIERS: dict[str, Callable[[PracticeState, Event], PracticeState]] = {
    kinds.PRACTICE_SET: _practice_set,
    kinds.TASK_SET: _task_set,
    kinds.OWN_TASK_ADDED: _own_task_added,
    kinds.NOTE_ADDED: _note_added,
    kinds.ACKNOWLEDGED: _acknowledged,
    kinds.WITHDRAWN: _withdrawn,
}
