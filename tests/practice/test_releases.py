"""A data folder of every release opens in this version, says what it said, and is copied first where it is migrated."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from migdesk.base.paths import Paths
from migdesk.practice.schema import SCHEMA_VERSION, version_of
from migdesk.workspace.bootstrap import bootstrap
from support import TickingClock

RELEASES = Path(__file__).resolve().parent.parent / "data" / "releases"
VERSIONS = sorted(path.name for path in RELEASES.iterdir())


def test_there_are_releases() -> None:
    assert "0.1.0" in VERSIONS


@pytest.mark.parametrize("version", VERSIONS)
def test_a_folder_of_an_earlier_version_opens_and_says_the_same(version: str, tmp_path: Path) -> None:
    data = Path(shutil.copytree(RELEASES / version, tmp_path / "data"))
    expected = json.loads((data / "expected.json").read_text(encoding="utf-8"))
    with closing(sqlite3.connect(data / "migdesk.db")) as record:
        was = version_of(record)
    workspace = bootstrap(Paths(data, data / "cache", "test"), clock=TickingClock())
    try:
        practice = expected["practice"]
        state, progress = workspace.store.state(practice), workspace.progress(practice)
        assert state is not None
        assert (state.name, state.ods_code) == (expected["name"], expected["ods_code"])
        by_id = {task.id: task for task in progress.tasks}
        assert {by_id[task].status for task in expected["done"]} == {"done"}
        assert {task: by_id[task].reason for task in expected["blocked"]} == expected["blocked"]
        assert [note.text for task in progress.tasks for note in task.notes] == expected["notes"]
        # Whether a sign-off still counts depends on today's wording; that it stands, and with which words, does not.
        standing = {one.reference.id: one.standing for one in progress.references if one.standing}
        assert sorted(standing) == expected["acknowledged"]
        assert all(one.wording.startswith("I have read ") for each in standing.values() for one in each)
        assert workspace.store.counts().events == expected["events"]
        assert workspace.actor is not None and workspace.actor.name == "Alex Sample"
        assert workspace.notices == ()
    finally:
        workspace.close()
    copies = list((data / "backups" / "before-changes").glob("*-migration.db.gz"))
    assert len(copies) == (1 if was < SCHEMA_VERSION else 0)
