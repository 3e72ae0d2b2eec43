"""`migdesk move`: everything goes to another computer in one file, and the old record is for reading from then on."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pytest
from command_line import Run

from migdesk.cli.main import main
from migdesk.practice.read_only_note import FILE_NAME
from migdesk.workspace.people.known_people import load_people

WORDS = "apple tree by the gate"


@pytest.fixture
def secret(tmp_path: Path) -> str:
    path = tmp_path / "words.txt"
    path.write_text(f"{WORDS}\n", encoding="utf-8")
    return str(path)


@pytest.fixture
def worked(run: Run, practice: str, data_folder: Path) -> str:
    """A practice with a day's work: a private note, somebody at the keyboard, settings, a file attached."""
    run("task", "note", practice, "kick-off.hold-meeting", "For my eyes", "--private")
    run("task", "set", practice, "kick-off.hold-meeting", "--status", "done", "--by", "Alex Sample")
    (data_folder / "people.json").write_text(
        '{"people": [{"name": "Alex Sample", "role": "practice-manager"}]}', encoding="utf-8"
    )
    (data_folder / "settings.json").write_text('{"theme": "dark", "geometry": "AAAA"}', encoding="utf-8")
    attached = data_folder / "attachments" / "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
    attached.parent.mkdir()
    attached.write_bytes(b"test")
    return practice


def elsewhere(data_folder: Path, *arguments: str) -> int:
    return main(["--data-dir", str(data_folder), *arguments])


