"""The session: what it says of each attempt, and whom it tells of what changed."""

from __future__ import annotations

import pytest

from migdesk.base.errors import UserError
from migdesk.practice.progress import TaskProgress
from migdesk.ui.session.session import Session
from migdesk.workspace.changes import Changes
from migdesk.workspace.workspace import Workspace


class Said:
    """What a session has said, in order."""

    def __init__(self, session: Session) -> None:
        self.saved: list[str] = []
        self.refused: list[str] = []
        self.changed: list[Changes] = []
        session.saved.connect(self.saved.append)
        session.refused.connect(self.refused.append)
        session.changed.connect(self.changed.append)


@pytest.fixture
def said(session: Session, sample: str) -> Said:
    return Said(session)


def task(session: Session, number: int) -> TaskProgress:
    assert session.progress is not None
    return list(session.progress.tasks)[number]


def refused() -> None:
    raise UserError("This cannot be.")


def test_what_was_recorded_is_said_to_be_saved(session: Session, sample: str, said: Said) -> None:
    session.attempt(session.workspace.tasks.set_owner, sample, task(session, 3).id, "Dana")
    assert said.saved == [session.workspace.undo_label]
    assert said.refused == []


def test_action_that_changes_nothing_is_not_said_to_be_saved(session: Session, sample: str, said: Said) -> None:
    owner = session.workspace.tasks.set_owner
    session.attempt(owner, sample, task(session, 3).id, "Dana")
    said.saved.clear()
    assert session.succeeds(owner, sample, task(session, 3).id, "Dana")
    assert session.attempt(lambda: "looked at") == "looked at"
    assert said.saved == []


def test_what_is_refused_is_said_and_not_saved(session: Session, said: Said) -> None:
    assert session.attempt(refused) is None
    assert not session.succeeds(refused)
    assert said.refused == ["This cannot be."] * 2
    assert said.saved == []


def test_bug_is_not_taken_for_a_refusal(session: Session, said: Said) -> None:
    with pytest.raises(ZeroDivisionError):
        session.attempt(lambda: 1 / 0)
    assert said.refused == []


@pytest.mark.parametrize("answer", [True, False])
def test_question_about_patients_decides(workspace: Workspace, session: Session, sample: str, answer: bool) -> None:
    workspace.answer_patient_questions(lambda _question: answer)
    said = Said(session)
    note = "Patient 943 476 5919 rang."
    went_through = session.succeeds(workspace.tasks.add_note, sample, task(session, 0).id, note)
    assert went_through == answer
    assert bool(said.saved) == answer
    assert said.refused == []


def test_undo_and_redo_are_said_in_words(session: Session, sample: str, said: Said) -> None:
    session.attempt(session.workspace.tasks.set_owner, sample, task(session, 3).id, "Dana")
    label = session.workspace.undo_label
    session.undo()
    session.redo()
    assert said.saved[1:] == [f"Undone: “{label}”", f"Done again: “{label}”"]


def test_undo_of_nothing_says_why(workspace: Workspace, session: Session) -> None:
    said = Said(session)
    session.undo()
    assert said.saved == []
    assert len(said.refused) == 1


def test_progress_is_up_to_date_when_a_change_is_told(session: Session, sample: str) -> None:
    told: list[str] = []
    first = task(session, 0).id
    session.changed.connect(lambda _changes: told.append(task(session, 0).owner))
    session.workspace.tasks.set_owner(sample, first, "Dana")
    assert told == ["Dana"]


def test_screens_of_one_practice_hear_of_a_change_of_many(session: Session, sample: str, said: Said) -> None:
    many = Changes("", everything=True, practices=frozenset({sample, "another"}))
    session.workspace.recorder.announce(many)
    assert said.changed[-2:] == [many, Changes(sample, everything=True)]


def test_change_of_other_practices_is_told_once(session: Session, sample: str, said: Said) -> None:
    many = Changes("", everything=True, practices=frozenset({"another", "a third"}))
    session.workspace.recorder.announce(many)
    assert said.changed == [many]


def test_new_day_changes_everything(session: Session, sample: str, said: Said) -> None:
    before = session.progress
    session.day_changed()
    assert said.changed == [Changes(sample, everything=True)]
    assert session.progress is not before
