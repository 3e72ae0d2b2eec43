"""`migdesk exchange` between two data folders."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from command_line import Ran, Run

from migdesk.cli.main import main

DATES = "kick-off.agree-dates"


@pytest.fixture
def there(run: Run, tmp_path: Path, warm_cache: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs commands on another computer's folder, as the delivery partner."""
    folder = tmp_path / "there"
    shutil.copytree(warm_cache, folder / "cache")

    def running(*arguments: str) -> Ran:
        capsys.readouterr()
        code = main(["--data-dir", str(folder), "--by", "Kim Example", "--role", "delivery-partner", *arguments])
        out, err = capsys.readouterr()
        return Ran(code, out, err)

    return running


@pytest.fixture
def file(tmp_path: Path) -> str:
    return str(tmp_path / "x.migdesk")


def send(run: Run, practice: str, file: str) -> None:
    ran = run("exchange", "export", practice, "--output", file, "--no-passphrase")
    assert ran.code == 0, ran.err


def test_there_and_back_with_something_to_settle(run: Run, there: Run, practice: str, file: str) -> None:
    send(run, practice, file)
    assert there("exchange", "preview", file, "--json").json["practices"][0]["new_events"] == 1
    taken = there("exchange", "take-in", file)
    assert (taken.code, taken.err) == (0, "")
    assert there("exchange", "take-in", file).out.startswith("From somebody who gave no name: nothing new.")
    there("task", "set", practice, DATES, "--status", "done")
    run("task", "set", practice, DATES, "--status", "blocked", "--reason", "No answer", "--by", "Alex Sample")
    send(there, practice, file)

    (found,) = run("exchange", "preview", file, "--json").json["practices"]
    assert {"id", "name", "new_events", "waiting", "conflicts"} <= found.keys()
    assert (found["id"], found["name"], found["new_events"], found["waiting"]) == (practice, "Made-up Surgery", 1, 0)
    (conflict,) = found["conflicts"]
    assert {key: conflict[key] for key in ("kind", "item", "field", "yours", "theirs")} == {
        "kind": "task",
        "item": DATES,
        "field": "status",
        "yours": ["blocked", "No answer"],
        "theirs": ["done", ""],
    }
    taken = run("exchange", "take-in", file)
    assert taken.code == 1
    assert taken.out.startswith("Taken in from Kim Example: 1 change. 1 thing to settle")
    assert run("exchange", "take-in", file).code == 0  # nothing new

    (conflict,) = run("exchange", "conflicts", "--json").json
    assert conflict.keys() == {"practice", "kind", "item", "field", "values"}
    assert [(value["value"], value["by"]) for value in conflict["values"]] == [
        (["done", ""], "Kim Example"),
        (["blocked", "No answer"], "Alex Sample"),
    ]
    (task,) = [task for task in run("task", "list", practice, "--json").json if task["id"] == DATES]
    assert task["conflicts"] == [{"field": "status", "values": conflict["values"]}]
    settled = run("exchange", "settle", practice, conflict["item"], conflict["field"], "done", "--by", "Alex Sample")
    assert settled.code == 0, settled.err
    assert run("exchange", "conflicts", practice, "--json").json == []
    send(run, practice, file)
    assert there("exchange", "take-in", file).code == 0
    assert there("exchange", "conflicts", "--json").json == []


def test_a_conflict_of_the_practice_itself_stands_with_it(run: Run, there: Run, practice: str, file: str) -> None:
    send(run, practice, file)
    there("exchange", "take-in", file)
    there("plan", "set", practice, "go-live", "2027-04-06")
    run("plan", "set", practice, "go-live", "2027-04-13", "--by", "Alex Sample")
    send(there, practice, file)
    run("exchange", "take-in", file)
    (conflict,) = run("practice", "show", practice, "--json").json["conflicts"]
    assert conflict["field"] == "go_live"
    assert [value["value"] for value in conflict["values"]] == ["2027-04-06", "2027-04-13"]
    assert run("exchange", "settle", practice, "go-live", "go_live", "2027-04-06", "--by", "Alex Sample").code == 0
    assert "conflicts" not in run("practice", "show", practice, "--json").json


def test_a_way_to_keep_it_from_others_must_be_said(run: Run, practice: str, file: str, tmp_path: Path) -> None:
    assert "--passphrase-file" in run("exchange", "export", practice, "--output", file).refusal
    words = tmp_path / "words.txt"
    for content in (b"", b"\n", b"\xff\n"):
        words.write_bytes(content)
        assert run("exchange", "export", practice, "--output", file, "--passphrase-file", str(words)).refusal
    assert run("exchange", "export", practice, "--output", file, "--passphrase-file", str(tmp_path / "none")).refusal
    both = ("--no-passphrase", "--passphrase-file", str(words))
    assert run("exchange", "export", practice, "--output", file, *both).refusal
    assert not Path(file).exists()


