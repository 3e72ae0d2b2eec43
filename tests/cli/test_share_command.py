"""`migdesk share`: practices shared through a folder, by scripts that have neither a record nor a person."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import Ran

from migdesk.cli.main import main

Desk = Callable[..., Ran]
STATUS_KEYS = {
    "location", "practices", "all", "locked", "looked", "taken_in", "sent", "not_arrived", "waiting", "refused",
    "to_settle", "last_change", "failure",
}  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path, warm_cache: Path, capsys: pytest.CaptureFixture[str]) -> Callable[[str], Desk]:
    """Return what runs the command line on a data folder of this name."""

    def at(name: str) -> Desk:
        shutil.copytree(warm_cache, tmp_path / name / "cache")

        def run(*arguments: str) -> Ran:
            capsys.readouterr()
            code = main(["--data-dir", str(tmp_path / name), *arguments])
            return Ran(code, *capsys.readouterr())

        return run

    return at


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shared = tmp_path / "OneDrive - Made-up ICB"
    shared.mkdir()
    return shared


def add(run: Desk, code: str = "Z99901") -> str:
    """Add a practice as Joan, and return its id."""
    ran = run("practice", "add", "--name", f"Surgery {code}", "--ods", code, "--by", "Joan Example", "--role", "PM")
    assert ran.code == 0, ran.err
    return ran.out.strip()


def set_owner(run: Desk, practice: str, owner: str, by: str) -> None:
    ran = run("task", "set", practice, "kick-off.hold-meeting", "--owner", owner, "--by", by, "--role", "PM")
    assert ran.code == 0, ran.err


def test_two_people_share_a_practice(desk: Callable[[str], Desk], folder: Path) -> None:
    joan, kim = desk("joan"), desk("kim")
    practice = add(joan)
    set_owner(joan, practice, "Ann", "Joan Example")
    assert joan("share", "set", str(folder), "--practice", "Z99901").code == 0
    joined = kim("share", "set", str(folder), "--json")  # neither a record nor a person is needed
    assert joined.code == 0, joined.err
    (status,) = joined.json
    assert status.keys() >= STATUS_KEYS
    assert status["practices"] == [practice]
    assert status["taken_in"] > 0
    assert status["last_change"]["by"] == "Joan Example"
    assert kim("practice", "show", "Z99901").code == 0
    set_owner(kim, practice, "Bob", "Kim Sample")
    assert kim("share", "sync").code == 0
    assert joan("share", "sync").code == 0
    (task,) = [task for task in joan("task", "list", practice, "--json").json if task["id"] == "kick-off.hold-meeting"]
    assert task["owner"] == "Bob"


def test_what_was_changed_in_two_places_is_exit_code_1(desk: Callable[[str], Desk], folder: Path) -> None:
    joan, kim = desk("joan"), desk("kim")
    practice = add(joan)
    joan("share", "set", str(folder), "--practice", practice)
    kim("share", "set", str(folder))
    set_owner(joan, practice, "Ann", "Joan Example")
    set_owner(kim, practice, "Bob", "Kim Sample")
    assert joan("share", "sync").code == 0
    ran = kim("share", "sync")
    assert ran.code == 1
    assert "1 thing to settle" in ran.out
    assert kim("share", "status", "--json").json[0]["to_settle"] == 1
    assert joan("share", "sync", "--json").json[0]["to_settle"] == 1


def test_a_practice_that_was_made_in_two_places_is_told(desk: Callable[[str], Desk], folder: Path) -> None:
    joan, kim = desk("joan"), desk("kim")
    theirs, ours = add(joan), add(kim)
    joan("share", "set", str(folder), "--practice", theirs)
    told = kim("share", "set", str(folder))
    assert told.code == 0
    assert f"“migdesk exchange pair {theirs} {ours}” makes one of it" in told.err
    assert kim("exchange", "pair", theirs, ours, "--by", "Kim Sample", "--role", "PM").code == 0
    assert len(kim("practice", "list", "--json").json) == 1


def test_all_into_a_folder_of_others_asks_and_names_them(desk: Callable[[str], Desk], folder: Path) -> None:
    joan, kim = desk("joan"), desk("kim")
    joan("share", "set", str(folder), "--practice", add(joan))
    for code in ("Z99902", "Z99903"):
        add(kim, code)
    kim("sample")
    refusal = kim("share", "set", str(folder), "--all").refusal
    assert "holds parts of Joan Example already (1 practice)" in refusal
    assert "(2 practices)" in refusal
    assert "--yes" in refusal
    assert not list(folder.glob("*/*")) or len(list(folder.glob("*"))) == 1
    assert kim("share", "set", str(folder), "--all", "--yes").code == 0
    assert len(kim("share", "status", "--json").json[0]["practices"]) == 3
    add(kim, "Z99904")
    assert kim("share", "sync", "--json").json[0]["sent"] > 0  # those added later go too


def test_a_folder_with_a_passphrase(desk: Callable[[str], Desk], folder: Path, tmp_path: Path) -> None:
    joan, kim = desk("joan"), desk("kim")
    words, wrong = tmp_path / "words.txt", tmp_path / "wrong.txt"
    words.write_text("four made up words\n")
    wrong.write_text("some other made up words\n")
    practice = add(joan)
    assert joan("share", "set", str(folder), "--practice", practice, "--passphrase-file", str(words)).code == 0
    assert (folder / "key.age").is_file()
    assert all(b"age-encryption" in part.read_bytes() for part in folder.glob("*/*"))
    refusal = kim("share", "set", str(folder)).refusal
    assert "locked with a passphrase" in refusal and "--passphrase-file" in refusal
    assert "passphrase is wrong" in kim("share", "set", str(folder), "--passphrase-file", str(wrong)).refusal
    assert kim("share", "status", "--json").json == []
    assert kim("share", "set", str(folder), "--passphrase-file", str(words)).code == 0
    assert kim("practice", "show", practice).code == 0
    (folder / "key.age").unlink()
    kim("share", "sync")
    assert (folder / "key.age").is_file()  # whoever joins needs it


def test_a_folder_that_is_away_changes_nothing(desk: Callable[[str], Desk], folder: Path) -> None:
    joan = desk("joan")
    joan("share", "set", str(folder), "--practice", add(joan))
    away = folder.rename(folder.with_name("away"))
    assert "is not there just now. Nothing was lost" in joan("share", "sync").refusal
    assert "is not there just now" in joan("share", "status", "--json").json[0]["failure"]
    away.rename(folder)
    assert joan("share", "sync").code == 0


def test_what_belongs_to_no_practice_is_sent_where_it_is_named(desk: Callable[[str], Desk], folder: Path) -> None:
    joan = desk("joan")
    add(joan)
    joan("share", "set", str(folder), "--all")
    assert "programme" not in joan("share", "status", "--json").json[0]["practices"]
    joan("share", "set", str(folder), "--practice", "programme")
    assert "programme" in joan("share", "status", "--json").json[0]["practices"]


def test_going_back_to_a_copy_says_that_what_was_shared_comes_again(desk: Callable[[str], Desk], folder: Path) -> None:
    joan = desk("joan")
    practice = add(joan)
    joan("share", "set", str(folder), "--practice", practice)
    joan("backup", "now")
    set_owner(joan, practice, "Ann", "Joan Example")
    joan("share", "sync")
    assert "comes in again" in joan("backup", "restore").out
    assert joan("share", "sync", "--json").json[0]["taken_in"] > 0
    (task,) = [task for task in joan("task", "list", practice, "--json").json if task["id"] == "kick-off.hold-meeting"]
    assert task["owner"] == "Ann"


def test_where_nothing_is_shared_a_look_begins_no_record(desk: Callable[[str], Desk], tmp_path: Path) -> None:
    assert "Nothing is shared" in desk("joan")("share", "sync").refusal
    assert not (tmp_path / "joan" / "migdesk.db").exists()


def test_leaving_deletes_nothing(desk: Callable[[str], Desk], folder: Path) -> None:
    joan, kim = desk("joan"), desk("kim")
    practice = add(joan)
    joan("share", "set", str(folder), "--practice", practice)
    before = sorted(folder.rglob("*"))
    assert joan("share", "leave").code == 0
    assert sorted(folder.rglob("*")) == before
    assert joan("share", "status", "--json").json == []
    assert "Nothing is shared" in joan("share", "sync").refusal
    kim("share", "set", str(folder))
    assert kim("practice", "show", practice).code == 0


@pytest.mark.parametrize("inside", ["data", "."])
def test_a_record_never_lies_in_the_shared_folder(desk: Callable[[str], Desk], tmp_path: Path, inside: str) -> None:
    joan = desk("data")
    assert "lie one in the other" in joan("share", "set", str(tmp_path / inside)).refusal


def test_a_mistyped_folder_makes_no_record(desk: Callable[[str], Desk], tmp_path: Path) -> None:
    joan = desk("joan")
    assert "There is no folder" in joan("share", "set", str(tmp_path / "Onedrive")).refusal
    assert not (tmp_path / "joan" / "migdesk.db").exists()


def test_what_cannot_be_joined_makes_no_record(desk: Callable[[str], Desk], folder: Path, tmp_path: Path) -> None:
    joan, kim, secret = desk("joan"), desk("kim"), tmp_path / "passphrase"
    secret.write_text("seven quiet harbours", encoding="utf-8")
    joan("share", "set", str(folder), "--practice", add(joan), "--passphrase-file", str(secret))
    assert "--passphrase-file" in kim("share", "set", str(folder)).refusal
    assert "There is no record" in kim("share", "set", str(folder), "--practice", "Z99123").refusal
    assert not (tmp_path / "kim" / "migdesk.db").exists()


def test_keys_and_settings_are_their_owners_alone(desk: Callable[[str], Desk], folder: Path, tmp_path: Path) -> None:
    joan = desk("joan")
    joan("share", "set", str(folder), "--practice", add(joan))
    assert (tmp_path / "joan" / "shares.json").stat().st_mode & 0o077 == 0


def test_the_script_for_a_database_is_printed(desk: Callable[[str], Desk]) -> None:
    printed = desk("joan")("share", "script").out
    assert "CREATE TABLE IF NOT EXISTS migdesk_part" in printed
