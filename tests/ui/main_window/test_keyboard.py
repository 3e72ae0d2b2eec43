"""The window by the keyboard alone: going round, reaching everything, closing what is open, and searching."""

from __future__ import annotations

import pytest
from desk import Answers, Desk, banner, find_named, named, press
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from migdesk.ui.actions import ACTIONS
from migdesk.ui.guide_pane.find_bar import FindBar
from migdesk.ui.main_window.panes import Side
from migdesk.ui.references_pane.reference_row import ReferenceRow


def tab_stops(desk: Desk, within: QWidget, first: QWidget) -> list[QWidget]:
    """Return what Tab reaches, one after another, from `first` until the keyboard leaves `within`."""
    first.setFocus(Qt.FocusReason.TabFocusReason)
    found: list[QWidget] = []
    while (here := QApplication.focusWidget()) not in found and (here is within or within.isAncestorOf(here)):
        found.append(here)
        desk.key("Tab")
    return found


def controls(within: QWidget) -> set[QWidget]:
    """Return what a person could press or fill in with the mouse."""
    kinds = (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit)
    return {
        child
        for child in within.findChildren(QWidget)
        if isinstance(child, kinds) and child.isVisible() and child.isEnabled() and child.focusPolicy()
    }


def reached(control: QWidget, stops: list[QWidget]) -> bool:
    """An editable box is reached where its field is."""
    return (
        control in stops
        or any(stop is control or control.isAncestorOf(stop) for stop in stops)
        or (control.parentWidget() in stops)
    )


def test_f6_goes_round_the_panes_and_past_hidden_ones(desk: Desk) -> None:
    window = desk.start()
    desk.practice()
    panes = [desk.work.right.checklist.view, desk.work.contents, window.guide.view]
    for pane in [*panes, panes[0]]:
        assert pane.hasFocus()
        desk.key("F6")
    desk.work.shell.panes.set_shown(Side.CONTENTS, False)
    panes[0].setFocus()
    desk.key("F6")
    assert window.guide.view.hasFocus()
    desk.key("F6")
    assert panes[0].hasFocus()
    named(window, QPlainTextEdit, "New note").setFocus()
    desk.key("F6")
    assert window.guide.view.hasFocus()


def test_shift_f6_goes_the_other_way_round(desk: Desk) -> None:
    window = desk.start()
    desk.practice()
    for pane in (window.guide.view, desk.work.contents, desk.work.right.checklist.view):
        desk.key("Shift+F6")
        assert pane.hasFocus()


def test_tab_reaches_every_control_of_the_checklist(desk: Desk, qtbot: QtBot) -> None:
    window = desk.start()
    practice = desk.practice()
    own = desk.workspace.tasks.add_own(practice, "kick-off-meeting", "Tell the care home")
    desk.workspace.tasks.add_note(practice, own, "A note")
    desk.work.right.show_task(own)
    named(window, QPlainTextEdit, "New note").setPlainText("begun")
    qtbot.waitUntil(lambda: find_named(window, QPushButton, "Remove the note “A note”") is not None)
    stops = tab_stops(desk, desk.work.right, desk.work.right.tabs)
    missed = [control for control in controls(desk.work.right) if not reached(control, stops)]
    assert missed == []
    named(window, QPlainTextEdit, "New note").clear()
    texts = [getattr(stop, "text", str)() or stop.accessibleName() for stop in stops]
    in_order = ["All roles ▾", "Checklist", "Status", "Remove…", "New note", "Add note", "Rename…", "History"]
    assert [text for text in texts if text in in_order] == [*in_order[:7], "Remove…", "History"]


def test_tab_reaches_every_control_of_the_references(desk: Desk) -> None:
    desk.start()
    practice = desk.practice()
    desk.workspace.references.acknowledge(practice, "gdpr")
    desk.work.right.show_reference("gdpr")
    stops = tab_stops(desk, desk.work.right, desk.work.right.tabs)
    assert [control for control in controls(desk.work.right) if not reached(control, stops)] == []


def test_tab_goes_down_the_window(desk: Desk) -> None:
    """Header, contents, page with its toolbar, checklist, status line; also after parts were built later."""
    window = desk.start()
    desk.practice()
    work, guide = desk.work, window.guide
    places = [work.header, work.contents, guide.toolbar, guide.view, work.right, work.status]
    for later in (lambda: None, lambda: work.right.show_tab(1), work.navigation.show_board, guide.find_words):
        later()
        desk.work.navigation.show_work()
        desk.key("Esc")
        desk.work.header.board_button.setFocus()
        visited: list[QWidget] = []
        for _ in range(400):
            focus = QApplication.focusWidget()
            here = next(place for place in places if place is focus or place.isAncestorOf(focus))
            visited += [here] if visited[-1:] != [here] else []
            if here is desk.work.status:
                break
            desk.key("Tab")
        assert visited == places


def test_tab_reaches_every_control_of_the_board(desk: Desk) -> None:
    desk.start()
    desk.practice()
    desk.work.navigation.show_board()
    board = desk.work.screens.board
    board.view.setCurrentIndex(board.model.index(0, 0))
    stops = tab_stops(desk, board, board.head.week_button)
    assert [control for control in controls(board) if not reached(control, stops)] == []


