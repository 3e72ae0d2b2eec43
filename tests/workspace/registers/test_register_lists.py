"""Registers as lists: what was written says nothing new when it is read, and nothing of a list is lost in silence."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lists import csv_of, workbook_of
from migdesk.base.assets import content_folder
from migdesk.base.errors import UserError
from migdesk.base.paths import Paths
from migdesk.checklist.loading import load_definitions
from migdesk.checklist.registers.definitions import Register
from migdesk.checklist.registers.loading import load_registers
from migdesk.practice.details import PracticeDetails
from migdesk.practice.fold import fold
from migdesk.workspace.bootstrap import bootstrap
from migdesk.workspace.registers.change import RowChange
from migdesk.workspace.registers.lists.list_file import list_bytes, register_list
from migdesk.workspace.registers.lists.plan import PlannedRow, RegisterImport
from migdesk.workspace.registers.lists.row_check import plan_register_import
from migdesk.workspace.registers.lists.wording import notes_on, summary_of, what_of
from migdesk.workspace.registers.reading import RegisterReader
from migdesk.workspace.workspace import Workspace
from support import MANAGER, PRACTICE, TODAY, CountingIds, TickingClock, event

DEFINITIONS = load_definitions(content_folder())
REGISTERS = load_registers(content_folder())
WORDS = st.text(st.characters(codec="utf-8"), max_size=12) | st.sampled_from(["'=1+1", "=1+1", "2027-03-16", "0", " x"])
ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | WORDS
    | st.dates().map(str),
    lambda parts: st.lists(parts, max_size=3),
    max_leaves=6,
)
KINDS = ["csv", "xlsx"]


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    paths = Paths(tmp_path / "data", tmp_path / "cache", "")
    opened = bootstrap(paths, clock=TickingClock(), new_id=CountingIds())
    opened.sign_in(MANAGER)
    yield opened
    opened.close()


@pytest.fixture
def practice(workspace: Workspace) -> str:
    return workspace.practices.add(PracticeDetails(name="Made-up Surgery", go_live=date(2027, 4, 20)))


@pytest.fixture
def read(workspace: Workspace, practice: str, tmp_path: Path) -> Any:
    def plan(register: str, data: bytes, **options: Any) -> RegisterImport:
        path = tmp_path / "list.csv"
        path.write_bytes(data)
        return workspace.registers.plan_list(practice, register, path, **options)

    return plan


def only(plan: RegisterImport) -> PlannedRow:
    (row,) = plan.rows
    return row


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("register", REGISTERS.registers, ids=lambda register: register.id)
def test_whatever_a_record_holds_a_written_list_says_nothing_new(register: Register, kind: str, tmp_path: Path) -> None:
    names = [*register.column_by_id, "of-a-newer-version"]
    fixed = [register.row_id(row.id) for row in register.fixed_rows]

    @settings(max_examples=25 if kind == "csv" else 8)
    @given(fields=st.dictionaries(st.sampled_from(names), ANYTHING, max_size=8), note=WORDS, n=st.integers(1, 9))
    @example(fields=dict.fromkeys(names, -0.0), note="", n=1)
    @example(fields=dict.fromkeys(names, -0.0004), note="", n=1)
    @example(fields=dict.fromkeys(names, 1.1125369292536007e-308), note="", n=1)
    def law(fields: dict[str, Any], note: str, n: int) -> None:
        row = fixed[0] if fixed else "r1"
        place = {"register": register.id, "row": row}
        events = [
            event("row-set", place | {"fields": fields}),
            event("row-counted", place | {"measure": "logged", "n": n}, seq=2),
            event("note-added", {"task": f"{register.id}/{row}", "text": note}, seq=3),
        ]
        state = fold(PRACTICE, events)
        reader = RegisterReader(REGISTERS, DEFINITIONS, state, TODAY)
        view = reader.view(register)
        path = tmp_path / "list"
        path.write_bytes(list_bytes(register_list(view, state, reader), kind))
        plan = plan_register_import(path, register, reader, state, TODAY)
        assert [planned.outcome for planned in plan.rows] == ["same"] * len(view.rows), [*map(what_of, plan.rows)]
        assert plan.left_out == () and plan.changes == ()

    law()


@pytest.mark.parametrize("kind", KINDS)
def test_a_list_that_was_changed_changes_what_it_says(
    workspace: Workspace, practice: str, read: Any, kind: str
) -> None:
    workspace.registers.take_seeds(practice, "third-parties", ["pathology", "nhs-app", "one-one-one"])
    found = workspace.registers.as_list(practice, "third-parties")
    rows = [{**row} for row in found.rows]
    rows[1] |= {"status": "Told", "notice-given": date(2026, 12, 4), "fee": 12.5, "notes": "Rang them."}
    changed = list_bytes(type(found)(found.title, found.columns, tuple(rows)), kind)
    plan = read("third-parties", changed)
    assert summary_of(plan) == "1 row will be changed, 2 say nothing new."
    assert {cell.column: cell.after for cell in plan.of("change")[0].cells} == {
        "Status": "Told", "Notice given": "Fri 4 Dec 2026", "Licence fee": "£12.50", "Note": "Rang them.",
    }  # fmt: skip
    workspace.registers.set_rows(practice, "third-parties", plan.changes)
    assert read("third-parties", changed).of("same") and not read("third-parties", changed).changes
    row = workspace.registers.view(practice, "third-parties").rows[1]
    assert (row.status.id, row.fields["fee"], [note.text for note in row.notes]) == ("told", "12.50", ["Rang them."])
    workspace.undo()
    assert workspace.registers.view(practice, "third-parties").rows[1].status.id == "to-tell"


def test_a_row_is_found_by_its_key_in_any_case_and_a_suggested_row_is_taken(
    workspace: Workspace, practice: str, read: Any
) -> None:
    data = csv_of(("name", "Kind", "status"), ("nhs app", "patient-app", "told"))
    plan = read("third-parties", data)
    (row,) = workspace.registers.set_rows(practice, "third-parties", plan.changes)
    assert row == "third-parties.nhs-app"
    again = read("third-parties", csv_of(("Name", "Status"), ("NHS  APP", "Agreed")))
    assert again.of("change")[0].cells[0].before == "Told"


def test_an_empty_cell_erases_nothing(workspace: Workspace, practice: str, read: Any) -> None:
    fields = {"name": "Ann Example", "organisation": "Practice", "role": "lead-gp", "phone": "01632 960 001"}
    workspace.registers.set_rows(practice, "contacts", [RowChange(fields=fields)])
    plan = read("contacts", csv_of(("Name", "Organisation", "Phone"), ("Ann Example", "Practice", "")))
    assert only(plan).outcome == "same"


def test_what_is_not_read_is_named(read: Any) -> None:
    heads = ("Name", "Organisation", "Part in the migration", "Mood")
    rows = (("Ann", "Practice", "Lead GP", "good"), ("", "", "", "only a mood"))
    plan = read("contacts", csv_of(heads, *rows))
    assert notes_on(plan) == (
        "Not read, as this register has no such column: “Mood”.",
        "Not read, as they hold nothing in a column of this register: row 3.",
    )


def test_other_sheets_are_named_and_one_can_be_chosen(read: Any) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.active.title = "People"
    for row in (("Name", "Organisation", "Role"), ("Ann", "Practice", "Lead GP")):
        book.active.append(row)
    second = book.create_sheet("Suppliers")
    for row in (("Name", "Organisation", "Part in the migration"), ("Zoe", "Supplier", "New supplier")):
        second.append(row)
    book.create_sheet("Empty")
    hidden = book.create_sheet("Old")
    hidden.append(("Something",))
    hidden.sheet_state = "hidden"
    data = io.BytesIO()
    book.save(data)
    plan = read("contacts", data.getvalue())
    assert plan.table.sheet == "People"
    assert "Not read: the sheet “Suppliers”, “Old (hidden)”. “People” was read." in plan.left_out
    assert only(read("contacts", data.getvalue(), sheet="suppliers")).name == "Zoe"
    with pytest.raises(UserError, match="has no sheet “Third”"):
        read("contacts", data.getvalue(), sheet="Third")


def test_what_cannot_be_entered_is_a_fault_with_its_column(read: Any) -> None:
    heads = ("Name", "Kind of link", "Kind", "Licence fee", "Tested on", "Notes")
    bad = ("NHS App", "", "carrier pigeon", "a lot", "31/02/2027", "#REF!")
    (row,) = read("third-parties", csv_of(heads, bad)).rows
    assert row.outcome == "bad"
    assert [fault.column for fault in row.faults] == ["Kind", "Licence fee", "Tested on", "Notes"]


def test_a_patient_is_a_fault_unless_somebody_says_otherwise(read: Any) -> None:
    data = csv_of(
        ("Name", "Organisation", "Part in the migration", "Notes"), ("Ann", "Practice", "Lead GP", "943 476 5919")
    )
    assert "looks like patient data" in what_of(only(read("contacts", data)))
    assert only(read("contacts", data, no_patients=True)).outcome == "add"


def test_the_same_row_twice_in_a_list_is_a_fault_in_both(read: Any) -> None:
    heads = ("Name", "Organisation", "Part in the migration")
    plan = read(
        "contacts",
        csv_of(heads, ("Ann", "Practice", "Lead GP"), ("ann", "PRACTICE", "Trainer"), ("Zoe", "Practice", "Trainer")),
    )
    assert [row.outcome for row in plan.rows] == ["bad", "bad", "add"]
    assert what_of(plan.rows[0]) == "The same row stands in row 3 of the list too. Keep one of them."


def test_two_rows_of_one_name_need_an_id(workspace: Workspace, practice: str, read: Any) -> None:
    changes = [RowChange(fields={"question": "Go or no-go?", "options": text}) for text in ("a", "b")]
    workspace.registers.set_rows(practice, "decisions", changes)
    plan = read("decisions", csv_of(("Question", "Decided"), ("Go or no-go?", "Go")))
    assert "2 rows have the same" in what_of(only(plan))


def test_counts_in_a_list_are_totals_and_only_grow(workspace: Workspace, practice: str, read: Any) -> None:
    heads = ("Category", "Day", "Logged", "Entered", "Not needed", "Reason")
    first = read("re-entry", csv_of(heads, ("Letters to scan", "16/04/2027", "8", "3", "", "")))
    (row,) = workspace.registers.set_rows(practice, "re-entry", first.changes)
    assert row == "re-entry.letters.2027-04-16"
    again = read("re-entry", csv_of(heads, ("Letters to scan", "16/04/2027", "10", "3", "1", "Sent twice")))
    workspace.registers.set_rows(practice, "re-entry", again.changes)
    view = workspace.registers.view(practice, "re-entry")
    assert view.rows[0].fields["logged"] == 10 and view.rows[0].computed["left"] == 6
    assert "only add to a count" in what_of(
        only(read("re-entry", csv_of(heads, ("letters", "16/04/2027", "9", "", "", ""))))
    )
    assert "say why" in what_of(only(read("re-entry", csv_of(heads, ("letters", "16/04/2027", "", "", "3", "")))))
    assert "More entered than logged" in what_of(
        only(read("re-entry", csv_of(heads, ("letters", "16/04/2027", "", "30", "", ""))))
    )


def test_an_id_of_another_record_is_remarked_on(read: Any) -> None:
    heads = ("ID", "Name", "Organisation", "Part in the migration")
    row = only(read("contacts", csv_of(heads, ("ffff", "Ann", "Practice", "Lead GP"))))
    assert row.outcome == "add"
    assert row.remarks == ("No row here has the ID ffff, so it is added as a new one.",)


def test_a_file_that_is_no_such_list_says_what_is_missing(read: Any) -> None:
    with pytest.raises(UserError, match="Add “Name” and “Organisation” over the columns"):
        read("contacts", workbook_of(("Phone", "E-mail"), ("1", "2")))


def test_private_notes_stay_here(workspace: Workspace, practice: str) -> None:
    row = workspace.registers.set_rows(practice, "decisions", [RowChange(fields={"question": "Go?", "options": "a"})])[
        0
    ]
    workspace.registers.add_note(practice, "decisions", row, "Between us", private=True)
    data = list_bytes(workspace.registers.as_list(practice, "decisions"), "csv").decode("utf-8-sig")
    assert "Between us" not in data
    assert next(csv.DictReader(io.StringIO(data)))["ID"] == row