def test_everything_arrives_and_the_old_record_is_for_reading(
    run: Run, worked: str, data_folder: Path, tmp_path: Path, secret: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = run("task", "list", worked, "--json").json
    target, new = tmp_path / "desk.migdesk-record", tmp_path / "new"
    moved = run("move", "out", "--output", str(target), "--passphrase-file", secret, "--to", "the new desk", "--json")
    assert moved.json["locked"] and moved.json["practices"] == 1
    assert WORDS.encode() not in target.read_bytes() and b"Made-up Surgery" not in target.read_bytes()
    assert elsewhere(new, "move", "in", str(target), "--passphrase-file", secret) == 0
    assert f"The record in {new} is now the one that moved: 1 practice" in capsys.readouterr().out
    assert elsewhere(new, "task", "list", worked, "--json") == 0
    assert json.loads(capsys.readouterr().out) == before
    assert "For my eyes" in json.dumps(before)
    assert elsewhere(new, "verify") == 0
    people = load_people(new)
    assert [each.name for each in people.people] == ["Alex Sample"] and people.at_keyboard is None
    assert json.loads((new / "settings.json").read_text()) == {"theme": "dark"}
    assert [path.read_bytes() for path in (new / "attachments").iterdir()] == [b"test"]
    assert not list(new.glob(".move-*")) and not list(data_folder.glob(".move-*"))

    old = run("practice", "show", worked)
    assert old.code == 0 and "This record moved on to “the new desk” on " in old.err
    refused = run("task", "set", worked, "kick-off.hold-meeting", "--status", "to-do")
    assert refused.code == 2 and "Not saved: This record moved on to “the new desk”" in refused.err
    assert run("self-check", "--json").json["store"]["read_only"].startswith("This record moved on")
    assert "The record is used here again." in run("move", "use-here").out
    assert run("task", "set", worked, "kick-off.hold-meeting", "--status", "to-do").code == 0
    assert "read_only" not in run("self-check", "--json").json["store"]
    assert run("move", "use-here").code == 1


def test_a_move_back_ends_that_the_record_is_for_reading(
    run: Run, worked: str, data_folder: Path, tmp_path: Path
) -> None:
    there, back, new = tmp_path / "there", tmp_path / "back", tmp_path / "new"
    run("move", "out", "--output", str(there), "--no-passphrase")
    assert elsewhere(new, "move", "in", str(there)) == 0
    assert (
        elsewhere(new, "task", "set", worked, "kick-off.hold-meeting", "--note", "Of the new one", "--by", "A B") == 0
    )
    assert elsewhere(new, "move", "out", "--output", str(back), "--no-passphrase") == 0
    brought = run("move", "in", str(back), "--json").json
    assert Path(brought["set_aside"]).is_file()
    assert not (data_folder / FILE_NAME).exists()
    assert "Of the new one" in json.dumps(run("task", "list", worked, "--json").json)
    assert run("task", "set", worked, "kick-off.hold-meeting", "--status", "to-do", "--by", "Alex Sample").code == 0


def test_what_stands_in_the_way_leaves_everything_as_it_was(
    run: Run, worked: str, data_folder: Path, tmp_path: Path, secret: str
) -> None:
    target = tmp_path / "desk.migdesk-record"
    assert "Say how the file is to be kept from others" in run("move", "out", "--output", str(target)).refusal
    assert "There is no folder" in run("move", "out", "--output", str(tmp_path / "no" / "x"), "--no-passphrase").refusal
    assert not (data_folder / FILE_NAME).exists() and not target.exists()
    run("move", "out", "--output", str(target), "--passphrase-file", secret)
    run("move", "use-here")
    kept = (data_folder / "migdesk.db").read_bytes()
    assert "holds 1 practice already" in run("move", "in", str(target), "--passphrase-file", secret).refusal
    empty = ["--data-dir", str(tmp_path / "empty")]
    assert main([*empty, "move", "in", str(target)]) == 2
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("pear tree\n", encoding="utf-8")
    assert main([*empty, "move", "in", str(target), "--passphrase-file", str(wrong)]) == 2
    assert not (tmp_path / "empty" / "migdesk.db").exists()
    assert (data_folder / "migdesk.db").read_bytes() == kept
    nowhere = tmp_path / "nowhere"
    assert main(["--data-dir", str(nowhere), "move", "out", "--output", str(target), "--no-passphrase"]) == 2
    assert not nowhere.exists()


@pytest.mark.parametrize("spoil", ["cut", "middle", "other", "text", "extra"])
def test_a_file_that_is_not_as_it_was_written_is_refused_whole(
    run: Run, worked: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], spoil: str
) -> None:
    target, new = tmp_path / "desk.migdesk-record", tmp_path / "new"
    run("move", "out", "--output", str(target), "--no-passphrase")
    data = target.read_bytes()
    match spoil:
        case "cut":
            target.write_bytes(data[: len(data) // 2])
        case "middle":
            target.write_bytes(data[: len(data) // 2] + b"\xa5" * 40 + data[len(data) // 2 + 40 :])
        case "other":
            with zipfile.ZipFile(target, "w") as archive:
                archive.writestr("holiday.jpg", b"not a record")
        case "text":
            target.write_bytes(b"<html>this is a login page of a file share</html>")
        case _:
            with zipfile.ZipFile(target, "a") as archive:
                archive.writestr("more.txt", b"more")
    assert elsewhere(new, "move", "in", str(target)) == 2
    said = capsys.readouterr().err
    assert "was refused" in said and said.count("\n") == 1
    assert not (new / "migdesk.db").exists() and not list(new.glob(".move-*"))


def test_a_hostile_name_inside_never_leaves_its_folder(run: Run, worked: str, tmp_path: Path) -> None:
    target, new, spoilt = tmp_path / "desk.migdesk-record", tmp_path / "new", tmp_path / "spoilt.migdesk-record"
    run("move", "out", "--output", str(target), "--no-passphrase")
    with zipfile.ZipFile(target) as archive:
        (tmp_path / "inner.zip").write_bytes(archive.read("record.zip"))
    with zipfile.ZipFile(tmp_path / "inner.zip") as inner, zipfile.ZipFile(tmp_path / "evil.zip", "w") as evil:
        for name in inner.namelist():
            content = inner.read(name)
            evil.writestr(name, content.replace(b"people.json", b"../evil.txt") if name == "manifest.json" else content)
    with zipfile.ZipFile(spoilt, "w") as archive:
        archive.writestr("what-this-is.txt", b"x")
        archive.write(tmp_path / "evil.zip", "record.zip")
    assert elsewhere(new, "move", "in", str(spoilt)) == 2
    assert not (tmp_path / "evil.txt").exists()
    shutil.rmtree(new)


def test_a_package_and_a_whole_record_each_say_by_which_door_they_come_in(
    run: Run, worked: str, tmp_path: Path, secret: str, capsys: pytest.CaptureFixture[str]
) -> None:
    record, package = tmp_path / "desk.migdesk-record", tmp_path / "z99901.migdesk"
    for how in (("--no-passphrase",), ("--passphrase-file", secret)):
        run("exchange", "export", worked, "--output", str(package), *how)
        run("move", "out", "--output", str(record), *how)
        run("move", "use-here")
        capsys.readouterr()
        assert elsewhere(tmp_path / "new", "move", "in", str(package), "--passphrase-file", secret) == 2
        assert "“migdesk exchange take-in”" in capsys.readouterr().err
        assert elsewhere(tmp_path / "new", "exchange", "take-in", str(record), "--passphrase-file", secret) == 2
        assert "“migdesk move in”" in capsys.readouterr().err
    assert "is used here already" in run("move", "use-here").out
