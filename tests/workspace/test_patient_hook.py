"""Whatever is recorded is looked through for patients in one place, and the person is asked once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from migdesk.base.errors import UserError
from migdesk.practice.details import DETAILS, DetailKind, PracticeDetails
from migdesk.practice.event import Actor
from migdesk.workspace.free_text import PatientDataQuestion
from migdesk.workspace.plan.change import NewLeave, PlanChange
from migdesk.workspace.workspace import Workspace
from support import TODAY, add_practice

TASK = "kick-off.agree-dates"
PATIENT = "Ring 943.476.5919"
TEXT_DETAILS = [detail.id for detail in DETAILS if detail.kind in {DetailKind.NAME, DetailKind.SYSTEM, DetailKind.TEXT}]


def _with_note(workspace: Workspace, practice: str) -> str:
    return workspace.tasks.add_note(practice, TASK, "A note")


def _with_own(workspace: Workspace, practice: str) -> str:
    return workspace.tasks.add_own(practice, "kick-off", "Order cake")


def _signed(workspace: Workspace, practice: str) -> str:
    standing = workspace.practice(practice).acknowledgements
    return next(iter(standing), "") or workspace.references.acknowledge(practice, "gdpr")


ATTEMPTS: dict[str, Callable[[Workspace, str], object]] = {
    "note": lambda w, p: w.tasks.add_note(p, TASK, PATIENT),
    "reason": lambda w, p: w.tasks.set_status(p, TASK, "blocked", PATIENT),
    "owner": lambda w, p: w.tasks.set_owner(p, TASK, PATIENT),
    "own task": lambda w, p: w.tasks.add_own(p, "kick-off", PATIENT),
    "title": lambda w, p: w.tasks.rename_own(p, _with_own(w, p), PATIENT),
    "withdrawn note": lambda w, p: w.tasks.withdraw_note(p, _with_note(w, p), PATIENT),
    "withdrawn acknowledgement": lambda w, p: w.references.withdraw(p, _signed(w, p), PATIENT),
    "leave": lambda w, p: w.plans.apply(p, PlanChange(add_leave=(NewLeave(PATIENT, TODAY, TODAY),))),
    "many": lambda w, _: w.practices.add_all([PracticeDetails("Surgery"), PracticeDetails(PATIENT)]),
    "name of the person": lambda w, _: w.sign_in(Actor(PATIENT, "Manager"), remember=False),
    "role": lambda w, _: w.sign_in(Actor("Ann", PATIENT), remember=False),
    "organisation": lambda w, _: w.act_as(Actor("Ann", "", PATIENT)),
    **{
        f"practice's {detail}": lambda w, _, detail=detail: w.practices.add(
            PracticeDetails(**{"name": "Surgery", detail: PATIENT})  # type: ignore[arg-type]
        )
        for detail in TEXT_DETAILS
    },
}


@pytest.mark.parametrize("attempt", ATTEMPTS.values(), ids=list(ATTEMPTS))
def test_every_text_is_looked_through(workspace: Workspace, attempt: Callable[[Workspace, str], object]) -> None:
    practice = add_practice(workspace)
    with pytest.raises(PatientDataQuestion, match=r"an NHS number \(943\.476\.5919\)"):
        attempt(workspace, practice)
    asked: list[str] = []
    workspace.answer_patient_questions(lambda question: not asked.append(str(question)))
    attempt(workspace, practice)
    assert len(asked) == 1


def test_nothing_is_recorded_while_the_person_is_asked(workspace: Workspace) -> None:
    practice = add_practice(workspace)
    seen: list[int] = []

    def answer(_: PatientDataQuestion) -> bool:
        seen.append(workspace.store.counts().events)
        return False

    workspace.answer_patient_questions(answer)
    with pytest.raises(PatientDataQuestion):
        workspace.tasks.add_note(practice, TASK, PATIENT)
    assert seen == [1]
    assert workspace.store.counts().events == 1
    assert workspace.undo_label.startswith("Add ")


def test_undoing_and_redoing_asks_nothing_again(workspace: Workspace) -> None:
    practice = add_practice(workspace)
    workspace.answer_patient_questions(lambda _: True)
    workspace.tasks.set_owner(practice, TASK, PATIENT)
    workspace.tasks.set_owner(practice, TASK, "Ann")
    workspace.answer_patient_questions(lambda _: False)
    workspace.undo()
    assert workspace.practice(practice).owner(TASK) == PATIENT
    workspace.redo()
    assert workspace.practice(practice).owner(TASK) == "Ann"


def test_one_question_tells_all_that_an_action_would_record(workspace: Workspace) -> None:
    names = ("Ring 943 476 5919", "Surgery", "born 1947")
    with pytest.raises(PatientDataQuestion, match=r"a date of birth \(born 1947\) and an NHS number \(943 476 5919\)"):
        workspace.practices.add_all([PracticeDetails(name) for name in names])


def test_a_name_of_nothing_to_be_seen_is_missing(workspace: Workspace) -> None:
    for name in ("\u200b", "\u3164 \u2800", "\u202e"):
        with pytest.raises(UserError, match="The practice's name is missing"):
            workspace.practices.add(PracticeDetails(name))


def test_names_that_look_alike_but_for_what_is_not_seen_are_the_same(workspace: Workspace) -> None:
    practice = add_practice(workspace, "Zo\u00eb\u200b Surgery\u202e")
    assert workspace.practice(practice).name == "Zo\u00eb Surgery"
    assert workspace.find_practice("zoe\u0308 SUR\u00adGERY").id == practice
