"""Nothing of a list is left out without a word: what was not read is asked, named or mended, as loudly as a fault."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest

from lists import TODAY, csv_of, known, plan_for, workbook_of
from migdesk.base.errors import UserError
from migdesk.practice.details import PracticeDetails
from migdesk.workspace.list_reading.columns import Choice
from migdesk.workspace.list_reading.reading import ListFile
from migdesk.workspace.practice_import.import_plan import ImportPlan, Known, Wishes, plan_import
from migdesk.workspace.practice_import.offers import Mend
from migdesk.workspace.practice_import.wording import doubts_about, notes_on, remarks_on, result_of, summary_of

HEADS = ("Surgery", "Practice Code", "Go live date")
ALDER, BIRCH = ("Alder Lane Surgery", "Z99101", "01/03/2027"), ("Birch Road Practice", "Z99102", "02/03/2027")


def planned(data: bytes, *mend: Mend, choice: Choice | None = None, here: Known | None = None) -> ImportPlan:
    wishes = Wishes(choice=choice or Choice(), mend=frozenset(mend))
    return plan_import(ListFile("list", data), here or Known(()), TODAY, wishes=wishes)


def workbook(**sheets: list[tuple[object, ...]]) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def details(made: ImportPlan) -> list[PracticeDetails]:
    return list(made.to_add())


def test_all_sheets_with_lists_are_read_and_each_other_is_named() -> None:
    data = workbook(
        Notes=[("Practice", "means the GP practice"), ("Ask", "Kim")], One=[HEADS, ALDER], Two=[HEADS, BIRCH]
    )
    made = planned(data)
    assert [row.place for row in made.rows] == ["One, 2", "Two, 2"]
    assert notes_on(made)[:2] == ("Read: the sheets “One (1 row)”, “Two (1 row)”.", "Not read: the sheet “Notes”.")
    only = planned(data, choice=Choice(sheets=("two",)))
    assert [row.shown["name"] for row in only.rows] == [BIRCH[0]]
    with pytest.raises(UserError, match="has no sheet “Three”"):
        planned(data, choice=Choice(sheets=("Three",)))


def test_a_hidden_sheet_with_a_list_is_a_doubt() -> None:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(workbook(One=[HEADS, ALDER], Two=[HEADS, BIRCH])))
    book["Two"].sheet_state = "hidden"
    data = io.BytesIO()
    book.save(data)
    made = planned(data.getvalue())
    assert made.is_partly_read
    assert doubts_about(made) == ("The hidden sheet “Two” may hold practices too.",)


def test_columns_of_unequal_sheets_stay_with_their_titles() -> None:
    other = [("Practice Code", "Surgery", "ICB"), ("Z99102", "Birch Road Practice", "Vale ICB")]
    made = planned(workbook(One=[HEADS, ALDER], Two=other))
    assert [(found.ods_code, found.commissioner) for found in details(made)] == [("Z99101", ""), ("Z99102", "Vale ICB")]


@pytest.mark.parametrize(
    ("title", "detail"),
    [
        ("National Code", "ods_code"),
        ("Current GP IT system", "from_system"),
        ("Future GP IT System", "to_system"),
        ("Next supplier’s software", "to_system"),
        ("Agreed Go Live", "go_live"),
        ("ICB team", "commissioner"),
    ],
)
def test_a_title_that_looks_like_a_detail_is_asked_and_can_be_chosen(title: str, detail: str) -> None:
    data = csv_of(("Surgery", title), ("Alder Lane Surgery", "01/03/2027" if detail == "go_live" else "Z99101"))
    made = planned(data)
    assert [(question.detail, question.titles) for question in made.questions] == [(detail, (title,))]
    assert made.is_partly_read
    chosen = planned(data, choice=Choice(columns={title.upper(): detail}))
    assert not chosen.is_partly_read
    assert getattr(details(chosen)[0], detail)
    assert not planned(data, choice=Choice(columns={title: ""})).is_partly_read


@pytest.mark.parametrize("title", ["List size", "Notes", "Cutover date", "Telephone"])
def test_a_title_like_no_detail_is_named_and_no_doubt(title: str) -> None:
    made = planned(csv_of((*HEADS, title), (*ALDER, "1")))
    assert not made.is_partly_read
    assert notes_on(made) == (f"Left out: the column “{title}”.",)


@pytest.mark.parametrize("titles", [("Go live date", "Go Live Date (revised)"), ("Original Go Live", "Go-Live")])
@pytest.mark.parametrize("turned", [False, True])
def test_of_two_dates_the_later_is_taken_first_and_asked(titles: tuple[str, str], turned: bool) -> None:
    pairs = [(titles[0], "01/03/2027"), (titles[1], "04/05/2027")]
    (one, first), (two, second) = reversed(pairs) if turned else pairs
    made = planned(csv_of(("Surgery", "Practice Code", one, two), ("Alder", "Z99101", first, second)))
    (question,) = made.questions
    assert (question.titles[0], question.is_read) == (titles[1], True)
    assert details(made)[0].go_live == date(2027, 5, 4)
    chosen = planned(
        csv_of(("Surgery", one, two), ("Alder", first, second)), choice=Choice(columns={titles[0]: "go_live"})
    )
    assert details(chosen)[0].go_live == date(2027, 3, 1)
    assert not chosen.questions


def test_heads_over_two_rows() -> None:
    rows = (("Practice", "", "System", "", "Go-Live"), ("Name", "Code", "Current", "New", ""))
    made = planned(csv_of(*rows, ("Alder", "Z99101", "EMIS Web", "SystmOne", "01/03/2027")))
    (found,) = details(made)
    assert (found.name, found.ods_code, found.from_system, found.to_system, found.go_live) == (
        "Alder", "Z99101", "EMIS Web", "SystmOne", date(2027, 3, 1),
    )  # fmt: skip


def test_a_formula_without_a_value_is_a_fault_and_one_with_a_value_is_read() -> None:
    made = planned(workbook_of(HEADS, ("Alder", '=UPPER("z99101")', "=DATE(2027,3,1)")))
    (row,) = made.rows
    assert row.outcome == "bad"
    assert [fault.column for fault in row.faults] == ["Practice Code", "Go live date"]
    assert "never worked out" in remarks_on(row)


def test_merged_cells_have_the_value_of_their_first() -> None:
    from openpyxl import Workbook

    book = Workbook()
    for row in (("Surgery", "ICB"), ("Alder", "Moor ICB"), ("Birch", None), ("Cedar", None), ("Dove", None)):
        book.active.append(row)
    book.active.merge_cells("B2:B4")
    data = io.BytesIO()
    book.save(data)
    assert [found.commissioner for found in details(planned(data.getvalue()))] == ["Moor ICB"] * 3 + [""]


@pytest.mark.parametrize(
    "row", [("Total", "2", ""), ("Grand total:", "", "34"), ("2", "", ""), ("Total practices", "", "")]
)
def test_a_row_of_totals_is_no_practice(row: tuple[str, ...]) -> None:
    made = planned(csv_of(HEADS, ALDER, row))
    assert [planned.outcome for planned in made.rows] == ["add", "bad"]


@pytest.mark.parametrize("row", [("North Moor ICB", "", ""), ("", "", "Wave 2 of the programme")])
def test_a_heading_over_a_group_is_no_practice(row: tuple[str, ...]) -> None:
    made = planned(csv_of(HEADS, row, ALDER))
    assert "heading over a group" in remarks_on(made.rows[0])


def test_a_practice_whose_name_begins_so_is_one() -> None:
    made = planned(csv_of(HEADS, ("Total Health Practice", "Z99101", ""), ("Countess Surgery", "Z99102", "")))
    assert len(details(made)) == 2


def test_what_can_be_mended_is_offered_and_mended_in_all_rows() -> None:
    data = csv_of(
        ("Surgery", "Code", "Go-Live", "System"),
        ("Alder", "Z99 101", "46447", "EMIS"),
        ("Birch", "z99102", "46448", "TPP"),
        ("Birch", "z99102", "46448", "TPP"),
    )
    made = planned(data)
    assert {offer.mend: offer.rows for offer in made.offers} == {
        Mend.SERIAL_DATES: 3,
        Mend.SPACED_CODES: 1,
        Mend.SYSTEM_NAMES: 3,
        Mend.SAME_ROWS: 1,
    }
    assert "46447 is Mon 1 Mar 2027 in Excel" in made.offers[0].words
    assert not details(made)
    mended = details(planned(data, *Mend))
    assert [(found.ods_code, found.go_live, found.from_system) for found in mended] == [
        ("Z99101", date(2027, 3, 1), "EMIS Web"),
        ("Z99102", date(2027, 3, 2), "SystmOne"),
    ]


def test_names_that_are_written_otherwise_may_be_doubles(tmp_path: Path) -> None:
    names = ("St Mary's Surgery", "St Mary’s Surgery", "St. Mary's Surgery", "Saint Mary's Surgery")
    assert all(row.maybe_double for row in planned(csv_of(("Surgery",), *((name,) for name in names))).rows)
    made = plan_for(tmp_path, csv_of(("Surgery",), ("Elan Practice",)), known(name="Élan Practice"))
    assert made.rows[0].maybe_double


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('{"form": 1, "practice": {"name": "Alder"}}', "a status report of migdesk in JSON"),
        ('[{"name": "Alder"}]', "It is JSON and no list"),
        ('{"practice": ', "It is JSON and no list"),
        ("[" * 90_000, "It is JSON and no list"),
    ],
)
def test_json_is_no_list(text: str, why: str) -> None:
    with pytest.raises(UserError, match=why):
        planned(text.encode())


@pytest.mark.parametrize("name", ["St Mary’s Surgery", "Élan Practice", "Café – Surgery", "Plain Surgery"])
@pytest.mark.parametrize("encoding", ["mac_roman", "cp1252", "utf-8"])
def test_letters_of_old_macs(name: str, encoding: str) -> None:
    made = planned(csv_of(HEADS, (name, "Z99101", "01/03/2027"), ("Déjà Vu’s", "", ""), encoding=encoding))
    assert made.rows[0].shown["name"] == name
    assert any("Mac Roman" in note for note in notes_on(made)) == (encoding == "mac_roman")


def test_what_differs_from_the_record_is_said_and_only_what_is_chosen_is_updated() -> None:
    recorded = PracticeDetails("Alder Lane", "Z99101", "EMIS Web", "SystmOne", "Moor ICB", "", date(2027, 1, 12))
    here = Known((known("Z99101", "Alder Lane"),), {"p1": recorded})
    data = csv_of(
        ("Practice", "ODS", "From", "To", "ICB", "Go-Live"),
        ("Alder Lane", "Z99101", "", "Medicus", "Moor ICB", "19/01/2027"),
    )
    made = planned(data, here=here)
    (row,) = made.rows
    assert (row.outcome, result_of(row)) == ("there", "There already, differs")
    assert "Go-Live Tue 12 Jan 2027 → Tue 19 Jan 2027" in remarks_on(row)
    assert made.differing == {"to_system": 1, "go_live": 1}
    assert made.to_update(()) == ()
    assert made.to_update(("go_live", "from_system")) == (("p1", {"go_live": date(2027, 1, 19)}),)
    assert summary_of(made, updating=("go_live",)) == "1 will be updated."
    happened = planned(data, here=Known(here.names, here.details, frozenset({"p1"})))
    assert happened.differing == {"to_system": 1}
    assert "its day stays" in remarks_on(happened.rows[0])
