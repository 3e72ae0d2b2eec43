"""What `--version` says: version, commit and build date, or that it runs from its source."""

from __future__ import annotations

from pathlib import Path

import pytest

from migdesk import __version__
from migdesk.base.build_info import full_version
from migdesk.cli.main import main


def test_a_built_copy_says_commit_and_day(tmp_path: Path) -> None:
    (tmp_path / "build.json").write_text('{"commit": "1a2b3c4", "date": "2027-01-15"}')
    assert full_version(tmp_path) == f"{__version__} (commit 1a2b3c4, built 2027-01-15)"


def test_a_copy_built_without_a_repository_says_the_day(tmp_path: Path) -> None:
    (tmp_path / "build.json").write_text('{"commit": "", "date": "2027-01-15"}')
    assert full_version(tmp_path) == f"{__version__} (built 2027-01-15)"


@pytest.mark.parametrize("content", [None, "", "{}", '{"commit": 1, "date": "today"}'])
def test_no_build_file_or_a_broken_one(content: str | None, tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / "build.json").write_text(content)
    assert full_version(tmp_path) == f"{__version__} (from source)"


def test_the_command_line_says_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"migdesk {__version__} (from source)\n"
