"""A narrow window: one pane at a time down to 420 pixels, the header folded, nothing out of reach; and larger text."""

from __future__ import annotations

import pytest
from desk import Desk
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from migdesk.ui.look.text_size import SIZES, next_text_size
from migdesk.ui.main_window.panes import SIDE_BY_SIDE, Side
from migdesk.ui.main_window.right_pane import Tab
from migdesk.ui.session.settings import load_settings


@pytest.fixture
def narrow(desk: Desk) -> Desk:
    desk.start()
    desk.practice()
    desk.window.resize(420, 640)
    return desk


def front(desk: Desk) -> str:
    shown = {
        "guide": desk.window.guide.isVisible(),
        "checklist": desk.work.right.isVisible(),
        "contents": desk.work.contents.isVisible(),
    }
    (pane,) = [name for name, visible in shown.items() if visible]
    return pane


def test_it_gets_as_narrow_as_half_a_small_screen_and_all_of_it_is_in_sight(narrow: Desk) -> None:
    assert narrow.window.width() == 420
    work = narrow.work
    for part in (work.header, work.narrow, work.right, work.status):
        assert part.isVisible()
        left = part.mapTo(narrow.window, part.rect().topLeft()).x()
        assert left >= 0 and left + part.width() <= 420, part
    for button in (work.header.board_button, work.header.search_button, work.header.all_menus, work.narrow.on_top):
        assert button.mapTo(narrow.window, button.rect().bottomRight()).x() < 420


def test_the_checklist_is_in_front_and_tabs_lead_to_the_others(narrow: Desk) -> None:
    assert front(narrow) == "checklist"
    tabs = narrow.work.narrow.tabs
    tabs.setCurrentIndex(0)
    assert front(narrow) == "guide"
    tabs.setCurrentIndex(Tab.REGISTERS + 1)
    assert front(narrow) == "checklist" and narrow.work.right.tabs.currentIndex() == Tab.REGISTERS
    narrow.key("Ctrl+2")
    assert tabs.currentIndex() == Tab.CHECKLIST + 1


def test_a_link_to_the_guide_brings_the_page_and_the_checklist_comes_back(narrow: Desk) -> None:
    narrow.work.navigation.open_link("/guide/kick-off")
    assert front(narrow) == "guide" and narrow.work.narrow.tabs.currentIndex() == 0
    narrow.work.navigation.open_task(narrow.work.session.practice_id, "kick-off.agree-dates")
    assert front(narrow) == "checklist"
    narrow.window.panes.set_shown(Side.CONTENTS, True)
    assert front(narrow) == "contents"
    narrow.window.panes.set_shown(Side.CONTENTS, False)
    assert front(narrow) == "guide"


def test_the_search_takes_the_practices_place_while_it_is_used(narrow: Desk) -> None:
    header = narrow.work.header
    assert not header.search_box.isVisible()
    narrow.key("Ctrl+K")
    assert header.search_box.isVisible() and header.search_box.hasFocus()
    narrow.key("Esc")
    assert not header.search_box.isVisible() and header.practice_button.isVisible()


def test_wide_again_the_panes_have_their_widths(qtbot: QtBot, desk: Desk) -> None:
    desk.start()
    desk.practice()
    before = desk.window.panes.sizes()
    desk.window.resize(500, 640)
    assert desk.window.panes.is_narrow
    desk.window.resize(1366, 768)
    assert not desk.window.panes.is_narrow and not desk.work.narrow.isVisible()
    qtbot.waitUntil(lambda: all(abs(now - was) < 4 for now, was in zip(desk.window.panes.sizes(), before, strict=True)))
    assert desk.work.right.tabs.isVisible()


@pytest.mark.parametrize("width", [420, 460, 683, SIDE_BY_SIDE - 1])
@pytest.mark.parametrize("screen", ["show_board", "show_week", "show_plan", "show_tasks", "show_register"])
def test_no_screen_keeps_the_window_from_being_narrow(narrow: Desk, screen: str, width: int) -> None:
    getattr(narrow.work.navigation, screen)()
    narrow.window.resize(width, 640)
    assert narrow.window.width() == width
    assert narrow.work.status.isVisible()
    assert narrow.work.header.all_menus.isVisible()


def test_two_hundred_percent_on_a_small_laptop_loses_nothing(desk: Desk) -> None:
    desk.start()
    desk.practice()
    desk.window.resize(683, 330)  # 1366 by 768 at 200 %, without taskbar and frame
    assert (desk.window.width(), desk.window.height()) == (683, 330)
    assert desk.work.status.mapTo(desk.window, desk.work.status.rect().bottomLeft()).y() <= 330


def test_it_is_kept_on_top_and_remembered(narrow: Desk) -> None:
    narrow.work.narrow.on_top.click()
    assert narrow.window.windowHandle().flags() & Qt.WindowType.WindowStaysOnTopHint
    narrow.work.remember()
    assert load_settings(narrow.paths.settings).keep_on_top
    narrow.work.narrow.on_top.click()
    assert not narrow.window.windowHandle().flags() & Qt.WindowType.WindowStaysOnTopHint


# larger text


def test_text_grows_in_the_whole_window_and_is_remembered(desk: Desk, qapp: QApplication) -> None:
    desk.start()
    desk.practice()
    list_text, page = desk.work.right.checklist.view.fontMetrics().height(), desk.window.guide.view.document()
    page_text = page.defaultFont().pixelSize()
    try:
        for _ in range(3):
            desk.key("Ctrl++")
        assert desk.work.services.settings.text_percent == 150
        assert desk.work.right.checklist.view.fontMetrics().height() > 1.4 * list_text
        assert page.defaultFont().pixelSize() > 1.3 * page_text
        assert desk.window.height() <= 768
        desk.close()
        assert load_settings(desk.paths.settings).text_percent == 150
    finally:
        desk.work.services.theme.set_text_percent(100)
    assert qapp.font().pointSizeF() > 0


def test_sizes_end_where_they_end() -> None:
    assert [next_text_size(size, 1) for size in SIZES] == [*SIZES[1:], SIZES[-1]]
    assert [next_text_size(size, -1) for size in SIZES] == [SIZES[0], *SIZES[:-1]]
    assert next_text_size(175, 0) == 100


def test_a_small_laptop_has_eight_tasks_and_the_note_in_sight(desk: Desk) -> None:
    window = desk.start()
    desk.practice()
    window.resize(1366, 688)  # of 728 the frame takes 40
    desk.work.right.checklist.show_task("pre-migration.tell-patients")
    checklist = desk.work.right.checklist
    view, shown = checklist.view, checklist.view.viewport().rect()
    first = view.currentIndex().parent()
    view.scrollTo(first, view.ScrollHint.PositionAtTop)
    rows = [view.visualRect(view.model().index(row, 0, first)) for row in range(view.model().rowCount(first))]
    assert sum(shown.contains(row) for row in rows) >= 8
    note = next(field for field in checklist.findChildren(QPlainTextEdit) if field.accessibleName() == "New note")
    foot = note.mapTo(window, note.rect().bottomLeft()).y()
    assert note.isVisible() and foot < desk.work.status.mapTo(window, desk.work.status.rect().topLeft()).y()
