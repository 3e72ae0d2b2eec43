"""Only ordinary files are read, and none outside the folder that they belong to."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from migdesk.base.regular_file import NotReadable, read_regular

if sys.platform == "win32":
    pytest.skip("Windows lets nobody make links and pipes by default", allow_module_level=True)


def why_not(path: Path, within: Path | None = None) -> str:
    with pytest.raises(NotReadable) as error:
        read_regular(path, 100, within)
    return str(error.value)


def test_a_file_and_a_link_to_one_inside_are_read(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"words")
    (tmp_path / "b").symlink_to("a")
    assert read_regular(tmp_path / "a", 5, tmp_path) == read_regular(tmp_path / "b", 5, tmp_path) == b"words"


def test_a_pipe_is_not_waited_for_and_a_device_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "zero").symlink_to("/dev/zero")
    assert why_not(tmp_path / "pipe") == why_not(tmp_path / "pipe", tmp_path) == "is no ordinary file"
    assert why_not(tmp_path / "zero") == "is no ordinary file"
    assert why_not(tmp_path) == "is no ordinary file"


def test_no_link_leads_out_in_a_circle_or_to_nothing(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (tmp_path / "secret").write_bytes(b"secret")
    (home / "out").symlink_to(tmp_path / "secret")
    (home / "gone").symlink_to("nothing")
    (home / "round").symlink_to("round")
    assert why_not(home / "out", home) == "is a link to a file outside the guide's folder"
    assert why_not(home / "gone", home) == "is a link to a file that is not there"
    assert why_not(home / "round", home) == "is a link that leads round in a circle"
    assert why_not(home / "missing") == "cannot be read: no such file or directory"


def test_no_more_is_read_than_asked_for(tmp_path: Path) -> None:
    (tmp_path / "large").write_bytes(b"x" * 101)
    assert "larger" in why_not(tmp_path / "large")
