"""`dev.py` says what it is about to install, and asks a person before it calls sudo."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

DEV = Path(__file__).resolve().parent.parent / "dev.py"
PACKAGES = ["libegl1", "libgl1"]


class Machine:
    """A Debian machine that notes what it is told to do."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, dev: ModuleType) -> None:
        self.ran: list[list[str]] = []
        self.asked = 0
        self._answers: list[str] = []
        self._monkeypatch = monkeypatch
        monkeypatch.setattr(dev.shutil, "which", lambda tool: f"/usr/bin/{tool}")
        monkeypatch.setattr(dev.subprocess, "run", self._run)
        monkeypatch.setattr("builtins.input", self._input)
        monkeypatch.setattr(sys, "argv", ["dev.py", "run"])

    def user(self, *, root: bool, terminal: bool, answers: tuple[str, ...] = ()) -> Machine:
        self._answers = list(answers)
        self._monkeypatch.setattr("os.geteuid", lambda: 0 if root else 1000, raising=False)
        self._monkeypatch.setattr(sys.stdin, "isatty", lambda: terminal, raising=False)
        return self

    def _run(self, command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        self.ran.append(command)
        return subprocess.CompletedProcess(command, 0)

    def _input(self, question: str) -> str:
        assert "sudo apt-get" in question
        self.asked += 1
        return self._answers.pop(0)


@pytest.fixture
def dev() -> ModuleType:
    spec = importlib.util.spec_from_file_location("dev", DEV)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch, dev: ModuleType) -> Machine:
    return Machine(monkeypatch, dev)


INSTALL = ["apt-get", "install", "-y", "--no-install-recommends", *PACKAGES]


@pytest.mark.parametrize("terminal", [True, False])
def test_root_installs_at_once_and_is_told_what(
    dev: ModuleType, machine: Machine, terminal: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.user(root=True, terminal=terminal)
    assert dev.install_by_apt(PACKAGES)
    assert machine.ran == [["apt-get", "update"], INSTALL]
    assert machine.asked == 0
    assert "libegl1 libgl1" in capsys.readouterr().out


def test_a_script_without_a_terminal_installs_at_once(dev: ModuleType, machine: Machine) -> None:
    machine.user(root=False, terminal=False)
    assert dev.install_by_apt(PACKAGES)
    assert machine.ran[-1] == ["sudo", *INSTALL]
    assert machine.asked == 0


@pytest.mark.parametrize("answer", ["y", " Yes "])
def test_a_person_is_asked_before_sudo(
    dev: ModuleType, machine: Machine, answer: str, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.user(root=False, terminal=True, answers=(answer,))
    assert dev.install_by_apt(PACKAGES)
    assert machine.ran[-1] == ["sudo", *INSTALL]
    assert "needs these packages of your system: libegl1 libgl1" in capsys.readouterr().out


@pytest.mark.parametrize("answer", ["", "n", "what"])
def test_a_person_who_does_not_agree_is_told_what_to_type(
    dev: ModuleType, machine: Machine, answer: str, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.user(root=False, terminal=True, answers=(answer,))
    assert not dev.install_by_apt(PACKAGES)
    assert machine.ran == []
    assert "sudo " + " ".join(INSTALL) in capsys.readouterr().err


def test_yes_answers_beforehand(dev: ModuleType, machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["dev.py", "run", "--yes"])
    machine.user(root=False, terminal=True)
    assert dev.install_by_apt(PACKAGES)
    assert machine.asked == 0
