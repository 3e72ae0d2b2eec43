"""Practices: what a code, a name and a date must look like, and how a practice is found again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from migdesk.base.errors import UserError
from migdesk.practice.details import PracticeDetails, details_of
from migdesk.workspace.practice_commands import checked_ods_code
from migdesk.workspace.workspace import Workspace
from support import MANAGER, add_practice, new_workspace, practice_set, texts

FULL = PracticeDetails("Made-up Surgery", "Z99001", "Old", "New", "An ICB", "A partner", date(2027, 4, 12))


@pytest.mark.parametrize(("typed", "code"), [("Z99001", "Z99001"), (" z99001 ", "Z99001"), ("", ""), ("  ", "")])
def test_ods_codes_that_can_be_right(typed: str, code: str) -> None:
    assert checked_ods_code(typed) == code


@pytest.mark.parametrize(
    "typed", ["Z9900", "Z990011", "99001Z", "ZZ9001", "Z99 001", "Z9900O", "É99001", "Z９9001x", "-"]
)
def test_ods_codes_that_cannot(typed: str) -> None:
    with pytest.raises(UserError, match="one letter and five digits, such as Z99001"):
        checked_ods_code(typed)


def test_only_ascii_digits_make_a_code() -> None:
    with pytest.raises(UserError, match="is no ODS code"):
        checked_ods_code("Z９９００１")


def test_a_practice_is_added_with_all_that_is_known(workspace: Workspace) -> None:
    practice = workspace.practices.add(FULL)
    state = workspace.store.state(practice)
    assert details_of(state) == FULL
    assert not state.sample
    assert not state.archived
    assert workspace.store.state(workspace.practices.add(PracticeDetails("Sample"), sample=True)).sample


def test_only_the_name_is_needed(workspace: Workspace) -> None:
    practice = workspace.practices.add(PracticeDetails("  Made-up \n Surgery "))
    assert details_of(workspace.store.state(practice)) == PracticeDetails("Made-up Surgery")
    with pytest.raises(UserError, match="The practice's name is missing"):
        workspace.practices.add(PracticeDetails("  "))


@pytest.mark.parametrize(
    ("details", "words"),
    [
        (PracticeDetails("x" * 201), "The practice's name has 201 characters"),
        (PracticeDetails("A", from_system="x" * 201), "The current system has 201 characters"),
        (PracticeDetails("A", delivery_partner="x" * 201), "The delivery partner has 201 characters"),
        (PracticeDetails("A", go_live=date(207, 4, 12)), "Go-Live cannot be in the year 207"),
        (PracticeDetails("A", "nonsense"), "is no ODS code"),
        (PracticeDetails("caf\udce9"), "characters that cannot be saved"),
    ],
)
def test_details_that_cannot_be_right_are_refused(details: PracticeDetails, words: str, workspace: Workspace) -> None:
    practice = add_practice(workspace)
    for attempt in (lambda: workspace.practices.add(details), lambda: workspace.practices.edit(practice, details)):
        with pytest.raises(UserError, match=words):
            attempt()
    assert workspace.store.counts().events == 1


def test_a_code_belongs_to_one_practice(workspace: Workspace) -> None:
    first = workspace.practices.add(FULL)
    with pytest.raises(UserError, match="Z99001 belongs to Made-up Surgery already"):
        workspace.practices.add(PracticeDetails("Another", "z99001"))
    workspace.practices.edit(first, FULL)
    second = workspace.practices.add(PracticeDetails("Another", "Z99002"))
    with pytest.raises(UserError, match="belongs to Made-up Surgery already"):
        workspace.practices.edit(second, PracticeDetails("Another", "Z99001"))


def test_editing_records_only_what_differs(workspace: Workspace) -> None:
    practice = workspace.practices.add(FULL)
    workspace.practices.edit(practice, FULL)
    assert workspace.store.counts().events == 1
    workspace.practices.edit(practice, PracticeDetails("Made-up Surgery", "Z99001", "Old", "New", "", "A partner"))
    (_, change) = workspace.store.events(practice)
    assert change.body["fields"] == {"commissioner": "", "go_live": None}
    assert (
        texts(workspace.history(practice))[-1]
        == "Commissioner: not set (was An ICB); Go-Live: not set (was Mon 12 April 2027)"
    )


def test_the_archive_keeps_the_record_whole(workspace: Workspace) -> None:
    practice = add_practice(workspace)
    for archived in (True, True, False, False):
        workspace.practices.set_archived(practice, archived)
        assert workspace.store.state(practice).archived is archived
    assert workspace.store.counts().events == 3
    assert [one.id for one in workspace.summaries()] == [practice]


# finding one


@pytest.mark.parametrize("wanted", ["Z99001", "z99001", "Made-up Surgery", " made-up  SURGERY ", "this-computer-1"])
def test_a_practice_is_found_by_id_code_and_name(wanted: str, workspace: Workspace) -> None:
    practice = workspace.practices.add(FULL)
    add_practice(workspace, "Another")
    assert workspace.find_practice(wanted).id == practice


@pytest.mark.parametrize("wanted", ["Made-up", "Z99009", ""])
def test_an_unknown_practice_is_said_to_be_unknown(wanted: str, workspace: Workspace) -> None:
    workspace.practices.add(FULL)
    with pytest.raises(UserError, match=f"There is no practice “{wanted}”"):
        workspace.find_practice(wanted)


def test_a_name_of_two_practices_asks_for_more(workspace: Workspace) -> None:
    first = add_practice(workspace, ods_code="Z99001")
    second = add_practice(workspace)
    with pytest.raises(UserError, match=f"2 practices are called “made-up surgery”. Use one of Z99001, {second}"):
        workspace.find_practice("made-up surgery")
    assert workspace.find_practice("Z99001").id == first


def test_a_summary_says_how_a_practice_stands(workspace: Workspace) -> None:
    practice = workspace.practices.add(FULL)
    workspace.tasks.set_status(practice, "kick-off.agree-dates", "done")
    (summary,) = workspace.summaries()
    assert (summary.name, summary.ods_code, summary.go_live) == ("Made-up Surgery", "Z99001", date(2027, 4, 12))
    assert (summary.tasks_done, summary.tasks_total, summary.percent) == (1, 3, 33)
    assert (summary.phase, summary.phase_title) == ("kick-off", "1 Kick-off")
    assert (summary.references_acknowledged, summary.references_total) == (0, 2)
    assert summary.last_change is not None
    assert (summary.last_change.by, summary.last_change.role) == ("Alex Sample", "practice-manager")
    assert summary.made_by_newer_version == 0


def test_a_practice_with_nothing_left_to_do_is_finished(workspace: Workspace) -> None:
    practice = workspace.practices.add(FULL)
    for task in workspace.definitions.tasks:
        workspace.tasks.set_status(practice, task.id, "done")
    (summary,) = workspace.summaries()
    assert (summary.phase, summary.phase_title, summary.percent) == (None, "Finished", 100)


def several(*codes: str) -> list[PracticeDetails]:
    return [PracticeDetails(f"Surgery {number}", code) for number, code in enumerate(codes, start=1)]


def test_several_practices_are_one_action(workspace: Workspace) -> None:
    told: list[frozenset[str]] = []
    workspace.recorder.subscribe(lambda changes: told.append(changes.practices))
    added = workspace.practices.add_all(several("Z99001", "", "z99003"))
    assert [workspace.store.state(one).ods_code for one in added] == ["Z99001", "", "Z99003"]
    assert workspace.recorder.undo_label == "Add 3 practices"
    assert told == [frozenset(added)]
    workspace.recorder.undo()
    assert list(workspace.summaries()) == []
    workspace.recorder.redo()
    assert [one.name for one in workspace.summaries()] == ["Surgery 1", "Surgery 2", "Surgery 3"]


def test_several_practices_are_added_all_or_none(workspace: Workspace) -> None:
    add_practice(workspace, "Elm Tree Practice", ods_code="Z99002")
    for codes in (("Z99001", "Z99001"), ("Z99001", "Z99002"), ("Z99001", "Z9")):
        with pytest.raises(UserError, match="Z9"):
            workspace.practices.add_all(several(*codes))
    assert [one.name for one in workspace.summaries()] == ["Elm Tree Practice"]


def test_an_undo_of_several_leaves_all_where_one_was_changed_since(workspace: Workspace) -> None:
    first, second = workspace.practices.add_all(several("Z99001", "Z99002"))
    state = workspace.store.state(second)
    workspace.store.append(second, MANAGER, lambda _: [practice_set(name="Renamed elsewhere")])
    with pytest.raises(UserError, match="changed again since"):
        workspace.recorder.undo()
    assert workspace.store.state(first).name == "Surgery 1"
    assert state.name == "Surgery 2"


def test_no_practices_are_no_action(workspace: Workspace) -> None:
    assert workspace.practices.add_all([]) == ()
    assert not workspace.recorder.undo_label


@pytest.mark.parametrize("archive", [True, False])
def test_a_practice_archived_beside_a_change_can_be_archived_or_kept(
    archive: bool, tmp_path: Path, workspace: Workspace
) -> None:
    practice = add_practice(workspace)
    (tmp_path / "elsewhere").mkdir()
    elsewhere = new_workspace(tmp_path / "elsewhere", "elsewhere")
    elsewhere.store.take(workspace.store.rows(practice))
    elsewhere.tasks.set_owner(practice, "kick-off.agree-dates", "Zoe")
    workspace.practices.set_archived(practice, True)
    workspace.store.take(elsewhere.store.rows(practice))
    elsewhere.close()
    assert not workspace.practice(practice).archived
    assert [conflict.field for conflict in workspace.practice(practice).conflicts()] == ["archived"]
    workspace.practices.set_archived(practice, archive)
    assert workspace.practice(practice).archived is archive
    assert workspace.practice(practice).conflicts() == ()
