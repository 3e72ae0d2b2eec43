"""Many tasks at once: chosen in the checklist, in what is due and over practices on the board, with one undo each."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QPushButton

from migdesk.practice.details import PracticeDetails
from migdesk.ui.checklist_pane.checklist_pane import ChecklistPane
from migdesk.ui.many_tasks.how_far_strip import HowFarStrip
from migdesk.ui.many_tasks.many_tasks import ManyTasks
from migdesk.ui.many_tasks.mark_task_dialog import MarkTaskDialog
from migdesk.ui.many_tasks.past_phases_dialog import PastPhasesDialog
from migdesk.ui.practices_board.board import PracticesBoard
from migdesk.ui.session.settings import Settings
from migdesk.ui.widgets.date_field import DateField
from migdesk.ui.widgets.persons_box import PersonsBox


@pytest.fixture
def pane(qtbot, session, theme, sample):
    made = ChecklistPane(session, theme, Settings())
    qtbot.addWidget(made)
    made.resize(464, 900)
    made.show()
    return made


@pytest.fixture
def answer(monkeypatch):
    """Has dialogs do what is put here, one after another; each is then accepted."""
    steps = []

    def run(dialog):
        steps.pop(0)(dialog)
        dialog.accept()
        return dialog.result()

    monkeypatch.setattr(QDialog, "exec", run)
    return steps


def press(pane, words):
    next(button for button in pane.many.findChildren(QPushButton) if button.text() == words).click()


def choose_three(qtbot, pane):
    """Choose three tasks by keyboard that are ticked, not signed."""
    phase = pane._session.progress.phases[4]
    kinds = [task.task.kind for task in phase.tasks]
    first = next(place for place in range(len(kinds)) if "sign-off" not in kinds[place : place + 3])
    pane.show_task(phase.tasks[first].id)
    for _ in range(2):
        qtbot.keyClick(pane.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    return pane.view.selected_tasks()


def test_shift_and_arrows_choose_tasks_and_the_bar_says_how_many(qtbot, pane):
    assert not pane.many.isVisible()
    assert len(choose_three(qtbot, pane)) == 3
    assert pane.many.isVisible()
    qtbot.keyClick(pane.view, Qt.Key.Key_Escape)
    assert len(pane.view.selected_tasks()) == 1 and not pane.many.isVisible()


def test_ctrl_a_chooses_what_is_open_to_sight_and_ctrl_space_one_more(qtbot, pane, session):
    pane.view.collapseAll()
    pane.show_phase(session.progress.phase_now.phase.id)
    qtbot.keyClick(pane.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(pane.view.selected_tasks()) == len(session.progress.phase_now.tasks)
    qtbot.keyClick(pane.view, Qt.Key.Key_Escape)
    qtbot.keyClick(pane.view, Qt.Key.Key_Down)
    qtbot.keyClick(pane.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(pane.view, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert len(pane.view.selected_tasks()) == 2


def test_a_click_with_shift_or_ctrl_chooses_and_never_ticks(qtbot, pane, session):
    index = pane.view.currentIndex()
    row = pane.view.visualRect(index.siblingAtRow(index.row() + 1))
    row.setWidth(40)
    before = session.progress.done
    qtbot.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, row.center())
    assert len(pane.view.selected_tasks()) == 2
    assert session.progress.done == before


def test_space_ticks_all_that_are_chosen_and_one_undo_takes_it_back(qtbot, pane, session):
    chosen = choose_three(qtbot, pane)
    with qtbot.waitSignal(session.saved):
        qtbot.keyClick(pane.view, Qt.Key.Key_Space)
    assert {session.progress.task(task).status for task in chosen} == {"done"}
    assert session.workspace.undo_label == "Done: 3 tasks"
    assert pane.view.selected_tasks() == chosen
    session.undo()
    assert {session.progress.task(task).status for task in chosen} == {"to-do"}


def test_owner_date_and_note_for_all_that_are_chosen(qtbot, pane, session, answer):
    chosen = choose_three(qtbot, pane)
    answer.append(lambda dialog: dialog.findChild(PersonsBox).show_text("Nadia Hughes"))
    press(pane, "Owner…")
    answer.append(lambda dialog: dialog.findChild(DateField).line.setText("1/2/2027"))
    press(pane, "Due…")
    answer.append(lambda dialog: dialog.findChild(DateField).line.setText("3/11/2026"))
    press(pane, "Done on…")
    answer.append(lambda dialog: dialog.findChild(QPlainTextEdit).setPlainText("Told by letter"))
    press(pane, "Add a note…")
    for task in map(session.progress.task, chosen):
        assert (task.owner, task.due, task.done_on) == ("Nadia Hughes", date(2027, 2, 1), date(2026, 11, 3))
        assert [note.text for note in task.notes] == ["Told by letter"]
    assert session.workspace.undo_label == "Note: 3 tasks"


def test_a_reason_is_asked_once_for_all(qtbot, pane, session, answer):
    chosen = choose_three(qtbot, pane)
    answer.append(lambda dialog: dialog.text.setPlainText("Waiting for the supplier"))
    pane._commands.set_status("blocked")
    assert {session.progress.task(task).reason for task in chosen} == {"Waiting for the supplier"}


def test_what_stands_so_already_is_said_and_not_written(qtbot, pane, session):
    choose_three(qtbot, pane)
    before = session.workspace.store.counts().events
    with qtbot.waitSignal(session.noted):
        pane._commands.set_status("to-do")
    assert session.workspace.store.counts().events == before


def test_what_is_signed_is_not_ticked_among_others(qtbot, pane, session):
    signed = next(task for task in session.progress.tasks if task.task.kind == "sign-off" and task.is_open)
    other = next(task for task in session.progress.tasks if task.task.kind != "sign-off" and task.is_open)
    practice = session.practice_id
    ManyTasks(session, pane, lambda: [(practice, signed.id), (practice, other.id)]).set_status("done")
    assert session.progress.task(other.id).status == "done"
    assert session.progress.task(signed.id).is_open
    assert session.workspace.undo_label == "Done: 1 task, but not 1 to be signed"


def test_a_phase_is_marked_as_done_from_its_menu(pane, session):
    phase = session.progress.phase_now
    entry = pane._phase_entries(phase)[0]
    assert entry.words.startswith("Mark all of this phase as done")
    entry.do()
    left = [task for task in session.progress.phase_now.tasks if task.is_open]
    assert session.progress.phase_now.phase.id != phase.phase.id or all(task.task.kind == "sign-off" for task in left)


def test_a_task_is_marked_in_several_practices_on_the_board(qtbot, session, theme, answer):
    practices = [session.workspace.practices.add(PracticeDetails(name)) for name in ("Alder", "Birch", "Cedar")]
    board = PracticesBoard(session, theme, Settings())
    qtbot.addWidget(board)
    board.show()
    qtbot.waitUntil(lambda: not board.is_reading)
    board.view.select(practices[:2])
    assert board.many.isVisible()
    task = session.workspace.definitions.tasks[3]

    def fill(dialog):
        assert isinstance(dialog, MarkTaskDialog)
        dialog.words.setText(task.title)
        dialog.owner.show_text("Sam Okoro")

    answer.append(fill)
    board._mark_task()
    found = [session.workspace.progress(practice).task(task.id) for practice in practices]
    assert [(each.status, each.owner) for each in found] == [("done", "Sam Okoro")] * 2 + [("to-do", "")]
    qtbot.waitUntil(lambda: not board.is_reading)
    assert set(board.view.selected_practices()) == set(practices[:2])
    session.undo()
    assert session.workspace.progress(practices[0]).task(task.id).status == "to-do"


def test_how_far_are_you_is_asked_where_nothing_was_touched_and_not_again(qtbot, session):
    practice = session.workspace.practices.add(PracticeDetails("Elm", go_live=date(2026, 12, 20)))
    remembered = Settings()
    strip = HowFarStrip(remembered)
    qtbot.addWidget(strip)
    strip.show_progress(session.workspace.progress(practice))
    assert strip.isVisible()
    strip.later.click()
    assert not strip.isVisible() and remembered.not_asked_how_far == [practice]
    strip.show_progress(session.workspace.progress(practice))
    assert not strip.isVisible()


def test_how_far_are_you_marks_what_the_plan_proposes(qtbot, session):
    practice = session.workspace.practices.add(PracticeDetails("Elm", go_live=date(2026, 12, 20)))
    progress = session.workspace.progress(practice)
    dialog = PastPhasesDialog(None, [progress])
    qtbot.addWidget(dialog)
    assert dialog.mark.isEnabled() and "will be marked" in dialog.count.text()
    session.attempt(session.workspace.tasks.mark_past, dialog.days())
    assert session.workspace.progress(practice).overdue < progress.overdue
    dialog.boxes[0].setCurrentIndex(0)
    assert not dialog.mark.isEnabled()
