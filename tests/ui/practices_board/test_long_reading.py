from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from migdesk.practice.details import PracticeDetails
from migdesk.ui import background
from migdesk.ui.look.theme import Theme
from migdesk.ui.practices_board.board import PracticesBoard
from migdesk.ui.practices_board.board_columns import Column
from migdesk.ui.session.session import Session
from migdesk.ui.session.settings import Settings


@pytest.fixture
def slices_of_one(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every slice ends after one practice: the clock jumps by a second each time it is read."""
    seconds = iter(range(1_000_000))
    monkeypatch.setattr(background, "perf_counter", lambda: next(seconds))
    monkeypatch.setattr(background, "SLICE_SECONDS", 1.5)
    yield


def test_many_practices_arrive_in_slices_and_all_of_them(
    slices_of_one: None, qtbot: QtBot, session: Session, theme: Theme
) -> None:
    ids = [session.workspace.practices.add(PracticeDetails(f"Practice {number}")) for number in range(5)]
    board = PracticesBoard(session, theme, Settings())
    qtbot.addWidget(board)
    board.show()
    assert board.model.rowCount() == 1
    assert board.shown_line.text.text() == "Reading practices… 1 so far"
    board.view.choose(ids[0])
    qtbot.waitUntil(lambda: board.model.rowCount() == 5)
    assert board.shown_line.text.text() == "5 practices"
    assert board.view.current_practice() is not None
    assert board.view.current_practice().id == ids[0]
    assert board.totals.cards["under_way"].figure.text() == "5"


def test_a_tick_while_the_board_is_still_being_read_is_not_lost(
    slices_of_one: None, qtbot: QtBot, session: Session, theme: Theme
) -> None:
    workspace = session.workspace
    ids = [workspace.practices.add(PracticeDetails(f"Practice {number}")) for number in range(4)]
    board = PracticesBoard(session, theme, Settings())
    qtbot.addWidget(board)
    task = workspace.definitions.tasks[0].id

    def tick_what_waits(count: int) -> None:
        if count == 2:  # the second practice has been read, and waits to be shown with the rest
            workspace.tasks.set_status(ids[1], task, "done")

    board._reading.counted.connect(tick_what_waits)
    board.show()
    qtbot.waitUntil(lambda: board.shown_line.text.text() == "4 practices")
    row = board.model.row_of(ids[1])
    assert board.model.practice_at(row).tasks_done == 1
    assert board.model.index(row, Column.PROGRESS).data()
