from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import Run


@pytest.mark.parametrize(("suffix", "begins"), [("html", b"<!DOCTYPE html>"), ("json", b"{"), ("pdf", b"%PDF-")])
def test_the_format_follows_the_suffix(
    run: Run, practice: str, tmp_path: Path, suffix: str, begins: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    path = tmp_path / f"report.{suffix}"
    ran = run("report", practice, "--output", str(path))
    assert (ran.code, ran.out, ran.err) == (0, f"{path}\n", "")
    assert path.read_bytes()[: len(begins)].lower() == begins.lower()


def test_the_format_can_be_named(run: Run, practice: str, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    assert run("report", practice, "--output", str(path), "--format", "json").code == 0
    assert json.loads(path.read_bytes())["practice"]["name"] == "Made-up Surgery"


def test_what_cannot_be_written(run: Run, practice: str, tmp_path: Path) -> None:
    assert run("report", practice, "--output", str(tmp_path / "report.odt")).refusal
    assert run("report", practice, "--output", str(tmp_path / "missing" / "report.html")).refusal
    assert run("report", "Nowhere", "--output", str(tmp_path / "report.html")).refusal
    assert "--output" in run("report", practice).refusal
