"""Commands on tasks: what is refused, what is recorded, and that nothing is lost."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
import pytest

from migdesk.base.errors import UserError
from migdesk.practice.details import PracticeDetails
from migdesk.practice.kinds import row_set
from migdesk.practice.progress import TaskProgress
from migdesk.practice.status import STATUSES
from migdesk.workspace.free_text import MOST_NOTE_CHARACTERS, PatientDataQuestion
from migdesk.workspace.people.owners import PEOPLE
from migdesk.workspace.task_edit import TaskChange, TaskEdit
from migdesk.workspace.workspace import Workspace
from support import add_practice, new_workspace, texts

DATES = "kick-off.agree-dates"
STAFF = "kick-off.tell-staff"
NHS_NUMBER = "943 476 5919"


@pytest.fixture
def practice(workspace: Workspace) -> str:
    return add_practice(workspace)


def task(workspace: Workspace, practice: str, task_id: str = DATES) -> TaskProgress:
    found = workspace.progress(practice).task(task_id)
    assert found is not None
    return found


def count(workspace: Workspace) -> int:
    return workspace.store.counts().events


# status


@pytest.mark.parametrize("status", STATUSES)
def test_every_status_can_be_set(status: str, workspace: Workspace, practice: str) -> None:
    workspace.tasks.set_status(practice, DATES, "in-progress")
    workspace.tasks.set_status(practice, DATES, status, "why  it is\nso")
    now = task(workspace, practice)
    assert (now.status, now.reason) == (status, "why it is so")
    assert now.status_set is not None
    assert now.status_set.actor == workspace.actor


@pytest.mark.parametrize("status", ["blocked", "not-applicable"])
@pytest.mark.parametrize("reason", ["", "  \n "])
def test_blocked_and_not_applicable_need_a_reason(
    status: str, reason: str, workspace: Workspace, practice: str
) -> None:
    with pytest.raises(UserError, match=r"Say why: a task that is (blocked|not applicable) needs a reason\."):
        workspace.tasks.set_status(practice, DATES, status, reason)
    assert task(workspace, practice).status == "to-do"


def test_an_unknown_status_names_the_known_ones(workspace: Workspace, practice: str) -> None:
    with pytest.raises(UserError, match=r"“finished” is no status\. Use one of to-do, in-progress, done, blocked"):
        workspace.tasks.set_status(practice, DATES, "finished")


def test_an_unknown_task_is_refused(workspace: Workspace, practice: str) -> None:
    for attempt in (
        lambda: workspace.tasks.set_status(practice, "no.such", "done"),
        lambda: workspace.tasks.set_owner(practice, "no.such", "Ann"),
        lambda: workspace.tasks.set_due(practice, "no.such", None),
        lambda: workspace.tasks.add_note(practice, "no.such", "text"),
        lambda: workspace.tasks.rename_own(practice, "no.such", "text"),
        lambda: workspace.tasks.remove_own(practice, "own.none"),
    ):
        with pytest.raises(UserError, match="There is no task"):
            attempt()
    assert count(workspace) == 1


def test_the_same_again_records_nothing(workspace: Workspace, practice: str) -> None:
    for _ in range(2):
        workspace.tasks.set_status(practice, DATES, "blocked", "why")
        workspace.tasks.set_owner(practice, DATES, "Ann")
        workspace.tasks.set_due(practice, DATES, date(2027, 2, 1))
    assert count(workspace) == 4
    assert workspace.recorder.undo_label == "Due date: Agree the dates"


def test_another_reason_is_recorded(workspace: Workspace, practice: str) -> None:
    workspace.tasks.set_status(practice, DATES, "blocked", "one")
    workspace.tasks.set_status(practice, DATES, "blocked", "two")
    assert task(workspace, practice).reason == "two"


def test_a_tick_toggles(workspace: Workspace, practice: str) -> None:
    workspace.tasks.tick(practice, DATES)
    assert task(workspace, practice).status == "done"
    assert workspace.undo_label == "Done: Agree the dates"
    workspace.tasks.tick(practice, DATES)
    assert task(workspace, practice).status == "to-do"
    assert workspace.undo_label == "To do: Agree the dates"


def test_a_tick_goes_by_the_record_as_it_stands_when_it_is_saved(
    workspace: Workspace, practice: str, tmp_path: Path
) -> None:
    assert task(workspace, practice).status == "to-do"
    other = new_workspace(tmp_path, "another-program")
    other.tasks.set_status(practice, DATES, "done")
    other.close()
    workspace.tasks.tick(practice, DATES)
    assert task(workspace, practice).status == "to-do"


def test_a_task_is_found_by_the_id_that_was_folded_into_it(workspace: Workspace, practice: str) -> None:
    workspace.tasks.set_status(practice, "kick-off.old-dates", "done")
    assert task(workspace, practice).status == "done"


# owner and date


def test_an_owner_is_tidied_and_can_be_taken_away(workspace: Workspace, practice: str) -> None:
    workspace.tasks.set_owner(practice, DATES, "  Ann   Example ")
    assert task(workspace, practice).owner == "Ann Example"
    workspace.tasks.set_owner(practice, DATES, "")
    assert task(workspace, practice).owner == ""
    assert task(workspace, practice).owners == ()


def test_several_own_a_task_and_people_of_the_practice_go_by_id_or_name(workspace: Workspace, practice: str) -> None:
    people = [row_set.draft(PEOPLE, row, {"name": name}) for row, name in (("ann", "Ann Example"), ("bo", "Bo Sample"))]
    workspace.recorder.record(practice, "", lambda _: people)
    workspace.tasks.set_owner(practice, DATES, " ann ;; BO  sample; Zoe Link;ann example ")
    assert task(workspace, practice).owner == "Ann Example; Bo Sample; Zoe Link"
    assert task(workspace, practice).owners == ("Ann Example", "Bo Sample", "Zoe Link")
    with pytest.raises(UserError, match="at most 20 owners"):
        workspace.tasks.set_owner(practice, DATES, ";".join(map(str, range(21))))


@pytest.mark.parametrize("day", [date(1999, 12, 31), date(2100, 1, 1), date(1027, 4, 12)])
def test_a_date_that_cannot_be_meant_is_refused(day: date, workspace: Workspace, practice: str) -> None:
    with pytest.raises(UserError, match=rf"The due date cannot be in the year {day.year}\. Enter a date between"):
        workspace.tasks.set_due(practice, DATES, day)


def test_no_date_gives_the_task_back_to_the_plan(workspace: Workspace, practice: str) -> None:
    planned = task(workspace, practice).due
    workspace.tasks.set_due(practice, DATES, date(2027, 2, 1))
    workspace.tasks.set_due(practice, DATES, None)
    assert (task(workspace, practice).due, task(workspace, practice).due_by_hand) == (planned, False)


# notes


def test_notes_accumulate_with_their_lines(workspace: Workspace, practice: str) -> None:
    for text in ("one", "two\r\n\r\nlines  \n", "one"):
        workspace.tasks.add_note(practice, DATES, text)
    assert texts(task(workspace, practice).notes) == ["one", "two\n\nlines", "one"]


@pytest.mark.parametrize("text", ["", "   ", "\n\r\n", "\x00"])
def test_an_empty_note_is_refused(text: str, workspace: Workspace, practice: str) -> None:
    with pytest.raises(UserError, match="The note is empty"):
        workspace.tasks.add_note(practice, DATES, text)


def test_a_withdrawn_note_leaves_the_task_but_not_the_history(workspace: Workspace, practice: str) -> None:
    note = workspace.tasks.add_note(practice, DATES, "Ring the supplier")
    workspace.tasks.withdraw_note(practice, note, "Wrong task")
    assert task(workspace, practice).notes == ()
    assert texts(workspace.history(practice))[-2:] == [
        "Note: Ring the supplier",
        "Note removed, because: Wrong task: Ring the supplier",
    ]
    for gone in (note, "no-such-note"):
        with pytest.raises(UserError, match="That note is not there any more"):
            workspace.tasks.withdraw_note(practice, gone, "")


# own tasks


def test_an_own_task_is_added_renamed_and_removed(workspace: Workspace, practice: str) -> None:
    own = workspace.tasks.add_own(practice, "kick-off", " Order  cake ")
    assert task(workspace, practice, own).title == "Order cake"
    workspace.tasks.rename_own(practice, own, "Order two cakes")
    workspace.tasks.rename_own(practice, own, "Order two cakes")
    assert task(workspace, practice, own).title == "Order two cakes"
    workspace.tasks.set_status(practice, own, "done")
    assert workspace.recorder.undo_label == "Done: Order two cakes"
    workspace.tasks.remove_own(practice, own)
    assert workspace.progress(practice).task(own) is None
    with pytest.raises(UserError, match="There is no task"):
        workspace.tasks.set_status(practice, own, "to-do")


def test_own_tasks_need_a_phase_and_a_title(workspace: Workspace, practice: str) -> None:
    with pytest.raises(UserError, match="There is no phase “party”"):
        workspace.tasks.add_own(practice, "party", "Order cake")
    with pytest.raises(UserError, match="The task's title is missing"):
        workspace.tasks.add_own(practice, "kick-off", "  ")


def test_tasks_of_the_guide_keep_their_titles(workspace: Workspace, practice: str) -> None:
    for attempt in (
        lambda: workspace.tasks.rename_own(practice, DATES, "Another"),
        lambda: workspace.tasks.remove_own(practice, DATES),
    ):
        with pytest.raises(UserError, match="Tasks of the guide keep their titles"):
            attempt()


# patients, and texts that are too long or cannot be saved


def test_what_looks_like_a_patient_is_asked_about_first(workspace: Workspace, practice: str) -> None:
    own = workspace.tasks.add_own(practice, "kick-off", "Order cake")
    before = count(workspace)
    attempts = (
        lambda: workspace.tasks.add_note(practice, DATES, f"Ring {NHS_NUMBER}"),
        lambda: workspace.tasks.set_status(practice, DATES, "blocked", f"Ring {NHS_NUMBER}"),
        lambda: workspace.tasks.add_own(practice, "kick-off", f"Ring {NHS_NUMBER}"),
        lambda: workspace.tasks.rename_own(practice, own, f"Ring {NHS_NUMBER}"),
        lambda: workspace.tasks.update(practice, DATES, TaskChange(note=f"Ask {NHS_NUMBER}")),
    )
    for attempt in attempts:
        with pytest.raises(PatientDataQuestion, match=r"looks like patient data: an NHS number \(943 476 5919\)"):
            attempt()
    assert count(workspace) == before
    asked: list[str] = []
    workspace.answer_patient_questions(lambda question: not asked.append(str(question)))
    for attempt in attempts:
        attempt()
    assert len(asked) == len(attempts)
    assert count(workspace) == before + len(attempts)


def test_texts_that_are_too_long_are_refused_with_their_length(workspace: Workspace, practice: str) -> None:
    for attempt, words in (
        (lambda: workspace.tasks.set_status(practice, DATES, "done", "x" * 501), "The reason has 501 characters"),
        (lambda: workspace.tasks.set_owner(practice, DATES, "x" * 121), "The owner has 121 characters"),
        (lambda: workspace.tasks.add_own(practice, "kick-off", "x" * 121), "The title has 121 characters"),
        (
            lambda: workspace.tasks.add_note(practice, DATES, "x" * (MOST_NOTE_CHARACTERS + 1)),
            "The note has 10,001 characters; it can have at most 10,000",
        ),
    ):
        with pytest.raises(UserError, match=words):
            attempt()
    workspace.tasks.add_note(practice, DATES, "x" * MOST_NOTE_CHARACTERS)


def test_half_characters_from_a_terminal_are_refused_not_a_crash(workspace: Workspace, practice: str) -> None:
    with pytest.raises(UserError, match="The note holds characters that cannot be saved"):
        workspace.tasks.add_note(practice, DATES, "caf\udce9")
    with pytest.raises(UserError, match="The owner holds characters that cannot be saved"):
        workspace.tasks.set_owner(practice, DATES, "Ren\udce9")


@pytest.mark.parametrize("text", ["Æthelflæd 日本 🩺", "<b>&amp;</b>", "'; DROP TABLE event; --", "\u202egnp.exe"])
def test_any_other_text_is_kept_as_it_was_typed(text: str, workspace: Workspace, practice: str) -> None:
    workspace.tasks.add_note(practice, DATES, text)
    assert texts(task(workspace, practice).notes) == [text]


# several changes at once


def test_several_changes_are_one_step(workspace: Workspace, practice: str) -> None:
    change = TaskChange(status="blocked", reason="No rota", owner="Ann", due=date(2027, 2, 1), note="Ring the supplier")
    assert len(workspace.tasks.update(practice, DATES, change)) == 4
    now = task(workspace, practice)
    assert (now.status, now.reason, now.owner, now.due) == ("blocked", "No rota", "Ann", date(2027, 2, 1))
    assert texts(now.notes) == ["Ring the supplier"]
    workspace.recorder.undo()
    before = task(workspace, practice)
    assert (before.status, before.owner, before.due_by_hand, before.notes) == ("to-do", "", False, ())
    workspace.recorder.redo()
    assert texts(task(workspace, practice).notes) == ["Ring the supplier"]


def test_one_wrong_change_of_several_records_none(workspace: Workspace, practice: str) -> None:
    for change in (
        TaskChange(status="done", owner="x" * 121),
        TaskChange(owner="Ann", status="blocked"),
        TaskChange(owner="Ann", due=date(1900, 1, 1)),
        TaskChange(owner="Ann", note=" "),
    ):
        with pytest.raises(UserError):
            workspace.tasks.update(practice, DATES, change)
    assert count(workspace) == 1
    assert workspace.tasks.update(practice, DATES, TaskChange()) == ()
    assert TaskChange().due is msgspec.UNSET


def test_a_private_note_and_its_withdrawal_stand_in_a_stream_of_their_own(workspace: Workspace, practice: str) -> None:
    workspace.tasks.set_owner(practice, DATES, "Ann")
    note = workspace.tasks.add_note(practice, DATES, "They are slow to pay", private=True)
    workspace.tasks.add_note(practice, DATES, "Room 2 at ten")
    workspace.tasks.withdraw_note(practice, note, "Not so slow")
    events = workspace.store.events(practice)
    private = [event for event in events if event.private]
    assert [event.kind for event in private] == ["note-added", "withdrawn"]
    assert len({event.device_id for event in private}) == 1
    shared = [event for event in events if not event.private]
    assert not {event.hash for event in private} & {own for event in shared for own in event.follows}
    assert len(workspace.store.rows(practice)) == len(shared)
    assert any("Note (only for us): They are slow to pay" in entry.text for entry in workspace.history(practice))


# many tasks at once


def other_practice(workspace: Workspace) -> str:
    return workspace.practices.add(PracticeDetails("Quayside Surgery", "Z99006"))


def test_many_tasks_of_several_practices_are_one_action(workspace: Workspace, practice: str) -> None:
    other = other_practice(workspace)
    workspace.tasks.set_status(other, DATES, "done")
    before = count(workspace)
    edits = [
        TaskEdit(where, which, TaskChange(status="done", owner="Ann"))
        for where in (practice, other)
        for which in (DATES, STAFF)
    ]
    assert workspace.tasks.set_many(edits) == 4
    assert count(workspace) - before == 7  # one of them was done already
    assert workspace.undo_label == "Change: 4 tasks"
    assert all(task(workspace, where, DATES).owner == "Ann" for where in (practice, other))
    workspace.recorder.undo()
    assert [task(workspace, practice, which).status for which in (DATES, STAFF)] == ["to-do", "to-do"]
    assert [task(workspace, other, which).status for which in (DATES, STAFF)] == ["done", "to-do"]
    assert task(workspace, other).owner == ""


def test_of_many_tasks_only_what_differs_is_written(workspace: Workspace, practice: str) -> None:
    edits = [TaskEdit(practice, which, TaskChange(status="in-progress")) for which in (DATES, STAFF)]
    assert workspace.tasks.set_many(edits) == 2
    before = count(workspace)
    assert workspace.tasks.set_many(edits, lambda tasks: f"Begun: {tasks}") == 0
    assert (count(workspace), workspace.undo_label) == (before, "Change: 2 tasks")


def test_one_wrong_change_among_many_tasks_records_none(workspace: Workspace, practice: str) -> None:
    other = other_practice(workspace)
    before = count(workspace)
    for wrong in (
        TaskEdit(practice, "no-such-task", TaskChange(status="done")),
        TaskEdit(practice, STAFF, TaskChange(status="blocked")),
        TaskEdit(other, DATES, TaskChange(owner="Ben")),
    ):
        with pytest.raises(UserError):
            workspace.tasks.set_many([TaskEdit(other, DATES, TaskChange(status="done")), wrong])
    assert count(workspace) == before
