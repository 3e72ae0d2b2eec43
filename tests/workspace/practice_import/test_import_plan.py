"""Each row of a list is added, there already, or bad, and says why."""

from __future__ import annotations

from pathlib import Path

import pytest

from lists import HEADS, RIVERSIDE, TODAY, csv_of, known, plan_for, workbook_of
from migdesk.practice.details import DETAILS, PracticeDetails
from migdesk.workspace.practice_import.import_plan import ImportPlan, plan_import
from migdesk.workspace.practice_import.template import write_template
from migdesk.workspace.practice_import.wording import done_in_words, notes_on, remarks_on, result_of, summary_of
from migdesk.workspace.workspace import Workspace


def plan(folder: Path, *rows: tuple[str, ...], names: tuple[str, ...] = ("Practice", "ODS", "Go-Live")) -> ImportPlan:
    return plan_for(folder, csv_of(names, *rows))


def remarks(made: ImportPlan) -> list[str]:
    return [remarks_on(row) for row in made.rows]


def test_a_good_row_gives_the_practices_details(tmp_path: Path) -> None:
    made = plan_for(tmp_path, csv_of(HEADS, (" Riverside  Surgery ", "z99001 ", *RIVERSIDE[2:])))
    (row,) = made.rows
    assert row.outcome == "add" and result_of(row) == "Will be added" and remarks_on(row) == ""
    assert row.details == PracticeDetails(
        "Riverside Surgery", "Z99001", "EMIS Web", "SystmOne", "North Moor ICB", "", row.details.go_live
    )
    assert row.shown["go_live"] == "Tue 16 Mar 2027"
    assert summary_of(made) == "1 practice will be added."


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (("", "Z99001", ""), "Practice: The practice's name is missing."),
        (("A", "Z9900", ""), "ODS: “Z9900” is no ODS code. A practice's code is one letter and five digits, such as"),
        (("A", "99001", ""), "is no ODS code"),
        (("A", "", "04/23/2027"), "Go-Live: There is no month 23"),
        (("A", "", "16/03/1927"), "Go-Live cannot be in the year 1927"),
        (("A" * 201, "", ""), "Practice: The text has 201 characters; it can have at most 200."),
        (("Patient 943 476 5919", "", ""), "Practice: This looks like patient data: an NHS number (943 476 5919)."),
        (("#N/A", "", ""), "Practice: #N/A stands for a value"),
        (("A", "#REF!", ""), "ODS: #REF! stands for a value"),
        (("A", "", "#VALUE!"), "Go-Live: #VALUE! stands for a value"),
    ],
)
def test_a_bad_row_names_the_column_and_why(tmp_path: Path, row: tuple[str, ...], why: str) -> None:
    made = plan(tmp_path, row)
    (bad,) = made.rows
    assert (bad.row, bad.outcome, bad.details) == (2, "bad", None)
    assert why in remarks_on(bad)
    assert summary_of(made) == "Nothing to add: 1 row has a fault."


def test_all_faults_of_a_row_are_told(tmp_path: Path) -> None:
    (bad,) = plan(tmp_path, ("", "X", "soon")).rows
    assert [fault.column for fault in bad.faults] == ["Practice", "ODS", "Go-Live"]


def test_a_code_twice_names_both_rows(tmp_path: Path) -> None:
    made = plan(tmp_path, ("A", "Z99001", ""), ("B", "Z99002", ""), ("C", "z99001", ""))
    assert [row.outcome for row in made.rows] == ["bad", "add", "bad"]
    assert remarks(made) == ["ODS: Z99001 stands in rows 2 and 4.", "", "ODS: Z99001 stands in rows 2 and 4."]
    made = plan(tmp_path, *((f"A{number}", "Z99001", "") for number in range(8)))
    assert remarks_on(made.rows[0]) == "ODS: Z99001 stands in rows 2, 3, 4, 5, 6 and 3 more."


def test_a_code_in_the_record_is_skipped_and_named(tmp_path: Path) -> None:
    data = csv_of(("Practice", "ODS", "Go-Live"), ("Another name", "Z99001", "nonsense"))
    made = plan_for(tmp_path, data, known("Z99001"))
    assert (made.rows[0].outcome, result_of(made.rows[0])) == ("there", "There already")
    assert remarks(made) == ["Z99001 is Riverside Surgery. Nothing is changed there."]
    assert summary_of(made) == "Nothing to add: 1 is there already."
    made = plan_for(tmp_path, data, known("Z99001", archived=True))
    assert remarks(made) == ["Z99001 is Riverside Surgery in the archive. Nothing is changed there."]


def test_a_name_in_the_record_may_be_a_double_unless_both_have_a_code(tmp_path: Path) -> None:
    without, coded = csv_of(("Practice",), ("riverside  surgery",)), csv_of(("Practice", "ODS"), RIVERSIDE[:2])
    for data, there, said in (
        (without, known(), "A practice of this name is in the record already, without an ODS code. It may be the same"),
        (without, known("Z99007"), "is in the record already, with the code Z99007."),
        (coded, known(), "without an ODS code."),
        (without, known(archived=True), "is in the archive already"),
    ):
        made = plan_for(tmp_path, data, there)
        assert made.rows[0].outcome == "add" and result_of(made.rows[0]) == "Maybe a double"
        assert said in remarks_on(made.rows[0])
        assert len(made.to_add()) == 1 and made.to_add(without_doubles=True) == ()
    assert plan_for(tmp_path, coded, known("Z99007")).rows[0].maybe_double == ""


