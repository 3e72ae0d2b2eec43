"""`migdesk backup`, and which commands make copies by themselves."""

from __future__ import annotations

import json
import re
import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from command_line import Run

from migdesk.base.clock import local_date, system_clock
from migdesk.cli.main import main

README = Path(__file__).resolve().parents[2] / "README.md"
COPY_KEYS = {"name", "path", "kind", "day", "made", "practices", "events", "bytes"}


def copies_in(data_folder: Path) -> set[str]:
    return {path.name for path in (data_folder / "backups").rglob("*.gz")}


def test_now_list_and_restore(run: Run, practice: str, data_folder: Path) -> None:
    made = run("backup", "now", "--json").json
    assert set(made) == COPY_KEYS
    assert (made["practices"], made["day"], made["kind"]) == (1, local_date(system_clock()).isoformat(), "daily")
    assert datetime.fromisoformat(made["made"]).tzinfo
    run("task", "set", practice, "kick-off.hold-meeting", "--note", "Written after the copy")
    gone_back = run("backup", "restore", made["name"], "--json").json
    assert gone_back["events"] == made["events"]
    aside = Path(gone_back["set_aside"])
    assert aside.parent == data_folder and aside.name.startswith("migdesk-replaced-")
    assert "Written after the copy" not in run("practice", "show", practice, "--json").out
    run("backup", "restore", str(aside))
    notes = json.dumps(run("task", "list", practice, "--json").json)
    assert "Written after the copy" in notes


def test_the_list_says_what_each_copy_holds(run: Run, practice: str) -> None:
    run("backup", "now")
    listed = run("backup", "list", "--json").json
    assert [set(one) for one in listed] == [COPY_KEYS] * 2
    table = run("backup", "list").out
    assert all(one["name"] in table for one in listed)
    assert f"{system_clock().astimezone():%Y}" in table


def test_without_a_record_or_a_copy(run: Run, data_folder: Path, tmp_path: Path) -> None:
    assert "There is no record in" in run("backup", "now").refusal
    assert run("backup", "list", "--json").json == []
    assert "There are no copies in" in run("backup", "list").out
    assert "There is no good copy in" in run("backup", "restore").refusal
    assert "There is no copy “nothing.db”" in run("backup", "restore", "nothing.db").refusal
    (tmp_path / "holiday.jpg").write_bytes(b"not a copy")
    refusal = run("backup", "restore", str(tmp_path / "holiday.jpg")).refusal
    assert "is no copy that can be gone back to" in refusal and "record on this computer" not in refusal
    assert not (data_folder / "migdesk.db").exists() and not (data_folder / "backups").exists()


