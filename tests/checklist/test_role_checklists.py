"""The questions of the role pages: typed, located, cached."""

from __future__ import annotations

from pathlib import Path

import pytest

from migdesk.base.assets import content_folder
from migdesk.base.errors import DataFault
from migdesk.checklist.compiled import role_checklists_of
from migdesk.checklist.loading import load_definitions
from migdesk.checklist.role_checklists import FILE, find_role_faults, load_role_checklists

GOOD = """\
- id: staff
  title: Staff
  page: /guide/role/staff
  roles: [practice-manager]
  groups:
    - title: Early
      questions:
        - question: Ready?
          items:
            - ask: Is the date set?
              task: {task}
              also_tasks: [{also}]
"""


def write(folder: Path, text: str) -> None:
    (folder / FILE).parent.mkdir(parents=True)
    (folder / FILE).write_text(text, encoding="utf-8")


def test_built_in_role_checklists_are_read() -> None:
    pages = {one.page: len(list(one.items)) for one in load_role_checklists(content_folder())}
    assert pages == {
        "/guide/role/practice-staff": 54,
        "/guide/role/project-managers": 54,
        "/guide/role/clinical-comissioning-groups": 14,
    }


def test_guide_without_any_has_none(tmp_path: Path) -> None:
    assert load_role_checklists(tmp_path) == ()


def test_read_again_from_the_cache_until_the_file_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    guide, cache = tmp_path / "guide", tmp_path / "cache"
    write(guide, GOOD.format(task="a", also="b"))
    first = role_checklists_of(guide, cache)
    with monkeypatch.context() as no_yaml:
        no_yaml.setattr("migdesk.checklist.compiled.load_role_checklists", None)
        assert role_checklists_of(guide, cache) == first
    (guide / FILE).write_text(GOOD.format(task="c", also="b"), encoding="utf-8")
    assert [item.task for item in role_checklists_of(guide, cache)[0].items] == ["c"]
    assert len(list(cache.glob("role-checklists-*.json"))) == 1


def test_fault_names_its_line(tmp_path: Path) -> None:
    write(tmp_path, GOOD.format(task="a", also="b").replace("ask:", "asks:"))
    with pytest.raises(DataFault) as fault:
        load_role_checklists(tmp_path)
    assert (fault.value.file, fault.value.line) == (FILE.as_posix(), 10)


def test_unknown_names_are_found_with_their_lines(tmp_path: Path) -> None:
    definitions = load_definitions(content_folder())
    known = definitions.tasks[0].id
    write(tmp_path, GOOD.format(task=known, also="no.such").replace("practice-manager", "baker"))
    faults = find_role_faults(tmp_path, definitions)
    assert [(fault.line, "baker" in fault.message, "no.such" in fault.message) for fault in faults] == [
        (4, True, False),
        (12, False, True),
    ]
    assert find_role_faults(content_folder(), definitions) == []
