"""Rows with faults go into a list of their own, which can be mended and imported again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lists import TODAY, csv_of, plan_for, workbook_of
from migdesk.base.errors import EnvironmentFault
from migdesk.workspace.list_reading.columns import WHAT_IS_WRONG
from migdesk.workspace.list_reading.text_reading import read_csv
from migdesk.workspace.practice_import.faulty_rows import faulty_rows, write_faulty_rows
from migdesk.workspace.practice_import.import_plan import ImportPlan, plan_of
from migdesk.workspace.practice_import.practice_list import PRACTICE_LIST
from migdesk.workspace.practice_import.wording import notes_on

NO_CODE = "ODS: “X” is no ODS code. A practice's code is one letter and five digits, such as Z99001."


def read_again(data: bytes) -> ImportPlan:
    return plan_of("again.csv", read_csv(data, PRACTICE_LIST, lambda *_: None), (), TODAY)


def test_all_columns_are_kept_and_what_is_wrong_stands_beside_them(tmp_path: Path) -> None:
    rows = ("Good", "Z99001", "020"), ("Bad, one", "X", "0300 1")
    made = plan_for(tmp_path, csv_of(("Practice", "ODS", "Telephone"), *rows))
    assert faulty_rows(made).decode("utf-8-sig").splitlines() == [
        "Practice,ODS,Telephone,What is wrong",
        f'"Bad, one",X,0300 1,"{NO_CODE}"',
    ]


def test_the_list_comes_back_corrected(tmp_path: Path) -> None:
    made = plan_for(tmp_path, csv_of(("Practice", "ODS", "Telephone"), ("Bad", "X", "1")))
    again = read_again(faulty_rows(made).replace(b"Bad,X,", b"Bad,Z99002,"))
    assert [row.outcome for row in again.rows] == ["add"]
    assert again.table.left_out == ("Telephone",)
    assert notes_on(again)[-1] == "Left out: the column “Telephone”."


def test_what_is_still_wrong_is_said_once(tmp_path: Path) -> None:
    made = plan_for(tmp_path, csv_of(("Practice", "ODS"), ("Bad", "X")))
    saved = faulty_rows(made)
    assert faulty_rows(read_again(saved)) == saved
    assert saved.decode().count(WHAT_IS_WRONG) == 1


def test_a_workbooks_dates_stand_day_first_and_empty_columns_go(tmp_path: Path) -> None:
    rows = workbook_of(("Practice", "ODS", "Go-Live", None, None), ("Bad", "X", date(2027, 3, 16), None, "note"))
    made = plan_for(tmp_path, rows, name="list.xlsx")
    assert faulty_rows(made).decode("utf-8-sig").splitlines()[1] == f'Bad,X,16/03/2027,,note,"{NO_CODE}"'


def test_nothing_in_it_is_run_as_a_formula(tmp_path: Path) -> None:
    made = plan_for(tmp_path, csv_of(("Practice", "ODS", "=Remark"), ("=cmd()", "X", "@SUM(A1)")))
    head, row = faulty_rows(made).decode("utf-8-sig").splitlines()
    assert head == "Practice,ODS,'=Remark,What is wrong"
    assert row.startswith("'=cmd(),X,'@SUM(A1),")


def test_it_is_written_to_a_file_or_says_why_not(tmp_path: Path) -> None:
    made = plan_for(tmp_path, csv_of(("Practice", "ODS"), ("Bad", "X")))
    path = tmp_path / "faults.csv"
    assert write_faulty_rows(made, path) == path
    assert path.read_bytes() == faulty_rows(made)
    with pytest.raises(EnvironmentFault):
        write_faulty_rows(made, tmp_path / "gone" / "faults.csv")


CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12).map(str.strip)


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=5))
def test_what_was_saved_is_read_as_it_was(rows: list[tuple[str, str]]) -> None:
    """An apostrophe before a formula is ours; a text may well begin with one, and loses it."""
    asked = [("Bad", "X", *(cell.lstrip("'") for cell in row)) for row in rows]
    table = read_csv(csv_of(("Practice", "ODS", "One", "Two"), *asked), PRACTICE_LIST, lambda *_: None)
    again = read_again(faulty_rows(plan_of("list.csv", table, (), TODAY)))
    assert [row.whole[:4] for row in again.table.rows] == [row.whole for row in table.rows]
