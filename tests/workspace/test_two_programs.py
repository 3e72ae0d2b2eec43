"""What a window looks after beside its record leaves its locks alone, so that commands and the window go on together.

On POSIX systems a process loses its locks on a file when it closes any descriptor of it, and SQLite then takes a record
that is in use for one that nobody has open: the next program to close it clears away the log under the window.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from migdesk.base.clock import system_clock
from migdesk.base.paths import Paths
from migdesk.practice.backup import copy_if_due, copy_now
from migdesk.practice.details import PracticeDetails
from migdesk.practice.event import Actor
from migdesk.practice.opening import check_soundness
from migdesk.workspace.bootstrap import bootstrap
from migdesk.workspace.verification import verify_quietly
from migdesk.workspace.workspace import Workspace

READ_AND_CLOSE = """
import sqlite3, sys
record = sqlite3.connect(sys.argv[1])
record.execute("SELECT count(*) FROM event").fetchone()
record.close()
"""
LOOKS: dict[str, Callable[[Workspace], object]] = {
    "nothing": lambda workspace: None,
    "the check of the whole record": lambda workspace: verify_quietly(
        workspace.paths, system_clock, workspace.definitions, lambda: None
    ),
    "the check of the file": lambda workspace: check_soundness(workspace.paths.database),
    "the copy of the hour": lambda workspace: copy_if_due(
        workspace.paths.database, workspace.paths.backups, workspace.now
    ),
    "a copy": lambda workspace: copy_now(workspace.paths.database, workspace.paths.backups, workspace.now),
}


@pytest.mark.parametrize("look", LOOKS)
def test_a_command_leaves_the_log_of_an_open_window(look: str, tmp_path: Path) -> None:
    workspace = bootstrap(Paths(tmp_path, tmp_path / "cache", "test"))
    workspace.sign_in(Actor("Dana Field", "practice-manager", "Riverside Surgery"))
    practice = workspace.practices.add(PracticeDetails("Riverside Surgery"))
    LOOKS[look](workspace)
    log = tmp_path / "migdesk.db-wal"
    before = log.stat().st_ino
    subprocess.run([sys.executable, "-c", READ_AND_CLOSE, str(workspace.paths.database)], check=True)
    assert log.exists() and log.stat().st_ino == before
    workspace.tasks.set_status(practice, "kick-off.agree-dates", "done")
    workspace.close()
