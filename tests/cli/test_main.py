"""The entry point: the way to the window, faults in one line, and what nobody foresaw."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from command_line import Run

from migdesk.base.assets import PACKAGE_FOLDER
from migdesk.base.clock import system_clock
from migdesk.base.errors import EnvironmentFault, UserError
from migdesk.base.ids import random_id
from migdesk.cli import display
from migdesk.cli import main as main_module
from migdesk.cli.display import require_display
from migdesk.cli.main import main
from migdesk.practice.holder import this_computer
from migdesk.practice.opening import open_record
from migdesk.practice.store import Store


def start(arguments: list[str], environment: dict[str, str], program: str = "") -> subprocess.CompletedProcess[str]:
    """Run migdesk as a process of its own."""
    program = program or "import sys; from migdesk.cli.main import main; sys.exit(main())"
    plain = {name: value for name, value in os.environ.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    plain.pop("QT_QPA_PLATFORM", None)
    return subprocess.run(
        [sys.executable, "-c", program, *arguments],
        env={**plain, "PYTHONPATH": str(PACKAGE_FOLDER.parent), **environment},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


# the window


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], (None, None, None)),
        (["--data-dir", "a", "--guide=b"], ("a", "b", None)),
        (["x.migdesk"], (None, None, "x.migdesk")),
        (["--data-dir", "a", "Z99001 2026.MIGDESK"], ("a", None, "Z99001 2026.MIGDESK")),
        (["x.migdesk", "y.migdesk"], None),
        (["x.txt"], None),
        (["--x.migdesk"], None),
        (["--data-dir"], None),
        (["--data-dir", ""], None),
        (["--guide", "--data-dir"], None),
        (["practice", "list"], None),
        (["--by", "x"], None),
    ],
)
def test_the_short_way_to_the_window(arguments: list[str], expected: Any) -> None:
    assert main_module._window_options(arguments) == expected


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="these always have a display")
def test_without_a_display_one_line_and_no_qt(tmp_path: Path) -> None:
    program = (
        "import sys; from migdesk.cli.main import main; code = main();"
        "print([name for name in sys.modules if name.startswith(('PySide6', 'argparse'))]); sys.exit(code)"
    )
    ran = start(["--data-dir", str(tmp_path)], {}, program)
    assert ran.returncode == 2
    assert ran.stdout == "[]\n"
    assert ran.stderr.count("\n") == 1
    assert "no display" in ran.stderr
    assert "migdesk tour --output FOLDER" in ran.stderr
    assert not any(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("environment", "always", "there"),
    [
        ({}, False, False),
        ({}, True, True),
        ({"QT_QPA_PLATFORM": "offscreen"}, False, True),
        ({"QT_QPA_PLATFORM": "xcb"}, False, False),
        ({"DISPLAY": ":4711"}, False, False),
        ({"DISPLAY": "elsewhere:0"}, False, True),
        ({"WAYLAND_DISPLAY": "wayland-0", "XDG_RUNTIME_DIR": "/nowhere"}, False, False),
    ],
)
def test_whether_there_is_a_display(environment: dict[str, str], always: bool, there: bool) -> None:
    if there:
        require_display(environment, always_there=always)
        return
    with pytest.raises(UserError, match="no display"):
        require_display(environment, always_there=always)


def test_the_socket_of_a_display(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(display, "X_SOCKETS", tmp_path)
    (tmp_path / "X7").touch()
    require_display({"DISPLAY": ":7.0"}, always_there=False)
    require_display({"WAYLAND_DISPLAY": "X7", "XDG_RUNTIME_DIR": str(tmp_path)}, always_there=False)


# faults


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["frobnicate"], "invalid choice: 'frobnicate'"),
        (["practice"], "required: ACTION"),
        (["practice", "list", "--jason"], "Unrecognized arguments: --jason"),
        (["task", "set"], "required: PRACTICE, TASK"),
        (["--by", "Kim Example"], "go with a command"),
        (["--guide", "", "practice", "list"], "--guide needs a folder"),
        (["practice", "add", "--name", "\udcff"], "not readable as UTF-8"),
    ],
)
def test_arguments_that_cannot_be_read(run: Run, arguments: list[str], why: str) -> None:
    assert why in run(*arguments).refusal


def test_an_empty_data_folder_is_no_data_folder(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data-dir", "", "practice", "list"]) == 2
    assert "--data-dir needs a folder" in capsys.readouterr().err


def test_help_and_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("migdesk ")
    assert main(["--help"]) == 0
    assert "practice" in capsys.readouterr().out
    for command in main_module.COMMANDS:
        assert main([command, "--help"]) == 0


def test_interrupted_quietly(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(main_module, "_run", interrupted)
    assert run("practice", "list") == (130, "", "")


def test_what_nobody_foresaw_goes_to_the_crash_file(
    run: Run, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrong(_: object) -> int:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr(main_module, "_run", wrong)
    refusal = run("practice", "list").refusal
    crash_file = data_folder / "crash.txt"
    assert "(ZeroDivisionError)" in refusal
    assert str(crash_file) in refusal
    assert "ZeroDivisionError: a bug" in crash_file.read_text(encoding="utf-8")


def test_a_damaged_record(run: Run, data_folder: Path) -> None:
    (data_folder / "migdesk.db").write_bytes(b"no database at all, but some bytes" * 100)
    assert "damaged" in run("practice", "list").refusal


def test_a_data_folder_that_cannot_be_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("in the way")
    assert main(["--data-dir", str(tmp_path / "file" / "data"), "sample"]) == 2
    assert "cannot be made" in capsys.readouterr().err


def test_a_locked_record(run: Run, practice: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(*_: object) -> None:
        raise EnvironmentFault("Not saved: another program is holding the record.")

    monkeypatch.setattr(Store, "append_all", locked)
    assert "Not saved" in run("practice", "archive", practice).refusal


# beside others


def test_beside_another_open_record(run: Run, practice: str, data_folder: Path) -> None:
    store = open_record(data_folder / "migdesk.db", data_folder / "backups", system_clock, random_id, this_computer())
    try:
        assert store.changed_elsewhere() == frozenset()
        assert run("task", "set", practice, "kick-off.agree-dates", "--status", "done").code == 0
        assert store.changed_elsewhere() == {practice}
        assert store.state(practice).status("kick-off.agree-dates") == "done"
    finally:
        store.close()


def test_it_leaves_the_mark_of_an_open_window(run: Run, practice: str, data_folder: Path) -> None:
    from migdesk.practice.holder import FILE_NAME, hold

    hold(data_folder, system_clock(), this_computer())
    run("practice", "archive", practice)
    assert (data_folder / FILE_NAME).exists()


def test_a_folder_that_another_computer_holds_is_for_reading(run: Run, practice: str, data_folder: Path) -> None:
    from migdesk.practice.holder import hold

    hold(data_folder, system_clock(), "another computer")
    listed = run("practice", "list", "--json")
    assert listed.json[0]["id"] == practice
    assert "open for reading only" in listed.err
    assert "Not saved" in run("practice", "archive", practice).refusal


# a process of its own


def test_as_a_process_whatever_the_console_can_show(tmp_path: Path) -> None:
    ran = start(
        ["--data-dir", str(tmp_path), "practice", "add", "--name", "Surgery “Ægir”", "--by", "Æ"],
        {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    ran = start(["practice", "list"], {"PYTHONIOENCODING": "ascii", "MIGDESK_DATA_DIR": str(tmp_path)})
    assert "Surgery “Ægir”" in ran.stdout


def test_a_reader_who_has_seen_enough(tmp_path: Path) -> None:
    program = (
        "import os, sys; from migdesk.cli.main import main; reading, writing = os.pipe(); os.close(reading);"
        "os.dup2(writing, 1); sys.exit(main())"
    )
    ran = start(["--data-dir", str(tmp_path), "search", "cutover"], {}, program)
    assert (ran.returncode, ran.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a full disk at hand")
def test_a_full_disk_behind_the_output(tmp_path: Path) -> None:
    program = (
        "import os, sys; from migdesk.cli.main import main; os.dup2(os.open('/dev/full', os.O_WRONLY), 1);"
        "sys.exit(main())"
    )
    ran = start(["--data-dir", str(tmp_path), "search", "cutover"], {}, program)
    assert ran.returncode == 2
    assert ran.stderr == "migdesk: Not finished: no space left on device.\n"
