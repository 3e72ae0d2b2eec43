"""What tests build again and again: a clock that ticks, ids in order, a small checklist, a store, a person."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from migdesk.base.paths import Paths
from migdesk.checklist.definitions import (
    Address,
    Definitions,
    Due,
    Milestone,
    Offset,
    Phase,
    Reference,
    Role,
    Span,
    Task,
)
from migdesk.practice.details import PracticeDetails
from migdesk.practice.event import Actor, Draft, Event
from migdesk.practice.fold import fold
from migdesk.practice.state import PracticeState
from migdesk.practice.store import Store
from migdesk.practice.store_opening import open_store
from migdesk.workspace.workspace import Workspace

START = datetime(2027, 1, 11, 12, 0, tzinfo=UTC)
"""Noon, so that the calendar day is the same wherever the tests run."""
TODAY = START.date()
MANAGER = Actor("Alex Sample", "practice-manager", "Made-up Surgery", "practice")
PARTNER = Actor("Kim Example", "delivery-partner", "Made-up Partner", "delivery-partner")
PRACTICE = "p1"


class TickingClock:
    """A clock that moves on by `step` each time it is read; `moment` can be set to any time, also back."""

    def __init__(self, moment: datetime = START, step: timedelta = timedelta(seconds=1)) -> None:
        self.moment = moment
        self.step = step

    def __call__(self) -> datetime:
        now = self.moment
        self.moment += self.step
        return now


class CountingIds:
    """Ids in order: "id1", "id2" and so on."""

    def __init__(self, prefix: str = "id") -> None:
        self.prefix = prefix
        self.count = 0

    def __call__(self) -> str:
        self.count += 1
        return f"{self.prefix}{self.count}"


def small_definitions() -> Definitions:
    """Return a checklist of two phases, three tasks and two references."""
    roles = (
        Role("practice-manager", "Practice Manager", "Practice Managers", True),
        Role("lead-gp", "Lead GP", "Lead GPs", True),
        Role("delivery-partner", "Delivery partner", "Delivery partners"),
    )
    phases = (
        Phase("kick-off", 1, "Kick-off meeting", "Kick-off", "/guide/kick-off", span("kick-off", 0, 7)),
        Phase("go-live", 2, "Go-Live", "Go-Live", "/guide/go-live", span("go-live", 0, 1)),
    )
    tasks = (
        task("kick-off.agree-dates", "Agree the dates", "kick-off", "kick-off", 0, folded=("kick-off.old-dates",)),
        task("kick-off.tell-staff", "Tell the staff", "kick-off", "kick-off", 7),
        task("go-live.switch", "Switch over", "go-live", "go-live", 0, critical=True),
    )
    references = (
        Reference("gdpr", "UK GDPR", "It binds whoever holds data on people.", (address("UK GDPR"),)),
        Reference("dcb0160", "DCB0160", "It asks for a hazard log.", (address("DCB0160"),)),
    )
    milestones = (
        Milestone("order", "Order placed", "Order", 0, "guide"),
        Milestone("kick-off", "Kick-off meeting", "Kick-off", 14, "derived"),
        Milestone("go-live", "Go-Live", "Go-Live", 91, "derived"),
    )
    return Definitions(roles, phases, tasks, references, milestones)


def span(anchor: Any, start: int, end: int) -> Span:
    return Span(Offset(anchor, start), Offset(anchor, end), "derived")


def task(task_id: str, title: str, phase: str, anchor: Any, days: int, **more: Any) -> Task:
    due = Due(anchor, days, "derived", "because")
    return Task(task_id, title, roles=("practice-manager",), link=f"/guide/{phase}", due=due, phase=phase, **more)


def address(label: str) -> Address:
    return Address(label, "https://www.gov.uk/")


def new_store(
    folder: Path,
    computer: str = "this-computer",
    *,
    clock: TickingClock | None = None,
    ids: CountingIds | None = None,
) -> Store:
    """Open the record `migdesk.db` in `folder` (creating it) as `computer`."""
    return open_store(folder / "migdesk.db", clock or TickingClock(), ids or CountingIds(f"{computer}-"), computer)


def add_note(store: Store, text: str = "A note", practice_id: str = PRACTICE) -> Event:
    return store.append(practice_id, MANAGER, lambda _: [Draft("note-added", {"task": "t", "text": text})])[0]


def name_practice(store: Store, name: str = "Made-up Surgery", practice_id: str = PRACTICE) -> Event:
    return store.append(practice_id, MANAGER, lambda _: [Draft("practice-set", {"fields": {"name": name}})])[0]


def folded(store: Store, practice_id: str = PRACTICE) -> PracticeState:
    """Return the state that the log alone gives."""
    return fold(practice_id, store.events(practice_id))


def event(kind: str, body: Any, *, seq: int = 1, clock: int = 0, device: str = "a", actor: Actor = MANAGER) -> Event:
    at = START + timedelta(seconds=clock)
    return Event(
        device_id=device, seq=seq, practice_id=PRACTICE, clock=clock or seq, at=at, actor=actor, kind=kind, body=body
    )


def state_of(drafts: Iterable[Draft | tuple[Draft, Actor]]) -> PracticeState:
    """Return the state after drafts, each with the manager as its actor unless it is paired with another."""
    events = []
    for number, one in enumerate(drafts, 1):
        draft, actor = one if isinstance(one, tuple) else (one, MANAGER)
        events.append(event(draft.kind, draft.body, seq=number, actor=actor))
    return fold(PRACTICE, events)


def task_set(task_id: str, **fields: Any) -> Draft:
    return Draft("task-set", {"task": task_id, "fields": fields})


def practice_set(**fields: Any) -> Draft:
    return Draft("practice-set", {"fields": fields})


class FakeGuide:
    """Stands in for a guide where a workspace needs one and the test does not."""

    folder = Path("guide")
    version = ""


def paths_in(folder: Path) -> Paths:
    return Paths(folder, folder / "cache", "test")


def new_workspace(folder: Path, computer: str = "this-computer", clock: TickingClock | None = None) -> Workspace:
    """Return a workspace over the small checklist and a store in `folder`, with the manager at the keyboard."""
    clock = clock or TickingClock()
    ids = CountingIds(f"{computer}-")
    store = new_store(folder, computer, clock=clock)
    workspace = Workspace(paths_in(folder), store, FakeGuide(), small_definitions(), clock, ids)  # type: ignore[arg-type]
    workspace.recorder.actor = MANAGER
    return workspace


def add_practice(workspace: Workspace, name: str = "Made-up Surgery", **more: Any) -> str:
    details = {"go_live": date(2027, 4, 12), **more}
    return workspace.practices.add(PracticeDetails(name, **details))


def write_checklist(folder: Path, **files: str) -> Path:
    """Write a small faultless checklist under `folder`; `files` replaces one of `SMALL_CHECKLIST` by its key."""
    data = folder / "_data" / "migdesk"
    (data / "tasks").mkdir(parents=True)
    for key, (name, text) in SMALL_CHECKLIST.items():
        (data / name).write_text(files.get(key, text), encoding="utf-8")
    return folder


SMALL_CHECKLIST = {
    "roles": ("roles.yml", "- id: practice-manager\n  title: Practice Manager\n  plural: Practice Managers\n"),
    "phases": (
        "phases.yml",
        "- id: kick-off\n  number: 1\n  title: Kick-off meeting\n  short_title: Kick-off\n  link: /guide/kick-off\n",
    ),
    "references": ("references.yml", "- id: gdpr\n  name: UK GDPR\n  why: It binds.\n"),
    "plan": (
        "plan.yml",
        "milestones:\n  - {id: order, title: Order, short_title: Order, day: 0, basis: guide}\n"
        "  - {id: go-live, title: Go-Live, short_title: Go-Live, day: 91, basis: guide}\n"
        "phases:\n  - id: kick-off\n    span:\n      start: {anchor: order, offset: 0}\n"
        "      end: {anchor: order, offset: 7}\n      basis: derived\n",
    ),
    "tasks": (
        "tasks/01-kick-off.yml",
        "# a comment\n\n"
        "- id: kick-off.first\n"
        "  title: Do the first thing\n"
        "  roles: [practice-manager]\n"
        "  link: /guide/kick-off\n"
        "  due: {anchor: order, offset_days: 1, basis: guide, because: so}\n"
        "- id: kick-off.second\n"
        "  title: Do the second thing\n"
        "  roles:\n"
        "    - practice-manager\n"
        "  link: /guide/kick-off#dates\n"
        "  due:\n"
        "    anchor: go-live\n"
        "    offset_days: 2\n"
        "    basis: derived\n"
        "    because: so\n",
    ),
}


def lines_of(text: str) -> Iterator[dict[str, Any]]:
    """Read JSON lines."""
    return (json.loads(line) for line in text.splitlines())


def texts(entries: Sequence[Any]) -> list[str]:
    return [entry.text for entry in entries]
