"""Each command's help has two examples and its exit codes, and each example does what it says."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from command_line import Run

from migdesk.cli.examples import EXAMPLES
from migdesk.cli.main import COMMANDS, main


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_each_command_has_two_examples_and_its_exit_codes(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--help"]) == 0
    said = capsys.readouterr().out
    assert "exit codes: 0 " in " ".join(said.casefold().split())
    assert said.count("\n  migdesk ") >= 2, said


def test_every_example_runs(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "practices.csv").write_text("Practice,ODS,Go-Live\nElm Tree Surgery,Z99001,23/03/2027\n")
    (tmp_path / "tasks.csv").write_text("practice,task,status\nZ99001,kick-off.hold-meeting,done\n")
    (tmp_path / "shared").mkdir()
    for command, examples in EXAMPLES.items():
        for example in examples if command != "tour" else ():  # minutes; its own tests run it
            ran = run(*shlex.split(example)[1:])
            assert ran.code == 0, (example, ran.out[-500:], ran.err)
