"""A remembered guide that is made to hang the program: this start and the next one come to a usable window."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import hostile_guides
from migdesk.base.paths import Paths
from migdesk.practice.details import PracticeDetails
from migdesk.practice.event import Actor
from migdesk.ui.session.settings import Settings, load_settings, save_settings
from migdesk.workspace.bootstrap import bootstrap

SECONDS_FIRST, SECONDS_SECOND = 60, 10


def data_folder(tmp_path: Path, guide: Path, opening: str = "") -> Path:
    """Make a data folder of somebody who had opened `guide` and works for a practice."""
    paths = Paths(tmp_path / "data", tmp_path / "data" / "cache", "test")
    workspace = bootstrap(paths)
    workspace.sign_in(Actor("Dana Field", "practice-manager", "Riverside Surgery"))
    practice = workspace.practices.add(PracticeDetails("Riverside Surgery", "Z99001", go_live=date(2027, 3, 16)))
    workspace.close()
    save_settings(paths.settings, Settings(practice=practice, guide=str(guide), page="/good", opening=opening))
    return paths.data


def start(data: Path, seconds: int) -> tuple[dict[str, Any], str]:
    """Start the real program until its window is ready; return its figures and what stood on standard error."""
    found = subprocess.run(
        [sys.executable, "-P", "-m", "migdesk", "--data-dir", str(data), "self-check", "--window", "--json"],
        capture_output=True,
        text=True,
        check=False,
        timeout=seconds,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        preexec_fn=_bounded if sys.platform == "linux" else None,
    )
    assert found.returncode == 0, found.stdout + found.stderr
    return json.loads(found.stdout), found.stderr


def _bounded() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS_FIRST, SECONDS_FIRST))
    resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))


@pytest.mark.parametrize(
    "write", [hostile_guides.write_files, hostile_guides.write_nothing, hostile_guides.write_heavy_page]
)
def test_the_second_start_is_usable_in_ten_seconds(tmp_path: Path, write: Callable[[Path], Path]) -> None:
    data = data_folder(tmp_path, write(tmp_path / "guide"))
    for seconds in (SECONDS_FIRST, SECONDS_SECOND):
        figures, _told = start(data, seconds)
        assert figures["ready_ms"] > 0
        assert load_settings(data / "settings.json").guide == str(tmp_path / "guide")


def test_a_guide_that_hung_the_last_start_is_left(tmp_path: Path) -> None:
    folder = hostile_guides.write_files(tmp_path / "guide")
    data = data_folder(tmp_path, folder, opening=str(folder))
    start(data, SECONDS_SECOND)
    assert load_settings(data / "settings.json").opening == str(folder)  # until it is opened again by hand


def test_an_option_with_such_a_guide_is_one_plain_line(tmp_path: Path) -> None:
    folder = hostile_guides.write_nothing(tmp_path / "guide")
    for command in (["self-check"], ["guide", "check"], ["guide", "export", "--output", str(tmp_path / "out")]):
        found = subprocess.run(
            [sys.executable, "-P", "-m", "migdesk", "--guide", str(folder), *command],
            capture_output=True,
            text=True,
            check=False,
        )
        assert found.returncode == 2
        assert found.stderr == f"migdesk: The guide in {folder} has no pages.\n"
