"""`migdesk attach`: what scripts rely on; files, addresses, taking off; what is refused; how files travel."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from command_line import Run

from attachment_examples import BAD, GOOD, PDF, PNG
from migdesk.cli.main import main

TASK = "kick-off.agree-dates"
SAID = "--no-patient-data"
KEYS = {"id", "item", "name", "sha256", "size", "address", "by", "role", "at", "here"}


@pytest.fixture
def minutes(tmp_path: Path) -> Path:
    path = tmp_path / "minutes.pdf"
    path.write_bytes(PDF)
    return path


def attached_to(found: list[dict[str, Any]], item: str) -> list[str]:
    return [each["name"] for entry in found if entry["id"] == item for each in entry["attachments"]]


def test_a_file_is_copied_listed_opened_and_saved(
    run: Run, practice: str, minutes: Path, data_folder: Path, tmp_path: Path
) -> None:
    attachment = run("attach", practice, TASK, str(minutes), SAID).out.strip()
    minutes.unlink()  # a copy is kept
    (listed,) = run("attach", practice, "--list", "--json").json
    assert listed.keys() >= KEYS
    assert (listed["id"], listed["item"], listed["name"], listed["size"]) == (attachment, TASK, "minutes.pdf", len(PDF))
    assert (listed["by"], listed["here"], listed["address"]) == ("tester", True, "")
    assert [path.name for path in (data_folder / "attachments").iterdir()] == [listed["sha256"]]
    opened = Path(run("attach", practice, "--open", "minutes.pdf").out.strip())
    assert (opened.name, opened.read_bytes()) == ("minutes.pdf", PDF)
    assert run("attach", practice, "--save", attachment, "--output", str(tmp_path)).code == 0
    assert (tmp_path / "minutes.pdf").read_bytes() == PDF
    assert "minutes.pdf" in run("attach", practice, "--list").out


def test_lists_for_scripts_tell_what_is_attached_to_each(run: Run, practice: str, minutes: Path) -> None:
    of_ann = ("--role", "lead-gp", "--organisation", "Made-up Surgery")
    row = run("person", "add", practice, "Ann Example", *of_ann).out.strip()
    for item in (TASK, row, "so.data"):
        assert run("attach", practice, item, str(minutes), SAID).code == 0
    assert attached_to(run("task", "list", practice, "--json").json, TASK) == ["minutes.pdf"]
    assert attached_to(run("task", "list", "--all", "--json").json, TASK) == ["minutes.pdf"]
    assert attached_to(run("register", "show", practice, "contacts", "--json").json, row) == ["minutes.pdf"]
    assert attached_to(run("sign-off", "list", practice, "--json").json, "so.data") == ["minutes.pdf"]
    assert [each["name"] for each in run("sign-off", "show", practice, "so.data", "--json").json["attachments"]]
    listed = run("attach", practice, "--list", "--json").json
    assert [each["item"] for each in listed] == [TASK, f"contacts/{row}", "so.data"]
    assert [each["title"] for each in run("attach", practice, row, "--list", "--json").json] == ["Ann Example"]


def test_an_address_is_kept_as_it_is_written(run: Run, practice: str) -> None:
    assert run("attach", practice, TASK, "https://example.org/minutes", "--name", "Minutes").code == 0
    assert run("attach", practice, TASK, "T:\\Migration\\plan.xlsx", "--link").code == 0
    web, path = run("attach", practice, "--list", "--json").json
    assert (web["name"], web["address"], web["sha256"]) == ("Minutes", "https://example.org/minutes", "")
    assert (path["name"], path["here"]) == ("T:\\Migration\\plan.xlsx", False)
    assert "Only its place is kept" in run("attach", practice, "--open", "Minutes").refusal


def test_the_question_about_patients_stands_before_a_file(run: Run, practice: str, minutes: Path) -> None:
    assert "--no-patient-data" in run("attach", practice, TASK, str(minutes)).refusal
    assert run("attach", practice, "--list", "--json").json == []


@pytest.mark.parametrize("name", [*BAD, "not-there.pdf"])
def test_what_cannot_be_attached_is_refused_and_nothing_kept(
    run: Run, practice: str, name: str, tmp_path: Path, data_folder: Path
) -> None:
    path = tmp_path / name
    if name in BAD:
        path.write_bytes(BAD[name][0])
    assert name in run("attach", practice, TASK, str(path), SAID).refusal
    assert not (data_folder / "attachments").exists()
    assert run("attach", practice, "--list", "--json").json == []


def test_a_file_of_more_than_25_mb_is_refused(run: Run, practice: str, tmp_path: Path) -> None:
    large = tmp_path / "large.pdf"
    with large.open("wb") as file:
        file.write(PDF)
        file.truncate((25 << 20) + 1)
    assert "larger than 25 MB" in run("attach", practice, TASK, str(large), SAID).refusal


def test_what_is_nowhere_or_attached_already_is_refused(run: Run, practice: str, minutes: Path) -> None:
    assert "no task, row or sign-off" in run("attach", practice, "nothing.such", str(minutes), SAID).refusal
    assert run("attach", practice, TASK, str(minutes), SAID).code == 0
    assert "attached to this already" in run("attach", practice, TASK, str(minutes), SAID).refusal
    assert "Nothing is attached as" in run("attach", practice, "--open", "other.pdf").refusal
    for muddle in (("--list", "--open", "x"), (TASK,), ("--save", "x"), (TASK, "x", "--list"), (TASK, "x", "--json")):
        assert run("attach", practice, *muddle).code == 2


def test_a_name_that_looks_like_a_patients_is_asked_about(run: Run, practice: str, tmp_path: Path) -> None:
    assert "patient data" in run("attach", practice, TASK, "https://example.org/9434765919").refusal


def test_taking_off_leaves_file_and_history(run: Run, practice: str, minutes: Path, data_folder: Path) -> None:
    run("attach", practice, TASK, str(minutes), SAID)
    assert run("attach", practice, "--take-off", "minutes.pdf", "--reason", "The wrong one").code == 0
    assert run("attach", practice, "--list", "--json").json == []
    assert len(list((data_folder / "attachments").iterdir())) == 1
    assert run("attach", practice, TASK, str(minutes), SAID).code == 0  # the right one after all


def test_a_damaged_file_is_said_and_not_opened(run: Run, practice: str, minutes: Path, data_folder: Path) -> None:
    run("attach", practice, TASK, str(minutes), SAID)
    (kept,) = (data_folder / "attachments").iterdir()
    kept.write_bytes(PDF[::-1])
    assert "is not what was attached" in run("attach", practice, "--open", "minutes.pdf").refusal
    kept.unlink()
    assert "not here yet" in run("attach", practice, "--open", "minutes.pdf").refusal
    assert "not here yet" in run("attach", practice, "--list").out


def test_self_check_counts_what_is_attached(run: Run, practice: str, minutes: Path, data_folder: Path) -> None:
    assert "attachments" not in run("self-check", "--json").json["store"]
    run("attach", practice, TASK, str(minutes), SAID)
    run("attach", practice, "so.data", str(minutes), SAID)  # one file, kept once
    run("attach", practice, TASK, "https://example.org/")
    assert run("self-check", "--json").json["store"]["attachments"] == {
        "files": 1, "bytes": len(PDF), "not_here": 0, "addresses": 1,
    }  # fmt: skip
    next((data_folder / "attachments").iterdir()).unlink()
    found = run("self-check", "--json").json["store"]
    assert (found["ok"], found["attachments"]["not_here"]) == (True, 1)


def test_files_travel_with_a_package_and_arrive_later_if_need_be(
    run: Run, practice: str, minutes: Path, data_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = tmp_path / "sheet.png"
    sheet.write_bytes(PNG)
    for path in (minutes, sheet):
        run("attach", practice, TASK, str(path), SAID)
    (missing,) = (path for path in (data_folder / "attachments").iterdir() if path.read_bytes() == PNG)
    missing.rename(tmp_path / "kept")
    first, second = tmp_path / "first.migdesk", tmp_path / "second.migdesk"
    sent = run("exchange", "export", practice, "--no-passphrase", "--output", str(first), "--json")
    assert (sent.json["files"], sent.json["files_not_here"]) == (1, 1)
    assert "not on this computer" in run("exchange", "export", practice, "--no-passphrase", "--output", str(first)).err
    there = ("--data-dir", str(tmp_path / "there"))
    assert main([*there, "exchange", "take-in", str(first)]) == 0
    assert "1 file attached came with it" in capsys.readouterr().out
    assert main([*there, "attach", practice, "--list"]) == 0
    assert "not here yet" in capsys.readouterr().out
    (tmp_path / "kept").rename(missing)
    run("exchange", "export", practice, "--no-passphrase", "--output", str(second))
    assert main([*there, "exchange", "preview", str(second), "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert (shown["files"], [each["new_events"] for each in shown["practices"]]) == (1, [0])
    assert main([*there, "exchange", "take-in", str(second)]) == 0
    assert "1 file attached came with it" in capsys.readouterr().out
    assert main([*there, "attach", practice, "--list"]) == 0
    assert "not here yet" not in capsys.readouterr().out


def test_every_type_can_be_attached(run: Run, practice: str, tmp_path: Path) -> None:
    for name in ("letter.docx", "notes.txt", "all.zip"):
        (tmp_path / name).write_bytes(GOOD[name])
        assert run("attach", practice, "so.data", str(tmp_path / name), SAID).code == 0


def test_copies_store_a_file_once_and_bring_it_back(
    run: Run, practice: str, minutes: Path, data_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("attach", practice, TASK, str(minutes), SAID)
    copy = Path(run("backup", "now").out.strip())
    run("backup", "now")
    (stored,) = (data_folder / "backups" / "attachments").iterdir()
    assert stored.read_bytes() == PDF
    shutil.rmtree(data_folder / "attachments")
    assert run("attach", practice, "--list", "--json").json[0]["here"]
    assert Path(run("attach", practice, "--open", "minutes.pdf").out.strip()).read_bytes() == PDF
    assert run("backup", "restore", str(copy)).code == 0
    assert [path.read_bytes() for path in (data_folder / "attachments").iterdir()] == [PDF]
    there = tmp_path / "there"
    assert main(["--data-dir", str(there), "backup", "restore", str(copy)]) == 0  # the same on another computer
    capsys.readouterr()
    assert [path.read_bytes() for path in (there / "attachments").iterdir()] == [PDF]


def test_report_and_search_find_what_is_attached(run: Run, practice: str, minutes: Path, tmp_path: Path) -> None:
    run("attach", practice, "so.data", str(minutes), SAID)
    run("attach", practice, TASK, "https://example.org/agenda", "--name", "The <b>agenda</b>")
    page, model, table = (tmp_path / name for name in ("status.html", "status.json", "status.csv"))
    for path in (page, model, table):
        assert run("report", "status", practice, "--output", str(path)).code == 0
    found = page.read_text(encoding="utf-8")
    assert "1 file and 1 address are attached" in found
    assert "minutes.pdf" in found
    assert "The &lt;b&gt;agenda&lt;/b&gt;" in found
    (file, address) = json.loads(model.read_text(encoding="utf-8"))["evidence"]
    assert (file["item"], file["name"], file["size"], file["here"]) == ("so.data", "minutes.pdf", len(PDF), True)
    assert address["address"] == "https://example.org/agenda"
    assert file["sha256"] in table.read_text(encoding="utf-8-sig")
    hits = run("search", "minutes.pdf", "--json").json
    assert next(hit["title"] for hit in hits if hit["kind"] == "note").startswith("Attached: ")


def test_history_tells_what_was_attached_and_taken_off(run: Run, practice: str, minutes: Path, tmp_path: Path) -> None:
    run("attach", practice, TASK, str(minutes), SAID)
    run("attach", practice, "--take-off", "minutes.pdf", "--reason", "The wrong one")
    page = tmp_path / "status.html"
    run("report", "status", practice, "--output", str(page))
    found = page.read_text(encoding="utf-8")
    assert "Attached: minutes.pdf" in found
    assert "Taken off, because: The wrong one: minutes.pdf" in found
