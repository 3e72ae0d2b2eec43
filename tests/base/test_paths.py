"""The data folder: the option, the variable, the mark beside the program, the person's own."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from migdesk.base.paths import ENVIRONMENT_VARIABLE, find_paths


@pytest.fixture(autouse=True)
def no_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ENVIRONMENT_VARIABLE, raising=False)


@pytest.fixture
def program(tmp_path: Path) -> Path:
    folder = tmp_path / "program"
    folder.mkdir()
    return folder


def test_the_option_wins(tmp_path: Path, program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ENVIRONMENT_VARIABLE, str(tmp_path / "variable"))
    (program / "portable").touch()
    paths = find_paths(str(tmp_path / "option"), program)
    assert (paths.data, paths.chosen_by) == (tmp_path / "option", "--data-dir")


def test_then_the_variable(tmp_path: Path, program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ENVIRONMENT_VARIABLE, str(tmp_path / "variable"))
    (program / "portable").touch()
    assert find_paths(None, program).data == tmp_path / "variable"


def test_then_the_mark_beside_the_program(program: Path) -> None:
    (program / "portable").touch()
    assert find_paths(None, program).data == program / "migdesk-data"


def test_a_folder_named_portable_is_no_mark(program: Path) -> None:
    (program / "portable").mkdir()
    assert find_paths(None, program).chosen_by == "this user's own folder"


def test_a_portable_folder_that_cannot_be_written_falls_back(program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (program / "portable").touch()
    monkeypatch.setattr("migdesk.base.paths.os.access", lambda *_: False)
    paths = find_paths(None, program)
    assert paths.chosen_by == "this user's own folder"
    assert str(program) in paths.notice and str(paths.data) in paths.notice


def test_the_usual_choice_needs_no_words(tmp_path: Path, program: Path) -> None:
    assert find_paths(None, program).notice == ""
    (program / "portable").touch()
    assert find_paths(None, program).notice == ""
    assert find_paths(str(tmp_path)).notice == ""


def test_a_packed_program_looks_beside_itself(program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (program / "portable").touch()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(program / "migdesk"))
    monkeypatch.setattr(sys, "argv", ["migdesk"])
    assert find_paths().data == program / "migdesk-data"


def test_an_app_of_macos_looks_beside_its_own_folder(program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (program / "portable").touch()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(sys, "executable", str(program / "migdesk.app" / "Contents" / "MacOS" / "migdesk"))
    assert find_paths().data == program / "migdesk-data"


def test_nothing_is_created(tmp_path: Path) -> None:
    paths = find_paths(str(tmp_path / "new"))
    assert not paths.data.exists()
    everything = {paths.database, paths.backups, paths.settings, paths.crash_file, paths.cache}
    assert all(path.is_relative_to(paths.data) for path in everything)


def test_a_relative_folder_is_made_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert find_paths("here").data == tmp_path / "here"
