"""What a synchronising program made of the record beside it is taken in, private notes too, and kept."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from migdesk.base.errors import UserError
from migdesk.practice.cloud_folder import conflict_copies
from migdesk.workspace.workspace import Workspace
from support import MANAGER, add_practice, new_workspace

DATES, STAFF = "kick-off.agree-dates", "kick-off.tell-staff"


def opened(folder: Path, name: str) -> Workspace:
    workspace = new_workspace(folder, name)
    workspace.recorder.actor = MANAGER
    return workspace


def test_both_records_become_one_again(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    workspace = opened(here, "a")
    practice = add_practice(workspace)
    workspace.close()
    shutil.copytree(here, there)
    elsewhere = opened(there, "b")
    elsewhere.tasks.set_owner(practice, STAFF, "Bob")
    elsewhere.tasks.add_note(practice, STAFF, "for us", private=True)
    elsewhere.close()
    shutil.copyfile(there / "migdesk.db", here / "migdesk-LAPTOP7.db")
    workspace = opened(here, "c")
    workspace.tasks.set_owner(practice, DATES, "Ann")
    (taken,) = workspace.take_in_conflict_copies()
    state = workspace.practice(practice)
    assert (taken.name, taken.new) == ("migdesk-LAPTOP7.db", 2)
    assert (state.owner(STAFF), state.owner(DATES)) == ("Bob", "Ann")
    assert [note.text for note in state.standing_notes()] == ["for us"]
    assert taken.kept_as.is_file()
    assert conflict_copies(workspace.paths.database) == ()
    assert len(list((workspace.paths.backups / "before-changes").iterdir())) == 1
    workspace.close()


def test_what_is_no_record_is_named_and_stays(tmp_path: Path) -> None:
    workspace = opened(tmp_path, "a")
    (tmp_path / "migdesk-LAPTOP7.db").write_bytes(b"no record")
    with pytest.raises(UserError, match=r"migdesk-LAPTOP7\.db was not taken in"):
        workspace.take_in_conflict_copies()
    assert (tmp_path / "migdesk-LAPTOP7.db").read_bytes() == b"no record"
    workspace.close()


def test_without_any_there_is_nothing_to_take_in(tmp_path: Path) -> None:
    workspace = opened(tmp_path, "a")
    with pytest.raises(UserError, match="lies no other copy"):
        workspace.take_in_conflict_copies()
    workspace.close()
