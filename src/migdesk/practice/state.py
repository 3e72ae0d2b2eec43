"""What a practice's record says now: the result of folding its events. Values only, never changed in place."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import msgspec

from migdesk.practice.attachment import Attachment
from migdesk.practice.conflicts import Conflict, Recorded, conflicts_in
from migdesk.practice.entries import (
    Acknowledgement,
    Count,
    Entry,
    Exchange,
    Note,
    Pairing,
    Withdrawal,
    standing_withdrawals,
    with_id,
)
from migdesk.practice.event import Actor
from migdesk.practice.heads import Field, Fields, Head, Order
from migdesk.practice.removal import ARCHIVED, REMOVED, is_removed
from migdesk.practice.rows import (
    LEAVE,
    OWN_TASKS,
    Row,
    RowRecord,
    in_order,
    item_of_row,
    leave_rows,
    row_of_item,
    standing,
    values_of,
)
from migdesk.practice.signature import Signature
from migdesk.practice.status import Status


class LastChange(msgspec.Struct, frozen=True, array_like=True):
    """The latest event, by its clock: who recorded it, and when."""

    order: Order
    at: datetime
    actor: Actor


class OwnTask(msgspec.Struct, frozen=True, array_like=True):
    """A task that the practice added to a phase itself. Its title can be changed later, as a field of the task."""

    id: str
    phase: str
    title: str
    clock: int


class PlanStep(msgspec.Struct, frozen=True, array_like=True):
    """A change of the details that date the plan, and why it was made, where somebody said so. See `plan_steps`."""

    order: Order
    fields: dict[str, Any]
    why: str = ""


class PracticeState(msgspec.Struct, frozen=True):
    """Everything that is known of one practice.

    `details` and `tasks` hold the heads of each field, `registers` the rows of each register by their ids; notes,
    counts, acknowledgements, signatures, attachments and withdrawals are keyed by their event's key and only
    accumulate, so that two events that got one id in copies of a folder are both kept. `newer` maps the keys of events
    that this version does not understand to their kind: kept, counted, and shown as made by a newer version.
    `exchanges` are those of this place alone; `gone_without` are the hashes of events that nobody waits for any more.
    `plan_steps` are the changes of the plan's dates, by the keys of their events.
    `tips` are the hashes of the shared events that no shared event follows yet, `private_tips` those of the private
    ones.
    """

    id: str
    details: Fields = {}
    tasks: dict[str, Fields] = {}
    own_tasks: dict[str, OwnTask] = {}
    registers: dict[str, dict[str, RowRecord]] = {}
    notes: dict[str, Note] = {}
    counts: dict[str, Count] = {}
    acknowledgements: dict[str, Acknowledgement] = {}
    signatures: dict[str, Signature] = {}
    attachments: dict[str, Attachment] = {}
    withdrawals: dict[str, Withdrawal] = {}
    exchanges: dict[str, Exchange] = {}
    pairings: dict[str, Pairing] = {}
    gone_without: tuple[str, ...] = ()
    plan_steps: dict[str, PlanStep] = {}
    newer: dict[str, str] = {}
    last_change: LastChange | None = None
    tips: tuple[str, ...] = ()
    private_tips: tuple[str, ...] = ()

    def detail(self, name: str) -> Any:
        """Return the value of a detail such as `ods_code`, or None where it was never set."""
        field = self.details.get(name)
        return field.value if field else None

    def text(self, name: str) -> str:
        """Return a detail that is text, empty where it was never set."""
        return str(self.detail(name) or "")

    def day(self, name: str) -> date | None:
        """Return a detail that is a day, None where it was never set."""
        value = self.detail(name)
        return date.fromisoformat(value) if value else None

    @property
    def name(self) -> str:
        """What the practice is called: where one place took its adding back and another named it anew, the name."""
        return next(iter(self._names), "")

    @property
    def _names(self) -> list[str]:
        field = self.details.get("name")
        return [str(head.value) for head in field.heads if head.value] if field else []

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
        return "name" in self.details and not self._names

    @property
    def archived(self) -> bool:
        """Tell whether it is in the archive: it stays in sight while something was recorded beside putting it there."""
        return is_removed(self.details.get(ARCHIVED), self.recorded())

    @property
    def sample(self) -> bool:
        return bool(self.detail("sample"))

    def task_field(self, task: str, name: str) -> Field | None:
        return self.tasks.get(task, {}).get(name)

    def task_value(self, task: str, name: str) -> Any:
        """Return the value of a task's field that is shown, None where none stands."""
        field = self.task_field(task, name)
        return field.value if field else None

    def status(self, task: str) -> Status:
        value = self.task_value(task, "status")
        return Status(value[0]) if value else Status.TO_DO

    def reason(self, task: str) -> str:
        """Return why a task is blocked or not applicable; empty for other statuses."""
        value = self.task_value(task, "status")
        return str(value[1]) if value else ""

    def owner(self, task: str) -> str:
        return str(self.task_value(task, "owner") or "")

    def due_by_hand(self, task: str) -> date | None:
        value = self.task_value(task, "due")
        return date.fromisoformat(value) if value else None

    def own_title(self, task: str) -> str:
        """Return the latest title of an own task, or its first where that was given back; empty for no such task."""
        renamed, own = self.task_value(task, "title"), self.own_tasks.get(task)
        return str(renamed) if renamed else own.title if own else ""

    def rows(self, register: str) -> tuple[Row, ...]:
        """Return the rows of a register that stand, as they were added."""
        return standing(self.all_rows(register))

    def all_rows(self, register: str) -> Iterator[Row]:
        """Return every row of a register, those too that were removed or taken back."""
        if register == LEAVE:
            yield from leave_rows(self.details)
        elif register == OWN_TASKS:
            for own in sorted(self.own_tasks.values(), key=lambda own: (own.clock, own.id)):
                own_values = {"phase": own.phase, "title": self.own_title(own.id)}
                values = values_of(self.tasks.get(own.id, {})) | own_values
                yield Row(register=register, id=own.id, values=values, removed=self.removed(own.id))
        else:
            for row, record in in_order(self.registers.get(register, {})):
                removed = self.removed(item_of_row(register, row))
                yield Row(register=register, id=row, values=values_of(record.fields), removed=removed)

    def fields_of(self, item: str) -> Fields:
        """Return the fields of a task or of a row, by its item."""
        place = row_of_item(item)
        if place is None:
            return self.tasks.get(item, {})
        record = self.registers.get(place[0], {}).get(place[1])
        return record.fields if record else {}

    def removed(self, item: str) -> bool:
        """Tell whether an own task is off the checklist, or a row off its register: both stay in sight while something
        was recorded beside the removal."""
        return is_removed(self.fields_of(item).get(REMOVED), self.recorded_on(item))

    def recorded_on(self, item: str) -> Iterator[Head | Recorded]:
        """Return all that was recorded on a task or a row: the heads of its fields, its counts, what is attached, and
        its notes but the private ones, which nothing that is shared may name."""
        for field in self.fields_of(item).values():
            yield from field.heads
        yield from (note for note in self.notes.values() if note.task == item and not note.private)
        yield from (count for count in self.counts.values() if count.item == item)
        yield from (attached for attached in self.attachments.values() if attached.item == item)

    def recorded(self) -> Iterator[Head | Recorded]:
        """Return the heads of all fields of the practice, its counts, what is attached, and its notes but the private
        ones."""
        for _, fields in self._all_fields():
            for field in fields.values():
                yield from field.heads
        yield from (note for note in self.notes.values() if not note.private)
        yield from self.counts.values()
        yield from self.attachments.values()

    def conflicts(self) -> tuple[Conflict, ...]:
        """Return what was changed in two places without knowledge of each other: the practice's own first.

        Read a state `with_folded_tasks` first, whose fields under a folded id are the task's.
        """
        return conflicts_in(dict(self._all_fields()), self.recorded_entries)

    @property
    def recorded_entries(self) -> tuple[Recorded, ...]:
        """All notes, counts and attachments, which stand on an item beside its fields."""
        return (*self.notes.values(), *self.counts.values(), *self.attachments.values())

    def _all_fields(self) -> Iterator[tuple[str, Fields]]:
        """Return the fields of the practice, of its tasks and of its rows, each with its item."""
        yield "", self.details
        yield from self.tasks.items()
        for register, records in self.registers.items():
            yield from ((item_of_row(register, row), record.fields) for row, record in records.items())

    def note(self, named: str) -> Note | None:
        """Return the note with this event id or key."""
        return self.notes.get(named) or with_id(self.notes.values(), named)

    def count(self, named: str) -> Count | None:
        """Return the count with this event id or key."""
        return self.counts.get(named) or with_id(self.counts.values(), named)

    def acknowledgement(self, named: str) -> Acknowledgement | None:
        """Return the acknowledgement with this event id or key."""
        return self.acknowledgements.get(named) or with_id(self.acknowledgements.values(), named)

    def signature(self, named: str) -> Signature | None:
        """Return the signature with this event id or key."""
        return self.signatures.get(named) or with_id(self.signatures.values(), named)

    def attachment(self, named: str) -> Attachment | None:
        """Return the attachment with this event id or key."""
        return self.attachments.get(named) or with_id(self.attachments.values(), named)

    def withdrawn(self) -> dict[str, Withdrawal]:
        """Return what is taken back now: the keys of events, each with the withdrawal that stands."""
        entries: tuple[Entry, ...] = (
            *self.notes.values(),
            *self.counts.values(),
            *self.acknowledgements.values(),
            *self.signatures.values(),
            *self.attachments.values(),
            *self.pairings.values(),
        )
        return standing_withdrawals(self.withdrawals.values(), entries)

    def standing_notes(self) -> tuple[Note, ...]:
        """Return all notes that have not been withdrawn, oldest first."""
        gone = self.withdrawn()
        return tuple(sorted((note for note in self.notes.values() if note.key not in gone), key=_in_time))

    def standing_counts(self) -> tuple[Count, ...]:
        """Return all counts that have not been taken back, oldest first."""
        gone = self.withdrawn()
        return tuple(sorted((count for count in self.counts.values() if count.key not in gone), key=_in_time))

    def standing_attachments(self) -> tuple[Attachment, ...]:
        """Return all that is attached and has not been taken off, oldest first."""
        gone = self.withdrawn()
        return tuple(sorted((entry for entry in self.attachments.values() if entry.key not in gone), key=_in_time))

    def acknowledgements_of(self, reference: str) -> tuple[Acknowledgement, ...]:
        """Return every acknowledgement of a reference, withdrawn ones too, oldest first."""
        return tuple(
            sorted((entry for entry in self.acknowledgements.values() if entry.reference == reference), key=_in_time)
        )

    def signatures_of(self, sign_off: str) -> tuple[Signature, ...]:
        """Return every signature under a sign-off, withdrawn ones too, oldest first."""
        return tuple(
            sorted((entry for entry in self.signatures.values() if entry.said.sign_off == sign_off), key=_in_time)
        )


def _in_time(entry: Entry) -> tuple[int, str, str]:
    return (entry.clock, entry.id, entry.hash)
