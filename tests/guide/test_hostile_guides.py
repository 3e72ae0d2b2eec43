"""Whatever is in a guide, opening it ends, every page is there or has a box in its place, and no file leaks in."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import hostile_guides
from migdesk.guide import reader
from migdesk.guide.guide import guide_at_hand, open_guide
from migdesk.guide.worker import client
from migdesk.guide.worker.messages import Limit
from migdesk.workspace.guide_faults import look_through


@pytest.fixture(autouse=True)
def read_in_a_worker(monkeypatch: pytest.MonkeyPatch, read_here: None) -> None:
    monkeypatch.setattr(reader, "is_trusted", lambda _folder: False)
    monkeypatch.setattr(client, "TO_RENDER", Limit(1, 8))
    monkeypatch.setattr(client, "MOST_SECONDS_LOST", 60)


def test_every_page_is_there_or_has_a_box(tmp_path: Path) -> None:
    folder = hostile_guides.write_pages(tmp_path / "guide")
    guide = open_guide(folder, tmp_path / "cache")
    assert len(guide.pages) == 1 + len(hostile_guides.PAGES) + len(hostile_guides.FRONT_MATTER)
    assert "A good page" in guide.render("/good").html
    again = guide_at_hand(folder, tmp_path / "cache")
    assert again is not None
    for info in again.pages:
        page = again.render(info.permalink)
        assert len(page.viewer_html) < 3_100_000
        assert len(info.title) <= 500


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lets nobody make links and pipes by default")
def test_files_that_are_none_are_faults_and_never_read(tmp_path: Path) -> None:
    folder = hostile_guides.write_files(tmp_path / "guide")
    guide = open_guide(folder, tmp_path / "cache")
    assert [page.permalink for page in guide.pages] == ["/good"]
    faults = {fault.file: fault.message for fault in look_through(folder).faults}
    for name in ("pipe.md", "_data/pipe.yml", "folder.md"):
        assert "is no ordinary file" in faults[name]
    for name in ("secret.md", "zero.md"):
        assert "outside the guide's folder" in faults[name]
    assert "is not there" in faults["gone.md"]
    assert "round in a circle" in faults["round.md"]
    assert "holds itself" in faults["_data/sidebar_navigation.yml"]
    assert "ordinary file" in faults["_data/migdesk/tasks/01-w.yml"]
