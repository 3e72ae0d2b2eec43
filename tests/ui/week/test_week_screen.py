"""What needs me this week, as a person uses it. The clock stands at Sun 22 November 2026."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from migdesk.practice.details import PracticeDetails
from migdesk.practice.event import Actor
from migdesk.ui import background
from migdesk.ui.look.theme import Theme
from migdesk.ui.session.session import Session
from migdesk.ui.session.settings import Settings, load_settings, save_settings
from migdesk.ui.week.week_model import ROW_ROLE, Head
from migdesk.ui.week.week_screen import WeekScreen
from migdesk.workspace.workspace import Workspace

TODAY = date(2026, 11, 22)
Add = Callable[..., tuple[str, str]]


@pytest.fixture
def settings() -> Settings:
    return Settings()


@pytest.fixture
def add(session: Session) -> Add:
    """Give a practice an own task that is due some days from today, and return both ids."""
    practices: dict[str, str] = {}

    def adding(title: str, days: int = 0, owner: str = "Dana Field", practice: str = "Elm") -> tuple[str, str]:
        workspace = session.workspace
        if practice not in practices:
            practices[practice] = workspace.practices.add(PracticeDetails(practice))
        task = workspace.tasks.add_own(practices[practice], workspace.definitions.phases[0].id, title)
        workspace.tasks.set_due(practices[practice], task, TODAY + timedelta(days=days))
        workspace.tasks.set_owner(practices[practice], task, owner)
        return practices[practice], task

    return adding


@pytest.fixture
def week(qtbot: QtBot, session: Session, theme: Theme, settings: Settings) -> WeekScreen:
    made = WeekScreen(session, theme, settings)
    qtbot.addWidget(made)
    made.resize(1366, 690)
    return made


def rows(week: WeekScreen) -> list[str]:
    """Return the rows as read: heads with their counts, and titles."""
    values = [week.model.index(row).data(ROW_ROLE) for row in range(week.model.rowCount())]
    return [f"{one.title}: {one.open}" if isinstance(one, Head) else one.title for one in values]


def pick(combo: object, value: str) -> None:
    combo.setCurrentIndex(combo.findData(value))
    combo.activated.emit(combo.currentIndex())


def chosen(week: WeekScreen) -> str:
    task = week.view.current_task()
    return task.title if task else ""


def test_overdue_comes_first_then_today_and_then_the_week(week: WeekScreen, add: Add) -> None:
    add("Today's")
    add("Late", -3)
    add("Next month's", 20)
    week.show()
    assert week.head.heading.text() == "What needs me this week"
    assert rows(week) == ["Overdue: 1", "Late", "Today, Sunday 22 November: 1", "Today's"]
    assert week.count.text() == "2 tasks in 1 practice, 1 overdue"
    assert chosen(week) == "Late"


def test_how_far_ahead_it_looks(week: WeekScreen, add: Add) -> None:
    add("In twelve days", 12)
    add("In three weeks", 21)
    week.show()
    assert week.nothing.isVisible()
    pick(week.bar.ahead, "14 days")
    assert week.head.heading.text() == "What needs me in the next 14 days"
    assert rows(week) == ["The week, from Monday 30 November: 1", "In twelve days"]
    pick(week.bar.ahead, "28 days")
    assert "In three weeks" in rows(week)


def test_it_is_grouped_by_date_practice_or_role(week: WeekScreen, add: Add) -> None:
    add("A", practice="Oak")
    add("B", -1)
    week.show()
    pick(week.bar.grouping, "practice")
    assert rows(week) == ["Elm: 1", "B", "Oak: 1", "A"]
    pick(week.bar.grouping, "role")
    assert rows(week) == ["No role: 2", "B", "A"]
    pick(week.bar.grouping, "date")
    assert rows(week)[0] == "Overdue: 1"


def test_mine_and_everyones(week: WeekScreen, add: Add) -> None:
    add("Hers", owner="Robin Vale")
    add("Mine")
    week.show()
    assert "Hers" not in rows(week)
    week.bar.mine.click()
    assert week.head.heading.text() == "What is due this week"
    assert "Hers" in rows(week)
    week.bar.words.setText("robin")
    week._words_timer.timeout.emit()
    assert rows(week)[1:] == ["Hers"]


def test_another_person_at_the_keyboard_has_other_tasks(week: WeekScreen, session: Session, add: Add) -> None:
    add("Hers", owner="Robin Vale")
    week.show()
    assert rows(week) == []
    session.workspace.sign_in(Actor("Robin Vale", "delivery-partner", ""))
    session.actor_changed.emit()
    assert rows(week)[1:] == ["Hers"]


def test_the_tasks_of_the_guide_go_by_role(week: WeekScreen, session: Session) -> None:
    session.workspace.practices.add(PracticeDetails("Elm", go_live=date(2026, 12, 9)))
    week.show()
    mine = [one for one in week.model.open_shown if "practice-manager" in one.roles]
    assert mine
    assert mine == week.model.open_shown
    week.bar.mine.click()
    pick(week.bar.role, "lead-gp")
    pick(week.bar.grouping, "role")
    assert [row for row in rows(week) if row.startswith("Lead GP: ")] == [rows(week)[0]]
    week.bar.critical.click()
    assert all(one.critical for one in week.model.open_shown)


def test_space_ticks_in_place_and_undo_takes_it_back(
    qtbot: QtBot, week: WeekScreen, session: Session, add: Add
) -> None:
    practice, task = add("Late", -3)
    add("Today's")
    week.show()
    with qtbot.waitSignal(session.saved) as caught:
        qtbot.keyClick(week.view, Qt.Key.Key_Space)
    assert caught.args == ["Done: Late"]
    assert rows(week) == ["Overdue: 0", "Late", "Today, Sunday 22 November: 1", "Today's"]
    assert session.workspace.progress(practice).task(task).status == "done"
    assert week.count.text() == "1 task in 1 practice"
    session.undo()
    assert rows(week)[0] == "Overdue: 1"
    assert chosen(week) == "Late"


def test_what_was_ticked_is_gone_when_the_list_is_made_anew(qtbot: QtBot, week: WeekScreen, add: Add) -> None:
    add("Late", -3)
    add("Today's")
    week.show()
    qtbot.keyClick(week.view, Qt.Key.Key_Space)
    week.hide()
    week.show()
    assert rows(week) == ["Today, Sunday 22 November: 1", "Today's"]
    assert chosen(week) == "Today's"


def test_a_click_on_the_box_ticks(qtbot: QtBot, week: WeekScreen, add: Add) -> None:
    add("Late", -3)
    week.show()
    row = week.view.visualRect(week.model.index(1))
    qtbot.mouseClick(week.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, row.center().y()))
    assert rows(week)[0] == "Overdue: 0"
    qtbot.mouseClick(week.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(300, row.center().y()))
    assert rows(week)[0] == "Overdue: 0"


def test_enter_and_double_click_open_the_task_at_its_practice(qtbot: QtBot, week: WeekScreen, add: Add) -> None:
    ids = add("Late", -3)
    week.show()
    with qtbot.waitSignal(week.task_opened) as caught:
        qtbot.keyClick(week.view, Qt.Key.Key_Return)
    assert caught.args == [*ids]
    place = QPoint(300, week.view.visualRect(week.model.index(1)).center().y())
    with qtbot.waitSignal(week.task_opened):
        qtbot.mouseDClick(week.view.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_the_arrow_keys_pass_the_heads_by(qtbot: QtBot, week: WeekScreen, add: Add) -> None:
    for title, days in (("Late", -3), ("Today's", 0)):
        add(title, days)
    week.show()
    qtbot.keyClick(week.view, Qt.Key.Key_Down)
    assert chosen(week) == "Today's"
    qtbot.keyClick(week.view, Qt.Key.Key_Home)
    assert chosen(week) == "Late"
    qtbot.keyClick(week.view, Qt.Key.Key_End)
    assert chosen(week) == "Today's"
    qtbot.keyClick(week.view, Qt.Key.Key_Up)
    assert chosen(week) == "Late"


@pytest.mark.qt_log_ignore("This plugin does not support")  # said of every popup on the offscreen screen
def test_the_menu_key_opens_the_rows_menu(qtbot: QtBot, week: WeekScreen, add: Add) -> None:
    add("Late", -3)
    week.show()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), QPoint(0, 0))
    QApplication.sendEvent(week.view.viewport(), event)
    menu = week.view.findChild(QMenu)
    assert isinstance(menu, QMenu)
    words = [action.text().partition("\t")[0] for action in menu.actions()]
    assert words[:2] == ["Open this task", "Mark as done"]
    assert words[-5:] == ["Status", "Owner…", "Due…", "Done on…", "Add a note…"]
    menu.actions()[1].trigger()
    menu.close()
    assert rows(week)[0] == "Overdue: 0"


def test_escape_empties_the_field_first_and_then_leaves(qtbot: QtBot, week: WeekScreen, add: Add) -> None:
    add("Late", -3)
    week.show()
    week.bar.words.setText("late")
    qtbot.keyClick(week.bar.words, Qt.Key.Key_Escape)
    assert week.bar.words.text() == ""
    for widget in (week.bar.words, week.view):
        with qtbot.waitSignal(week.leave_requested):
            qtbot.keyClick(widget, Qt.Key.Key_Escape)
    with qtbot.waitSignal(week.leave_requested):
        week.head.back_button.click()


def test_samples_can_be_hidden_where_there_are_some_and_stay_so(
    qtbot: QtBot, week: WeekScreen, session: Session, theme: Theme, settings: Settings, add: Add, tmp_path: Path
) -> None:
    add("Real", -3)
    week.show()
    assert not week.bar.no_samples.isVisible()
    workspace = session.workspace
    made_up = workspace.practices.add(PracticeDetails("Made up"), sample=True)
    task = workspace.tasks.add_own(made_up, workspace.definitions.phases[0].id, "Made up")
    workspace.tasks.set_due(made_up, task, TODAY)
    workspace.tasks.set_owner(made_up, task, "Dana Field")
    assert week.count.text() == "2 tasks in 2 practices, 1 overdue"
    assert week.bar.no_samples.isVisible()
    week.bar.no_samples.click()
    assert rows(week) == ["Overdue: 1", "Real"]
    assert week.count.text() == "1 task in 1 practice, 1 overdue"
    save_settings(tmp_path / "settings.json", settings)
    again = WeekScreen(session, theme, load_settings(tmp_path / "settings.json"))
    qtbot.addWidget(again)
    again.show()
    assert rows(again) == ["Overdue: 1", "Real"] and again.bar.no_samples.isChecked()


def test_hidden_samples_are_no_tasks_of_other_people(week: WeekScreen, session: Session) -> None:
    session.workspace.practices.add(PracticeDetails("Made up", go_live=date(2026, 12, 9)), sample=True)
    week.bar.no_samples.setChecked(True)
    week._choice_changed(week.bar.choice)
    week.show()
    assert week.nothing.title.text() == "Nothing is due this week."
    assert week.nothing.text.text().endswith("Samples are left out.")
    assert week.bar.no_samples.isVisible() and not week.nothing.everyone_button.isVisible()
    week.bar.no_samples.click()
    assert rows(week)


def test_nothing_due_says_so_and_looks_further(week: WeekScreen, add: Add) -> None:
    add("In three weeks", 21)
    week.show()
    assert week.nothing.title.text() == "Nothing is due this week."
    assert not week.nothing.everyone_button.isVisible()
    week.nothing.further_button.click()
    assert "In three weeks" in rows(week)


def test_nothing_of_mine_offers_everyones(week: WeekScreen, add: Add) -> None:
    add("Hers", owner="Robin Vale")
    week.show()
    assert week.nothing.title.text() == "Nothing of yours is due this week."
    assert week.nothing.text.text() == "1 task of other people is due or overdue."
    week.nothing.everyone_button.click()
    assert rows(week)[1:] == ["Hers"]
    assert not week.bar.mine.isChecked()


def test_filters_that_hide_everything_can_be_cleared(week: WeekScreen, add: Add) -> None:
    add("Mine")
    week.show()
    week.bar.critical.click()
    assert week.nothing.title.text() == "Nothing due this week fits these filters."
    week.nothing.everyone_button.click()
    assert rows(week)[1:] == ["Mine"]


def test_what_changes_elsewhere_shows_at_once(week: WeekScreen, session: Session, add: Add) -> None:
    practice, task = add("Late", -3)
    week.show()
    add("New", -1)
    assert rows(week) == ["Overdue: 2", "Late", "New"]
    session.workspace.tasks.rename_own(practice, task, "Very late")
    assert rows(week)[1] == "Very late"
    session.workspace.tasks.remove_own(practice, task)
    assert rows(week) == ["Overdue: 1", "New"]
    session.workspace.practices.set_archived(practice, True)
    assert rows(week) == []
    session.workspace.practices.set_archived(practice, False)
    assert rows(week) == ["Overdue: 1", "New"]


def test_a_practice_whose_adding_is_undone_leaves_the_list(week: WeekScreen, session: Session) -> None:
    session.workspace.practices.add(PracticeDetails("Elm", go_live=date(2026, 12, 9)))
    week.show()
    assert rows(week)
    session.undo()
    assert rows(week) == []
    assert week.nothing.isVisible()


def test_changes_while_out_of_sight_show_when_it_comes_back(week: WeekScreen, session: Session, add: Add) -> None:
    practice, task = add("Late", -3)
    week.show()
    week.hide()
    session.workspace.tasks.set_status(practice, task, "done")
    add("Today's")
    assert rows(week) == ["Overdue: 1", "Late"]
    week.show()
    assert rows(week) == ["Today, Sunday 22 November: 1", "Today's"]


def test_midnight_moves_the_day(
    week: WeekScreen, session: Session, add: Add, monkeypatch: pytest.MonkeyPatch, workspace: Workspace
) -> None:
    add("Yesterday's")
    add("Tomorrow's", 1)
    week.show()
    assert rows(week) == ["Today, Sunday 22 November: 1", "Yesterday's"]
    monday = datetime.combine(TODAY + timedelta(days=1), workspace.now.timetz())
    monkeypatch.setattr(workspace, "_clock", lambda: monday)
    session.day_changed()
    assert rows(week) == ["Overdue: 1", "Yesterday's", "Today, Monday 23 November: 1", "Tomorrow's"]


def test_choices_are_as_they_were_left(
    qtbot: QtBot, week: WeekScreen, session: Session, theme: Theme, settings: Settings, add: Add, tmp_path: Path
) -> None:
    add("Hers", 20, owner="Robin Vale")
    week.show()
    pick(week.bar.ahead, "28 days")
    pick(week.bar.grouping, "practice")
    week.bar.mine.click()
    save_settings(tmp_path / "settings.json", settings)
    again = WeekScreen(session, theme, load_settings(tmp_path / "settings.json"))
    qtbot.addWidget(again)
    again.show()
    assert rows(again) == ["Elm: 1", "Hers"]
    assert again.bar.grouping.currentText() == "By practice"
    assert not again.bar.mine.isChecked()


@pytest.fixture
def slices_of_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every slice ends after one task: the clock jumps by a second each time it is read."""
    seconds = iter(range(1_000_000))
    monkeypatch.setattr(background, "perf_counter", lambda: next(seconds))
    monkeypatch.setattr(background, "SLICE_SECONDS", 1.5)