def test_what_records_makes_the_days_copy_and_what_reads_makes_none(
    run: Run, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = run("practice", "add", "--name", "Made-up Surgery", "--ods", "Z99901").out.strip()
    today = local_date(system_clock()).isoformat()
    assert copies_in(data_folder) == {f"migdesk-{today}.db.gz"}
    shutil.rmtree(data_folder / "backups")
    run("practice", "list")
    run("task", "list", code)
    run("search", "cutover")
    run("practice", "show", code)
    assert not (data_folder / "backups").exists()
    run("task", "set", code, "kick-off.hold-meeting", "--status", "done")
    run("task", "set", code, "kick-off.hold-meeting", "--status", "to-do")
    assert copies_in(data_folder) == {f"migdesk-{today}.db.gz"}
    monkeypatch.setattr("migdesk.practice.backup.COPY_EVERY", timedelta(0))
    run("task", "set", code, "kick-off.hold-meeting", "--status", "done")
    assert copies_in(data_folder) == {f"migdesk-{today}.db.gz", f"migdesk-{today}-latest.db.gz"}


def test_a_copy_that_cannot_be_made_is_said_and_the_change_is_recorded(
    run: Run, practice: str, data_folder: Path
) -> None:
    shutil.rmtree(data_folder / "backups")
    (data_folder / "backups").write_text("in the way")
    ran = run("task", "set", practice, "kick-off.hold-meeting", "--status", "done")
    assert ran.code == 0
    assert "What was asked is recorded, but no copy of the record could be made" in ran.err
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize("lost", ["gone", "empty"])
def test_a_lost_record_is_had_back_from_its_copies(lost: str, run: Run, practice: str, data_folder: Path) -> None:
    database = data_folder / "migdesk.db"
    database.unlink() if lost == "gone" else database.write_bytes(b"")
    assert "“migdesk backup list” shows the copies" in run("practice", "list").refusal
    run("backup", "restore")
    assert [one["id"] for one in run("practice", "list", "--json").json] == [practice]


def test_the_way_of_the_readme_to_another_computer(
    run: Run, practice: str, data_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = " ".join(README.read_text(encoding="utf-8").split())
    (command,) = re.findall(r"there, or say `migdesk ([a-z ]+) FILE`", words)
    (folder,) = re.findall(r"the newest file of the folder `([a-z/]+)`", words)
    run("task", "set", practice, "kick-off.hold-meeting", "--note", "The last of the day")
    run("backup", "now")
    newest = max((data_folder / folder).iterdir(), key=lambda path: path.stat().st_mtime_ns)
    carried = Path(shutil.copy(newest, tmp_path))
    there = ["--data-dir", str(tmp_path / "another computer")]
    assert main([*there, *command.split(), str(carried)]) == 0
    capsys.readouterr()
    assert main([*there, "task", "list", practice, "--json"]) == 0
    assert "The last of the day" in capsys.readouterr().out


def test_the_words_of_the_readme_move_a_days_work_to_another_computer(
    run: Run, practice: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = " ".join(README.read_text(encoding="utf-8").split())
    (out,) = re.findall(r"“Move to another computer”, or `migdesk (move out [^`]+)`", words)
    (into,) = re.findall(r"“I come from another computer”, or say `migdesk (move in [^`]+)`", words)
    (back,) = re.findall(r"until you use it there after all \(`migdesk ([a-z -]+)`\)", words)
    secret, file = tmp_path / "words.txt", tmp_path / "desk.migdesk-record"
    secret.write_text("apple tree by the gate", encoding="utf-8")
    placed = {"FILE": str(file), "F": str(secret)}
    run("task", "set", practice, "kick-off.hold-meeting", "--note", "The last of the day")
    assert run(*(placed.get(word, word) for word in out.split())).code == 0
    there = ["--data-dir", str(tmp_path / "another computer")]
    assert main([*there, *(placed.get(word, word) for word in into.split())]) == 0
    capsys.readouterr()
    assert main([*there, "task", "list", practice, "--json"]) == 0
    assert "The last of the day" in capsys.readouterr().out
    assert run("task", "set", practice, "kick-off.hold-meeting", "--status", "done").code == 2
    assert run(*back.split()).code == 0
    assert run("task", "set", practice, "kick-off.hold-meeting", "--status", "done").code == 0


def test_a_copy_is_saved_elsewhere_too_and_the_list_says_when(run: Run, practice: str, tmp_path: Path) -> None:
    assert "No copy outside this computer is known of" in run("backup", "list").out
    stick = tmp_path / "stick"
    assert "There is no folder" in run("backup", "now", "--to", str(stick)).refusal
    stick.mkdir()
    saved = Path(run("backup", "now", "--to", str(stick), "--json").json["path"])
    assert saved.parent == stick and "Made-up Surgery" in run("backup", "show", str(saved)).out
    assert f"The last copy elsewhere was saved on {system_clock().astimezone():%a}" in run("backup", "list").out
    beside = run("backup", "now", "--to", str(Path(run("backup", "list", "--json").json[0]["path"]).parent))
    assert "That is beside the record itself" in beside.refusal


def test_a_conflict_copy_beside_the_record_is_taken_in(run: Run, practice: str, data_folder: Path) -> None:
    shutil.copyfile(data_folder / "migdesk.db", data_folder / "migdesk-LAPTOP7.db")
    (taken,) = run("backup", "take-in", "--json").json
    assert (taken["name"], taken["new_events"]) == ("migdesk-LAPTOP7.db", 0)
    assert Path(taken["kept_as"]).is_file()
    assert "lies no other copy" in run("backup", "take-in").refusal


def test_a_copy_is_looked_into_beside_what_is_here(run: Run, practice: str, data_folder: Path) -> None:
    run("task", "note", practice, "kick-off.hold-meeting", "For my eyes", "--private")
    made = run("backup", "now", "--json").json
    run("task", "set", practice, "kick-off.hold-meeting", "--note", "Written after the copy")
    second = run("practice", "add", "--name", "Second Surgery").out.strip()
    shown = run("backup", "show", made["name"], "--json").json
    assert shown["path"] == made["path"]
    (held,) = shown["practices"]
    assert (held["id"], held["name"], held["ods_code"]) == (practice, "Made-up Surgery", "Z99901")
    assert (held["events"], held["only_in_copy"], held["only_here"]) == (made["events"], 0, 1)
    run("backup", "restore", made["name"])
    latest = run("backup", "list", "--json").json
    assert second not in run("backup", "show", made["path"]).out
    assert "Made-up Surgery" in run("backup", "show", latest[0]["name"]).out
    assert not list((data_folder / "cache").glob("copy-*"))


def test_one_practice_is_taken_out_of_a_copy_and_nothing_here_is_replaced(
    run: Run, practice: str, data_folder: Path
) -> None:
    other = run("practice", "add", "--name", "Second Surgery", "--ods", "Z99902").out.strip()
    run("task", "note", practice, "kick-off.hold-meeting", "For my eyes", "--private")
    run("task", "set", practice, "kick-off.hold-meeting", "--status", "done")
    full = run("backup", "now", "--json").json
    kept = data_folder.parent / "kept.db.gz"
    shutil.copy(full["path"], kept)
    assert run("backup", "take", str(kept), "Z99901", "--json").json["new_events"] == 0
    assert "nothing to take" in run("backup", "take", str(kept), "Z99901").out
    shutil.rmtree(data_folder)
    run("practice", "add", "--name", "Begun Anew", "--ods", "Z99903")
    taken = run("backup", "take", str(kept), "z99901", "--json").json
    assert set(taken) == {"practice", "name", "new_events", "copy"}
    assert (taken["practice"], taken["name"]) == (practice, "Made-up Surgery")
    assert Path(taken["copy"]).is_file()
    names = {each["name"] for each in run("practice", "list", "--json").json}
    assert names == {"Begun Anew", "Made-up Surgery"}
    tasks = {each["id"]: each for each in run("task", "list", practice, "--json").json}
    assert tasks["kick-off.hold-meeting"]["status"] == "done"
    assert "For my eyes" in json.dumps(tasks["kick-off.hold-meeting"]["notes"])
    assert run("verify").code == 0
    refusal = run("backup", "take", str(kept), "Nobody's").refusal
    assert "There is no practice" in refusal and f"“migdesk backup show {kept.name}”" in refusal
    assert "Second Surgery" in run("backup", "take", str(kept), other).out


def test_what_is_no_copy_is_not_looked_into(run: Run, practice: str, tmp_path: Path) -> None:
    (tmp_path / "holiday.jpg").write_bytes(b"not a copy")
    for action in (("show",), ("take", practice)):
        refusal = run("backup", action[0], str(tmp_path / "holiday.jpg"), *action[1:]).refusal
        assert "is no copy that can be looked into" in refusal