def test_tab_leaves_the_page_and_comes_back(desk: Desk) -> None:
    """The page's links are stops of their own; at the last, Tab goes on to the checklist."""
    window = desk.start()
    desk.practice()
    desk.work.navigation.open_page("/guide/kick-off")
    window.guide.focus_page()
    for _ in range(200):
        desk.key("Tab")
        if not window.guide.isAncestorOf(QApplication.focusWidget()):
            break
    assert desk.work.right.isAncestorOf(QApplication.focusWidget())


@pytest.mark.parametrize("where", ["checklist", "contents", "page", "note", "owner", "status", "tabs", "button"])
def test_esc_closes_the_banner_wherever_the_keyboard_is(desk: Desk, where: str) -> None:
    window = desk.start()
    desk.practice()
    places = {
        "checklist": desk.work.right.checklist.view,
        "contents": desk.work.contents,
        "page": window.guide.view,
        "note": named(window, QPlainTextEdit, "New note"),
        "owner": named(window, QComboBox, "Owner"),
        "status": named(window, QComboBox, "Status"),
        "tabs": desk.work.right.tabs,
        "button": desk.work.header.board_button,
    }
    desk.work.banner.say("Not saved: the disk is full.")
    places[where].setFocus()
    desk.key("Esc")
    assert banner(window) == ""


def test_esc_closes_find_bar_search_filters_and_board(desk: Desk) -> None:
    window = desk.start()
    desk.practice()
    desk.key("Ctrl+F")
    bar = window.findChild(FindBar)
    assert bar.isVisible()
    desk.key("Esc")
    assert not bar.isVisible() and window.guide.view.hasFocus()

    desk.work.right.focus_current()
    desk.key("Ctrl+K")
    desk.type("cutover")
    results = window.findChild(QListWidget)
    assert results.isVisible()
    desk.key("Esc")
    assert not results.isVisible()
    assert desk.work.right.checklist.view.hasFocus(), "Esc goes back to where the person was"

    desk.key("Ctrl+L")
    desk.type("zzz")
    assert desk.work.right.checklist._nothing.isVisible()
    desk.key("Esc")
    assert not desk.work.right.checklist._nothing.isVisible()

    desk.key("Ctrl+1")
    assert desk.work.screens.board.isVisible()
    desk.key("Esc")
    assert desk.work.right.isVisible() and desk.work.right.checklist.view.hasFocus()


def test_esc_in_the_search_survives_that_what_had_the_keyboard_is_gone(desk: Desk, qtbot: QtBot) -> None:
    window = desk.start()
    practice = desk.practice()
    task = desk.work.right.checklist.chosen_task()
    note = desk.workspace.tasks.add_note(practice, task, "A note")
    qtbot.waitUntil(lambda: find_named(window, QPushButton, "Remove the note “A note”") is not None)
    named(window, QPushButton, "Remove the note “A note”").setFocus()
    desk.key("Ctrl+K")
    desk.workspace.tasks.withdraw_note(practice, note, "Written in error")
    qtbot.waitUntil(lambda: find_named(window, QPushButton, "Remove the note “A note”") is None)
    desk.key("Esc")
    assert not desk.work.header.search_box.hasFocus()


def test_ctrl_f_on_the_board_finds_among_the_practices(desk: Desk) -> None:
    window = desk.start()
    desk.practice()
    desk.key("Ctrl+1")
    desk.key("Ctrl+F")
    assert desk.work.screens.board.search.hasFocus()
    desk.key("Ctrl+2")
    desk.key("Ctrl+F")
    assert window.findChild(FindBar).field.hasFocus()


def test_keys_bring_a_hidden_checklist_back(desk: Desk) -> None:
    desk.start()
    desk.practice()
    for keys, focused in (("Ctrl+2", "Checklist"), ("Ctrl+L", "Filter tasks by words")):
        desk.work.shell.panes.set_shown(Side.CHECKLIST, False)
        desk.key(keys)
        assert desk.work.right.isVisible()
        assert QApplication.focusWidget().accessibleName() == focused


def search(desk: Desk, words: str, kind: str) -> None:
    """Search for words, walk down to the first hit of a kind, and press Enter."""
    desk.key("Ctrl+K")
    desk.type(words)
    results = desk.window.findChild(QListWidget)
    items = [results.item(row) for row in range(results.count())]
    hits = [item for item in items if item.flags() & Qt.ItemFlag.ItemIsSelectable]  # the others are headings
    kinds = [item.data(Qt.ItemDataRole.AccessibleTextRole).partition(":")[0] for item in hits]
    for _ in range(kinds.index(kind)):
        desk.key("Down")
    desk.key("Return")


