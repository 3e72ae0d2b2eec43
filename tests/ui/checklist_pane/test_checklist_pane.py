from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QPlainTextEdit, QPushButton, QWidget

from migdesk.practice.kinds import note_added
from migdesk.ui.checklist_pane.checklist_model import ID_ROLE
from migdesk.ui.checklist_pane.checklist_pane import ChecklistPane
from migdesk.ui.checklist_pane.task_detail import TaskDetail
from migdesk.ui.session.settings import Settings


@pytest.fixture
def pane(qtbot, session, theme, sample):
    made = ChecklistPane(session, theme, Settings())
    qtbot.addWidget(made)
    made.resize(464, 690)
    made.show()
    return made


def find(pane, kind, name):
    return next(child for child in pane.findChildren(kind) if child.accessibleName() == name)


def test_it_opens_at_the_first_open_task(pane, session):
    first = next(task for task in session.progress.phase_now.tasks if task.is_open)
    assert pane.chosen_task() == first.id


def test_space_ticks_and_ticks_back(qtbot, pane, session, sample):
    task = pane.chosen_task()
    with qtbot.waitSignal(session.saved):
        qtbot.keyClick(pane.view, Qt.Key.Key_Space)
    assert session.workspace.store.state(sample).status(task) == "done"
    qtbot.keyClick(pane.view, Qt.Key.Key_Space)
    assert session.workspace.store.state(sample).status(task) == "to-do"


def test_a_click_on_the_box_ticks_and_on_the_title_does_not(qtbot, pane, session, sample):
    task = pane.chosen_task()
    row = pane.view.visualRect(pane.view.currentIndex())
    qtbot.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=row.center())
    assert session.workspace.store.state(sample).status(task) == "to-do"
    row.setWidth(40)
    qtbot.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=row.center())
    assert session.workspace.store.state(sample).status(task) == "done"


@pytest.mark.parametrize("button", [Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton])
def test_only_the_left_button_ticks_or_opens(qtbot, pane, session, sample, button):
    task, index = pane.chosen_task(), pane.view.currentIndex()
    box = pane.view.visualRect(index)
    box.setWidth(40)
    qtbot.mouseClick(pane.view.viewport(), button, pos=box.center())
    assert session.workspace.practice(sample).status(task) == "to-do"
    phase = index.parent()
    assert pane.view.isExpanded(phase)
    qtbot.mouseClick(pane.view.viewport(), button, pos=pane.view.visualRect(phase).center())
    assert pane.view.isExpanded(phase)


def test_a_ticked_task_stays_under_the_pointer_until_the_filters_are_set_again(qtbot, pane, session):
    only_open = find(pane, QPushButton, "To do")
    only_open.click()
    task = pane.chosen_task()
    qtbot.keyClick(pane.view, Qt.Key.Key_Space)
    assert session.progress.task(task).status == "done"
    assert task in shown(pane) and pane.chosen_task() == task
    only_open.click()
    only_open.click()
    assert task not in shown(pane)


def test_a_task_that_another_program_finished_stays_in_sight_too(pane, session, sample):
    find(pane, QPushButton, "To do").click()
    task = pane.chosen_task()
    session.workspace.tasks.set_status(sample, task, "done")
    assert task in shown(pane) and pane.chosen_task() == task


def test_place_and_open_phases_stay_when_rows_come_or_go(pane, session, sample):
    first, last = session.progress.phases[0], session.progress.phases[-1]
    pane.view.collapseAll()
    for phase in (first, last):
        pane.view.expand(pane._filter.mapFromSource(pane._model.index_of(phase.phase.id)))
    task = last.tasks[0].id
    pane.show_task(task)
    own = session.workspace.tasks.add_own(sample, last.phase.id, "Tell the care home")
    assert own in shown(pane)
    assert pane.chosen_task() == task
    assert pane.view.expanded_ids() == {first.phase.id, last.phase.id}
    session.workspace.tasks.remove_own(sample, own)
    assert own not in shown(pane)
    assert pane.chosen_task() == task
    assert pane.view.expanded_ids() == {first.phase.id, last.phase.id}


def shown(pane):
    """Return the ids of the tasks that the filters leave."""
    model = pane._filter
    phases = [model.index(row, 0) for row in range(model.rowCount())]
    return {model.index(row, 0, phase).data(ID_ROLE) for phase in phases for row in range(model.rowCount(phase))}


def test_a_status_that_needs_a_reason_asks_and_can_be_left(qtbot, pane, session, sample, monkeypatch):
    task = pane.chosen_task()
    box = find(pane, QComboBox, "Status")
    answers = iter([None, "Waiting for the supplier"])
    monkeypatch.setattr("migdesk.ui.dialogs.reason_dialog.ask_reason", lambda *_: next(answers))
    for expected in ("to-do", "blocked"):
        box.setCurrentIndex(box.findData("blocked"))
        box.activated.emit(box.currentIndex())
        assert session.workspace.store.state(sample).status(task) == expected
        assert box.currentData() == expected
    assert session.workspace.store.state(sample).reason(task) == "Waiting for the supplier"


