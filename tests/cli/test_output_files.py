"""Where a report is asked for in a place that cannot take one, it is said in one line, and nothing there is changed."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from command_line import Run

posix_only = pytest.mark.skipif(os.name != "posix", reason="pipes and links of POSIX systems")
REPORTS = (
    ("report", "status", "{practice}", "--output", "{file}.html"),
    ("report", "status", "{practice}", "--output", "{file}.csv"),
    ("report", "agenda", "{practice}", "--output", "{file}.html"),
    ("report", "practices", "--output", "{file}.html"),
    ("report", "calendar", "--output", "{file}.ics"),
    ("practice", "template", "--output", "{file}.xlsx"),
)
ids = [" ".join(command[:2]) + command[-1][-5:] for command in REPORTS]


@pytest.fixture
def practice(run: Run) -> str:
    return run("practice", "add", "--name", "Elm Tree Surgery", "--go-live", "2027-03-16").out.strip()


def filled(command: tuple[str, ...], practice: str, file: Path) -> list[str]:
    return [part.format(practice=practice, file=file) for part in command]


def placed(command: tuple[str, ...], file: Path) -> Path:
    return Path(command[-1].format(practice="", file=file))


@pytest.mark.parametrize("command", REPORTS, ids=ids)
def test_a_name_that_is_too_long(run: Run, practice: str, tmp_path: Path, command: tuple[str, ...]) -> None:
    refusal = run(*filled(command, practice, tmp_path / ("x" * 300))).refusal
    assert "x" * 60 + "…" in refusal
    assert len(refusal) < 300


@pytest.mark.parametrize("command", REPORTS, ids=ids)
def test_the_longest_name_that_there_can_be_is_written(
    run: Run, practice: str, tmp_path: Path, command: tuple[str, ...]
) -> None:
    name = "x" * (255 - len(command[-1].removeprefix("{file}")))
    assert run(*filled(command, practice, tmp_path / name)).code == 0
    assert placed(command, tmp_path / name).stat().st_size


@posix_only
@pytest.mark.parametrize("command", REPORTS, ids=ids)
def test_a_pipe_and_a_device_stay_what_they_are(
    run: Run, practice: str, tmp_path: Path, command: tuple[str, ...]
) -> None:
    pipe, device = placed(command, tmp_path / "pipe"), placed(command, tmp_path / "device")
    os.mkfifo(pipe)
    device.symlink_to("/dev/null")
    for place in ("pipe", "device"):
        assert "is a pipe or a device" in run(*filled(command, practice, tmp_path / place)).refusal
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert device.is_symlink()


@pytest.mark.parametrize("command", REPORTS, ids=ids)
def test_a_folder_and_a_place_in_no_folder(run: Run, practice: str, tmp_path: Path, command: tuple[str, ...]) -> None:
    placed(command, tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("")
    assert "is a folder. Name a file in it." in run(*filled(command, practice, tmp_path / "folder")).refusal
    assert "There is no folder" in run(*filled(command, practice, tmp_path / "none" / "x")).refusal
    assert "not a directory" in run(*filled(command, practice, tmp_path / "file" / "x")).refusal


@pytest.mark.parametrize("command", REPORTS, ids=ids)
def test_what_was_there_is_replaced_whole(run: Run, practice: str, tmp_path: Path, command: tuple[str, ...]) -> None:
    there = placed(command, tmp_path / "there")
    there.write_text("old" * 1_000_000)
    assert run(*filled(command, practice, tmp_path / "there")).code == 0
    assert b"oldold" not in there.read_bytes()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


@posix_only
def test_the_guide_into_a_pipe_or_a_name_that_is_too_long(run: Run, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name in ("pipe", "x" * 300):
        assert "cannot be made" in run("guide", "export", "--output", str(tmp_path / name)).refusal


@posix_only
def test_a_list_that_is_a_pipe_or_has_too_long_a_name(run: Run, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    assert "is a pipe or a device" in run("practice", "import", str(tmp_path / "pipe.csv")).refusal
    assert "cannot be read: file name too long" in run("practice", "import", str(tmp_path / ("x" * 300))).refusal
