"""A copy that somebody looks into is for reading only, in a data folder that goes with its window."""

from __future__ import annotations

from pathlib import Path

import pytest

from migdesk.base.assets import content_folder
from migdesk.base.paths import Paths
from migdesk.guide.guide import open_guide
from migdesk.practice.backup import copy_now, sound_copies
from migdesk.practice.details import PracticeDetails
from migdesk.practice.event import Actor
from migdesk.practice.faults import ReadOnlyRecord
from migdesk.workspace.bootstrap import bootstrap
from migdesk.workspace.copies.look import forget_look, prepare_look


def test_nothing_can_be_changed_in_it_and_only_its_own_folder_goes(tmp_path: Path) -> None:
    paths = Paths(tmp_path / "data", tmp_path / "cache", "test")
    workspace = bootstrap(paths)
    workspace.sign_in(Actor("Dana Field", "practice-manager", "Riverside Surgery"))
    practice = workspace.practices.add(PracticeDetails("Riverside Surgery", "Z99001"))
    copy_now(paths.database, paths.backups, workspace.now)
    workspace.practices.add(PracticeDetails("Added Since"))
    (copy,) = sound_copies(paths.backups)
    folder = prepare_look(copy, paths, open_guide(content_folder(), paths.cache), lambda done, total: None)
    look = Paths(folder, folder / "cache", "test")
    seen = bootstrap(look)
    assert [each.name for each in seen.names()] == ["Riverside Surgery"]
    assert seen.why_read_only.startswith("This is the copy of ")
    seen.act_as(Actor("Dana Field", "practice-manager"))
    with pytest.raises(ReadOnlyRecord):
        seen.tasks.set_status(practice, seen.definitions.tasks[0].id, "done")
    seen.close()
    forget_look(paths)
    assert paths.database.is_file()
    forget_look(look)
    assert not folder.exists()
    workspace.close()