def test_a_note_is_added_and_its_field_emptied(qtbot, pane, session, sample):
    field = find(pane, QPlainTextEdit, "New note")
    field.setPlainText("Spoke to the supplier.")
    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    notes = session.progress.task(pane.chosen_task()).notes
    assert [note.text for note in notes] == ["Spoke to the supplier."]
    assert field.toPlainText() == ""


def test_a_note_can_be_kept_on_this_computer_and_says_so(qtbot, pane, session, sample):
    field, private = find(pane, QPlainTextEdit, "New note"), pane.findChild(QCheckBox)
    assert not private.isVisibleTo(pane), "there is nothing to keep yet"
    field.setPlainText("They are slow to pay.")
    private.setChecked(True)
    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    field.setPlainText("Room 2 at ten.")
    assert not private.isChecked(), "it is asked anew of each note"
    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    notes = session.progress.task(pane.chosen_task()).notes
    assert [note.private for note in notes] == [True, False]
    marked = {label.text() for label in pane.findChildren(QLabel) if label.text().startswith("Only for us · ")}
    assert len(marked) == 1


def test_a_begun_note_stays_with_its_task(pane, session):
    field = find(pane, QPlainTextEdit, "New note")
    first = pane.chosen_task()
    other = session.progress.phases[-1].tasks[0].id
    field.setPlainText("half a thou")
    pane.show_task(other)
    assert field.toPlainText() == ""
    assert pane.has_unsaved_text()
    pane.show_task(first)
    assert field.toPlainText() == "half a thou"


def test_a_note_that_names_a_patient_is_asked_about(qtbot, pane, session, sample):
    session.workspace.answer_patient_questions(lambda _: False)
    field = find(pane, QPlainTextEdit, "New note")
    field.setPlainText("NHS number 943 476 5919")
    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert session.workspace.store.state(sample).notes == {}
    assert field.toPlainText() == "NHS number 943 476 5919"


def test_undo_takes_the_tick_back_on_the_screen(qtbot, pane, session, sample):
    task = pane.chosen_task()
    qtbot.keyClick(pane.view, Qt.Key.Key_Space)
    session.undo()
    assert session.progress.task(task).status == "to-do"
    assert pane.chosen_task() == task


def test_an_own_task_is_added_shown_and_removed(qtbot, pane, session, sample, monkeypatch):
    monkeypatch.setattr(
        "migdesk.ui.dialogs.own_task_dialog.ask_own_task", lambda *_: ("kick-off-meeting", "Tell the care home")
    )
    pane.add_own_task()
    own = pane.chosen_task()
    assert session.progress.task(own).title == "Tell the care home"
    remove = find(pane, QPushButton, "Remove… this task of your own".replace("…", ""))
    remove.click()
    assert session.progress.task(own) is None
    session.undo()
    assert session.progress.task(own) is not None


def test_five_hundred_notes_are_chosen_quickly_and_all_can_be_seen(qtbot, pane, session, sample):
    task = session.progress.phases[-1].tasks[1].id
    notes = [note_added.draft(task, f"Note {number}") for number in range(500)]
    session.workspace.recorder.record(sample, "Notes", lambda _: notes)
    pane.show_task(task)
    more = next(b for b in pane.findChildren(QPushButton) if b.text() == "Show 470 earlier notes")
    more.click()
    assert (
        len([b for b in pane.findChildren(QPushButton) if b.text() == "Remove…" and "Note " in b.accessibleName()])
        >= 500
    )


def test_another_task_is_read_from_its_beginning(pane, session):
    tasks = session.progress.phase_now.tasks
    pane.show_task(tasks[0].id)
    bar = pane._detail.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    pane.show_task(tasks[1].id)
    assert bar.value() == 0


def test_a_task_begins_with_what_is_set_of_it_and_the_place_for_a_note(pane):
    names = ("Status", "Due date", "New note")
    fields = [find(pane, QWidget, name) for name in names]
    tops = [field.mapTo(pane, QPoint(0, 0)).y() for field in fields]
    assert tops == sorted(tops)
    about = pane._detail._about
    assert not about.isVisible() or about.mapTo(pane, QPoint(0, 0)).y() > tops[-1]


def test_what_a_phase_opened_at_the_foot_holds_comes_into_sight(qtbot, pane):
    pane.view.collapseAll()
    model = pane.view.model()
    last = model.index(model.rowCount() - 1, 0)
    pane.view.setCurrentIndex(last)
    qtbot.keyClick(pane.view, Qt.Key.Key_Space)
    first_task = pane.view.visualRect(model.index(0, 0, last))
    assert pane.view.viewport().rect().contains(first_task)


def test_the_day_on_which_it_was_done_is_shown_and_can_be_an_earlier_one(qtbot, pane, session, sample):
    task = next(task for task in session.progress.tasks if task.is_open and task.task.kind != "sign-off")
    pane.show_task(task.id)
    detail = pane.findChild(TaskDetail)
    assert detail._done_on.isHidden()
    session.workspace.tasks.set_status(sample, task.id, "done")
    pane.show_task(task.id)
    assert not detail._done_on.isHidden()
    earlier = session.workspace.today - timedelta(days=3)
    detail._done_on.date_chosen.emit(earlier)
    assert session.progress.task(task.id).done_on == earlier
