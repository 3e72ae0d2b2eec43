"""A practice adds a task of its own to a phase. Its fields are set as any task's; removing it is one of them."""

from __future__ import annotations

from msgspec.structs import replace

from migdesk.checklist.definitions import Definitions
from migdesk.practice.event import Draft, Event
from migdesk.practice.kinds import task_set
from migdesk.practice.kinds.kind import Body, Kind
from migdesk.practice.kinds.links import with_known_removals
from migdesk.practice.kinds.values import has_links, has_texts
from migdesk.practice.state import OwnTask, PracticeState

_NAME = "own-task-added"


def draft(task: str, phase: str, title: str) -> Draft:
    """Return what adds an own task, under a new id, to a phase."""
    return Draft(_NAME, {"task": task, "phase": phase, "title": title})


def _fits(body: Body) -> bool:
    return has_texts(body, "task", "phase", "title") and has_links(body)


def _complete(draft: Draft, state: PracticeState) -> Body:
    return with_known_removals(draft.body, state)


def _apply(state: PracticeState, event: Event) -> PracticeState:
    body = event.body
    own = OwnTask(body["task"], body["phase"], body["title"], event.clock)
    rival = state.own_tasks.get(own.id)
    if rival and (rival.clock, rival.phase, rival.title) <= (own.clock, own.phase, own.title):
        return state  # the first stands, so that the order of arrival makes no difference
    return replace(state, own_tasks={**state.own_tasks, own.id: own})


def _tell(event: Event, _: PracticeState, __: Definitions) -> str:
    return f"Task added: {event.body['title']}"


def _reverse(event: Event, _: PracticeState) -> tuple[Draft, ...]:
    removal = task_set.draft(event.body["task"], removed=True)
    return (Draft(removal.kind, {**removal.body, "undoes": event.id}),)


KIND = Kind(
    name=_NAME,
    fits=_fits,
    typed=lambda body: (body["title"],),
    complete=_complete,
    fields=lambda *_: {},
    needs=lambda _: (),
    apply=_apply,
    item=lambda event, _: event.body["task"],
    tell=_tell,
    reverse=_reverse,
    stands=lambda event, now, _: not now.removed(event.body["task"]),
    changes_all=lambda _: True,  # it moves the tasks after it
)
