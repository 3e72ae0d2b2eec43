"""The table of all tasks: filters, order and groups, views that are kept, many tasks at once, what is saved of it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QInputDialog

from migdesk.report.formats import formats_of
from migdesk.ui.session.services import Services
from migdesk.ui.session.settings import Settings, load_settings, save_settings
from migdesk.ui.tasks_table.table_settings import BUILT_IN, TaskFilter, TaskView
from migdesk.ui.tasks_table.task_rows import Column, Group, TaskRow, grouped, in_order, rows_of
from migdesk.ui.tasks_table.tasks_screen import TasksScreen
from migdesk.workspace.reports.tasks import prepare_tasks
from migdesk.workspace.task_edit import TaskChange


@pytest.fixture
def settings():
    return Settings()


@pytest.fixture
def screen(qtbot, session, theme, sample, settings):
    services = Services(
        session=session, settings=settings, theme=theme, parent=None, say=lambda _: None, warn=lambda _: None
    )
    made = TasksScreen(services)
    qtbot.addWidget(made)
    made.resize(1366, 640)
    made.show()
    return made


def tasks_in(screen):
    return [row.id for row in screen.model.rows if isinstance(row, TaskRow)]


def heads_in(screen):
    return [row.title for row in screen.model.rows if isinstance(row, Group)]


def test_it_shows_every_task_under_its_phase_where_the_practice_is_now(screen, session):
    assert tasks_in(screen) == [task.id for task in session.progress.tasks]
    assert len(heads_in(screen)) == len(session.progress.phases)
    now = next(task for task in session.progress.phase_now.tasks if task.is_open)
    assert screen.view.current_task().id == now.id
    assert "10 done" in screen.in_words


def test_its_model_is_one_that_qt_can_use(screen, session):
    tester = QAbstractItemModelTester(screen.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    screen._filter(TaskFilter(statuses=("done",)))
    session.workspace.tasks.set_owner(session.practice_id, tasks_in(screen)[0], "Ann")
    screen._turn_group(0)
    assert tester.model() is screen.model


def test_words_and_choices_under_the_titles_narrow_it_down(qtbot, screen, session):
    task = session.workspace.definitions.tasks[12]
    change = TaskChange(owner="Nadia Hughes; Sam Okoro", note="Courier booked", status="in-progress")
    session.workspace.tasks.update(session.practice_id, task.id, change)
    for wanted in (
        TaskFilter(words=task.title),
        TaskFilter(owners=("Sam Okoro",)),
        TaskFilter(note="courier"),
        TaskFilter(statuses=("in-progress",)),
    ):
        screen._filter(wanted)
        assert tasks_in(screen) == [task.id]
    screen._filter(TaskFilter(owners=("",), phases=(task.phase,)))
    assert task.id not in tasks_in(screen) and tasks_in(screen)
    qtbot.keyClick(screen, Qt.Key.Key_Escape)
    assert len(tasks_in(screen)) == len(list(session.progress.tasks))


def test_typing_under_a_title_filters(qtbot, screen):
    screen.find_words()
    field = screen.view.head.fields[Column.TASK]
    qtbot.keyClicks(field, "smartcard")
    qtbot.waitUntil(lambda: screen._remembered.view.wanted.words == "smartcard")
    assert 0 < len(tasks_in(screen)) < 20
    assert all("smartcard" in screen.model.task_at(place).task.title.casefold()
               for place in range(len(screen.model.rows)) if screen.model.task_at(place))  # fmt: skip


def test_what_a_change_makes_unwanted_stays_until_the_filters_are_set_again(screen, session):
    screen._filter(TaskFilter(statuses=("to-do",)))
    task = tasks_in(screen)[0]
    session.workspace.tasks.set_status(session.practice_id, task, "in-progress")
    assert task in tasks_in(screen)
    assert screen.model.task_at(screen.model.place_of(task)).task.status == "in-progress"
    screen._show()
    assert task not in tasks_in(screen)


def test_several_are_chosen_and_changed_with_one_undo(qtbot, screen, session):
    qtbot.keyClick(screen.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(screen.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(screen.view, Qt.Key.Key_Space)
    chosen = screen.view.chosen_ids()
    assert len(chosen) == 3 and screen.many.isVisible()
    screen._commands.set_status("in-progress")
    assert {session.progress.task(task).status for task in chosen} == {"in-progress"}
    assert screen.view.chosen_ids() == chosen
    session.undo()
    assert {session.progress.task(task).status for task in chosen} == {"to-do"}
    qtbot.keyClick(screen.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(screen.view.chosen_ids()) == len(tasks_in(screen))


def test_a_group_folds_by_key_and_its_tasks_still_count(qtbot, screen):
    screen.view.setCurrentIndex(screen.model.index(0, Column.TASK))
    rows, shown = len(screen.model.rows), screen.shown_tasks
    qtbot.keyClick(screen.view, Qt.Key.Key_Space)
    assert len(screen.model.rows) < rows
    assert screen.shown_tasks == shown
    qtbot.keyClick(screen.view, Qt.Key.Key_Return)
    assert len(screen.model.rows) == rows


def test_a_view_is_saved_and_remembered_and_removed(screen, settings, monkeypatch, tmp_path):
    screen._filter(TaskFilter(statuses=("blocked", "in-progress")))
    screen._group("owner")
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: ("Thursday meeting", True))
    screen._save_view()
    save_settings(tmp_path / "settings.json", settings)
    (kept,) = load_settings(tmp_path / "settings.json").tasks_table.saved
    assert (kept.name, kept.grouping, kept.wanted.statuses) == ("Thursday meeting", "owner", ("blocked", "in-progress"))
    screen._show_view(BUILT_IN[0])
    assert len(heads_in(screen)) > 3
    screen._remove_view("Thursday meeting")
    assert settings.tasks_table.saved == []


def test_columns_give_way_in_a_narrow_window_and_can_be_left_out(screen):
    assert not screen.view.isColumnHidden(Column.LAST_NOTE)
    screen._turn_column("LAST_NOTE")
    assert screen.view.isColumnHidden(Column.LAST_NOTE)
    screen.resize(420, 640)
    assert [column for column in Column if not screen.view.isColumnHidden(column)][:2] == [Column.CHOOSE, Column.TASK]
    assert screen.view.horizontalHeader().length() <= screen.view.viewport().width()
    assert screen.minimumSizeHint().width() <= 420


def test_enter_opens_the_task(qtbot, screen, sample):
    with qtbot.waitSignal(screen.task_opened) as opened:
        qtbot.keyClick(screen.view, Qt.Key.Key_Return)
    assert opened.args == [sample, screen.view.current_task().id]


@pytest.mark.parametrize("form", [form.id for form in formats_of("tasks")])
def test_the_table_is_written_as_it_is_shown(form, screen, session, tmp_path):
    screen._filter(TaskFilter(statuses=("done",)))
    path = tmp_path / f"tasks.{form}"
    prepare_tasks(session.workspace, session.practice_id, path, screen.shown_tasks, screen.in_words, form).write()
    assert path.stat().st_size > 500
    if form in {"html", "csv"}:
        text = path.read_text(encoding="utf-8-sig")
        titles = {row.task.title for row in screen.model.shown}
        assert sum(f"{title.replace(chr(39), '&#x27;')}" in text or title in text for title in titles) == len(titles)
        assert session.workspace.definitions.tasks[-1].title not in text


@given(st.sampled_from(sorted(Column.__members__)), st.booleans())
def test_an_order_loses_nothing_and_puts_what_is_empty_last(name, descending):
    from migdesk.practice.progress import progress_of
    from migdesk.practice.state import PracticeState
    from support import small_definitions, state_of, task_set

    state = state_of([task_set("kick-off.tell-staff", owner="Ann"), task_set("go-live.switch", due="2027-02-01")])
    assert isinstance(state, PracticeState)
    rows = rows_of(progress_of(state, small_definitions(), date(2027, 1, 11)))
    column = name if name != "CHOOSE" else ""
    ordered = in_order(rows, TaskView(sorted_by=column, descending=descending))
    assert sorted(row.place for row in ordered) == [0, 1, 2]
    if column == "OWNER":
        assert ordered[0].task.owner == "Ann"
    for grouping in ("phase", "owner", "status", "due", ""):
        parts = grouped(ordered, grouping, date(2027, 1, 11))
        assert sorted(row.place for _, of_group in parts for row in of_group) == [0, 1, 2]


def test_the_line_for_many_never_covers_the_row_in_hand(qtbot, screen):
    last_in_sight = screen.view.indexAt(screen.view.viewport().rect().bottomLeft() - QPoint(-40, 8)).row()
    screen.view.setCurrentIndex(screen.model.index(last_in_sight, Column.TASK))
    qtbot.keyClick(screen.view, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(screen.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(screen.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    view = screen.view
    qtbot.waitUntil(lambda: view.viewport().rect().contains(view.visualRect(view.currentIndex())))
    assert screen.many.isVisible()