def test_search_leads_to_task_page_reference_and_practice(desk: Desk) -> None:
    window = desk.start()
    other = desk.practice("Hillside Practice", "Z99002")
    first = desk.practice()
    task = desk.work.session.progress.phases[6].tasks[1]
    search(desk, task.title, "Task")
    assert desk.work.right.checklist.chosen_task() == task.id
    assert desk.work.right.checklist.view.hasFocus()
    desk.work.navigation.open_page("/guide")
    search(desk, "cutover", "Guide")
    assert window.guide.view.hasFocus()
    assert window.guide.permalink != "/guide" or window.guide.view.place.anchor
    search(desk, "data dictionary", "Information governance")
    row = QApplication.focusWidget()
    assert row.accessibleName().startswith("NHS Data Dictionary")
    search(desk, "Hillside", "Practice")
    assert desk.work.session.practice_id == other != first
    assert window.windowTitle().startswith("Hillside Practice")


def test_a_reference_found_without_a_practice_says_how_to_get_one(desk: Desk) -> None:
    desk.start()
    search(desk, "data dictionary", "Information governance")
    assert desk.work.right._no_practice.isVisible()


def test_ctrl_slash_shows_the_keys(desk: Desk, answers: Answers) -> None:
    window = desk.start()
    desk.practice()
    for place in (desk.work.right.checklist.view, window.guide.view, desk.work.contents, desk.work.header.search_box):
        place.setFocus()
        answers.expect(lambda dialog: press(dialog.focusWidget(), "Esc"))
        press(place, "Ctrl+/")
    assert answers.seen == ["Keys"] * 4


def test_no_action_is_done_by_a_single_character() -> None:
    """People who speak to their computer would set it off by a word (WCAG 2.2, 2.1.4)."""
    assert [action.id for action in ACTIONS for key in action.keys if len(key) == 1] == []


def test_enter_on_a_task_opens_its_section_and_esc_comes_back(desk: Desk) -> None:
    window = desk.start()
    desk.practice()
    link = desk.work.session.progress.task(desk.work.right.checklist.chosen_task()).task.link
    desk.work.navigation.open_page("/glossary")
    desk.work.right.focus_current()
    desk.key("Return")
    assert window.guide.view.hasFocus()
    assert window.guide.permalink == link.partition("#")[0]
    desk.key("Esc")
    assert desk.work.right.checklist.view.hasFocus()
    window.guide.focus_page()
    desk.key("Esc")
    assert window.guide.view.hasFocus(), "who came to the page another way stays"


@pytest.mark.parametrize("acknowledge", [False, True])
def test_ctrl_3_lands_on_a_reference(desk: Desk, acknowledge: bool) -> None:
    """It went to the pane as a whole: no focus to see, and Tab passed all references by."""
    desk.start()
    desk.practice()
    if acknowledge:
        desk.work.right.show_reference("gdpr")
        desk.work.right.show_tab(0)
    desk.key("Ctrl+3")
    row = QApplication.focusWidget()
    assert isinstance(row, ReferenceRow)
    assert row.is_open == acknowledge
    desk.key("Down")
    assert isinstance(QApplication.focusWidget(), ReferenceRow) and QApplication.focusWidget() is not row


def test_ctrl_keys_without_a_practice_land_where_one_is_chosen(desk: Desk) -> None:
    window = desk.start()
    desk.work.navigation.show_work()
    desk.key("Ctrl+3")
    desk.key("Return")
    assert desk.work.screens.shown_board is not None and window.isVisible()


def test_undo_stands_in_the_status_line_as_a_button(desk: Desk) -> None:
    window = desk.start()
    desk.practice()
    task = desk.work.right.checklist.chosen_task()
    desk.key("Space")
    assert desk.work.session.progress.task(task).status == "done"
    undo = named(desk.work.status, QPushButton, "Undo")
    undo.setFocus(Qt.FocusReason.TabFocusReason)
    desk.work.status.rest()
    assert undo.isVisible(), "it does not vanish from under the keyboard"
    desk.key("Space")
    assert desk.work.session.progress.task(task).status == "to-do"
    assert window.isVisible()


def test_ctrl_z_in_a_field_undoes_typing_not_the_record(desk: Desk) -> None:
    window = desk.start()
    desk.practice()
    task = desk.work.right.checklist.chosen_task()
    desk.key("Space")
    field = named(window, QPlainTextEdit, "New note")
    field.setFocus()
    desk.type("half a thought")
    desk.key("Ctrl+Z")
    assert field.toPlainText() == ""
    assert desk.work.session.progress.task(task).status == "done"
    desk.key("Ctrl+Z")
    assert desk.work.session.progress.task(task).status == "done", "an empty field has nothing to undo"
    desk.key("Ctrl+Shift+Z")
    assert field.toPlainText() == "half a thought"
    field.clear()


def test_space_in_a_field_ticks_nothing(desk: Desk) -> None:
    window = desk.start()
    desk.practice()
    task = desk.work.right.checklist.chosen_task()
    for place in (named(window, QPlainTextEdit, "New note"), window.guide.view, desk.work.contents):
        place.setFocus()
        desk.key("Space")
    assert desk.work.session.progress.task(task).status == "to-do"
    named(window, QPlainTextEdit, "New note").clear()
