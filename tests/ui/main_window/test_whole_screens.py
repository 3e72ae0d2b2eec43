"""The screens that take the whole window: how one gets there, what they lead to, and how one comes back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from desk import Answers, Desk, click, escape
from PySide6.QtCore import QEvent
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QDialog, QMenu
from pytestqt.qtbot import QtBot

from migdesk.practice.details import PracticeDetails
from migdesk.ui.main_window.navigation import Navigation
from migdesk.ui.main_window.work import Work
from migdesk.workspace.plan.change import PlanChange

LARCH = PracticeDetails("Larch Lane Surgery", "Z99801", "Vision", "EMIS Web", "Harbour ICB", "", date(2027, 2, 9))


def entries(desk: Desk, menu: str) -> dict[str, QAction]:
    """Return the entries of a menu as they are when it opens."""
    found = getattr(desk.work.header, f"{menu}_menu")
    found.aboutToShow.emit()
    return {action.text(): action for action in found.actions() if action.text()}


def shown(work: Work) -> str:
    screen = work.screens.current
    return type(screen).__name__ if screen else "guide and checklist"


@pytest.mark.parametrize(
    ("keys", "screen"), [("Ctrl+4", "PlanScreen"), ("Ctrl+5", "WeekScreen"), ("Ctrl+7", "ReEntryScreen")]
)
def test_a_key_leads_there_and_esc_back(desk: Desk, keys: str, screen: str) -> None:
    desk.start()
    desk.practice()
    desk.key(keys)
    assert shown(desk.work) == screen
    assert desk.work.screens.current.isAncestorOf(QApplication.focusWidget())
    while desk.work.screens.current is not None:
        desk.key("Esc")
    assert desk.work.right.isAncestorOf(QApplication.focusWidget())


def test_back_goes_where_one_came_from_and_never_in_a_circle(desk: Desk) -> None:
    desk.start()
    desk.practice()
    go = desk.work.navigation
    go.show_week()
    desk.key("Esc")
    assert shown(desk.work) == "guide and checklist"
    go.show_board()
    go.show_week()
    desk.key("Esc")
    assert shown(desk.work) == "PracticesBoard"
    go.show_plan()
    go.show_tasks()
    desk.key("Esc")
    assert shown(desk.work) == "PlanScreen"
    desk.key("Esc")
    assert shown(desk.work) == "PracticesBoard"
    go.back_to_work()
    assert shown(desk.work) == "guide and checklist"


def test_the_plan_tab_lists_milestones_and_opens_one(desk: Desk, qtbot: QtBot) -> None:
    desk.start()
    desk.practice()
    desk.work.right.show_tab(2)
    desk.work.right.focus_current()
    summary = desk.work.right._plan
    assert summary.list.hasFocus()
    titles = [summary.list.item(row).text() for row in range(summary.list.count())]
    assert titles == [one.title for one in desk.work.session.workspace.definitions.milestones]
    summary.list.setCurrentRow(titles.index("Go-Live"))
    desk.key("Return")
    assert shown(desk.work) == "PlanScreen"
    assert desk.work.screens.plan.editor.milestone.id == "go-live"


def test_the_plan_tab_follows_a_change_and_a_practice_without_dates(desk: Desk) -> None:
    desk.start()
    practice = desk.practice()
    desk.work.right.show_tab(2)
    summary = desk.work.right._plan
    desk.workspace.plans.apply(practice, PlanChange(planned={"go-live": date(2027, 3, 23)}))
    spoken = [summary.list.item(row).toolTip() for row in range(summary.list.count())]
    assert any("Go-Live: Tue 23 March 2027" in text for text in spoken)
    desk.work.session.choose_practice(desk.workspace.practices.add(PracticeDetails("No Date Surgery")))
    assert "No date is set yet" in summary.about.text()
    assert not summary.late.isVisible()
    summary.open_button.click()
    assert shown(desk.work) == "PlanScreen"


def test_milestones_that_are_past_and_not_marked_are_counted(desk: Desk) -> None:
    desk.start()
    practice = desk.practice()
    desk.workspace.plans.apply(practice, PlanChange(planned={"go-live": date(2027, 1, 4)}))
    desk.work.right.show_tab(2)
    assert "past and not marked as happened" in desk.work.right._plan.late.text()


def test_the_plan_is_that_of_the_practice_chosen_on_the_board(desk: Desk, qtbot: QtBot) -> None:
    desk.start()
    desk.practice()
    larch = desk.workspace.practices.add(LARCH)
    desk.work.navigation.show_board()
    board = desk.work.screens.board
    qtbot.waitUntil(lambda: board.model.rowCount() == 2)
    board.view.choose(larch)
    desk.key("Ctrl+4")
    assert (desk.work.session.practice_id, shown(desk.work)) == (larch, "PlanScreen")


def test_a_phase_of_the_plan_opens_in_the_checklist(desk: Desk) -> None:
    desk.start()
    desk.practice()
    desk.work.navigation.show_plan()
    desk.work.screens.plan.phase_requested.emit("cutover-period")
    assert shown(desk.work) == "guide and checklist"
    assert desk.work.right.tabs.currentIndex() == 0
    assert desk.work.right.checklist.view.currentIndex().data() is not None


def test_a_task_of_the_week_opens_in_its_practice(desk: Desk, qtbot: QtBot) -> None:
    desk.start()
    desk.practice()
    larch = desk.workspace.practices.add(LARCH)
    task = desk.workspace.definitions.tasks[3].id
    desk.work.navigation.show_week()
    desk.work.screens.week.task_opened.emit(larch, task)
    assert desk.work.session.practice_id == larch
    assert desk.work.right.checklist.chosen_task() == task
    assert desk.work.right.isAncestorOf(QApplication.focusWidget())


def test_reports_on_one_practice_are_offered_only_with_one(desk: Desk) -> None:
    desk.start()
    offered = {text: action.isEnabled() for text, action in entries(desk, "report").items()}
    assert not offered["Agenda for a visit…"] and not offered["Save status report…"]
    assert offered["Report on all practices…"] and offered["Calendar file…"]
    desk.work.header.report_menu.aboutToHide.emit()
    desk.practice()
    assert all(action.isEnabled() for action in entries(desk, "report").values())


@pytest.mark.parametrize("entry", ["Agenda for a visit…", "Report on all practices…", "Calendar file…"])
def test_each_report_asks_first_and_can_be_left(desk: Desk, answers: Answers, entry: str) -> None:
    desk.start()
    desk.practice()
    answers.expect(escape)
    entries(desk, "report")[entry].trigger()
    assert len(answers.seen) == 1


def test_imported_practices_are_on_the_board_and_undone_at_once(desk: Desk, answers: Answers, qtbot: QtBot) -> None:
    window = desk.start()
    desk.practice()
    path = desk.paths.data / "list.csv"
    path.write_text("Practice,ODS code\nLarch Lane Surgery,Z99801\nQuarry Road Practice,Z99802\n", encoding="utf-8")

    def add(dialog: QDialog) -> None:
        dialog.read(path)  # type: ignore[attr-defined]
        qtbot.waitUntil(lambda: not dialog.is_reading)  # type: ignore[attr-defined]
        click("Add 2 practices")(dialog)
        qtbot.waitUntil(lambda: dialog.result() != 0)

    answers.expect(add)
    desk.work.commands.import_practices()
    board = desk.work.screens.board
    qtbot.waitUntil(lambda: board.model.rowCount() == 3)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    desk.key("Ctrl+Z")
    qtbot.waitUntil(lambda: board.model.rowCount() == 1)


def test_the_board_hears_of_many_changes_while_it_is_out_of_sight(desk: Desk, qtbot: QtBot) -> None:
    desk.start()
    desk.practice()
    desk.work.navigation.show_board()
    qtbot.waitUntil(lambda: desk.work.screens.board.model.rowCount() == 1)
    desk.work.navigation.back_to_work()
    desk.workspace.practices.add_all([LARCH, PracticeDetails("Quarry Road Practice", "Z99802")])
    desk.work.navigation.show_board()
    qtbot.waitUntil(lambda: desk.work.screens.board.model.rowCount() == 3)


def test_a_practice_in_hand_that_an_undo_takes_back(desk: Desk) -> None:
    """The screens that follow one practice hear of it, though many were taken back at once."""
    desk.start()
    desk.practice()
    larch, _ = desk.workspace.practices.add_all([LARCH, PracticeDetails("Quarry Road Practice", "Z99802")])
    desk.work.navigation.open_practice(larch)
    heard: list[str] = []
    desk.work.session.changed.connect(lambda changes: heard.append(changes.practice_id))
    desk.work.session.undo()
    assert larch in heard


def test_find_looks_where_the_person_is(desk: Desk, qtbot: QtBot) -> None:
    desk.start()
    desk.practice()
    desk.work.navigation.show_week()
    desk.key("Ctrl+F")
    assert desk.work.screens.week.bar.words.hasFocus()


def every_screen(go: Navigation) -> dict[str, Callable[[], None]]:
    return {"plan": go.show_plan, "week": go.show_week, "board": go.show_board}


def test_every_screen_without_a_practice(desk: Desk) -> None:
    desk.start()
    for opening in every_screen(desk.work.navigation).values():
        opening()
        assert desk.work.screens.current is not None


def test_menus_stay_well_after_a_date_was_opened_and_closed(desk: Desk) -> None:
    """What is deleted on a screen takes nothing with it in PySide's book of what is there."""
    desk.start()
    desk.practice()
    desk.work.navigation.show_plan()
    desk.work.screens.plan.open_milestone("go-live")
    desk.key("Tab")
    desk.key("Esc")
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    desk.work.header.more_menu.aboutToShow.emit()
    for _ in range(2):  # a menu within a menu is there once that has been opened
        for menu in desk.work.header.more_menu.findChildren(QMenu):
            menu.aboutToShow.emit()
    menus = {menu.title(): menu for menu in desk.work.header.more_menu.findChildren(QMenu)}
    assert any(action.isChecked() for action in menus["Colours"].actions())


