"""Faults of a guide's pages and of its checklist come as one list, and each leads to its place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from migdesk.base.assets import content_folder
from migdesk.guide.guide import open_guide
from migdesk.guide.model import Problem
from migdesk.workspace.guide_faults import guide_faults, look_through, section_of_line
from support import write_checklist

PAGE = "---\npermalink: /guide/kick-off\ntitle: Kick-off\n---\n\n## Dates\n\nText.\n"
ROLE_CHECKLIST = """- id: staff
  title: Staff
  page: /guide/role/none
  roles: [practice-manager]
  groups:
    - title: Early
      questions:
        - question: Is the date agreed?
          items:
            - ask: Settle it
              link: /guide/kick-off#none
              task: kick-off.first
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "guide").mkdir()
    (tmp_path / "_config.yml").write_text("title: T\n", encoding="utf-8")
    (tmp_path / "guide" / "kick-off.md").write_text(PAGE, encoding="utf-8")
    return write_checklist(tmp_path)


def change(folder: Path, name: str, old: str, new: str) -> None:
    file = folder / "_data" / "migdesk" / name
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    file.parent.mkdir(exist_ok=True)
    file.write_text(text.replace(old, new, 1) if old else text + new, encoding="utf-8")


def found(folder: Path) -> list[tuple[str, int, str]]:
    return [(fault.file.removeprefix("_data/migdesk/"), fault.line, fault.kind) for fault in guide_faults(folder)]


def test_nothing_is_wrong_where_all_is_right(folder: Path) -> None:
    change(folder, "changes.yml", "", "changes:\n  - affects: [/guide/kick-off/, kick-off.first]\n    link: ''\n")
    change(folder, "plan.yml", "basis: guide}", "basis: guide, source: /guide and more}")
    assert guide_faults(folder) == ()
    assert guide_faults(content_folder()) == ()


def test_links_of_the_checklist_that_lead_nowhere(folder: Path) -> None:
    change(folder, "tasks/01-kick-off.yml", "#dates", "#date")
    further = "  link: /guide/kickoff\n  see_also:\n    - /no\n"
    change(folder, "tasks/01-kick-off.yml", "  link: /guide/kick-off\n", further)
    change(folder, "phases.yml", "link: /guide/kick-off", "link: /guide/kick")
    change(folder, "role_checklists.yml", "", ROLE_CHECKLIST)
    change(folder, "changes.yml", "", "- affects:\n    - /nowhere\n    - kick-off.first\n")
    assert found(folder) == [
        ("changes.yml", 2, "broken-link"),
        ("phases.yml", 5, "broken-link"),
        ("role_checklists.yml", 3, "broken-link"),
        ("role_checklists.yml", 11, "missing-anchor"),
        ("tasks/01-kick-off.yml", 6, "broken-link"),
        ("tasks/01-kick-off.yml", 8, "broken-link"),
        ("tasks/01-kick-off.yml", 14, "missing-anchor"),
    ]


def test_one_fault_is_told_once(folder: Path) -> None:
    change(folder, "tasks/01-kick-off.yml", "/guide/kick-off#dates", "guide/kick-off#the dates")
    assert found(folder) == [("tasks/01-kick-off.yml", 12, "bad-data")]


def test_a_file_that_nothing_else_reads_is_no_yaml(folder: Path) -> None:
    change(folder, "glossary.yml", "", "- term: x\n  definition: 'open\n")
    assert [fault[0::2] for fault in found(folder)] == [("glossary.yml", "bad-data")]


def test_a_file_that_names_itself_ends(folder: Path) -> None:
    change(folder, "changes.yml", "", "&a\n- *a\n- link: /nowhere\n")
    assert found(folder) == [("changes.yml", 2, "bad-data")]


def test_a_guide_without_a_checklist_has_no_faults_of_one(folder: Path) -> None:
    shutil.rmtree(folder / "_data")
    assert guide_faults(folder) == ()


def test_progress_counts_the_pages_and_may_stop_the_check(folder: Path) -> None:
    seen = []
    look_through(folder, lambda done, of: seen.append((done, of)))
    assert seen == [(0, 1)]

    def stop(_done: int, _of: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        look_through(folder, stop)


def test_each_file_of_pages_and_steps_leads_to_its_page(folder: Path) -> None:
    (folder / "_steps").mkdir()
    (folder / "_steps" / "1.md").write_text("---\ntitle: S\ngroup: g\n---\nx\n", encoding="utf-8")
    page = folder / "guide" / "kick-off.md"
    page.write_text(PAGE + "{% include steps/steps.html group='g' %}\n", encoding="utf-8")
    assert look_through(folder).page_of == {"guide/kick-off.md": "/guide/kick-off", "_steps/1.md": "/guide/kick-off"}


def test_a_fault_is_in_the_section_above_its_line(folder: Path) -> None:
    page = folder / "guide" / "kick-off.md"
    page.write_text(PAGE + '## What\'s "next" -- or not {#next}\n\n[x](/no)\n', encoding="utf-8")
    shown = open_guide(folder, None).render("/guide/kick-off")
    places = [section_of_line(folder, Problem("guide/kick-off.md", n, "broken-link", ""), shown) for n in (2, 8, 11)]
    assert places == ["", "dates", "next"]
    assert section_of_line(folder, Problem("gone.md", 3, "broken-link", ""), shown) == ""


REGISTER = """id: keys
title: Keys
short_title: Keys
purpose: Who has which key.
group: People
link: /guide/kick-off#none
fills: The caretaker
name_column: lock
tasks: [kick-off.third]
columns: [{id: key, title: Key}]
statuses: [{id: here, title: Here}]
"""


def test_faults_of_registers_are_told_by_file_and_line(folder: Path) -> None:
    change(folder, "registers/keys.yml", "", REGISTER)
    assert [fault[:2] for fault in found(folder)] == [("registers/keys.yml", 6), ("registers/keys.yml", 8)]
    change(folder, "registers/keys.yml", "name_column: lock", "name_column: key")
    assert [fault[:2] for fault in found(folder)] == [("registers/keys.yml", 6), ("registers/keys.yml", 9)]


def test_a_guide_with_registers_alone_keeps_the_programs_checklist(folder: Path) -> None:
    for file in (folder / "_data" / "migdesk").rglob("*.yml"):
        file.unlink()
    change(folder, "registers/keys.yml", "", REGISTER.replace("lock", "key").replace("#none", ""))
    assert found(folder) == [("registers/keys.yml", 9, "bad-data")]
    change(folder, "registers/keys.yml", "kick-off.third", "kick-off.agree-dates")
    assert found(folder) == []
