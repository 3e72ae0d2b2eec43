"""What an import would do, row by row, before anything is recorded: the one thing that both front ends show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from migdesk.base.date_words import date_with_weekday
from migdesk.practice.details import DETAIL_BY_ID, DETAILS, PracticeDetails
from migdesk.practice.stored_lines import PracticeName
from migdesk.workspace.list_reading.cells import Fault
from migdesk.workspace.list_reading.columns import NO_CHOICE, Choice
from migdesk.workspace.list_reading.reading import ListFile, list_file, table_in
from migdesk.workspace.list_reading.table import PROGRESS_EVERY, Progress, Table, no_progress
from migdesk.workspace.practice_import.columns_to_choose import ColumnQuestion, questions_on
from migdesk.workspace.practice_import.doubles import Doubles
from migdesk.workspace.practice_import.offers import Mend, Offer
from migdesk.workspace.practice_import.practice_list import PRACTICE_LIST
from migdesk.workspace.practice_import.remarks import Remarks
from migdesk.workspace.practice_import.row_check import CheckedRow, RowChecker
from migdesk.workspace.practice_import.template import is_example

if TYPE_CHECKING:
    from migdesk.workspace.workspace import Workspace

Outcome = Literal["add", "there", "bad"]


class Difference(msgspec.Struct, frozen=True):
    """A detail of a practice that is there already: its id, how it is recorded, and how the list has it."""

    detail: str
    before: Any
    after: Any

    @property
    def in_words(self) -> str:
        """The difference as people read it: "Go-Live 12 Jan 2027 → 19 Jan 2027"."""
        shown = [date_with_weekday(value) if isinstance(value, date) else value for value in (self.before, self.after)]
        return f"{DETAIL_BY_ID[self.detail].title} {shown[0] or 'not set'} → {shown[1]}"


class PlannedRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row and what becomes of it.

    `add`: `details` are recorded; `maybe_double` says, in whole sentences, which practice it may be already, and
    `remarks` what else should be checked. `there`: `there` is the practice with its code, and nothing is changed.
    `bad`: `faults` says why; it is not added. `sheet` is where it stands, of a list from several. `differs` is what a
    row that is there already says otherwise than the record.
    """

    row: int
    sheet: str = ""
    outcome: Outcome
    shown: Mapping[str, str]
    details: PracticeDetails | None = None
    faults: tuple[Fault, ...] = ()
    there: PracticeName | None = None
    maybe_double: str = ""
    remarks: tuple[str, ...] = ()
    differs: tuple[Difference, ...] = ()

    @property
    def place(self) -> str:
        """Where it stands, as people say it: "4", or "Wave 2, 4" of a list from several sheets."""
        return f"{self.sheet}, {self.row:,}" if self.sheet else f"{self.row:,}"

    @property
    def is_to_check(self) -> bool:
        """Tell whether the row is added although something in it may be a slip."""
        return bool(self.remarks) and not self.maybe_double

    @property
    def needs_a_look(self) -> bool:
        """Tell whether anything is, or may be, wrong in the row."""
        return bool(self.faults or self.maybe_double or self.remarks)


class ImportPlan(msgspec.Struct, frozen=True):
    """All rows in the order of the file; `examples` counts rows of the template's own example, which are left out."""

    file: str
    table: Table
    rows: tuple[PlannedRow, ...]
    examples: int
    offers: tuple[Offer, ...] = ()
    mended: frozenset[Mend] = frozenset()

    @property
    def questions(self) -> tuple[ColumnQuestion, ...]:
        """What is to be asked of its columns before it can be added as if all were well."""
        return questions_on(self.table)

    @property
    def is_partly_read(self) -> bool:
        """Tell whether something that looks like practices or their details was not read, and nobody said so."""
        return bool(self.questions or self.table.hidden_lists)

    @property
    def differing(self) -> dict[str, int]:
        """The details in which rows that are there already differ from the record, and in how many rows each does."""
        return dict(Counter(difference.detail for row in self.rows for difference in row.differs))

    def to_update(self, details: Collection[str]) -> tuple[tuple[str, dict[str, Any]], ...]:
        """Return what the list would change of practices that are there, in these details: ids with the new values."""
        changes = (
            (row.there.id, {found.detail: found.after for found in row.differs if found.detail in details})
            for row in self.rows
            if row.there
        )
        return tuple((practice, values) for practice, values in changes if values)

    def of(self, outcome: Outcome) -> tuple[PlannedRow, ...]:
        return tuple(row for row in self.rows if row.outcome == outcome)

    @property
    def doubtful(self) -> tuple[PlannedRow, ...]:
        """Rows to add that may be doubles."""
        return tuple(row for row in self.rows if row.maybe_double)

    @property
    def to_check(self) -> tuple[PlannedRow, ...]:
        """Rows to add in which something else than a double may be wrong."""
        return tuple(row for row in self.rows if row.is_to_check)

    @property
    def worst_first(self) -> tuple[PlannedRow, ...]:
        """The rows as a person should read them: faults, possible doubles, what to check, the rest; as in the file."""
        return tuple(sorted(self.rows, key=lambda row: (row.outcome != "bad", not row.maybe_double, not row.remarks)))

    @property
    def only_faults(self) -> ImportPlan:
        """What is left of the plan once all that can be added has been."""
        return msgspec.structs.replace(self, rows=self.of("bad"), examples=0)

    def to_add(self, *, without_doubles: bool = False) -> tuple[PracticeDetails, ...]:
        """Return what is to be recorded, in the order of the file."""
        return tuple(
            row.details
            for row in self.rows
            if row.outcome == "add" and row.details and not (without_doubles and row.maybe_double)
        )