def test_locked_and_opened_by_the_first_line_however_the_editor_wrote_it(
    run: Run, there: Run, practice: str, file: str, tmp_path: Path
) -> None:
    words, notepad = tmp_path / "words.txt", tmp_path / "notepad.txt"
    words.write_text("four quite ordinary words", encoding="utf-8")
    notepad.write_bytes(b"\xef\xbb\xbffour quite ordinary words\r\nnot this\r\n")
    made = run("exchange", "export", practice, "--output", file, "--passphrase-file", str(words), "--json").json
    assert (made["locked"], made["practices"], made["events"]) == (True, 1, 1)
    assert "is locked" in there("exchange", "preview", file).refusal
    assert there("exchange", "take-in", file, "--passphrase-file", str(notepad)).code == 0
    words.write_text("other words", encoding="utf-8")
    assert "passphrase is wrong" in there("exchange", "take-in", file, "--passphrase-file", str(words)).refusal


def test_a_refused_file_takes_nothing_of_any_and_begins_no_record(
    run: Run, there: Run, practice: str, file: str, tmp_path: Path
) -> None:
    send(run, practice, file)
    broken = tmp_path / "broken.migdesk"
    broken.write_bytes(Path(file).read_bytes()[:-40])
    assert "was refused" in there("exchange", "take-in", file, str(broken)).refusal
    assert not (tmp_path / "there" / "migdesk.db").exists()
    assert "no file" in there("exchange", "preview", str(tmp_path / "none")).refusal


def test_taking_in_needs_no_record_and_no_person(
    run: Run, there: Run, practice: str, file: str, tmp_path: Path
) -> None:
    send(run, practice, file)
    assert main(["--data-dir", str(tmp_path / "third"), "exchange", "take-in", file]) == 0
    assert main(["--data-dir", str(tmp_path / "third"), "practice", "list", "--json"]) == 0


def test_status_hand_over_and_going_on(run: Run, there: Run, practice: str, file: str) -> None:
    run("exchange", "export", practice, "--output", file, "--no-passphrase", "--to", "Kim Example")
    run("task", "set", practice, DATES, "--owner", "Ann", "--by", "Alex Sample")
    assert run("exchange", "hand-over", practice, "Kim Example", "--by", "Alex Sample").code == 0
    (found,) = run("exchange", "status", "--json").json["practices"]
    assert (found["looked_after_by"], found["waiting"], found["conflicts"]) == ("Kim Example", 0, 0)
    (place,) = found["places"]
    assert (place["place"], place["taken_in"], place["changes_since"]) == ("Kim Example", None, 2)
    assert "Kim Example" in run("exchange", "status", practice).out
    assert "Nothing of this practice waits" in run("exchange", "go-on-without", practice, "--by", "Alex Sample").refusal


def test_words_for_people(run: Run, there: Run, practice: str, file: str) -> None:
    send(run, practice, file)
    assert "Made-up Surgery, not here yet: 1 change." in there("exchange", "preview", file).out
    there("exchange", "take-in", file)
    assert "Made-up Surgery: nothing new." in there("exchange", "preview", file).out
    assert run("exchange", "conflicts").out == "There is nothing to settle.\n"


def test_a_package_is_verified_as_a_report_is(run: Run, practice: str, file: str, tmp_path: Path) -> None:
    send(run, practice, file)
    assert run("verify", file).code == 0
    run("task", "set", practice, DATES, "--owner", "Ann", "--by", "Alex Sample")
    grown = run("verify", file)
    assert (grown.code, "unchanged; more was recorded since" in grown.out) == (0, True)
    words = tmp_path / "words.txt"
    words.write_text("four quite ordinary words", encoding="utf-8")
    run("exchange", "export", practice, "--output", file, "--passphrase-file", str(words))
    assert "exchange preview" in run("verify", file).refusal


def test_a_report_says_what_is_not_settled(run: Run, there: Run, practice: str, file: str, tmp_path: Path) -> None:
    send(run, practice, file)
    there("exchange", "take-in", file)
    there("task", "set", practice, DATES, "--owner", "Bob")
    run("task", "set", practice, DATES, "--owner", "Ann", "--by", "Alex Sample")
    send(there, practice, file)
    run("exchange", "take-in", file)
    report = tmp_path / "status.html"
    assert run("report", "status", practice, "--output", str(report)).code == 0
    text = report.read_text(encoding="utf-8")
    assert "Changed on two computers and not settled yet" in text
    assert "Bob (Kim Example)" in text and "Ann (Alex Sample)" in text
    (line,) = run("practice", "list", "--json").json
    assert line["to_settle"] == 1


def test_two_entries_of_one_practice_are_paired_and_parted(run: Run, there: Run, practice: str, file: str) -> None:
    other = there("practice", "add", "--name", "Made-up Surgery", "--ods", "Z99901").out.strip()
    send(there, other, file)
    shown = run("exchange", "preview", file)
    assert f"exchange pair {other} {practice}" in shown.out
    assert run("exchange", "preview", file, "--json").json["practices"][0]["made_twice"] == [practice]
    run("exchange", "take-in", file)
    assert len(run("practice", "list", "--json").json) == 2
    one = run("exchange", "pair", practice, other, "--by", "Alex Sample").out.strip()
    assert [found["id"] for found in run("practice", "list", "--json").json] == [one]
    assert run("verify").code == 0
    assert set(run("exchange", "part", one, "--by", "Alex Sample").out.split()) == {practice, other}
    assert len(run("practice", "list", "--json").json) == 2
    assert run("verify").code == 0
