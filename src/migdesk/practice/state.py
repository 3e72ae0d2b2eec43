"""What a practice's record says now: the result of folding its events. Values only, never changed in place."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import msgspec

from migdesk.practice.event import Actor

TO_DO = "to-do"
IN_PROGRESS = "in-progress"
DONE = "done"
BLOCKED = "blocked"
NOT_APPLICABLE = "not-applicable"
STATUSES = (TO_DO, IN_PROGRESS, DONE, BLOCKED, NOT_APPLICABLE)
STATUS_WORDS = {
    TO_DO: "To do",
    IN_PROGRESS: "In progress",
    DONE: "Done",
    BLOCKED: "Blocked",
    NOT_APPLICABLE: "Not applicable",
}
STATUSES_WITH_REASON = frozenset({BLOCKED, NOT_APPLICABLE})
OPEN_STATUSES = frozenset({TO_DO, IN_PROGRESS, BLOCKED})


class Stamped(msgspec.Struct, frozen=True, array_like=True):
    """A field's value and the event that set it. The latest by `(clock, device_id)` wins, in any order of arrival."""

    value: Any
    clock: int
    device_id: str
    at: datetime
    actor: Actor

    def beats(self, other: Stamped | None) -> bool:
        return other is None or (self.clock, self.device_id) > (other.clock, other.device_id)


class Withdrawal(msgspec.Struct, frozen=True, array_like=True):
    """Why, when and by whom something was taken back; it stays in the record.

    `target` is the event id of a note, an acknowledgement or another withdrawal.
    """

    id: str
    target: str
    reason: str
    clock: int
    at: datetime
    actor: Actor


class Note(msgspec.Struct, frozen=True, array_like=True):
    """A note on a task, or on the practice where `task` is empty. Notes only accumulate."""

    id: str
    task: str
    text: str
    clock: int
    at: datetime
    actor: Actor


class Acknowledgement(msgspec.Struct, frozen=True, array_like=True):
    """A named person, in a role, stating that a reference has been read, bound to the exact words shown."""

    id: str
    reference: str
    wording: str
    wording_hash: str
    clock: int
    at: datetime
    actor: Actor


class OwnTask(msgspec.Struct, frozen=True, array_like=True):
    """A task that the practice added to a phase itself. Its title can be changed later, as a field of the task."""

    id: str
    phase: str
    title: str
    clock: int


Fields = dict[str, Stamped]


class PracticeState(msgspec.Struct, frozen=True):
    """Everything that is known of one practice.

    `details` and `tasks` hold the latest value of each field; notes, acknowledgements and withdrawals are keyed by
    event id and only accumulate. `newer` maps the ids of events that this version does not understand to their kind:
    kept, counted, and shown as made by a newer version.
    """

    id: str
    details: Fields = {}
    tasks: dict[str, Fields] = {}
    own_tasks: dict[str, OwnTask] = {}
    notes: dict[str, Note] = {}
    acknowledgements: dict[str, Acknowledgement] = {}
    withdrawals: dict[str, Withdrawal] = {}
    newer: dict[str, str] = {}
    last_change: Stamped | None = None

    def detail(self, name: str) -> Any:
        """Return the value of a detail such as `ods_code`, or None where it was never set."""
        stamped = self.details.get(name)
        return stamped.value if stamped else None

    def text(self, name: str) -> str:
        """Return a detail that is text, empty where it was never set."""
        return str(self.detail(name) or "")

    def day(self, name: str) -> date | None:
        """Return a detail that is a day, None where it was never set."""
        value = self.detail(name)
        return date.fromisoformat(value) if value else None

    @property
    def name(self) -> str:
        return self.text("name")

    @property
    def ods_code(self) -> str:
        return self.text("ods_code")

    @property
    def go_live(self) -> date | None:
        """The day on which the practice went live, or else the one that is planned; the plan's own guess is neither."""
        happened = self.detail("happened.go-live")
        return date.fromisoformat(happened[0]) if happened else self.planned_go_live

    @property
    def went_live(self) -> bool:
        """Tell whether Go-Live is marked as having happened."""
        return bool(self.detail("happened.go-live"))

    @property
    def planned_go_live(self) -> date | None:
        return self.day("go_live")

    @property
    def taken_back(self) -> bool:
        """Tell whether adding this practice was undone, which takes back its name. Its events stay, on no list."""
        return "name" in self.details and not self.name

    @property
    def archived(self) -> bool:
        return bool(self.detail("archived"))

    @property
    def sample(self) -> bool:
        return bool(self.detail("sample"))

    def task_field(self, task: str, name: str) -> Stamped | None:
        return self.tasks.get(task, {}).get(name)

    def status(self, task: str) -> str:
        stamped = self.task_field(task, "status")
        return str(stamped.value[0]) if stamped else TO_DO

    def reason(self, task: str) -> str:
        """Return why a task is blocked or not applicable; empty for other statuses."""
        stamped = self.task_field(task, "status")
        return str(stamped.value[1]) if stamped else ""

    def owner(self, task: str) -> str:
        stamped = self.task_field(task, "owner")
        return str(stamped.value or "") if stamped else ""

    def due_by_hand(self, task: str) -> date | None:
        stamped = self.task_field(task, "due")
        return date.fromisoformat(stamped.value) if stamped and stamped.value else None

    def own_title(self, task: str) -> str:
        """Return the latest title of an own task, or its first where that was given back; empty for no such task."""
        renamed, own = self.task_field(task, "title"), self.own_tasks.get(task)
        return str(renamed.value) if renamed and renamed.value else own.title if own else ""

    def removed(self, task: str) -> bool:
        stamped = self.task_field(task, "removed")
        return bool(stamped and stamped.value)

    def withdrawn(self) -> dict[str, Withdrawal]:
        """Return what is taken back now: event ids, each with the withdrawal that stands.

        A withdrawal always comes later than what it withdraws, so going from the latest to the earliest settles
        each before it is asked about.
        """
        gone: dict[str, Withdrawal] = {}
        for withdrawal in sorted(self.withdrawals.values(), key=lambda one: (one.clock, one.id), reverse=True):
            if withdrawal.id not in gone:
                gone[withdrawal.target] = withdrawal
        return gone

    def standing_notes(self) -> tuple[Note, ...]:
        """Return all notes that have not been withdrawn, oldest first."""
        gone = self.withdrawn()
        return tuple(sorted((note for note in self.notes.values() if note.id not in gone), key=_in_time))

    def acknowledgements_of(self, reference: str) -> tuple[Acknowledgement, ...]:
        """Return every acknowledgement of a reference, withdrawn ones too, oldest first."""
        return tuple(
            sorted((one for one in self.acknowledgements.values() if one.reference == reference), key=_in_time)
        )


def _in_time(entry: Note | Acknowledgement) -> tuple[int, str]:
    return (entry.clock, entry.id)