class Wishes(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody chose for an import: of the list's sheets and columns, what is to be mended, and whether they said
    that there are no patients in it."""

    choice: Choice = NO_CHOICE
    mend: frozenset[Mend] = frozenset()
    no_patients: bool = False


NO_WISHES = Wishes()


class Known(msgspec.Struct, frozen=True):
    """What the record has: the practices, archived ones too, and of those the details, by id, for what differs."""

    names: Sequence[PracticeName]
    details: Mapping[str, PracticeDetails] = {}
    went_live: frozenset[str] = frozenset()


def known_in(workspace: Workspace) -> Known:
    """Return what an import compares a list with."""
    summaries = {summary.id: summary for summary in workspace.summaries()}
    went_live = frozenset(summary.id for summary in summaries.values() if summary.went_live)
    return Known(workspace.names(), summaries, went_live)


def plan_import(
    source: Path | ListFile,
    known: Known | Iterable[PracticeName],
    today: date,
    progress: Progress = no_progress,
    wishes: Wishes = NO_WISHES,
) -> ImportPlan:
    """Read a list and say what would become of each row; nothing is recorded. Raises as `reading.read_table`.

    A row that looks like patient data is a fault, unless somebody said that there are none in the list.
    """
    file = list_file(source) if isinstance(source, Path) else source
    table = table_in(file, PRACTICE_LIST, progress, wishes.choice, every_sheet=True)
    return plan_of(file.name, table, known, today, progress, wishes)


def plan_of(
    file: str,
    table: Table,
    known: Known | Iterable[PracticeName],
    today: date,
    progress: Progress = no_progress,
    wishes: Wishes = NO_WISHES,
) -> ImportPlan:
    """Say what would become of each row of a table."""
    here = known if isinstance(known, Known) else Known(tuple(known))
    checker = RowChecker(table, today, no_patients=wishes.no_patients, mend=wishes.mend)
    rows: list[CheckedRow] = []
    examples = 0
    for count, row in enumerate(table.rows):
        if count % PROGRESS_EVERY == 0:
            progress(count, len(table.rows))
        if is_example(row.cells.get("name", "")):
            examples += 1
        else:
            rows.append(checker.check(row))
    once, again = _without_same_rows(rows)
    offers = _offers(rows, again)
    if Mend.SAME_ROWS in wishes.mend:
        rows = once
    doubles, remarks = Doubles(rows, here.names), Remarks(today)
    planned = tuple(_planned(row, doubles, checker, remarks, here) for row in rows)
    return ImportPlan(file, table, planned, examples, offers, wishes.mend)


def _without_same_rows(rows: Iterable[CheckedRow]) -> tuple[list[CheckedRow], int]:
    """Return the rows without those that have the code of an earlier one and say the same, and how many these are."""
    kept: list[CheckedRow] = []
    seen: dict[str, Mapping[str, str]] = {}
    again = 0
    for row in rows:
        if row.ods_code and seen.get(row.ods_code) == row.shown:
            again += 1
            continue
        seen.setdefault(row.ods_code, row.shown)
        kept.append(row)
    return kept, again


_MENDING = {
    Mend.SERIAL_DATES: "Use such numbers as dates",
    Mend.SPACED_CODES: "Use codes without the spaces",
    Mend.SYSTEM_NAMES: "Use one name for each system",
}


def _offers(rows: Sequence[CheckedRow], again: int) -> tuple[Offer, ...]:
    """Return what could be mended in all rows at once, each told by its commonest examples."""
    offers = []
    for mend, words in _MENDING.items():
        said = Counter(text for row in rows for kind, text in row.mends if kind == mend)
        if said:
            examples = "; ".join(text for text, _ in said.most_common(3)) + ("; …" if len(said) > 3 else "")
            count = sum(any(kind == mend for kind, _ in row.mends) for row in rows)
            offers.append(Offer(mend, f"{words}: {examples}", count))
    if again:
        offers.append(Offer(Mend.SAME_ROWS, "Take rows that stand in the list again, word for word, only once", again))
    return tuple(offers)


def _planned(row: CheckedRow, doubles: Doubles, checker: RowChecker, remarks: Remarks, here: Known) -> PlannedRow:
    there = doubles.there(row.ods_code)
    faults, twice = row.faults, doubles.of_code(row.ods_code)
    if twice:
        faults = (*faults, Fault(checker.title("ods_code"), twice))
    if there and (not faults or there.id not in here.details):
        differs, told = _differences(row, there, here)
        return PlannedRow(
            row=row.number,
            sheet=row.sheet,
            outcome="there",
            shown=row.shown,
            there=there,
            differs=differs,
            remarks=told,
        )
    if faults or not row.details:
        return PlannedRow(row=row.number, sheet=row.sheet, outcome="bad", shown=row.shown, there=there, faults=faults)
    return PlannedRow(
        row=row.number,
        sheet=row.sheet,
        outcome="add",
        shown=row.shown,
        details=row.details,
        maybe_double=doubles.of_name(row.number, row.details),
        remarks=remarks.on(row.details, row.no_date),
    )


def _differences(row: CheckedRow, there: PracticeName, here: Known) -> tuple[tuple[Difference, ...], tuple[str, ...]]:
    """Return in what a row differs from the practice with its code; an empty cell says nothing. A Go-Live that has
    happened keeps its day, which is told."""
    recorded = here.details.get(there.id)
    if recorded is None or row.details is None:
        return (), ()
    values = ((detail.id, getattr(recorded, detail.id), getattr(row.details, detail.id)) for detail in DETAILS)
    found = tuple(Difference(name, before, after) for name, before, after in values if after and after != before)
    if there.id not in here.went_live:
        return found, ()
    kept = tuple(difference for difference in found if difference.detail != "go_live")
    return kept, ("Go-Live has happened, so its day stays.",) if kept != found else ()
