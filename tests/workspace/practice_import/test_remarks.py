"""What is more often a slip than meant is said before it is added, and added all the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from lists import csv_of, plan_for
from migdesk.workspace.practice_import.import_plan import ImportPlan
from migdesk.workspace.practice_import.system_names import SYSTEMS, nearly
from migdesk.workspace.practice_import.wording import remarks_on, result_of, summary_of

TITLES = ("Practice", "From", "To", "Go-Live")


def plan(folder: Path, *rows: tuple[str, str, str]) -> ImportPlan:
    return plan_for(folder, csv_of(TITLES, *((f"P{number}", *row) for number, row in enumerate(rows))))


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (("", "", "24/11/2026"), "Go-Live on Tue 24 November 2026 is past."),
        (("", "", "28/11/2026"), "Go-Live falls on Sat 28 November 2026."),
        (("", "", "26/03/2027"), "Go-Live falls on a bank holiday (Good Friday, Fri 26 March 2027)."),
        (("Vision", "vision", ""), "New system: “vision” may mean Vision. Current and new system are the same."),
        (("Our Own", "OUR OWN", ""), "Current and new system are the same."),
        (("EMIS", "SystmOne", ""), "Current system: “EMIS” may mean EMIS Web."),
        (
            ("EMIS Web", "emis", ""),
            "New system: “emis” may mean EMIS Web. Current and new system are the same.",
        ),
        (("EMIS Web", "SystmOne", "TBC"), "“TBC” is taken as no date."),
        (("", "", "n/a"), "“n/a” is taken as no date."),
        (("", "", "?"), "“?” is taken as no date."),
        (("", "", "-"), "“-” is taken as no date."),
        (("", "SystemOne", "?"), "“?” is taken as no date. New system: “SystemOne” may mean SystmOne."),
    ],
)
def test_a_slip_is_remarked_on(tmp_path: Path, row: tuple[str, str, str], said: str) -> None:
    (made,) = plan(tmp_path, row).rows
    assert (made.outcome, result_of(made), remarks_on(made)) == ("add", "Add, but check", said)
    assert made.details is not None


@pytest.mark.parametrize("row", [("", "", ""), ("EMIS Web", "SystmOne", "25/11/2026"), ("Vision 3", "Vision", "")])
def test_nothing_to_remark_on(tmp_path: Path, row: tuple[str, str, str]) -> None:
    (made,) = plan(tmp_path, row).rows
    assert (result_of(made), remarks_on(made)) == ("Will be added", "")


def test_what_is_to_be_checked_is_counted_and_stands_before_what_is_not(tmp_path: Path) -> None:
    made = plan(tmp_path, ("", "", ""), ("", "", "TBC"), ("", "", "soon"))
    assert [row.row for row in made.worst_first] == [4, 3, 2]
    assert summary_of(made) == "2 practices will be added (check 1 of them), 1 row has a fault."
    assert summary_of(plan(tmp_path, ("", "", "TBC"))) == "1 practice will be added (check it)."
    both = plan(tmp_path, ("", "", "TBC"), ("", "", "?"))
    assert summary_of(both) == "2 practices will be added (check all of them)."


def test_a_possible_double_is_told_with_what_else_may_be_a_slip(tmp_path: Path) -> None:
    made = plan_for(tmp_path, csv_of(("Practice", "Go-Live"), ("A", "TBC"), ("A", "")))
    assert [result_of(row) for row in made.rows] == ["Maybe a double", "Maybe a double"]
    assert remarks_on(made.rows[0]).endswith("It may be the same one. “TBC” is taken as no date.")
    assert made.to_check == () and made.rows[0].needs_a_look


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("EMIS", "EMIS Web"), ("emis-web", "EMIS Web"), ("EMISWeb", "EMIS Web"), ("Systm One", "SystmOne"),
        ("SystmOn", "SystmOne"), ("Visoin", ""), ("TPP SystmOne", "SystmOne"),
        ("TPP", "SystmOne"), ("Vis", ""), ("Vision 3", ""), ("", ""),
        ("medicus", "Medicus"), ("Something else", ""),
    ],
)  # fmt: skip
def test_names_that_are_nearly_a_systems(name: str, meant: str) -> None:
    assert nearly(name) == meant


@pytest.mark.parametrize("system", SYSTEMS)
def test_a_systems_own_name_needs_no_remark(system: str) -> None:
    assert nearly(system) == ""
