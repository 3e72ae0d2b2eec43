"""Signing: exact words with the figures of that moment, what was open, who may, on paper, and taking back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from migdesk.base.errors import UserError
from migdesk.base.paths import Paths
from migdesk.practice.details import PracticeDetails
from migdesk.practice.event import Actor
from migdesk.practice.signature import Signed
from migdesk.workspace.bootstrap import bootstrap
from migdesk.workspace.free_text import PatientDataQuestion
from migdesk.workspace.registers.change import RowChange
from migdesk.workspace.sign_offs.commands import OnPaper
from migdesk.workspace.task_edit import Elsewhere, TaskChange
from migdesk.workspace.workspace import Workspace
from support import MANAGER, PARTNER, TODAY, CountingIds, TickingClock

LEAD = Actor("Dr Jo Example", "lead-gp", "", "practice")
BOARD = Actor("Bo Example", "commissioner", "Made-up ICB", "commissioner")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    paths = Paths(tmp_path / "data", tmp_path / "cache", "")
    opened = bootstrap(paths, clock=TickingClock(), new_id=CountingIds())
    opened.sign_in(MANAGER)
    yield opened
    opened.close()


@pytest.fixture
def practice(workspace: Workspace) -> str:
    return workspace.practices.add(
        PracticeDetails(name="Made-up Surgery", go_live=date(2027, 4, 20), to_system="System B")
    )


def add_issue(workspace: Workspace, practice: str, what: str, **fields: Any) -> str:
    change = RowChange(fields={"what": what, "found-on": TODAY.isoformat(), **fields})
    return workspace.registers.set_rows(practice, "data-issues", [change])[0]


def signed(workspace: Workspace, practice: str, sign_off: str, by: Actor, **fields: Any) -> Signed:
    workspace.act_as(by)
    named = workspace.sign_offs.make(
        practice, sign_off, {name.replace("_", "-"): value for name, value in fields.items()}
    )
    found = workspace.practice(practice).signature(named)
    assert found is not None
    return found.said


def test_an_ordinary_start_reads_no_words(workspace: Workspace, practice: str) -> None:
    workspace.progress(practice)
    assert "sign_offs" not in vars(workspace)
    assert not list(workspace.paths.cache.glob("sign-offs-*"))


def test_words_figures_lists_and_what_is_open_are_kept_as_they_stood(workspace: Workspace, practice: str) -> None:
    add_issue(workspace, practice, "Allergies arrive as notes", **{"clinical-impact": "low", "status": "accepted"})
    open_issue = add_issue(workspace, practice, "Letters lose their titles")
    measures = [RowChange(fields={"measure": f"T0{n}", "kind": "random-record", "status": "same"}) for n in (1, 2)]
    workspace.registers.set_rows(practice, "baselines", measures)
    said = signed(workspace, practice, "so.data", LEAD)
    words = (
        "We checked 2 records and no report. 1 issue is accepted, 1 is open. The data is accurate and good enough to go"
    )
    assert said.wording.startswith(words)
    assert said.figures == {"records": 2, "reports": 0, "accepted": 1, "open": 1}
    assert said.lists[0].rows == (("Allergies arrive as notes", "Low", "Accepted"),)
    assert f"data-issues/{open_issue}" in {point.item for point in said.open}
    assert {"so.not-migrating", "check.log-issues"} <= {point.item for point in said.open}
    add_issue(workspace, practice, "One more")
    kept = workspace.practice(practice).signatures_of("so.data")[0].said
    assert kept == said
    assert workspace.sign_offs.view(practice, "so.data").numbers["open"] == 2


def test_typed_fields_stand_in_the_words_and_are_checked(workspace: Workspace, practice: str) -> None:
    said = signed(workspace, practice, "so.funding", BOARD, items="Migration and training.", amount="£12,500")
    assert (
        said.wording
        == "We will pay for Migration and training, up to £12,500.00. Not covered: nothing that we know of."
    )
    assert (said.by, said.filled["items"]) == (BOARD, "Migration and training.")
    said = signed(
        workspace, practice, "so.go-no-go", LEAD, decision="We wait", until="2027-04-27", reason="no rota yet"
    )
    assert said.wording == "We wait until Tue 27 April 2027, because no rota yet."
    said = signed(workspace, practice, "so.go-no-go", MANAGER, decision="go", reason="all is ready")
    assert said.wording == "We go live, because all is ready."
    with pytest.raises(UserError, match=r"Up to is missing"):
        signed(workspace, practice, "so.extra-cost", BOARD, items="Cables")
    with pytest.raises(UserError, match=r"Up to: "):
        signed(workspace, practice, "so.extra-cost", BOARD, items="Cables", amount="a lot")
    with pytest.raises(UserError, match=r"no field “colour”. Its fields are items, amount, not-covered"):
        signed(workspace, practice, "so.extra-cost", BOARD, colour="red")


def test_a_typed_text_is_never_a_place_in_the_words(workspace: Workspace, practice: str) -> None:
    said = signed(workspace, practice, "so.order", BOARD, system="{practice} {x}")
    assert said.wording == "I approve the order of {practice} {x} for Made-up Surgery."


def test_fields_begin_with_what_the_practice_and_its_plan_know(workspace: Workspace, practice: str) -> None:
    assert workspace.sign_offs.view(practice, "so.order").begins_with == {"system": "System B"}
    begins = workspace.sign_offs.view(practice, "so.project-manager").begins_with
    assert date.fromisoformat(begins["until"]) > date(2027, 4, 20)
    assert workspace.sign_offs.words(practice, "so.order", {}) == "I approve the order of … for Made-up Surgery."
    assert workspace.sign_offs.words(practice, "so.extra-cost", {"amount": "a lot"}).count("…") == 2


def test_whoever_speaks_for_the_practice_is_of_the_practice(workspace: Workspace, practice: str) -> None:
    assert signed(workspace, practice, "so.data", LEAD).by.organisation == "Made-up Surgery"
    event = workspace.store.events(practice)[-1]
    assert event.actor == Actor("Dr Jo Example", "lead-gp", "Made-up Surgery", "practice")
    assert workspace.actor == LEAD


@pytest.mark.parametrize(
    ("by", "why"),
    [
        (Actor("Bo", "commissioner", "", "commissioner"), "for which organisation"),
        (Actor("Bo", "Head of digital", "An ICB"), "for whom Bo speaks"),
        (Actor("Bo", "project-manager", "An ICB"), "for whom Bo speaks"),
        (Actor("Bo", ""), "role is missing"),
    ],
)
def test_for_whom_somebody_signs_is_never_guessed(workspace: Workspace, practice: str, by: Actor, why: str) -> None:
    with pytest.raises(UserError, match=why):
        signed(workspace, practice, "so.order", by, system="System B")


def test_nobody_signs_twice_until_they_took_it_back(workspace: Workspace, practice: str) -> None:
    signed(workspace, practice, "so.data", LEAD)
    with pytest.raises(UserError, match="Dr Jo Example has signed this already, on Mon 11 Jan 2027"):
        signed(workspace, practice, "so.data", LEAD)
    mine = workspace.sign_offs.signature(practice, "data")
    with pytest.raises(UserError, match="Say why"):
        workspace.sign_offs.withdraw(practice, mine.key, " ")
    workspace.sign_offs.withdraw(practice, mine.key, "Two reports were of the wrong week")
    with pytest.raises(UserError, match="not there any more"):
        workspace.sign_offs.withdraw(practice, mine.key, "Again")
    with pytest.raises(UserError, match="Nobody has signed"):
        workspace.sign_offs.signature(practice, "so.data")
    signed(workspace, practice, "so.data", LEAD)
    progress = workspace.sign_offs.view(practice, "so.data").progress
    assert (progress.state, len(progress.withdrawn)) == ("made", 1)


def test_signing_is_one_undo(workspace: Workspace, practice: str) -> None:
    signed(workspace, practice, "so.data", LEAD)
    assert workspace.undo() == "Sign: Data checked and accepted"
    assert workspace.sign_offs.view(practice, "so.data").progress.state == "withdrawn"
    workspace.redo()
    assert workspace.sign_offs.view(practice, "so.data").progress.state == "made"


def test_a_signature_on_paper_is_of_its_signer_and_recorded_by_whoever_is_here(
    workspace: Workspace, practice: str
) -> None:
    paper = OnPaper(LEAD, date(2027, 1, 8), "Alex Sample")
    named = workspace.sign_offs.make(practice, "so.data", {}, "Kept in the safe", paper)
    found = workspace.practice(practice).signature(named)
    assert found is not None
    assert (found.by.name, found.actor, found.on_paper) == ("Dr Jo Example", MANAGER, True)
    assert (found.said.signed_on, found.said.seen_by, found.said.remark) == (
        date(2027, 1, 8),
        "Alex Sample",
        "Kept in the safe",
    )
    for wrong, why in ((OnPaper(LEAD, date(2028, 1, 1), "Alex"), "lie ahead"), (OnPaper(LEAD, TODAY, " "), "who saw")):
        with pytest.raises(UserError, match=why):
            workspace.sign_offs.make(practice, "so.data", {}, "", wrong)


def test_typed_texts_are_looked_through_for_patients(workspace: Workspace, practice: str) -> None:
    with pytest.raises(PatientDataQuestion):
        signed(workspace, practice, "so.order", BOARD, system="For 943 476 5919")
    with pytest.raises(PatientDataQuestion):
        workspace.sign_offs.make(practice, "so.order", {"system": "System B"}, "See 943 476 5919")
    assert workspace.practice(practice).signatures == {}


def test_a_task_that_is_signed_follows_and_is_not_ticked_by_hand(workspace: Workspace, practice: str) -> None:
    signed(workspace, practice, "so.order", BOARD, system="System B")
    task = workspace.progress(practice).task("order.place-order")
    assert task is not None
    assert task.status == "done"
    with pytest.raises(UserError, match="done because it was signed"):
        workspace.tasks.set_status(practice, "order.place-order", "to-do")


def test_done_without_a_signature_is_signed_elsewhere(workspace: Workspace, practice: str) -> None:
    workspace.tasks.tick(practice, "order.place-order")
    (found,) = workspace.sign_offs.view(practice, "so.order").progress.elsewhere
    assert found.by == ""
    elsewhere = Elsewhere(by="Bo Example", on=date(2027, 1, 4), where="Letter of the ICB")
    workspace.tasks.update(practice, "order.place-order", TaskChange(status="done", elsewhere=elsewhere))
    (found,) = workspace.sign_offs.view(practice, "so.order").progress.elsewhere
    assert (found.by, found.on, found.where) == ("Bo Example", date(2027, 1, 4), "Letter of the ICB")
    task = workspace.progress(practice).task("order.place-order")
    assert task is not None
    assert task.done_on == date(2027, 1, 4)
    workspace.undo()
    assert workspace.sign_offs.view(practice, "so.order").progress.elsewhere[0].by == ""
    workspace.tasks.tick(practice, "order.place-order")
    assert workspace.sign_offs.view(practice, "so.order").progress.elsewhere == ()
    with pytest.raises(UserError, match="not signed with this"):
        workspace.tasks.update(practice, "decision.selection", TaskChange(status="done", elsewhere=elsewhere))
    with pytest.raises(UserError, match="Say who signed"):
        workspace.tasks.update(practice, "order.place-order", TaskChange(status="done", elsewhere=Elsewhere(by=" ")))


def test_a_party_of_its_own_words_is_one_of_each(workspace: Workspace, practice: str) -> None:
    for by in (MANAGER, PARTNER, BOARD):
        signed(workspace, practice, "so.ig-party", by, answerable=by.name)
    progress = workspace.sign_offs.view(practice, "so.ig-party").progress
    assert (progress.count, progress.state) == (3, "partly")
    assert "Made-up Partner will keep to them" in progress.signed[1].said.wording
