"""A guide is updated: what was shown is kept, what is new is told until it is read, what was done stays as it was."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from migdesk.base.assets import content_folder
from migdesk.base.paths import Paths
from migdesk.practice.details import PracticeDetails
from migdesk.report import words
from migdesk.workspace.bootstrap import bootstrap
from migdesk.workspace.guide_updates.practice_effect import effect_on
from migdesk.workspace.guide_updates.shown_file import Shown, read_shown
from migdesk.workspace.guide_updates.shown_state import read_header, shown_file
from migdesk.workspace.guide_updates.snapshot import GuideSnapshot
from migdesk.workspace.guide_updates.update import GuideUpdate, first_release
from migdesk.workspace.reports.status import status_report
from migdesk.workspace.workspace import Workspace
from support import MANAGER, TickingClock

RELEASE = Path(__file__).resolve().parents[2] / "data" / "releases" / "0.1.0"


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(tmp_path / "data", tmp_path / "cache", "test")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A guide of some pages with a checklist of its own."""
    made = Path(shutil.copytree(content_folder(), tmp_path / "guide"))
    for page in (made / "guide" / "role").iterdir():
        page.unlink()
    return made


@pytest.fixture
def opened() -> Iterator[list[Workspace]]:
    every: list[Workspace] = []
    yield every
    for workspace in every:
        workspace.close()


def open_desk(
    paths: Paths, opened: list[Workspace], guide: Path | None = None, clock: TickingClock | None = None
) -> Workspace:
    for workspace in opened:
        workspace.close()
    opened[:] = [bootstrap(paths, guide, clock=clock or TickingClock())]
    return opened[0]


def look(workspace: Workspace) -> GuideUpdate:
    return workspace.guide_updates.look()(lambda _done, _of: None)


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_a_guide_shown_for_the_first_time_has_nothing_to_compare_with(paths: Paths, opened: list[Workspace]) -> None:
    workspace = open_desk(paths, opened)
    assert not workspace.guide_updates.is_as_shown
    update = look(workspace)
    assert update.is_new and update.before is None and not update.must_be_shown
    workspace.guide_updates.take_over(update)
    assert workspace.guide_updates.is_as_shown
    assert open_desk(paths, opened).guide_updates.is_as_shown
    again = look(opened[0])
    assert not again.is_new and again.changes is not None and not again.changes.any


