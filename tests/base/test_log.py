"""The log tells what was done and never what was typed, and is in nobody's way."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migdesk.base import log as module
from migdesk.base.errors import EnvironmentFault
from migdesk.base.log import Entry, Log
from migdesk.workspace.workspace import Workspace
from support import MANAGER, add_practice


def test_nothing_is_written_until_it_is_opened(tmp_path: Path) -> None:
    log = Log(tmp_path / "log.txt")
    log.note(Entry.RECORDED, kinds="task-set,note-added", ms=3)
    assert list(tmp_path.iterdir()) == []
    log.open()
    log.note(Entry.UNDONE)
    log.close()
    first, second = log.text().splitlines()
    assert first.endswith("Z recorded kinds=task-set,note-added ms=3")
    assert second.endswith("Z undone")


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX systems")
def test_it_is_its_owners_alone(tmp_path: Path) -> None:
    log = Log(tmp_path / "log.txt")
    log.open()
    log.note(Entry.UNDONE)
    log.close()
    assert stat.S_IMODE(log.path.stat().st_mode) == 0o600


def test_it_stays_small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_BYTES", 1_000)
    log = Log(tmp_path / "log.txt")
    log.open()
    for number in range(200):
        log.note(Entry.RECORDED, practices=number)
    log.close()
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= 2_000
    assert log.text().splitlines()[-1].endswith("practices=199")
    assert len(log.text().splitlines()) > 20


def test_a_folder_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    log = Log(tmp_path / "gone" / "log.txt")
    log.open()
    log.note(Entry.UNDONE)
    log.close()
    assert log.text() == ""


@given(st.text(min_size=1).filter(lambda text: not text.isascii() or " " in text))
def test_a_text_that_somebody_may_have_typed_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="of the program's own"):
        Log(Path("log.txt")).note(Entry.RECORDED, kinds=text)


def test_of_a_fault_its_kind_and_place_are_told_but_not_its_words(workspace: Workspace) -> None:
    with pytest.raises(EnvironmentFault) as raised:
        _failing(workspace)
    workspace.log.note_fault(Entry.REFUSED, raised.value)
    workspace.log.open()
    last = workspace.log.text().splitlines()[-1]
    assert "fault=EnvironmentFault at=base/atomic.py:" in last
    assert "Ann Sample" not in last


def _failing(workspace: Workspace) -> None:
    from migdesk.base.atomic import write_atomically

    write_atomically(workspace.paths.data / "none" / "Ann Sample.html", b"")


def test_actions_are_told_without_what_was_typed_in_them(workspace: Workspace) -> None:
    typed = "Xyzzy"
    practice = add_practice(workspace, f"{typed} Surgery", commissioner=typed)
    workspace.tasks.add_note(practice, "kick-off.agree-dates", typed)
    workspace.tasks.set_owner(practice, "kick-off.agree-dates", typed)
    workspace.tasks.tick(practice, "kick-off.agree-dates")
    workspace.undo()
    workspace.redo()
    workspace.log.open()
    text = workspace.log.text()
    assert [line.split()[1] for line in text.splitlines()] == ["recorded"] * 4 + ["undone", "redone"]
    assert "kinds=note-added practices=1 ms=" in text
    assert typed not in text
    assert MANAGER.name not in text
