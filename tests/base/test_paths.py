"""The data folder: the option, the variable, the mark beside the program, the person's own."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from migdesk.base.errors import EnvironmentFault, UserError
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


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="variables of Linux")
@pytest.mark.parametrize("useless", ["", "relative", "./here"])
def test_a_variable_that_names_no_whole_path_counts_as_unset(
    useless: str, tmp_path: Path, program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, useless)
    monkeypatch.setenv(ENVIRONMENT_VARIABLE, "")
    paths = find_paths(None, program)
    assert paths.data == tmp_path / "home" / ".local" / "share" / "migdesk"
    assert paths.cache == tmp_path / "home" / ".cache" / "migdesk"


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="variables of Linux")
@pytest.mark.parametrize("home", ["", "relative", None])
def test_without_a_home_variable_the_systems_own_list_is_asked(
    home: str | None, tmp_path: Path, program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.delenv("HOME") if home is None else monkeypatch.setenv("HOME", home)
    paths = find_paths(None, program)
    assert paths.data.is_absolute() and not paths.data.is_relative_to(tmp_path)


def test_a_person_without_any_home_is_told(tmp_path: Path, program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("appdirs.user_data_dir", lambda *_, **__: "~/.local/share/migdesk")
    with pytest.raises(EnvironmentFault, match="not known"):
        find_paths(None, program)


def test_the_home_of_nobody_is_told(program: Path) -> None:
    with pytest.raises(UserError, match="nobody's"):
        find_paths("~no-such-person-here/data", program)