def test_enter_presses_a_button_as_space_does(desk: Desk) -> None:
    desk.start()
    desk.practice()
    desk.work.right.show_tab(2)
    desk.work.right._plan.open_button.setFocus()
    desk.key("Return")
    assert shown(desk.work) == "PlanScreen"


def test_enter_that_moved_the_keyboard_on_presses_nothing_more(desk: Desk) -> None:
    """Enter in a list opens the plan; the button that has the keyboard there is not pressed by the same key."""
    desk.start()
    desk.work.session.choose_practice(desk.workspace.practices.add(PracticeDetails("No Date Surgery")))
    desk.work.navigation.show_work()
    desk.work.right.show_tab(2)
    desk.work.right._plan.list.setFocus()
    desk.key("Return")
    assert shown(desk.work) == "PlanScreen"


def test_what_speaks_against_the_dates_is_counted_beside_the_guide(desk: Desk, qtbot: QtBot) -> None:
    desk.start()
    practice = desk.practice()
    desk.workspace.plans.apply(practice, PlanChange(planned={"go-live": date(2027, 3, 28)}))
    desk.work.right.show_tab(2)
    summary = desk.work.right._plan
    qtbot.waitUntil(summary.warnings.isVisible)
    count = len(desk.workspace.plans.conflicts(practice))
    assert summary.warnings.text().startswith(f"{count} things to check")


