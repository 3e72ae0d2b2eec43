"""What has left a calendar file since it was written in that place is cancelled, once, and can come back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from migdesk.workspace.reports.calendar import write_calendar
from migdesk.workspace.workspace import Workspace
from support import add_practice

Events = dict[str, tuple[str, int]]


@pytest.fixture
def both(workspace: Workspace) -> tuple[str, str]:
    return add_practice(workspace), add_practice(workspace, "Another")


def events_in(path: Path) -> Events:
    """Return status and sequence of each entry by its UID."""
    text = path.read_bytes().decode().replace("\r\n ", "")
    found: Events = {}
    for event in re.findall(r"BEGIN:VEVENT.*?END:VEVENT", text, re.DOTALL):
        uid, status, sequence = (
            re.search(rf"^{name}:(.*?)\r?$", event, re.MULTILINE) for name in ("UID", "STATUS", "SEQUENCE")
        )
        assert uid and status and sequence
        found[uid[1]] = (status[1], int(sequence[1]))
    return found


def test_an_archived_practice_is_cancelled_once(workspace: Workspace, both: tuple[str, str], tmp_path: Path) -> None:
    path, uid = tmp_path / "all.ics", f"{both[1]}.go-live@migdesk"
    write_calendar(workspace, path)
    confirmed = events_in(path)[uid]
    workspace.practices.set_archived(both[1], True)
    write_calendar(workspace, path)
    cancelled = events_in(path)[uid]
    assert cancelled[0] == "CANCELLED"
    assert cancelled[1] > confirmed[1]
    assert "SUMMARY:Another: Cancelled: " in path.read_text("utf-8")
    write_calendar(workspace, path)
    assert uid not in events_in(path)
    assert f"{both[0]}.go-live@migdesk" in events_in(path)


def test_what_is_not_chosen_any_more_is_cancelled_and_comes_back_with_a_higher_sequence(
    workspace: Workspace, both: tuple[str, str], tmp_path: Path
) -> None:
    path, uid = tmp_path / "some.ics", f"{both[1]}.go-live@migdesk"
    write_calendar(workspace, path, both)
    write_calendar(workspace, path, both[:1])
    cancelled = events_in(path)[uid]
    assert cancelled[0] == "CANCELLED"
    write_calendar(workspace, path, both[:1])
    assert uid not in events_in(path)
    write_calendar(workspace, path, both)
    back = events_in(path)[uid]
    assert back[0] != "CANCELLED"
    assert back[1] > cancelled[1]
    write_calendar(workspace, path, both)
    assert events_in(path)[uid] == back


def test_another_file_knows_nothing_of_it(workspace: Workspace, both: tuple[str, str], tmp_path: Path) -> None:
    write_calendar(workspace, tmp_path / "all.ics")
    write_calendar(workspace, tmp_path / "one.ics", both[:1])
    assert not any(uid.startswith(both[1]) for uid in events_in(tmp_path / "one.ics"))


def test_a_damaged_memory_is_none(workspace: Workspace, both: tuple[str, str], tmp_path: Path) -> None:
    path = tmp_path / "all.ics"
    write_calendar(workspace, path)
    (workspace.paths.data / "calendars-written.json").write_text("[")
    write_calendar(workspace, path, both[:1])
    assert not any(uid.startswith(both[1]) for uid in events_in(path))


def test_tasks_that_are_left_out_are_cancelled(workspace: Workspace, both: tuple[str, str], tmp_path: Path) -> None:
    path = tmp_path / "all.ics"
    write_calendar(workspace, path, tasks=True)
    tasks = set(events_in(path))
    write_calendar(workspace, path)
    cancelled = {uid for uid, (status, _) in events_in(path).items() if status == "CANCELLED"}
    assert cancelled
    assert cancelled < tasks
