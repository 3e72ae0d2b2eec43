from PySide6.QtCore import Qt

from migdesk.practice.event import Actor
from migdesk.ui.checklist_pane.checklist_filter import ChecklistFilter, Wanted
from migdesk.ui.checklist_pane.checklist_model import ID_ROLE, ChecklistModel
from migdesk.workspace.changes import Changes
from migdesk.workspace.mine import Person, person_of


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
    shown.set_wanted(Wanted(to_do=True, critical=True), Person())
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


def test_what_was_typed_stands_in_the_tooltip_as_it_was_typed(session, sample):
    task = session.workspace.tasks.add_own(sample, "kick-off-meeting", "<b>x</b>")
    model = ChecklistModel()
    model.show(session.progress)
    assert model.index_of(task).data(Qt.ItemDataRole.ToolTipRole) == "<qt>&lt;b&gt;x&lt;/b&gt;, To do</qt>"


def test_mine_takes_an_owner_by_the_title_of_my_role(session, sample):
    workspace = session.workspace
    task = session.progress.phases[-1].tasks[0]
    workspace.tasks.set_owner(sample, task.id, "Practice manager")
    model, shown = ChecklistModel(), ChecklistFilter()
    shown.setSourceModel(model)
    model.show(session.progress)
    manager = Actor("Dana Field", "practice-manager", "Elm Tree Practice")
    shown.set_wanted(Wanted(mine=True), person_of(manager, workspace.definitions.roles))
    assert shown.mapFromSource(model.index_of(task.id)).isValid()
    shown.set_wanted(Wanted(mine=True), Person())
    assert shown.rowCount() == 0


def test_filters_hide_phases_without_a_task_that_fits(session, sample):
    model, shown = ChecklistModel(), ChecklistFilter()
    shown.setSourceModel(model)
    model.show(session.progress)
    assert shown.rowCount() == 15
    shown.set_wanted(Wanted(words="fax machine that nobody has"), Person())
    assert shown.rowCount() == 0


def test_a_ticked_task_does_not_vanish_under_the_pointer(session, sample):
    model, shown = ChecklistModel(), ChecklistFilter()
    shown.setSourceModel(model)
    model.show(session.progress)
    wanted = Wanted(to_do=True)
    shown.set_wanted(wanted, Person())
    task = next(task for task in session.progress.tasks if task.is_open)
    shown.keep(task.id)
    session.workspace.tasks.set_status(sample, task.id, "done")
    model.update(session.progress, Changes(sample, frozenset({task.id})))
    assert shown.mapFromSource(model.index_of(task.id)).isValid()
    shown.set_wanted(wanted, Person())
    assert not shown.mapFromSource(model.index_of(task.id)).isValid()
