"""Commands on registers: rows are set, removed, noted and counted; what is open before a milestone is asked for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from migdesk.base.clock import Clock, local_date
from migdesk.base.errors import UserError
from migdesk.base.ids import IdSource
from migdesk.checklist.definitions import Definitions
from migdesk.checklist.registers.definitions import Register, Registers, StartingRow
from migdesk.checklist.registers.grid import RE_ENTRY
from migdesk.practice.event import Draft
from migdesk.practice.kinds import note_added, row_set, withdrawn
from migdesk.practice.open_rows import begun_registers
from migdesk.practice.removal import REMOVED
from migdesk.practice.rows import WordsOfRegister, item_of_row, row_of_item
from migdesk.practice.state import PracticeState
from migdesk.practice.store import Store
from migdesk.workspace.free_text import one_line, paragraphs
from migdesk.workspace.practice_lookup import name_key, no_practice
from migdesk.workspace.recorder import Recorder
from migdesk.workspace.registers.change import (
    CheckedChange,
    RowChange,
    checked_change,
    drafts_of,
    refuse_below_zero,
    values_before,
)
from migdesk.workspace.registers.re_entry_commands import ReEntryCommands, SetRows
from migdesk.workspace.registers.reading import RegisterReader
from migdesk.workspace.registers.row_words import RowWords
from migdesk.workspace.registers.values import Names, checked
from migdesk.workspace.registers.view import GateFinding, RegisterRow, RegisterView

if TYPE_CHECKING:
    from migdesk.workspace.list_reading.table import Progress
    from migdesk.workspace.registers.lists.list_file import RegisterList
    from migdesk.workspace.registers.lists.plan import RegisterImport


class RegisterCommands:
    """The registers of practices. Each change is one transaction, one undo.

    Whatever takes a text raises PatientDataQuestion where it looks like a patient's and nobody says that it is not.
    """

    def __init__(
        self,
        store: Store,
        load: Callable[[], Registers],
        definitions: Definitions,
        recorder: Recorder,
        clock: Clock,
        new_id: IdSource,
    ) -> None:
        self._store = store
        self._load = load
        self._definitions = definitions
        self._recorder = recorder
        self._clock = clock
        self._new_id = new_id

    @cached_property
    def definitions(self) -> Registers:
        """All registers, read when they are first asked for."""
        return self._load()

    @cached_property
    def re_entry(self) -> ReEntryCommands:
        """What was logged in Cutover, by categories and days. Raises UserError where the guide has no such register."""
        register = self.find(RE_ENTRY)
        return ReEntryCommands(
            self._store,
            self._definitions,
            register,
            lambda practice_id: self.view(practice_id, register.id),
            self.set_all,
            lambda: local_date(self._clock()),
        )

    # asking

    def find(self, wanted: str) -> Register:
        """Return a register by its id or its title in any case. Raises UserError."""
        for register in self.definitions.registers:
            titles = {register.id, name_key(register.title), name_key(register.short_title)}
            if wanted.strip() == register.id or name_key(wanted) in titles:
                return register
        raise UserError(f"There is no register “{wanted}”. “migdesk register list” shows them all.")

    def view(self, practice_id: str, register_id: str) -> RegisterView:
        """Return a register of a practice with its rows. Raises UserError for a register that is not there."""
        return self._reader(practice_id).view(self.find(register_id))

    def views(self, practice_id: str) -> tuple[RegisterView, ...]:
        """Return all registers of a practice in their order."""
        return tuple(self._reader(practice_id).views())

    def begun_views(self, state: PracticeState) -> tuple[RegisterView, ...]:
        """Return the registers of a state in hand in which anything is recorded."""
        if not state.registers:
            return ()
        reader = self.reader_of(state)
        return tuple(reader.view(register) for register in begun_registers(state, self.definitions))

    def states(self, practice_id: str) -> dict[str, str]:
        """Return how far each register is that has rows, as "7 of 12 told", by its id."""
        return {view.register.id: view.state for view in self.views(practice_id) if view.state}

    def names(self, practice_id: str) -> Names:
        """Return what rows and people are called, by their ids: what fields offer, and what values stand for."""
        return self._reader(practice_id).names

    def check_value(self, practice_id: str, register_id: str, column_id: str, value: object) -> None:
        """Raise UserError, naming the column, where a value could not be entered in it."""
        column = self.find(register_id).column_by_id[column_id]
        found = checked(column, value, self.names(practice_id))
        if column.required and found is None:
            raise UserError(f"{column.title} is missing.")

    def words(self, practice_id: str) -> WordsOfRegister:
        """Return what gives the words of a register, for history."""
        return self.words_in(self._store.state(practice_id))

    def words_in(self, state: PracticeState) -> WordsOfRegister:
        """Return the same in a state at hand, as one that is only foreseen."""
        names, known = self.reader_of(state).names, self.definitions.by_id
        return lambda register: RowWords(known[register], names) if register in known else None

    def overdue(self, practice_id: str, until: date) -> tuple[RegisterRow, ...]:
        """Return the open rows that are due on or before a day, the longest due first."""
        found = [
            (row.due, RegisterRow(view.register, row))
            for view in self.views(practice_id)
            for row in view.rows
            if row.is_open and row.due and row.due <= until
        ]
        return tuple(row for _, row in sorted(found, key=lambda pair: pair[0]))

    def open_gates(self, practice_id: str, milestone: str = "", *, sign_off: str = "") -> tuple[GateFinding, ...]:
        """Return what registers still hold open before a milestone or a sign-off; they warn and never block."""
        return self.open_gates_of(self._store.state(practice_id), milestone, sign_off=sign_off)

    def open_gates_of(
        self, state: PracticeState, milestone: str = "", *, sign_off: str = ""
    ) -> tuple[GateFinding, ...]:
        """Return the same of a state in hand, as within a transaction."""
        reader = self.reader_of(state)
        registers = self.definitions.registers
        return tuple(finding for register in registers for finding in reader.findings(register, milestone, sign_off))

    def seeds_not_taken(self, practice_id: str, register_id: str) -> tuple[StartingRow, ...]:
        """Return the rows that a register offers and that do not stand in it."""
        register, reader = self.find(register_id), self._reader(practice_id)
        return tuple(seed for seed in register.seeds if not reader.row(register, register.row_id(seed.id)))

    # lists in CSV and Excel

    def as_list(self, practice_id: str, register_id: str, *, blank: bool = False) -> RegisterList:
        """Return a register as a list to write, `blank` without its rows."""
        from migdesk.workspace.registers.lists.list_file import empty_list, register_list

        state, register = self._known(practice_id), self.find(register_id)
        reader = self.reader_of(state)
        return empty_list(register) if blank else register_list(reader.view(register), state, reader)

    def plan_list(
        self,
        practice_id: str,
        register_id: str,
        path: Path,
        progress: Progress | None = None,
        *,
        sheet: str = "",
        no_patients: bool = False,
    ) -> RegisterImport:
        """Return what reading a list would do, row by row; `set_rows` records its changes. Raises UserError."""
        from migdesk.workspace.list_reading.table import no_progress

        plan = self.list_planner(practice_id, register_id, path, sheet=sheet, no_patients=no_patients)
        return plan(progress or no_progress)

    def list_planner(
        self, practice_id: str, register_id: str, path: Path, *, sheet: str = "", no_patients: bool = False
    ) -> Callable[[Progress], RegisterImport]:
        """Return what reads a list as `plan_list`, in any thread: it asks the record for nothing any more."""
        from migdesk.workspace.registers.lists.row_check import plan_register_import

        state, register = self._known(practice_id), self.find(register_id)
        reader, today = self.reader_of(state), local_date(self._clock())
        return lambda progress: plan_register_import(
            path, register, reader, state, today, progress, sheet=sheet, no_patients=no_patients
        )

    def plan_paste(self, practice_id: str, register_id: str, text: str, columns: Sequence[str]) -> RegisterImport:
        """Return what cells copied from a spreadsheet would do, row by row; without titles they stand under `columns`.

        Raises UserError for what is no table.
        """
        from migdesk.workspace.registers.lists.row_check import plan_register_paste

        state, register = self._known(practice_id), self.find(register_id)
        return plan_register_paste(text, columns, register, self.reader_of(state), state, local_date(self._clock()))

    # changing

    def set_rows(self, practice_id: str, register_id: str, changes: Sequence[RowChange]) -> tuple[str, ...]:
        """Set fields of rows, add rows, count and note on them, as one action; return the rows' ids in their order.

        Raises UserError for what cannot be entered, naming the column, and where more would be entered than logged.
        """
        register, state = self.find(register_id), self._known(practice_id)
        found = self._checked(register, changes, state)
        if found:
            label = self._label(register, found, state)
            self._recorder.record(practice_id, label, lambda now: list(drafts_of(register, found, now)))
        return tuple(change.row for change in found)

    def set_all(self, practice_id: str, label: str, parts: Sequence[SetRows]) -> None:
        """Set rows of several registers as `set_rows`, as one action that Undo calls `label`."""
        state = self._known(practice_id)
        found = [(register := self.find(part.register), self._checked(register, part.changes, state)) for part in parts]

        def build(now: PracticeState) -> list[Draft]:
            return [draft for register, changes in found for draft in drafts_of(register, changes, now)]

        self._recorder.record(practice_id, label, build)

    def _checked(self, register: Register, changes: Sequence[RowChange], state: PracticeState) -> list[CheckedChange]:
        reader = self.reader_of(state)
        return [checked_change(register, change, reader, self._new_id()) for change in changes]

    def count(self, practice_id: str, register_id: str, row: str, measure: str, n: int, reason: str = "") -> None:
        """Add `n` to a measure of a row; several at once go by `set_rows`. Raises UserError as that."""
        self.set_rows(practice_id, register_id, [RowChange(row=row, fields={measure: n}, reason=reason)])

    def withdraw_count(self, practice_id: str, count_id: str, reason: str) -> None:
        """Take a count back; it stays in the history. Raises UserError where it is not there, or too little is left."""
        words = one_line(reason, "The reason", 500)

        def build(state: PracticeState) -> list[Draft]:
            count = state.count(count_id)
            place = row_of_item(count.item) if count else None
            if count is None or place is None or count.key in state.withdrawn():
                raise UserError("That count is not there any more.")
            if place[0] in self.definitions.by_id:
                refuse_below_zero(self.definitions.by_id[place[0]], place[1], {count.measure: -count.n}, state)
            return [withdrawn.draft(count, words)]

        self._recorder.record(practice_id, "Take a count back", build)

    def remove_rows(self, practice_id: str, register_id: str, rows: Collection[str]) -> None:
        """Take rows off a register, as one action; their history stays. Raises UserError for a row not there."""
        register, state = self.find(register_id), self._known(practice_id)
        reader = self.reader_of(state)
        for row in rows:
            self._refuse_unknown(register, row, reader)
        drafts = [row_set.draft(register.id, row, {REMOVED: True}) for row in dict.fromkeys(rows)]
        names = ", ".join(self._name(register, row, state) for row in rows) if len(rows) == 1 else f"{len(rows)} rows"
        if drafts:
            self._recorder.record(practice_id, f"Remove from {register.short_title}: {names}", lambda _: drafts)

    def take_seeds(self, practice_id: str, register_id: str, seeds: Collection[str]) -> tuple[str, ...]:
        """Take rows that a register offers, by the ids of its definition, as one action; return their ids on record."""
        register = self.find(register_id)
        by_id = {seed.id: seed for seed in register.seeds}
        unknown = [seed for seed in seeds if seed not in by_id]
        if unknown:
            raise UserError(f"{register.title} offers no row “{unknown[0]}”.")
        chosen = {register.row_id(seed): by_id[seed] for seed in seeds}

        def build(state: PracticeState) -> list[Draft]:
            return list(_taken(register, chosen, state))

        self._known(practice_id)
        self._recorder.record(practice_id, f"{register.short_title}: {len(chosen)} suggested rows", build)
        return tuple(chosen)

    def add_note(self, practice_id: str, register_id: str, row: str, text: str, *, private: bool = False) -> str:
        """Add a note to a row and return its id; a private one stays on this computer.

        Raises UserError as for tasks.
        """
        words, register, state = paragraphs(text, "The note"), self.find(register_id), self._known(practice_id)
        self._refuse_unknown(register, row, self.reader_of(state))
        note = note_added.draft(item_of_row(register.id, row), words, private=private)
        return self._recorder.record(practice_id, f"Note: {self._name(register, row, state)}", lambda _: [note])[0].id

    def _known(self, practice_id: str) -> PracticeState:
        state = self._store.state(practice_id)
        if not state.details:
            raise no_practice(practice_id)
        return state

    def _reader(self, practice_id: str) -> RegisterReader:
        return self.reader_of(self._store.state(practice_id))

    def reader_of(self, state: PracticeState) -> RegisterReader:
        """Return what reads the registers of a state in hand."""
        return RegisterReader(self.definitions, self._definitions, state, local_date(self._clock()))

    def _refuse_unknown(self, register: Register, row: str, reader: RegisterReader) -> None:
        if not reader.row(register, row):
            raise UserError(f"{register.title} has no row “{row}”. “migdesk register show” lists them.")

    def _label(self, register: Register, changes: Sequence[CheckedChange], state: PracticeState) -> str:
        if len(changes) > 1:
            return f"{register.short_title}: {len(changes)} rows"
        name = changes[0].fields.get(register.name_column) or self._name(register, changes[0].row, state)
        return f"{register.short_title}: {name}"

    def _name(self, register: Register, row: str, state: PracticeState) -> str:
        return str(values_before(register, row, state).get(register.name_column) or row)


def _taken(register: Register, chosen: dict[str, StartingRow], state: PracticeState) -> Iterator[Draft]:
    """Yield what takes offered rows; one that was removed comes back as it was."""
    for row, seed in chosen.items():
        item = item_of_row(register.id, row)
        known = {name: field.value for name, field in state.fields_of(item).items() if field.value is not None}
        fields = {name: value for name, value in seed.fields.items() if name not in known}
        if state.removed(item):
            fields[REMOVED] = False
        if fields:
            yield row_set.draft(register.id, row, fields)