def test_many_tasks_arrive_in_slices_and_ticks_meanwhile_are_not_lost(
    slices_of_one: None, qtbot: QtBot, week: WeekScreen, add: Add
) -> None:
    ids = [add(f"Task {number}", -number, practice=f"Practice {number}") for number in range(1, 5)]
    week.show()
    assert week.count.text() == "Reading tasks… 1 so far"
    assert len(rows(week)) == 2
    week._reading.counted.connect(lambda count: count == 2 and week._tick(*ids[1]))
    qtbot.waitUntil(lambda: len(rows(week)) == 5)
    assert rows(week)[0] == "Overdue: 3"
    assert week.count.text() == "3 tasks in 3 practices, 3 overdue"


def test_a_list_that_arrives_in_slices_begins_at_its_top(
    slices_of_one: None, qtbot: QtBot, week: WeekScreen, add: Add
) -> None:
    for number in range(1, 40):
        add(f"Task {number}", -number, practice=f"Practice {number}")
    week.show()
    assert chosen(week) == "Task 1"
    qtbot.waitUntil(lambda: not week.is_reading)
    assert chosen(week) == "Task 39"
    assert week.view.verticalScrollBar().value() == 0


def test_who_has_gone_on_meanwhile_keeps_the_row_in_hand(
    slices_of_one: None,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
    week: WeekScreen,
    session: Session,
) -> None:
    monkeypatch.setattr(background, "SLICE_SECONDS", 5.5)
    for name, day in (("Elm", 9), ("Oak", 5)):
        session.workspace.practices.add(PracticeDetails(name, go_live=date(2026, 12, day)))
    week.show()
    qtbot.keyClick(week.view, Qt.Key.Key_Down)
    in_hand = week.view.current_task()
    assert week.is_reading and in_hand is not None
    qtbot.waitUntil(lambda: not week.is_reading)
    assert week.view.current_task() == in_hand