def test_the_source_of_a_warning_is_read_with_the_keyboard_on_the_page(desk: Desk) -> None:
    window = desk.start()
    desk.practice()
    desk.work.navigation.show_plan()
    desk.work.screens.plan.guide_requested.emit("/guide/get-started#agree-a-provisional-go-live-date")
    assert window.guide.permalink == "/guide/get-started"
    assert window.guide.isAncestorOf(QApplication.focusWidget())


def test_a_start_with_a_practice_in_hand_gives_the_keyboard_to_the_checklist(desk: Desk) -> None:
    desk.start()
    desk.practice()
    desk.close()
    desk.start()
    assert QApplication.focusWidget() is desk.work.right.checklist.view


def test_a_window_that_was_left_on_a_larger_screen_fits_this_one(desk: Desk) -> None:
    window = desk.start()
    desk.practice()
    window.resize(4000, 3000)
    desk.close()
    window = desk.start()
    room = window.screen().availableSize()
    assert window.width() < room.width() and window.height() <= room.height() - 40  # with a frame round it


def test_the_checklist_tells_what_is_left_to_enter_and_leads_there(desk: Desk) -> None:
    desk.start()
    practice = desk.practice()
    glance = desk.work.right.checklist._header.re_entry
    assert glance.isHidden()
    row = "re-entry.letters.2027-03-09"
    desk.workspace.registers.count(practice, "re-entry", row, "logged", 6)
    assert (
        glance.text()
        == "6 left to enter, oldest from Tue\N{NO-BREAK SPACE}9\N{NO-BREAK SPACE}Mar\N{NO-BREAK SPACE}2027 ›"
    )
    glance.click()
    assert shown(desk.work) == "ReEntryScreen"
    desk.work.screens.re_entry.go_to_row(row)
    assert desk.work.screens.re_entry.grid.current_cell().row == row
    desk.workspace.registers.count(practice, "re-entry", row, "entered", 6)
    assert glance.isHidden()


def test_re_entry_leads_to_its_tasks_and_its_section(desk: Desk) -> None:
    desk.start()
    practice = desk.practice()
    desk.work.navigation.show_re_entry()
    screen = desk.work.screens.re_entry
    first = screen.re_entry.register.tasks[0]
    assert screen.head.tasks_button.text().startswith("0 of ")
    screen.head.tasks_button.click()
    assert desk.work.right.checklist.chosen_task() == first
    desk.workspace.tasks.set_status(practice, first, "done")
    desk.work.navigation.show_re_entry()
    assert screen.head.tasks_button.text().startswith("1 of ")
    screen.head.guide_button.click()
    assert desk.work.shell.guide.permalink == "/guide/post-go-live"


def test_the_grid_leads_to_its_table_and_the_table_to_the_grid(desk: Desk) -> None:
    desk.start()
    desk.practice()
    desk.work.navigation.show_register("re-entry")
    assert shown(desk.work) == "ReEntryScreen"
    desk.work.screens.re_entry.head.table_button.click()
    assert (shown(desk.work), desk.work.screens.registers.register_id) == ("RegistersScreen", "re-entry")
    desk.work.screens.registers.head._grid.click()
    assert shown(desk.work) == "ReEntryScreen"


def test_the_longest_menu_stands_in_one_column_on_a_small_laptop(desk: Desk) -> None:
    """Qt breaks a menu that is higher than the screen into columns, each as wide as the first."""
    desk.start()
    desk.practice()
    menu = desk.work.header.more_menu
    menu.aboutToShow.emit()
    assert menu.sizeHint().height() <= 700