def test_a_name_twice_in_the_list_may_be_a_double(tmp_path: Path) -> None:
    made = plan(tmp_path, ("A", "", ""), ("a", "Z99001", ""), ("A ", "Z99002", ""), ("B", "", ""))
    assert remarks(made) == [
        "A practice of this name stands in rows 3 and 4 too. It may be the same one.",
        "A practice of this name stands in row 2 too. It may be the same one.",
        "A practice of this name stands in row 2 too. It may be the same one.",
        "",
    ]
    assert summary_of(made) == "4 practices will be added."
    assert summary_of(made, without_doubles=True) == "1 practice will be added, 3 left out as possible doubles."


def test_the_worst_is_read_first_and_counts_are_in_words(tmp_path: Path) -> None:
    data = csv_of(
        ("Practice", "ODS", "Telephone"),
        ("Good", "Z99002", ""),
        ("Riverside Surgery", "Z99001", ""),
        ("Twin", "", ""),
        ("Twin", "", ""),
        ("Bad", "X", ""),
    )
    made = plan_for(tmp_path, data, known("Z99001"))
    assert [row.row for row in made.worst_first] == [6, 4, 5, 2, 3]
    assert summary_of(made) == "3 practices will be added, 1 is there already, 1 row has a fault."
    assert notes_on(made) == ("No column was found for Go-Live.", "Left out: the column “Telephone”.")
    left = "1 row has a fault and was not added."
    assert done_in_words(made, 3) == f"3 practices were added, 1 was there already. {left}"
    assert done_in_words(made, 1).endswith(f"2 left out as possible doubles. {left}")


def test_many_columns_that_are_left_out_are_counted(tmp_path: Path) -> None:
    made = plan_for(tmp_path, csv_of(("Practice", *(f"Extra {number}" for number in range(9))), ("A",)))
    assert notes_on(made) == (
        "No column was found for ODS code and Go-Live.",
        "Left out: the columns “Extra 0”, “Extra 1”, “Extra 2”, “Extra 3”, “Extra 4”, “Extra 5” and 3 more.",
    )


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_the_template_is_understood_and_its_example_left_out(tmp_path: Path, suffix: str) -> None:
    path = write_template(tmp_path / f"template{suffix}")
    made = plan_import(path, (), TODAY)
    assert len(made.table.columns) == len(DETAILS) and made.table.left_out == ()
    assert (made.rows, made.examples) == ((), 1)
    assert notes_on(made) == ("The template's example row is left out.",)
    assert summary_of(made).startswith("There is no row to add")


def test_a_template_in_another_form_is_refused(tmp_path: Path) -> None:
    from migdesk.base.errors import UserError

    with pytest.raises(UserError, match=r"written as .xlsx or .csv, not as “.ods”"):
        write_template(tmp_path / "template.ods")


def test_rows_of_one_name_are_judged_quickly(tmp_path: Path) -> None:
    made = plan_for(tmp_path, csv_of(("Practice",), *(("The Surgery",) for _ in range(5_000))))
    assert remarks_on(made.rows[0]).startswith("A practice of this name stands in rows 3, 4, 5, 6, 7 and 4,994 more")


def test_progress_is_told_and_can_stop_the_work(tmp_path: Path) -> None:
    class Enough(Exception):
        pass

    path = tmp_path / "list.csv"
    path.write_bytes(csv_of(("Practice", "ODS"), *((f"P{number}", f"Z{number:05}") for number in range(1_000))))
    told: list[tuple[int, int]] = []
    plan_import(path, (), TODAY, lambda done, of: told.append((done, of)))
    assert told[0][1] == 0 and told[-1] == (800, 1_000)

    def stop(_done: int, _of: int) -> None:
        raise Enough

    with pytest.raises(Enough):
        plan_import(path, (), TODAY, stop)
    path.write_bytes(workbook_of(("Practice",), *((f"P{number}",) for number in range(300))))
    with pytest.raises(Enough):
        plan_import(path, (), TODAY, stop)


def test_what_is_planned_can_be_added_in_one_action(workspace: Workspace, tmp_path: Path) -> None:
    made = plan(tmp_path, ("A", "Z99001", "16/03/2027"), ("B", "", ""), ("Bad", "X", ""))
    added = workspace.practices.add_all(made.to_add())
    assert [workspace.store.state(one).name for one in added] == ["A", "B"]
    again = plan_import(tmp_path / "list.csv", workspace.store.names(), TODAY)
    assert [result_of(row) for row in again.rows] == ["There already", "Maybe a double", "Fault"]
    workspace.recorder.undo()
    assert workspace.store.names() == ()
