"""Runs the command line in this process, over a data folder and a cache of its own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from command_line import Ran, Run
from PySide6.QtWidgets import QApplication

from migdesk.base.assets import content_folder
from migdesk.cli.main import main
from migdesk.practice.store_opening import create_record

RECORDING = {"practice", "task", "plan", "register", "person", "attach"}
"""Commands that record what somebody did, and need to know who."""


@pytest.fixture(scope="session")
def warm_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache in which the built-in guide and checklist stand already, so that each test need not read YAML."""
    folder = tmp_path_factory.mktemp("warm")
    assert main(["--data-dir", str(folder), "search", "cutover"]) == 0
    return folder / "cache"


@pytest.fixture
def data_folder(tmp_path: Path, warm_cache: Path) -> Path:
    folder = tmp_path / "data"
    shutil.copytree(warm_cache, folder / "cache")
    return folder


@pytest.fixture
def run(data_folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """Run `migdesk` with these arguments on the test's data folder; what records does so by “tester” without a role,
    unless the arguments say who or somebody is saved in the folder."""
    monkeypatch.setenv("LOGNAME", "nobody-to-record")

    def running(*arguments: str) -> Ran:
        capsys.readouterr()
        saved = (data_folder / "people.json").exists()
        parts = {"--by"} if "person" in arguments else {"--by", "--role", "--organisation", "--party"}
        said = saved or parts & set(arguments) or RECORDING.isdisjoint(arguments)
        by = () if said else ("--by", "tester")
        code = main(["--data-dir", str(data_folder), *by, *arguments])
        out, err = capsys.readouterr()
        return Ran(code, out, err)

    yield running


@pytest.fixture
def empty_record(data_folder: Path) -> None:
    """A record without a practice, as a window leaves it that was closed again."""
    create_record(data_folder / "migdesk.db")


@pytest.fixture
def practice(run: Run) -> str:
    """The id of a practice called Made-up Surgery, Z99901, Go-Live 16 March 2027."""
    ran = run("practice", "add", "--name", "Made-up Surgery", "--ods", "z99901", "--go-live", "2027-03-16")
    assert ran.code == 0, ran.err
    return ran.out.strip()


@pytest.fixture
def guide_copy(tmp_path: Path) -> Path:
    """A copy of the built-in guide that a test can damage."""
    return Path(shutil.copytree(content_folder(), tmp_path / "guide"))


@pytest.fixture(autouse=True)
def one_application(qapp: QApplication) -> None:
    """Have the whole application made before a PDF report asks for a smaller one, which screens could not share."""
