"""Undo takes back the latest action by another event, and never anybody else's work."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from migdesk.base.errors import EnvironmentFault, UserError
from migdesk.practice.details import PracticeDetails, details_of
from migdesk.practice.event import Actor
from migdesk.practice.fold import fold
from migdesk.practice.kinds import note_added, row_set
from migdesk.practice.plan_record import plan_inputs
from migdesk.practice.store import Store
from migdesk.workspace.changes import Changes
from migdesk.workspace.plan.change import NewLeave, PlanChange
from migdesk.workspace.reversal import still_stands
from migdesk.workspace.task_edit import TaskChange
from migdesk.workspace.workspace import Workspace
from support import MANAGER, PARTNER, add_practice, event, new_workspace, texts

DATES = "kick-off.agree-dates"
Act = Callable[[Workspace, str], object]


@pytest.fixture
def practice(workspace: Workspace) -> str:
    return add_practice(workspace)


def own(workspace: Workspace, practice: str) -> str:
    return next(iter(workspace.store.state(practice).own_tasks))


def note(workspace: Workspace, practice: str) -> str:
    return next(iter(workspace.store.state(practice).notes))


def acknowledgement(workspace: Workspace, practice: str) -> str:
    return next(iter(workspace.store.state(practice).acknowledgements))


def set_row(workspace: Workspace, practice: str, **fields: object) -> None:
    workspace.recorder.record(practice, "A contact", lambda _: [row_set.draft("contacts", "r1", fields)])


def nothing(_: Workspace, __: str) -> None:
    """No step before."""


ACTIONS: dict[str, tuple[Act, Act, str]] = {
    "status": (nothing, lambda w, p: w.tasks.set_status(p, DATES, "done"), "Done: Agree the dates"),
    "status with reason": (
        lambda w, p: w.tasks.set_status(p, DATES, "in-progress"),
        lambda w, p: w.tasks.set_status(p, DATES, "blocked", "No rota"),
        "Blocked: Agree the dates",
    ),
    "owner": (nothing, lambda w, p: w.tasks.set_owner(p, DATES, "Ann"), "Owner: Agree the dates"),
    "due date": (nothing, lambda w, p: w.tasks.set_due(p, DATES, date(2027, 2, 1)), "Due date: Agree the dates"),
    "note": (nothing, lambda w, p: w.tasks.add_note(p, DATES, "Ring"), "Note: Agree the dates"),
    "note removed": (
        lambda w, p: w.tasks.add_note(p, DATES, "Ring"),
        lambda w, p: w.tasks.withdraw_note(p, note(w, p), "Wrong"),
        "Remove a note",
    ),
    "own task": (nothing, lambda w, p: w.tasks.add_own(p, "kick-off", "Order cake"), "Add task: Order cake"),
    "own task renamed": (
        lambda w, p: w.tasks.add_own(p, "kick-off", "Order cake"),
        lambda w, p: w.tasks.rename_own(p, own(w, p), "Order two cakes"),
        "Rename: Order cake",
    ),
    "own task removed": (
        lambda w, p: w.tasks.add_own(p, "kick-off", "Order cake"),
        lambda w, p: w.tasks.remove_own(p, own(w, p)),
        "Remove task: Order cake",
    ),
    "acknowledged": (nothing, lambda w, p: w.references.acknowledge(p, "gdpr"), "Acknowledge: UK GDPR"),
    "acknowledgement withdrawn": (
        lambda w, p: w.references.acknowledge(p, "gdpr"),
        lambda w, p: w.references.withdraw(p, acknowledgement(w, p), "Too early"),
        "Withdraw an acknowledgement",
    ),
    "details": (
        nothing,
        lambda w, p: w.practices.edit(p, PracticeDetails("New Surgery", "Z99001")),
        "Change details of New Surgery",
    ),
    "milestone planned": (
        nothing,
        lambda w, p: w.plans.apply(p, PlanChange(planned={"kick-off": date(2027, 2, 1)})),
        "Plan: Kick-off meeting",
    ),
    "milestone happened": (
        nothing,
        lambda w, p: w.plans.apply(p, PlanChange(happened={"order": date(2027, 1, 10)})),
        "Happened: Order placed",
    ),
    "several dates": (
        lambda w, p: w.plans.apply(p, PlanChange(planned={"kick-off": date(2027, 2, 1)})),
        lambda w, p: w.plans.apply(
            p, PlanChange(planned={"go-live": date(2027, 4, 13), "kick-off": None}, rehearsal=None)
        ),
        "Change the plan (3 changes)",
    ),
    "leave": (
        nothing,
        lambda w, p: w.plans.apply(p, PlanChange(add_leave=(NewLeave("Ann", date(2027, 4, 1), date(2027, 4, 9)),))),
        "Enter leave: Ann",
    ),
    "row": (nothing, lambda w, p: set_row(w, p, name="Ann", told_on="2027-01-12"), "A contact"),
    "row changed": (
        lambda w, p: set_row(w, p, name="Ann"),
        lambda w, p: set_row(w, p, name="Zoe", told=True),
        "A contact",
    ),
    "row removed": (lambda w, p: set_row(w, p, name="Ann"), lambda w, p: set_row(w, p, removed=True), "A contact"),
    "archived": (nothing, lambda w, p: w.practices.set_archived(p, True), "Archive: Made-up Surgery"),
}


def shown(workspace: Workspace, practice: str) -> object:
    """Everything of a practice that a screen shows, without when and by whom."""
    now = workspace.progress(practice)
    return (
        details_of(now.state),
        now.state.archived,
        [
            (task.title, task.status, task.reason, task.owner, task.due, task.due_by_hand, texts(task.notes))
            for task in now.tasks
        ],
        [(one.acknowledged, len(one.standing)) for one in now.references],
        [(one.date, one.set, one.happened) for one in now.milestones],
        plan_inputs(now.state),
        now.state.rows("contacts"),
        (now.done, now.total),
    )


@pytest.mark.parametrize("name", ACTIONS)
def test_undo_and_redo_of_every_action(name: str, workspace: Workspace, practice: str) -> None:
    prepare, act, label = ACTIONS[name]
    prepare(workspace, practice)
    recorder = workspace.recorder
    before = shown(workspace, practice)
    act(workspace, practice)
    after = shown(workspace, practice)
    assert after != before
    assert (recorder.undo_label, recorder.redo_label) == (label, "")
    for _ in range(3):
        assert recorder.undo() == label
        assert shown(workspace, practice) == before
        assert recorder.redo_label == label
        assert recorder.redo() == label
        assert shown(workspace, practice) == after
        assert (recorder.undo_label, recorder.redo_label) == (label, "")
    lines = texts(workspace.history(practice))
    assert lines[-1].startswith("Undone. ")
    assert not any("None" in line for line in lines)


def test_undo_adds_to_the_record_and_takes_nothing_out(workspace: Workspace, practice: str) -> None:
    workspace.tasks.add_note(practice, DATES, "Ring")
    before = workspace.store.events(practice)
    workspace.recorder.undo()
    after = workspace.store.events(practice)
    assert after[: len(before)] == before
    note = before[-1]
    assert after[-1].body == {
        "party": MANAGER.party,
        "target": note.id,
        "target_hash": note.hash,
        "reason": "Undone",
        "undoes": note.id,
    }


def test_undo_goes_back_to_the_start_of_the_session(workspace: Workspace, practice: str) -> None:
    workspace.tasks.set_status(practice, DATES, "done")
    workspace.tasks.set_owner(practice, DATES, "Ann")
    assert [workspace.recorder.undo() for _ in range(3)] == [
        "Owner: Agree the dates",
        "Done: Agree the dates",
        "Add Made-up Surgery",
    ]
    with pytest.raises(UserError, match="There is nothing to undo"):
        workspace.recorder.undo()
    assert [workspace.recorder.redo() for _ in range(3)][-1] == "Owner: Agree the dates"
    with pytest.raises(UserError, match="There is nothing to redo"):
        workspace.recorder.redo()


def test_a_new_action_ends_redo(workspace: Workspace, practice: str) -> None:
    workspace.tasks.set_status(practice, DATES, "done")
    workspace.recorder.undo()
    workspace.tasks.set_owner(practice, DATES, "Ann")
    assert workspace.recorder.redo_label == ""


def test_a_practice_whose_adding_was_undone_is_on_no_list(workspace: Workspace, practice: str) -> None:
    workspace.recorder.undo()
    assert list(workspace.summaries()) == []
    for wanted in ("Made-up Surgery", "", practice):
        with pytest.raises(UserError, match="There is no practice"):
            workspace.find_practice(wanted)
    workspace.recorder.redo()
    assert [one.name for one in workspace.summaries()] == ["Made-up Surgery"]


def test_an_undone_practice_gives_its_code_back(workspace: Workspace) -> None:
    workspace.practices.add(PracticeDetails("One", "Z99001"))
    workspace.recorder.undo()
    workspace.practices.add(PracticeDetails("Two", "Z99001"))


# others


@pytest.fixture
def other(workspace: Workspace, tmp_path: Path) -> Workspace:
    """Another program with the same record open."""
    opened = new_workspace(tmp_path)
    opened.recorder.actor = PARTNER
    yield opened
    opened.close()


def test_what_another_program_changed_since_is_left_alone(
    workspace: Workspace, practice: str, other: Workspace
) -> None:
    workspace.tasks.set_owner(practice, DATES, "Ann")
    workspace.tasks.set_status(practice, DATES, "done")
    other.tasks.set_status(practice, DATES, "blocked", "Not signed")
    with pytest.raises(UserError, match="“Done: Agree the dates” was changed again since, so it was left as it is"):
        workspace.recorder.undo()
    workspace.look_for_changes()
    assert workspace.store.state(practice).status(DATES) == "blocked"
    assert workspace.recorder.undo() == "Owner: Agree the dates"
    assert workspace.store.state(practice).owner(DATES) == ""


def test_a_note_that_another_removed_cannot_be_undone(workspace: Workspace, practice: str, other: Workspace) -> None:
    added = workspace.tasks.add_note(practice, DATES, "Ring")
    other.tasks.withdraw_note(practice, added, "Wrong")
    with pytest.raises(UserError, match="was changed again since"):
        workspace.recorder.undo()


def test_an_own_task_that_another_removed_cannot_be_undone(
    workspace: Workspace, practice: str, other: Workspace
) -> None:
    added = workspace.tasks.add_own(practice, "kick-off", "Order cake")
    other.tasks.remove_own(practice, added)
    with pytest.raises(UserError, match="was changed again since"):
        workspace.recorder.undo()


def test_another_field_that_changed_since_stays(workspace: Workspace, practice: str, other: Workspace) -> None:
    workspace.tasks.set_status(practice, DATES, "done")
    other.tasks.set_owner(practice, DATES, "Zoe")
    workspace.recorder.undo()
    state = workspace.store.state(practice)
    assert (state.status(DATES), state.owner(DATES)) == ("to-do", "Zoe")


def test_several_changes_of_one_action_are_undone_only_while_all_of_them_stand(
    workspace: Workspace, practice: str, other: Workspace
) -> None:
    workspace.tasks.update(practice, DATES, TaskChange(status="done", owner="Ann"))
    other.tasks.set_owner(practice, DATES, "Zoe")
    with pytest.raises(UserError, match="was changed again since"):
        workspace.recorder.undo()
    workspace.look_for_changes()
    state = workspace.store.state(practice)
    assert (state.status(DATES), state.owner(DATES)) == ("done", "Zoe")


def test_a_change_that_came_from_elsewhere_without_knowing_of_ours_is_not_undone_with_it(
    tmp_path: Path, workspace: Workspace, practice: str
) -> None:
    (tmp_path / "elsewhere").mkdir()
    elsewhere = new_workspace(tmp_path / "elsewhere", "elsewhere")
    elsewhere.recorder.actor = PARTNER
    elsewhere.store.take(workspace.store.rows(practice))
    workspace.tasks.set_owner(practice, DATES, "Ann")
    elsewhere.tasks.set_owner(practice, DATES, "Ann")
    workspace.store.take(elsewhere.store.rows(practice))
    with pytest.raises(UserError, match="was changed again since"):
        workspace.recorder.undo()
    assert workspace.store.state(practice).owner(DATES) == "Ann"
    elsewhere.close()


def test_an_equal_clock_on_another_laptop_is_another_change() -> None:
    mine = event("task-set", {"task": "t", "fields": {"owner": "Ann"}}, clock=5, device="a")
    theirs = event("task-set", {"task": "t", "fields": {"owner": "Zoe"}}, clock=5, device="b")
    assert still_stands([mine], fold("p1", [mine]))
    assert not still_stands([mine], fold("p1", [mine, theirs]))


# what stands in the way


def test_an_undo_that_could_not_be_saved_can_be_tried_again(
    workspace: Workspace, practice: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.tasks.set_status(practice, DATES, "done")

    def full(*_: object) -> None:
        raise EnvironmentFault("Not saved: the disk is full.")

    with monkeypatch.context() as broken:
        broken.setattr(Store, "append_all", full)
        with pytest.raises(EnvironmentFault):
            workspace.recorder.undo()
        with pytest.raises(EnvironmentFault):
            workspace.tasks.set_owner(practice, DATES, "Ann")
    assert workspace.recorder.undo_label == "Done: Agree the dates"
    assert workspace.recorder.undo() == "Done: Agree the dates"


def test_undo_before_anybody_signed_in_keeps_the_step(workspace: Workspace, practice: str) -> None:
    workspace.recorder.actor = None
    with pytest.raises(UserError, match="Say who you are first"):
        workspace.recorder.undo()
    workspace.recorder.actor = MANAGER
    assert workspace.recorder.undo() == "Add Made-up Surgery"


def test_who_undoes_is_recorded(workspace: Workspace, practice: str) -> None:
    workspace.tasks.set_status(practice, DATES, "done")
    workspace.recorder.actor = Actor("Sam Example", "lead-gp")
    workspace.recorder.undo()
    assert workspace.history(practice)[-1].actor.name == "Sam Example"


# the notices


def test_a_notice_names_what_changed_once_undo_knows_of_it(workspace: Workspace, practice: str) -> None:
    heard: list[tuple[Changes, str, str]] = []
    recorder = workspace.recorder
    recorder.subscribe(lambda changes: heard.append((changes, recorder.undo_label, recorder.redo_label)))
    workspace.tasks.set_status(practice, DATES, "done")
    recorder.undo()
    done = "Done: Agree the dates"
    one = Changes(practice, frozenset({DATES}))
    assert heard == [(one, done, ""), (one, "Add Made-up Surgery", done)]


def test_what_dates_or_moves_tasks_changes_everything(workspace: Workspace, practice: str) -> None:
    heard: list[Changes] = []
    workspace.recorder.subscribe(heard.append)
    added = workspace.tasks.add_own(practice, "kick-off", "Order cake")
    workspace.tasks.remove_own(practice, added)
    workspace.practices.edit(practice, PracticeDetails("New", go_live=date(2027, 5, 1)))
    assert [changes.everything for changes in heard] == [True, True, True]
    workspace.references.acknowledge(practice, "gdpr")
    first = workspace.tasks.add_note(practice, DATES, "Ring")
    workspace.tasks.withdraw_note(practice, first, "")
    assert [set(changes.items) for changes in heard[3:]] == [{"gdpr"}, {DATES}, {DATES}]


def test_nothing_recorded_nothing_announced(workspace: Workspace, practice: str) -> None:
    heard: list[Changes] = []
    workspace.recorder.subscribe(heard.append)
    workspace.tasks.set_owner(practice, DATES, "")
    assert heard == []


def test_what_another_program_did_is_announced_once(workspace: Workspace, practice: str, other: Workspace) -> None:
    heard: list[Changes] = []
    workspace.recorder.subscribe(heard.append)
    assert not workspace.look_for_changes()
    other.tasks.set_status(practice, DATES, "done")
    assert workspace.look_for_changes()
    assert not workspace.look_for_changes()
    assert heard == [Changes(practice, everything=True)]
    assert workspace.store.state(practice).status(DATES) == "done"


def test_undo_goes_back_through_several_changes_of_one_task(workspace: Workspace) -> None:
    """The first undo is an event of its own; the second must not take it for somebody else's change."""
    practice = workspace.practices.add(PracticeDetails("Riverside Surgery"))
    task = workspace.definitions.tasks[0].id
    for status in ("in-progress", "done", "to-do"):
        workspace.tasks.set_status(practice, task, status)
    for expected in ("done", "in-progress", "to-do"):
        workspace.recorder.undo()
        assert workspace.store.state(practice).status(task) == expected
    for expected in ("in-progress", "done", "to-do"):
        workspace.recorder.redo()
        assert workspace.store.state(practice).status(task) == expected


def test_several_notes_of_one_action_are_taken_back_by_one_undo(workspace: Workspace) -> None:
    practice = add_practice(workspace)
    notes = [note_added.draft(DATES, f"Note {number}") for number in range(3)]
    workspace.recorder.record(practice, "Three notes", lambda _: notes)
    assert len(workspace.practice(practice).standing_notes()) == 3
    workspace.undo()
    assert workspace.practice(practice).standing_notes() == ()
