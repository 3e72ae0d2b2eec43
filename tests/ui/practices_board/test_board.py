from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from migdesk.practice.details import PracticeDetails
from migdesk.practice.event import Actor
from migdesk.ui.look.theme import Theme
from migdesk.ui.practices_board.board import PracticesBoard
from migdesk.ui.practices_board.board_columns import Column
from migdesk.ui.session.session import Session
from migdesk.ui.session.settings import Settings


@pytest.fixture
def board(qtbot: QtBot, session: Session, theme: Theme) -> PracticesBoard:
    made = PracticesBoard(session, theme, Settings())
    qtbot.addWidget(made)
    made.resize(1366, 690)
    made.show()
    return made


def add(session: Session, name: str, ods_code: str = "") -> str:
    return session.workspace.practices.add(PracticeDetails(name, ods_code, go_live=date(2027, 3, 16)))


def names(board: PracticesBoard) -> list[str]:
    return [board.model.index(row, 0).data() for row in range(board.model.rowCount())]


def test_an_empty_board_says_what_to_do_next(board: PracticesBoard) -> None:
    assert board.nothing.isVisible()
    assert board.nothing.title.text() == "No practices yet"
    assert board.nothing.add_button.isVisible()
    assert not board.actions_bar.open_button.isEnabled()


def test_a_practice_added_or_ticked_elsewhere_shows_at_once(board: PracticesBoard, session: Session) -> None:
    practice_id = add(session, "Elm Tree Practice")
    assert names(board) == ["Elm Tree Practice"]
    workspace = session.workspace
    workspace.tasks.set_status(practice_id, workspace.definitions.tasks[0].id, "done")
    assert "1 of " in board.model.index(0, Column.PROGRESS).data(Qt.ItemDataRole.ToolTipRole)
    assert board.totals.cards["under_way"].figure.text() == "1"


def test_changes_while_out_of_sight_show_when_it_comes_back(board: PracticesBoard, session: Session) -> None:
    practice_id = add(session, "Elm Tree Practice")
    board.hide()
    session.workspace.practices.edit(practice_id, PracticeDetails("Oak Tree Practice"))
    assert names(board) == ["Elm Tree Practice"]
    board.show()
    assert names(board) == ["Oak Tree Practice"]


def test_enter_and_double_click_open(qtbot: QtBot, board: PracticesBoard, session: Session) -> None:
    practice_id = add(session, "Elm Tree Practice")
    board.view.choose(practice_id)
    with qtbot.waitSignal(board.practice_opened) as caught:
        qtbot.keyClick(board.view, Qt.Key.Key_Return)
    assert caught.args == [practice_id]
    place = board.view.visualRect(board.model.index(0, 1)).center()
    with qtbot.waitSignal(board.practice_opened) as caught:
        qtbot.mouseDClick(board.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert caught.args == [practice_id]


def test_search_then_down_reaches_the_first_match(qtbot: QtBot, board: PracticesBoard, session: Session) -> None:
    add(session, "Elm Tree Practice")
    oak = add(session, "Oak Tree Practice", "Z99002")
    qtbot.keyClicks(board.search, "z99002")
    qtbot.keyClick(board.search, Qt.Key.Key_Down)
    assert names(board) == ["Oak Tree Practice"]
    assert board.view.current_practice() is not None
    assert board.view.current_practice().id == oak
    qtbot.keyClick(board.search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: board.model.rowCount() == 2)
    assert board.view.current_practice().id == oak


def test_nothing_found_offers_the_way_back(qtbot: QtBot, board: PracticesBoard, session: Session) -> None:
    add(session, "Elm Tree Practice")
    board.search.setText("zzz")
    qtbot.waitUntil(lambda: board.nothing.isVisible())
    assert board.nothing.title.text() == "Nothing matches “zzz”"
    board.nothing.clear_button.click()
    assert names(board) == ["Elm Tree Practice"]


def test_archiving_takes_a_practice_off_and_back(
    board: PracticesBoard, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(board, "_may_archive", lambda _: True)
    practice_id = add(session, "Elm Tree Practice")
    board.view.choose(practice_id)
    board.actions_bar.archive_button.click()
    assert names(board) == []
    assert board.nothing.title.text() == "All practices are in the archive"
    board.filter_bar.show_archived.click()
    board.view.choose(practice_id)
    assert board.actions_bar.archive_button.text() == "Take out of archive"
    board.actions_bar.archive_button.click()
    assert not session.workspace.store.state(practice_id).archived


def test_undoing_an_addition_takes_the_row_away(board: PracticesBoard, session: Session) -> None:
    add(session, "Elm Tree Practice")
    session.undo()
    assert names(board) == []
    board.reload()
    assert names(board) == []
    session.redo()
    assert names(board) == ["Elm Tree Practice"]


@pytest.mark.qt_log_ignore("This plugin does not support")  # said of every popup on the offscreen screen
def test_the_menu_key_opens_the_rows_menu(qtbot: QtBot, board: PracticesBoard, session: Session) -> None:
    practice_id = add(session, "Elm Tree Practice")
    board.view.choose(practice_id)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), QPoint(0, 0))
    QApplication.sendEvent(board.view.viewport(), event)
    menu = board.view.findChild(QMenu)
    assert isinstance(menu, QMenu)
    words = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert words == ["Open", "Edit details…", "Archive", "Mark a task…", "How far are you?…"]
    with qtbot.waitSignal(board.practice_opened):
        menu.actions()[0].trigger()
    menu.close()


def test_the_selected_practice_stays_selected_through_sorting(board: PracticesBoard, session: Session) -> None:
    add(session, "Alder")
    birch = add(session, "Birch")
    board.view.choose(birch)
    board.view.horizontalHeader().setSortIndicator(Column.NAME, Qt.SortOrder.DescendingOrder)
    assert names(board) == ["Birch", "Alder"]
    assert board.view.current_practice() is not None
    assert board.view.current_practice().id == birch


def test_nothing_needs_scrolling_sideways_on_a_small_laptop(
    qtbot: QtBot, board: PracticesBoard, session: Session
) -> None:
    """1366 by 768 at 150 % scaling is 910 logical pixels across."""
    session.workspace.sign_in(Actor("Dana Field", "delivery-partner", ""))
    add(session, "A practice with a name of exactly sixty characters, as told.", "Z99001")
    board.resize(910, 434)
    qtbot.waitUntil(lambda: board.view.horizontalScrollBar().maximum() == 0)
    assert board.minimumSizeHint().width() <= 910


def test_painting_survives_what_is_missing(board: PracticesBoard, session: Session, theme: Theme) -> None:
    session.workspace.practices.add(PracticeDetails("Bare"))
    session.workspace.practices.add(PracticeDetails("Sample", go_live=date(2026, 11, 22)), sample=True)
    board.view.choose(board.model.practice_at(0).id)
    for choice in ("light", "dark"):
        theme.choose(choice)
        assert not board.grab().isNull()
