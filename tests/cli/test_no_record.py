"""Commands where there is no record: those about practices say so and make none, the others answer."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import Run

from migdesk.cli.main import main
from migdesk.practice.store_opening import create_record

ABOUT_PRACTICES = (
    ["practice", "list", "--json"],
    ["practice", "show", "Z99901"],
    ["practice", "edit", "Z99901", "--name", "Other"],
    ["practice", "archive", "Z99901"],
    ["task", "list", "Z99901"],
    ["task", "set", "Z99901", "kick-off.agree-dates", "--status", "done"],
    ["plan", "show", "Z99901"],
    ["acknowledge", "Z99901", "gdpr", "--by", "Kim", "--role", "Lead GP"],
    ["report", "Z99901", "--output", "status.html"],
    ["report", "--all", "--output", "status.csv"],
)


def everything(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


@pytest.mark.parametrize("command", ABOUT_PRACTICES, ids=lambda words: " ".join(words[:2]))
def test_a_command_about_practices_says_so_and_makes_nothing(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["--data-dir", str(tmp_path / "mistyped"), *command]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"migdesk: There is no record in {tmp_path / 'mistyped'}.") and err.count("\n") == 1
    assert everything(tmp_path) == set()


def test_the_guide_is_searched_without_one(
    tmp_path: Path, warm_cache: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("migdesk.workspace.bootstrap.own_cache_folder", lambda: warm_cache)
    assert main(["--data-dir", str(tmp_path / "mistyped"), "search", "cutover", "--json"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out) and err == ""
    assert everything(tmp_path) == set()


def test_a_list_is_previewed_without_one(
    run: Run, data_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "list.csv").write_text("Practice,ODS code\nMade-up Surgery,Z99901\n", encoding="utf-8")
    assert run("practice", "import", str(tmp_path / "list.csv"), "--preview").code == 0
    assert not (data_folder / "migdesk.db").exists()
    assert run("practice", "import", str(tmp_path / "list.csv")).code == 0
    assert [one["name"] for one in run("practice", "list", "--json").json] == ["Made-up Surgery"]


def test_what_begins_a_record(run: Run) -> None:
    assert run("sample", "--practices", "1").code == 0
    assert len(run("practice", "list", "--json").json) == 1


@pytest.mark.parametrize("command", [["practice", "list"], ["sample"], ["search", "cutover"], ["practice", "add"]])
@pytest.mark.parametrize("left", ["empty", "gone"])
def test_a_lost_record_is_never_begun_anew(command: list[str], left: str, data_folder: Path, run: Run) -> None:
    database = data_folder / "migdesk.db"
    create_record(database)
    (data_folder / "backups" / "daily").mkdir(parents=True)
    database.replace(data_folder / "backups" / "daily" / "migdesk-2027-01-11.db")
    if left == "empty":
        database.touch()
    if command == ["practice", "add"]:
        command = [*command, "--name", "Made-up Surgery"]
    said = run(*command).refusal
    assert ("is empty" in said) if left == "empty" else ("but a copy of one is" in said)
    assert not database.exists() or database.stat().st_size == 0