@pytest.fixture
def far_down(week: WeekScreen, add: Add) -> WeekScreen:
    """A list that does not fit its screen, with its last row in hand."""
    for number in range(1, 40):
        add(f"Task {number}", -number)
    week.show()
    week.view.choose(None, week.model.last_task_row())
    return week


def test_practices_that_came_meanwhile_bring_the_list_back_to_its_top(far_down: WeekScreen, add: Add) -> None:
    far_down.hide()
    add("Very late", -90, practice="Oak")
    far_down.show()
    assert chosen(far_down) == "Very late"
    assert far_down.view.verticalScrollBar().value() == 0


def test_practices_that_went_meanwhile_do_so_too(far_down: WeekScreen, session: Session, add: Add) -> None:
    practice, _ = add("Oak's", -1, practice="Oak")
    far_down.view.choose(None, far_down.model.last_task_row())
    far_down.hide()
    session.workspace.practices.set_archived(practice, True)
    far_down.show()
    assert chosen(far_down) == "Task 39"


def test_the_list_stays_where_it_is_under_ones_eyes(far_down: WeekScreen, add: Add) -> None:
    add("Very late", -90, practice="Oak")
    assert rows(far_down)[1] == "Very late"
    assert chosen(far_down) == "Task 1"


def test_leaving_ends_the_reading_and_coming_back_begins_it_anew(
    slices_of_one: None, qtbot: QtBot, week: WeekScreen, add: Add
) -> None:
    for number in range(4):
        add(f"Task {number}", -number, practice=f"Practice {number}")
    week.show()
    week.hide()
    assert not week._reading.is_reading
    week.show()
    qtbot.waitUntil(lambda: week.count.text() == "4 tasks in 4 practices, 3 overdue")


