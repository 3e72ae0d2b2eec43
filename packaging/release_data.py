"""Makes the data folder that a test opens in every later version, `tests/data/releases/VERSION/`: once a release.

    .venv/bin/python packaging/release_data.py

A folder that is there already is left alone: what a released version wrote never changes.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import sys
import tempfile
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

import project

from migdesk.base.paths import Paths
from migdesk.practice.details import PracticeDetails
from migdesk.practice.event import Actor
from migdesk.workspace.bootstrap import bootstrap
from migdesk.workspace.workspace import Workspace

RELEASES = project.ROOT / "tests" / "data" / "releases"
PERSON = Actor("Alex Sample", "practice-manager", "Riverside Surgery")
START = datetime(2027, 1, 11, 12, 0, tzinfo=UTC)


def main() -> int:
    target = RELEASES / project.version()
    if target.exists():
        print(f"{target} is there already and stays as it is.", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        expected = json.dumps(fill(data), indent=1, ensure_ascii=False) + "\n"
        target.mkdir(parents=True)
        (target / "expected.json").write_text(expected, encoding="utf-8")
        with closing(sqlite3.connect(data / "migdesk.db")) as record:
            record.execute("VACUUM INTO ?", (str(target / "migdesk.db"),))
        shutil.copyfile(data / "people.json", target / "people.json")
    print(target)
    return 0


def fill(data: Path) -> dict[str, object]:
    """Record something of every kind in a new data folder; return what every later version must still say of it."""
    moments = (START + timedelta(minutes=minute) for minute in range(10_000))
    ids = (f"release-{number}" for number in range(10_000))
    with patch("migdesk.workspace.bootstrap.this_computer", lambda: "made-up-computer/0"):
        workspace = bootstrap(Paths(data, data / "cache", ""), clock=lambda: next(moments), new_id=lambda: next(ids))
    try:
        workspace.sign_in(PERSON)
        details = ("Riverside Surgery", "Z99001", "EMIS Web", "SystmOne", "North Moor ICB", "", date(2027, 3, 16))
        practice = workspace.practices.add(PracticeDetails(*details))
        tasks = workspace.definitions.tasks
        for task in tasks[:5]:
            workspace.tasks.set_status(practice, task.id, "done")
        workspace.tasks.set_status(practice, tasks[5].id, "blocked", "The supplier has not answered.")
        workspace.tasks.add_note(practice, tasks[0].id, "Agreed by phone, with an é and a 漢.")
        for reference in workspace.definitions.references[:2]:
            workspace.references.acknowledge(practice, reference.id)
        return summary(workspace, practice)
    finally:
        workspace.close()


def summary(workspace: Workspace, practice: str) -> dict[str, object]:
    """Return what people must find again after an upgrade, in plain values."""
    state = workspace.store.state(practice)
    progress = workspace.progress(practice)
    return {
        "practice": practice,
        "name": state.name,
        "ods_code": state.ods_code,
        "done": sorted(task.id for task in progress.tasks if task.status == "done"),
        "blocked": {task.id: task.reason for task in progress.tasks if task.status == "blocked"},
        "notes": [note.text for task in progress.tasks for note in task.notes],
        "acknowledged": sorted(reference.reference.id for reference in progress.references if reference.standing),
        "events": workspace.store.counts().events,
    }


if __name__ == "__main__":
    raise SystemExit(main())
