"""What cannot be right, or was set in two places, is said over the grid and led to."""

from __future__ import annotations

from datetime import date

from pytestqt.qtbot import QtBot

from migdesk.base.assets import content_folder
from migdesk.checklist.loading import load_definitions
from migdesk.checklist.registers.loading import load_registers
from migdesk.practice.fold import fold
from migdesk.ui.re_entry.problem_box import ProblemBox
from migdesk.workspace.registers.re_entry import ReEntry
from migdesk.workspace.registers.re_entry_reading import re_entry_of
from migdesk.workspace.registers.reading import RegisterReader
from support import PRACTICE, TODAY, event

LETTERS = "re-entry.letters.2027-01-05"
GO_LIVE = date(2027, 1, 18)


def view_of(*bodies: tuple[str, dict[str, object]]) -> ReEntry:
    """Return what bodies of events come to, each recorded in a place of its own that knows of no other."""
    events = [
        event(kind, {"register": "re-entry", "row": LETTERS} | body, device=f"place {number}", clock=number)
        for number, (kind, body) in enumerate(bodies, 1)
    ]
    registers, definitions = load_registers(content_folder()), load_definitions(content_folder())
    register = registers.by_id["re-entry"]
    assert register.grid
    found = RegisterReader(registers, definitions, fold(PRACTICE, events), TODAY).view(register)
    return re_entry_of(found, register.grid, {"go-live": GO_LIVE, "cutover-start": date(2027, 1, 4)}, TODAY)


def placed(folder: str) -> tuple[str, dict[str, object]]:
    fields = {"category": "letters", "day": "2027-01-05", "log-place": folder}
    return "row-set", {"fields": fields, "over": {name: [] for name in fields}}


def counted(measure: str, n: int) -> tuple[str, dict[str, object]]:
    return "row-counted", {"measure": measure, "n": n, "reason": ""}


def test_what_was_set_in_two_places_leads_to_the_table(qtbot: QtBot) -> None:
    view = view_of(placed("Green folder"), placed("Red folder"))
    assert view.conflicts == (LETTERS,) and view.problems == ()
    box = ProblemBox()
    qtbot.addWidget(box)
    box.show_view(view)
    assert box.words.text().startswith("One row was set in two places")
    with qtbot.waitSignal(box.table_requested) as asked:
        box.button.click()
    assert asked.args == [LETTERS]


def test_more_entered_than_logged_comes_first_and_leads_to_its_cell(qtbot: QtBot) -> None:
    view = view_of(placed("Green folder"), placed("Red folder"), counted("logged", 2), counted("entered", 5))
    box = ProblemBox()
    qtbot.addWidget(box)
    box.show_view(view)
    assert "More entered than logged: count again" in box.words.text()
    with qtbot.waitSignal(box.place_requested) as asked:
        box.button.click()
    assert asked.args == [LETTERS]


def test_where_everything_is_right_nothing_is_said(qtbot: QtBot) -> None:
    box = ProblemBox()
    qtbot.addWidget(box)
    box.show_view(view_of(placed("Green folder"), counted("logged", 2)))
    assert box.isHidden()
