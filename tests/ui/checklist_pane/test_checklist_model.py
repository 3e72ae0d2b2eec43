from PySide6.QtCore import Qt

from migdesk.ui.checklist_pane.checklist_filter import ChecklistFilter, Wanted
from migdesk.ui.checklist_pane.checklist_model import ID_ROLE, ChecklistModel
from migdesk.workspace.changes import Changes


def test_the_model_keeps_qts_rules(qtmodeltester, session, sample):
    model = ChecklistModel()
    model.show(session.progress)
    qtmodeltester.check(model)
    model.show(None)
    qtmodeltester.check(model)


def test_the_filter_keeps_qts_rules(qtmodeltester, session, sample):
    model, shown = ChecklistModel(), ChecklistFilter()
    shown.setSourceModel(model)
    model.show(session.progress)
    shown.set_wanted(Wanted(to_do=True, critical=True), None)
    qtmodeltester.check(shown)


def test_ids_find_phases_and_tasks(session, sample):
    model = ChecklistModel()
    model.show(session.progress)
    task = session.progress.phases[2].tasks[1]
    index = model.index_of(task.id)
    assert index.data(ID_ROLE) == task.id
    assert index.parent().data(ID_ROLE) == session.progress.phases[2].phase.id
    assert not model.index_of("no.such-task").isValid()


def test_a_row_says_itself_in_words(session, sample):
    task = session.progress.phases[-1].tasks[0]
    session.workspace.tasks.set_status(sample, task.id, "blocked", "No login yet")
    session.workspace.tasks.set_owner(sample, task.id, "Reception lead")
    session.workspace.tasks.add_note(sample, task.id, "Asked again.")
    model = ChecklistModel()
    model.show(session.progress)
    words = model.index_of(task.id).data(Qt.ItemDataRole.AccessibleTextRole)
    for part in (task.title, "Blocked", "because No login yet", "owner Reception lead", "1 note"):
        assert part in words


def test_a_change_repaints_its_row_and_its_phase_alone(qtbot, session, sample):
    model = ChecklistModel()
    model.show(session.progress)
    task = session.progress.phases[3].tasks[0]
    painted = []
    model.dataChanged.connect(lambda first, last, roles: painted.append(first.data(ID_ROLE)))
    session.workspace.tasks.set_status(sample, task.id, "done")
    model.update(session.progress, Changes(sample, frozenset({task.id})))
    assert painted == [task.id, task.task.phase]


def test_filters_hide_phases_without_a_task_that_fits(session, sample):
    model, shown = ChecklistModel(), ChecklistFilter()
    shown.setSourceModel(model)
    model.show(session.progress)
    assert shown.rowCount() == 15
    shown.set_wanted(Wanted(words="fax machine that nobody has"), None)
    assert shown.rowCount() == 0


def test_a_ticked_task_does_not_vanish_under_the_pointer(session, sample):
    model, shown = ChecklistModel(), ChecklistFilter()
    shown.setSourceModel(model)
    model.show(session.progress)
    wanted = Wanted(to_do=True)
    shown.set_wanted(wanted, None)
    task = next(task for task in session.progress.tasks if task.is_open)
    shown.keep(task.id)
    session.workspace.tasks.set_status(sample, task.id, "done")
    model.update(session.progress, Changes(sample, frozenset({task.id})))
    assert shown.mapFromSource(model.index_of(task.id)).isValid()
    shown.set_wanted(wanted, None)
    assert not shown.mapFromSource(model.index_of(task.id)).isValid()
