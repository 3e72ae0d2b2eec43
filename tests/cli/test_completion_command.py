"""Shells are told how a line may go on, by the parser itself."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import Run

from migdesk.cli.completion import SHELLS


@pytest.mark.parametrize("shell", SHELLS)
def test_each_shell_has_its_script(shell: str, run: Run) -> None:
    ran = run("completion", shell)
    assert ran.code == 0
    assert "migdesk" in ran.out
    assert "_ARGCOMPLETE" in ran.out


def test_a_shell_that_is_not_known(run: Run) -> None:
    assert "invalid choice" in run("completion", "cmd").refusal


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("migdesk we", {"week"}),
        ("migdesk task ", {"list", "set", "add", "note"}),
        ("migdesk task set --fr", {"--from"}),
        ("migdesk practice import --u", {"--use", "--update"}),
    ],
)
def test_how_a_line_may_go_on(line: str, expected: set[str], tmp_path: Path) -> None:
    answer = tmp_path / "answer"
    environment = {
        **os.environ,
        "_ARGCOMPLETE": "1",
        "_ARGCOMPLETE_SHELL": "powershell",
        "_ARGCOMPLETE_STDOUT_FILENAME": str(answer),
        "_ARGCOMPLETE_IFS": "\n",
        "_ARGCOMPLETE_SUPPRESS_SPACE": "1",
        "COMP_LINE": line,
        "COMP_POINT": str(len(line)),
    }
    done = subprocess.run(
        [sys.executable, "-m", "migdesk"], env=environment, capture_output=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert {word.strip() for word in answer.read_text().split("\n")} >= expected


def test_nothing_of_it_is_imported_unless_a_shell_asks(tmp_path: Path) -> None:
    program = (
        "import sys; from migdesk.cli.main import main; main(['--version']); assert 'argcomplete' not in sys.modules"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False, timeout=60).returncode == 0
