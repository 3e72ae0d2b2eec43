from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from command_line import Run


@pytest.mark.parametrize(
    ("suffix", "begins"),
    [("html", b"<!DOCTYPE html>"), ("json", b"{"), ("pdf", b"%PDF-"), ("docx", b"PK"), ("xlsx", b"PK")],
)
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


@pytest.mark.parametrize(("suffix", "begins"), [("html", b"<!doctype html>"), ("pdf", b"%pdf-")])
def test_the_agenda_for_a_visit(
    run: Run, practice: str, tmp_path: Path, suffix: str, begins: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    path = tmp_path / f"agenda.{suffix}"
    ran = run("report", practice, "--agenda", "--since", "01/02/2026", "--output", str(path))
    assert (ran.code, ran.out, ran.err) == (0, f"{path}\n", "")
    assert path.read_bytes()[: len(begins)].lower() == begins
    if suffix == "html":
        assert "Changes since Sun 1 February 2026" in path.read_text("utf-8")


def test_what_an_agenda_cannot_be(run: Run, practice: str, tmp_path: Path) -> None:
    page = ("--output", str(tmp_path / "a.html"))
    assert "Use Web page (.html)" in run(
        "report", practice, "--agenda", "--output", str(tmp_path / "a.csv")
    ).refusal  # fmt: skip
    assert "that day is to come" in run("report", practice, "--agenda", "--since", "2099-01-01", *page).refusal
    assert "no date" in run("report", practice, "--agenda", "--since", "soon", *page).refusal
    assert "--since" in run("report", practice, "--since", "2026-01-01", *page).refusal
    assert "--tasks" in run("report", practice, "--agenda", "--tasks", *page).refusal


def test_a_calendar_holds_the_practices_dates(run: Run, practice: str, tmp_path: Path) -> None:
    path = tmp_path / "dates.ics"
    assert run("report", practice, "--output", str(path)).code == 0
    assert path.read_text("utf-8").count("BEGIN:VEVENT") == 12
    assert run("report", practice, "--output", str(path), "--for-role", "trainer").code == 0
    assert "CATEGORIES:Task" in path.read_text("utf-8")


def test_a_report_on_all_practices(run: Run, practice: str, tmp_path: Path) -> None:
    assert run("practice", "add", "--name", "Elm Tree").code == 0
    path = tmp_path / "all.csv"
    ran = run("report", "--all", "--output", str(path))
    assert (ran.code, ran.out, ran.err) == (0, f"{path}\n", "")
    rows = path.read_text(encoding="utf-8-sig").splitlines()
    assert [row.partition(",")[0] for row in rows] == ["practice", "Elm Tree", "Made-up Surgery"]
    path = tmp_path / "all.html"
    assert run("report", "--all", "--board-only", "--output", str(path)).code == 0
    assert "Back to the board" not in path.read_text(encoding="utf-8")
    assert run("report", "--all", "--output", str(tmp_path / "all.ics")).code == 0


def test_a_report_on_the_practices_of_a_commissioner(run: Run, practice: str, tmp_path: Path) -> None:
    assert run("practice", "add", "--name", "Elm Tree", "--commissioner", "North Moor ICB").code == 0
    path = tmp_path / "some.html"
    assert run("report", "--all", "--commissioner", "north  moor", "--output", str(path)).code == 0
    html = path.read_text(encoding="utf-8")
    assert "Elm Tree" in html and "Made-up Surgery" not in html
    refusal = run("report", "--all", "--commissioner", "South", "--output", str(path)).refusal
    assert "North Moor ICB" in refusal


def test_what_goes_with_all_and_what_does_not(run: Run, practice: str, tmp_path: Path) -> None:
    page, calendar = str(tmp_path / "all.html"), str(tmp_path / "all.ics")
    assert "PRACTICE" in run("report", "--output", page).refusal
    assert run("report", practice, "--all", "--output", calendar).refusal
    assert run("report", practice, "--all", "--output", page).refusal
    assert run("report", "--all", "--agenda", "--output", page).refusal
    assert run("report", practice, "--board-only", "--output", page).refusal
    assert run("report", practice, "--commissioner", "x", "--output", page).refusal
    assert run("report", "--all", "--tasks", "--output", page).refusal
    assert run("report", "--all", "--board-only", "--output", calendar).refusal
    assert run("report", "--all", "--output", str(tmp_path / "all.json")).refusal


def test_each_report_by_its_word(run: Run, practice: str, tmp_path: Path) -> None:
    run("practice", "edit", practice, "--commissioner", "North Moor ICB")
    for words, name in (
        (("status", practice), "report.json"),
        (("status", practice, "--sections", "registers,dates"), "short.html"),
        (("agenda", practice, "--since", "2026-02-01"), "agenda.html"),
        (("registers", "Z99901"), "registers.csv"),
        (("sheet", "Z99901", "cutover-processes", "--kind", "wall"), "wall.html"),
        (("sheet", "Z99901", "re-entry", "--kind", "log", "--day", "2027-01-12", "--category", "letters"), "log.html"),
        (("practices",), "all.csv"),
        (("practices", "--commissioner", "moor", "--board-only"), "all.html"),
        (("calendar", practice, "--tasks"), "dates.ics"),
        (("calendar", "--for-role", "trainer", "--commissioner", "moor"), "theirs.ics"),
    ):
        ran = run("report", *words, "--output", str(tmp_path / name))
        assert (ran.code, ran.out, ran.err) == (0, f"{tmp_path / name}\n", "")
        assert (tmp_path / name).stat().st_size > 100


def test_a_practice_by_the_name_of_a_report(run: Run, tmp_path: Path) -> None:
    assert run("practice", "add", "--name", "Agenda").code == 0
    assert run("report", "Agenda", "--output", str(tmp_path / "a.csv")).code == 0
    assert "Agenda" in (tmp_path / "a.csv").read_text("utf-8-sig")
    assert run("practice", "add", "--name", "status").code == 0
    assert "PRACTICE" in run("report", "status", "--output", str(tmp_path / "b.csv")).refusal
    assert run("report", "status", "status", "--output", str(tmp_path / "b.csv")).code == 0


@pytest.mark.parametrize("report", ["status", "agenda", "practices", "registers", "sheet", "calendar"])
def test_help_has_two_examples_that_can_be_typed(run: Run, report: str) -> None:
    helped = run("report", report, "--help")
    examples = [line.strip() for line in helped.out.splitlines() if line.strip().startswith("migdesk report")]
    assert helped.code == 0
    assert len(examples) == 2
    assert all(example.startswith(f"migdesk report {report}") for example in examples)


def test_what_cannot_be_trusted_is_a_line_and_the_report_is_still_written(
    run: Run, practice: str, data_folder: Path, tmp_path: Path
) -> None:
    task = run("task", "list", practice, "--json").json[0]["id"]
    assert run("task", "note", practice, task, "Ten boxes.").code == 0
    with closing(sqlite3.connect(data_folder / "migdesk.db")) as database, database:
        for (trigger,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            database.execute(f'DROP TRIGGER "{trigger}"')
        database.execute("UPDATE event SET body = replace(body, 'Ten', 'Two') WHERE kind = 'note-added'")
    for name in ("a.html", "a.csv", "a.json"):
        ran = run("report", "status", practice, "--output", str(tmp_path / name))
        assert ran.code == 1
        assert "was changed after it was recorded" in ran.err
        assert "was changed after it was recorded" in (tmp_path / name).read_text("utf-8-sig")
        assert "Two boxes" not in (tmp_path / name).read_text("utf-8-sig")


def test_a_status_report_of_each_practice_named_as_the_window_names_them(
    run: Run, practice: str, tmp_path: Path
) -> None:
    run("practice", "add", "--name", "Made-up Surgery", "--ods", "Z99902")
    away = run("practice", "add", "--name", "Gone Surgery", "--ods", "Z99903").out.strip()
    run("practice", "archive", away)
    folder = tmp_path / "new" / "reports"
    ran = run("report", "status", "--each", "--output", str(folder))
    assert ran.code == 0, ran.err
    names = sorted(path.name for path in folder.iterdir())
    today = f"{datetime.now().astimezone():%Y-%m-%d}"
    assert names == [f"Made-up Surgery Z99902 status {today}.html", f"Made-up Surgery status {today}.html"]
    assert len(ran.out.splitlines()) == 2
    assert run("report", "status", "--each", "--output", str(folder), "--format", "csv").code == 0
    assert (folder / f"Made-up Surgery status {today}.csv").exists()
    assert "Name a PRACTICE" in run("report", "status", "--output", str(folder)).refusal
    assert "Name a PRACTICE" in run("report", "status", practice, "--each", "--output", str(folder)).refusal
    (tmp_path / "file").write_text("")
    assert "cannot be a folder" in run("report", "status", "--each", "--output", str(tmp_path / "file")).refusal


@pytest.mark.parametrize(
    ("report", "form", "beginning"),
    [
        ("status", "json", "{"),
        ("status", "csv", "\ufeffpractice"),
        ("agenda", "html", "<!"),
        ("calendar", "ics", "BEGIN"),
    ],
)
def test_a_report_on_standard_output(run: Run, practice: str, report: str, form: str, beginning: str) -> None:
    ran = run("report", report, practice, "--output", "-", "--format", form)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.lower().startswith(beginning.lower())
    assert "Give --format" in run("report", "status", practice, "--output", "-").refusal