def test_painting_survives_what_is_missing_and_what_is_long(week: WeekScreen, add: Add, theme: Theme) -> None:
    add("A task with a title of a great many words, which no row can show as a whole " + "word " * 8, -3)
    add("Blocked", -2, owner="", practice="A practice with a name of exactly sixty characters, as told.")
    week.bar.mine.setChecked(False)
    week._choice_changed(week.bar.choice)
    for width, grouping in ((1366, "date"), (910, "practice"), (600, "role")):
        pick(week.bar.grouping, grouping)
        week.resize(width, 434)
        for choice in ("light", "dark"):
            theme.choose(choice)
            assert not week.grab().isNull()


def test_everything_fits_a_small_laptop(week: WeekScreen, add: Add) -> None:
    add("Late", -3)
    week.resize(910, 434)
    week.show()
    assert week.minimumSizeHint().width() <= 860
    assert week.view.horizontalScrollBar().maximum() == 0


def test_several_are_marked_with_one_undo(qtbot: QtBot, week: WeekScreen, add: Add, session: Session) -> None:
    add("Late", -3)
    add("Late too", -2)
    add("Other", -1, practice="Oak")
    week.show()
    week.focus_list()
    qtbot.keyClick(week.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    chosen = week.view.selected_tasks()
    assert len(chosen) == 3 and week.many.isVisible()
    qtbot.keyClick(week.view, Qt.Key.Key_Space)
    standing = [session.workspace.progress(practice).task(task) for practice, task in chosen]
    assert [task.status for task in standing if task is not None] == ["done"] * 3
    session.undo()
    again = [session.workspace.progress(practice).task(task) for practice, task in chosen]
    assert [task.status for task in again if task is not None] == ["to-do"] * 3
    qtbot.keyClick(week.view, Qt.Key.Key_Escape)
    assert len(week.view.selected_tasks()) == 1
