"""A guide from outside is read in a process of its own, which is ended where it takes too much."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from migdesk.base.errors import UserError
from migdesk.guide import reader
from migdesk.guide.check import check_guide
from migdesk.guide.guide import guide_at_hand, open_guide
from migdesk.guide.worker import client
from migdesk.guide.worker.client import GuideWorker
from migdesk.guide.worker.messages import Limit

GuideMaker = Callable[[Mapping[str, str]], Path]
ENDLESS = "<ul><li>" * 90_000
"""Lists within lists: reading them takes time with the square of how many there are."""


@pytest.fixture(autouse=True)
def read_in_a_worker(monkeypatch: pytest.MonkeyPatch, read_here: None) -> None:
    monkeypatch.setattr(reader, "is_trusted", lambda _folder: False)


@pytest.fixture
def short_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "TO_RENDER", Limit(30, 1))


def test_a_page_reads_as_it_does_in_this_process(make_guide: GuideMaker) -> None:
    folder = make_guide({"a.md": "## Words\n\n[b](/b) {% include nothing.html %}\n", "b.md": "*x*"})
    worker, here = GuideWorker(folder), reader.GuideReader(folder)
    try:
        assert worker.index() == here.index()
        assert worker.render("/a") == here.render("/a")
        with pytest.raises(KeyError):
            worker.render("/c")
    finally:
        worker.close()


def test_a_heavy_page_has_a_box_in_its_place_and_the_others_are_read(
    make_guide: GuideMaker, tmp_path: Path, short_limits: None
) -> None:
    folder = make_guide({"a.md": "first", "b.md": ENDLESS, "c.md": "last"})
    guide = open_guide(folder, tmp_path / "cache")
    assert "first" in guide.render("/a").html
    assert "the page “b”. It was left out, as it takes more time" in guide.render("/b").html
    assert "last" in guide.render("/c").html
    again = guide_at_hand(folder, tmp_path / "cache")
    assert again is not None
    assert again.render("/b") == guide.render("/b")


def test_a_heavy_page_is_a_fault(make_guide: GuideMaker, short_limits: None) -> None:
    folder = make_guide({"a.md": "[b](/nowhere)", "b.md": ENDLESS})
    assert [(fault.file, fault.kind) for fault in check_guide(folder)] == [
        ("a.md", "broken-link"),
        ("b.md", "too-heavy"),
    ]


def test_many_heavy_pages_do_not_add_up(
    make_guide: GuideMaker, monkeypatch: pytest.MonkeyPatch, short_limits: None
) -> None:
    monkeypatch.setattr(client, "MOST_SECONDS_LOST", 1.5)
    folder = make_guide({f"p{number}.md": ENDLESS for number in range(9)})
    begun = time.monotonic()
    guide = open_guide(folder, None)
    assert time.monotonic() - begun < 9
    assert "have taken too long already" in guide.render("/p8").html


def test_a_guide_without_pages_is_refused_by_each_way_of_reading_it(make_guide: GuideMaker, tmp_path: Path) -> None:
    folder = make_guide({})
    for read in (lambda: open_guide(folder, tmp_path / "c"), lambda: check_guide(folder)):
        with pytest.raises(UserError, match=r"has no pages\.$"):
            read()
    assert guide_at_hand(folder, tmp_path / "c") is None


def test_no_guide_is_said_as_in_this_process(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="No guide found in"):
        open_guide(tmp_path, None)


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there is no such limit there")
def test_the_worker_bounds_its_own_memory() -> None:
    program = "from migdesk.base.platform import limit_memory; limit_memory(1 << 30); bytearray(2 << 30)"
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert "MemoryError" in found.stderr


def test_the_worker_runs_nothing_from_the_folder_it_is_started_in(make_guide: GuideMaker) -> None:
    folder = make_guide({"a.md": "words", "yaml.py": "raise SystemExit(3)", "migdesk.py": "raise SystemExit(3)"})
    found = subprocess.run(
        [sys.executable, "-P", "-m", "migdesk", "guide", "check", "."],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": ""},
    )
    assert (found.returncode, found.stdout) == (0, "No faults found.\n")