def test_a_start_with_the_guide_shown_last_reads_one_line(
    paths: Paths, opened: list[Workspace], monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = open_desk(paths, opened)
    workspace.guide_updates.take_over(look(workspace))
    monkeypatch.setattr("migdesk.workspace.guide_updates.shown_file.unpacked", None)
    assert workspace.guide_updates.is_as_shown
    assert read_header(shown_file(paths)).has_earlier is False  # so no earlier words are unpacked either


def test_a_folder_that_changed_is_told_until_it_is_read(paths: Paths, folder: Path, opened: list[Workspace]) -> None:
    workspace = open_desk(paths, opened, folder)
    workspace.guide_updates.take_over(look(workspace))
    change(folder / "guide" / "02-kick-off.md", "\n## ", "\nBring the newer plan.\n\n## ")
    tasks = folder / "_data" / "migdesk" / "tasks" / "03-kick-off-meeting.yml"
    first = workspace.definitions.tasks[0]
    kick_off = next(task for task in workspace.definitions.tasks if task.phase == "kick-off-meeting")
    change(tasks, kick_off.title, "Hold quite another meeting")
    workspace = open_desk(paths, opened, folder)
    assert not workspace.guide_updates.is_as_shown
    update = look(workspace)
    assert update.must_be_shown and update.changes is not None
    assert [page.permalink for page in update.changes.pages] == ["/guide/kick-off"]
    assert [task.id for task in update.changes.checklist.reworded] == [kick_off.id]
    assert first.id != kick_off.id
    workspace.guide_updates.take_over(update)
    assert workspace.guide_updates.is_as_shown
    # shown is not read: it stays in the list, over further starts, until it is marked
    unread = look(open_desk(paths, opened, folder))
    assert not unread.must_be_shown and unread.changes is not None and len(unread.changes.pages) == 1
    unread = opened[0].guide_updates.mark_page_read(unread, "/guide/kick-off")
    assert unread.changes is not None and not unread.changes.pages and unread.changes.checklist.tasks
    assert look(opened[0]).changes == unread.changes
    opened[0].guide_updates.mark_checklist_read(unread)
    after = look(open_desk(paths, opened, folder))
    assert after.changes is not None and not after.changes.any
    assert after.before == after.now


def test_without_a_cache_an_update_is_shown_once_as_well(paths: Paths, folder: Path, opened: list[Workspace]) -> None:
    paths.cache.write_text("no folder can be made here", encoding="utf-8")
    workspace = open_desk(paths, opened, folder)
    workspace.guide_updates.take_over(look(workspace))
    change(folder / "guide" / "02-kick-off.md", "\n## ", "\nBring the newer plan.\n\n## ")
    workspace = open_desk(paths, opened, folder)
    assert not workspace.guide_updates.is_as_shown
    update = look(workspace)
    assert update.must_be_shown
    workspace.guide_updates.take_over(update)
    assert not look(workspace).must_be_shown


def test_changes_add_up_over_versions_that_nobody_read(paths: Paths, folder: Path, opened: list[Workspace]) -> None:
    workspace = open_desk(paths, opened, folder)
    workspace.guide_updates.take_over(look(workspace))
    for page in ("02-kick-off.md", "08-go-live.md"):
        change(folder / "guide" / page, "\n## ", "\nSomething is new here.\n\n## ")
        workspace = open_desk(paths, opened, folder)
        workspace.guide_updates.take_over(look(workspace))
    changes = look(workspace).changes
    assert changes is not None
    assert [page.permalink for page in changes.pages] == ["/guide/kick-off", "/guide/go-live"]


def test_what_was_done_and_signed_under_old_words_says_so(paths: Paths, folder: Path, opened: list[Workspace]) -> None:
    clock = TickingClock()
    workspace = open_desk(paths, opened, folder, clock)
    workspace.recorder.actor = MANAGER
    workspace.guide_updates.take_over(look(workspace))
    practice = workspace.practices.add(PracticeDetails("Riverside Surgery"))
    kick_off = next(task for task in workspace.definitions.tasks if task.phase == "kick-off-meeting")
    other = workspace.definitions.tasks[0]
    for task in (kick_off, other):
        workspace.tasks.set_status(practice, task.id, "done")
    gdpr = workspace.definitions.reference_by_id["gdpr"]
    workspace.references.acknowledge(practice, gdpr.id)
    data = folder / "_data" / "migdesk"
    change(data / "tasks" / "03-kick-off-meeting.yml", kick_off.title, "Hold quite another meeting")
    change(data / "references.yml", gdpr.name, "Another GDPR")
    change(folder / "_config.yml", f'version: "{workspace.guide.version}"', 'version: "9.0"')
    before, version = kick_off.title, workspace.guide.version
    clock.moment += timedelta(days=30)
    workspace = open_desk(paths, opened, folder, clock)
    update = look(workspace)
    assert update.changes is not None
    effect = effect_on(workspace.progress(practice), update.changes)
    assert [task.id for task in effect.done] == [kick_off.id]
    assert [reference.id for reference in effect.to_sign_again] == ["gdpr"]
    workspace.guide_updates.take_over(update)
    progress, updates = workspace.progress(practice), workspace.guide_updates
    done, unchanged = progress.task(kick_off.id), progress.task(other.id)
    signed = progress.reference("gdpr")
    assert done is not None and unchanged is not None and signed is not None
    under = updates.under_which_task(done)
    assert under is not None and under.task is not None
    assert (under.version, under.task.title) == (f"version {version}", before)
    assert updates.under_which_task(unchanged) is None
    acknowledged = updates.under_which_words(signed.standing[0])
    assert acknowledged is not None and acknowledged.version == f"version {version}"
    report = status_report(workspace, practice)
    told = {task.id: task for phase in report.phases for task in phase.tasks}
    assert words.status_byline(told[kick_off.id]).endswith(f", under version {version}")
    assert not told[other.id].status_under
    (line,) = next(reference for reference in report.references if reference.id == "gdpr").acknowledgements
    assert words.acknowledgement_remarks(line) == f"These are earlier words, signed under version {version}"
    workspace.recorder.actor = MANAGER
    for status in ("to-do", "done"):
        workspace.tasks.set_status(practice, kick_off.id, status)
    again = workspace.progress(practice).task(kick_off.id)
    assert again is not None and updates.under_which_task(again) is None  # done again, under the words of today


def test_the_first_upgrade_compares_with_what_0_1_0_showed(tmp_path: Path, opened: list[Workspace]) -> None:
    data = Path(shutil.copytree(RELEASE, tmp_path / "data"))
    expected = json.loads((data / "expected.json").read_text(encoding="utf-8"))
    paths = Paths(data, tmp_path / "cache", "test")
    workspace = open_desk(paths, opened, None, TickingClock())
    update = look(workspace)
    assert update.is_new and update.before is not None and update.changes is not None
    assert update.before.version == "1.0" and len(update.before.pages) > 10
    assert {*expected["done"], *expected["blocked"]} <= {task.id for task in update.before.checklist.tasks}
    state = workspace.progress(expected["practice"]).state
    known = {reference.wording_hash for reference in update.before.checklist.references}
    assert {entry.wording_hash for entry in state.acknowledgements.values()} <= known
    workspace.guide_updates.take_over(update)
    assert workspace.guide_updates.is_as_shown
    kept = read_shown(shown_file(paths))
    assert kept.read[""] == (update.before if update.changes.any else update.now)


def test_a_record_begun_by_this_version_is_not_compared_with_0_1_0(paths: Paths, opened: list[Workspace]) -> None:
    workspace = open_desk(paths, opened)
    assert not workspace.store.begun_by_0_1_0()
    workspace.recorder.actor = MANAGER
    workspace.practices.add(PracticeDetails("Riverside Surgery"))
    assert not workspace.store.begun_by_0_1_0()
    assert look(workspace).before is None


def test_what_0_1_0_showed_is_small_and_whole() -> None:
    shown = first_release()
    assert isinstance(shown, GuideSnapshot)
    assert all(section.text for page in shown.pages for section in page.sections)


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: b"\n",
        lambda data: data[: len(data) // 2],
        lambda data: data[:-1],
        lambda data: data.replace(b'"form":1', b'"form":9'),
        lambda data: data.partition(b"\n")[0] + b"\n" + bytes(1000),
        lambda data: b'{"form":1,"shown":{"":3}}\n',
        lambda data: b'{"form":1,"checklist_bytes":-5}\n' + data,
        lambda data: b"[" * 100_000,
        lambda data: b"\xff" * 100_000,
    ],
)
def test_a_damaged_file_is_as_good_as_none(paths: Paths, opened: list[Workspace], damage) -> None:
    workspace = open_desk(paths, opened)
    workspace.guide_updates.take_over(look(workspace))
    file = shown_file(paths)
    file.write_bytes(damage(file.read_bytes()))
    assert read_shown(file) == Shown()
    assert look(workspace).before is None
    workspace.guide_updates.take_over(look(workspace))
    assert workspace.guide_updates.is_as_shown and read_shown(file) != Shown()


def test_a_file_that_would_unpack_to_gigabytes_is_left(
    paths: Paths, opened: list[Workspace], monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = open_desk(paths, opened)
    workspace.guide_updates.take_over(look(workspace))
    monkeypatch.setattr("migdesk.workspace.guide_updates.shown_file.MOST_UNPACKED", 1_000)
    assert read_shown(shown_file(paths)) == Shown()


def test_only_the_latest_guides_are_kept(paths: Paths, opened: list[Workspace]) -> None:
    workspace = open_desk(paths, opened)
    update = look(workspace)
    for number in range(9):
        workspace.guide_updates.take_over(replace(update, place=f"/guide-{number}", checklist_place=f"/guide-{number}"))
    kept = read_shown(shown_file(paths))
    assert (
        list(kept.read) == list(read_header(shown_file(paths)).shown) == [f"/guide-{number}" for number in range(3, 9)]
    )
    assert shown_file(paths).stat().st_size < 1_000_000
