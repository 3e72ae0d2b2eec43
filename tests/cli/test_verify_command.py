"""`migdesk verify`: what somebody changed in the file is found and named, whatever they did to hide it."""

from __future__ import annotations

import json
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from command_line import Run

from migdesk.base.ids import random_id
from migdesk.checklist.wording import hash_of
from migdesk.practice.chain import fingerprint_of
from migdesk.practice.event import Actor, Draft
from migdesk.practice.marker import HandedOut, Marker
from migdesk.practice.record_mark import mark_of
from migdesk.practice.store_opening import open_store
from support import TickingClock, practice_set, task_set

RELEASE = Path(__file__).resolve().parent.parent / "data" / "releases" / "0.1.0"
FIRST, SECOND = Actor("First Signer", "lead-gp"), Actor("Second Signer", "practice-manager")
PRACTICE = "p1"


def acknowledged(reference: str) -> Draft:
    words = f"I have read {reference}."
    return Draft("acknowledged", {"reference": reference, "wording": words, "wording_hash": hash_of(words)})


def fill(folder: Path) -> None:
    """Have two people sign, with other entries before, between and after."""
    folder.mkdir(exist_ok=True)
    store = open_store(folder / "migdesk.db", TickingClock(), random_id, "this-computer")
    for actor, draft in (
        (FIRST, practice_set(name="Elm Tree Practice", ods_code="Z99001")),
        (FIRST, acknowledged("gdpr")),
        (SECOND, task_set("kick-off.agree-dates", status=["done", ""])),
        (SECOND, acknowledged("dcb0160")),
        (FIRST, task_set("kick-off.agree-dates", owner="Ann")),
    ):
        store.append(PRACTICE, actor, lambda _, draft=draft: [draft])
    store.close()


@pytest.fixture(params=["made by this version", "migrated from 0.1.0"])
def record(request: pytest.FixtureRequest, data_folder: Path) -> Path:
    if request.param.startswith("migrated"):
        shutil.copy(RELEASE / "migdesk.db", data_folder / "migdesk.db")
        practice = _only_practice(data_folder)
        with closing(sqlite3.connect(data_folder / "migdesk.db", isolation_level=None)) as old:
            for seq, (actor, reference) in enumerate(((FIRST, "gdpr"), (SECOND, "dcb0160"), (FIRST, "caldicott")), 500):
                body = json.dumps(acknowledged(reference).body)
                old.execute(
                    "INSERT INTO event (device_id, seq, practice_id, clock, at, actor_name, actor_role,"
                    " actor_organisation, kind, body) VALUES ('release-0', ?, ?, ?, '2027-01-12T12:00:00+00:00',"
                    " ?, ?, '', 'acknowledged', ?)",
                    (seq, practice, 118000000000000000 + seq, actor.name, actor.role, body),
                )
            old.execute("UPDATE projection SET form = 0")
        open_store(data_folder / "migdesk.db", TickingClock(), random_id, "pc").close()
    else:
        fill(data_folder)
    return data_folder


def _only_practice(folder: Path) -> str:
    with closing(sqlite3.connect(folder / "migdesk.db")) as connection:
        return str(connection.execute("SELECT practice_id FROM event LIMIT 1").fetchone()[0])


def sql(*statements: str) -> Callable[[Path], None]:
    def forge(folder: Path) -> None:
        with closing(sqlite3.connect(folder / "migdesk.db", isolation_level=None)) as connection:
            triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
            for name, _ in triggers:
                connection.execute(f"DROP TRIGGER {name}")
            for statement in statements:
                assert connection.execute(statement).rowcount, statement
            for _, made in triggers:
                connection.execute(made)

    return forge


ANEW = "UPDATE projection SET form = 0"
FORGERIES = {
    "another signer": (sql("UPDATE event SET actor_name = 'Another' WHERE actor_name = 'First Signer'"), "changed"),
    "another signer, folded anew": (
        sql("UPDATE event SET actor_name = 'Another' WHERE actor_name = 'First Signer'", ANEW),
        "changed",
    ),
    "another day": (sql("UPDATE event SET at = '2026-01-02T09:00:00+00:00' WHERE kind = 'acknowledged'"), "changed"),
    "another place in time": (sql("UPDATE event SET clock = clock + 1 WHERE kind = 'acknowledged'"), "changed"),
    "other words": (
        sql("UPDATE event SET body = replace(body, 'read', 'seen') WHERE kind = 'acknowledged'"),
        "changed",
    ),
    "no body": (sql("UPDATE event SET body = '{}' WHERE kind = 'acknowledged'"), "changed"),
    "another practice": (
        sql("UPDATE event SET practice_id = 'p9' WHERE actor_name = 'Second Signer'"),
        "changed|missing",
    ),
    "one gone from the middle": (
        sql("DELETE FROM event WHERE kind = 'acknowledged' AND actor_name = 'Second Signer'"),
        "missing",
    ),
    "one gone from the middle, folded anew": (
        sql("DELETE FROM event WHERE kind = 'acknowledged' AND actor_name = 'Second Signer'", ANEW),
        "missing",
    ),
    "the first gone": (sql("DELETE FROM event WHERE arrival = 1"), "missing"),
    "the last gone": (sql("DELETE FROM event WHERE arrival = (SELECT max(arrival) FROM event)"), "missing"),
    "the last gone, folded anew": (
        sql("DELETE FROM event WHERE arrival = (SELECT max(arrival) FROM event)", ANEW),
        "missing",
    ),
    "all gone": (sql("DELETE FROM event"), "missing"),
    "one put in by hand": (
        sql(
            "INSERT INTO event (device_id, seq, practice_id, clock, at, actor_name, actor_role, actor_organisation,"
            " kind, body) SELECT device_id, seq + 100, practice_id, clock + 1, at, 'Forger', actor_role, '', kind, body"
            " FROM event WHERE actor_name = 'First Signer' LIMIT 1"
        ),
        "forged",
    ),
    "one put in with some hash": (
        sql(
            "INSERT INTO event SELECT NULL, device_id, seq + 100, practice_id, clock + 1, at, 'Forger', actor_role, '',"
            " kind, body, channel, private, follows, randomblob(32) FROM event WHERE kind = 'acknowledged' LIMIT 1"
        ),
        "changed|missing",
    ),
    "a projection renamed": (sql("UPDATE projection SET state = x'00'"), "stale"),
    "projections gone": (sql("DELETE FROM projection"), "stale"),
    "a line renamed": (sql("UPDATE practice_line SET name = 'Another practice'"), "stale"),
}


def test_a_record_that_nobody_touched_is_well(record: Path, run: Run) -> None:
    ran = run("verify")
    assert (ran.code, ran.out) == (0, "All well: nothing was changed since it was recorded.\n"), ran.out
    found = json.loads(run("verify", "--json").out)
    assert found["ok"] is True
    assert found["findings"] == []
    assert found["practices"] == 1


@pytest.mark.parametrize("forgery", FORGERIES)
def test_what_was_forged_is_found_and_named(forgery: str, record: Path, run: Run) -> None:
    forge, kinds = FORGERIES[forgery]
    forge(record)
    ran = run("verify", "--json")
    found = json.loads(ran.out)
    assert ran.code == 1
    assert found["ok"] is False
    assert {finding["kind"] for finding in found["findings"]} & {*kinds.split("|")}
    plain = run("verify")
    assert plain.code == 1
    assert len(plain.out.splitlines()) == len(found["findings"]) + 1


@pytest.mark.parametrize("forgery", ["another signer", "one gone from the middle", "the last gone, folded anew"])
def test_it_is_found_too_after_the_window_was_open(forgery: str, record: Path, run: Run) -> None:
    FORGERIES[forgery][0](record)
    open_store(record / "migdesk.db", TickingClock(), random_id, "this-computer").close()
    assert run("verify").code == 1


def test_a_damaged_file_is_one_line(record: Path, run: Run) -> None:
    data = bytearray((record / "migdesk.db").read_bytes())
    data[4096:8192] = bytes(4096)
    (record / "migdesk.db").write_bytes(data)
    ran = run("verify")
    assert ran.code == 1
    assert "damaged" in ran.out


def test_without_a_record_there_is_nothing_to_check(run: Run, data_folder: Path) -> None:
    ran = run("verify")
    assert (ran.code, ran.out) == (2, "")
    assert "There is no record" in ran.err
    assert not (data_folder / "migdesk.db").exists()


@pytest.mark.parametrize("harm", ["lost", "emptied"])
def test_a_record_that_is_lost_or_emptied_is_told_as_by_other_commands(harm: str, data_folder: Path, run: Run) -> None:
    fill(data_folder)
    assert run("backup", "now").code == 0
    database = data_folder / "migdesk.db"
    database.unlink() if harm == "lost" else database.write_bytes(b"")
    for part in ("-wal", "-shm"):
        (data_folder / f"migdesk.db{part}").unlink(missing_ok=True)
    told = run("verify").refusal
    assert told == run("practice", "list").refusal
    assert "“migdesk backup list” shows the copies" in told


def test_going_back_to_a_copy_is_a_remark_and_a_copy_put_back_by_hand_is_not(data_folder: Path, run: Run) -> None:
    fill(data_folder)
    assert run("backup", "now").code == 0
    old = (data_folder / "migdesk.db").read_bytes()
    assert run("task", "set", PRACTICE, "kick-off.hold-meeting", "--status", "done").code == 0
    new = (data_folder / "migdesk.db").read_bytes()
    (data_folder / "migdesk.db").write_bytes(old)
    by_hand = run("verify")
    assert by_hand.code == 1
    assert "entries that were recorded of this practice are missing" in by_hand.out
    (data_folder / "migdesk.db").write_bytes(new)
    assert run("verify").code == 0
    copies = json.loads(run("backup", "list", "--json").out)
    assert run("backup", "restore", min(copies, key=lambda copy: copy["events"])["path"]).code == 0
    by_the_program = run("verify")
    assert by_the_program.code == 0
    assert "went back to a copy" in by_the_program.err
    assert run("practice", "list").code == 0
    assert run("verify").code == 0


# every command looks at what it reads


@pytest.mark.parametrize(
    "arguments",
    [
        ("practice", "list"),
        ("task", "list", PRACTICE),
        ("practice", "show", PRACTICE, "--json"),
        ("plan", "show", PRACTICE),
        ("report", PRACTICE, "--output", "{folder}/report.html"),
        ("task", "set", PRACTICE, "kick-off.hold-meeting", "--status", "done"),
    ],
)
def test_a_command_says_what_cannot_be_trusted_and_does_its_work(
    arguments: tuple[str, ...], data_folder: Path, run: Run
) -> None:
    fill(data_folder)
    filled_in = [argument.format(folder=data_folder) for argument in arguments]
    before = run(*filled_in)
    assert (before.code, before.err) == (0, "")
    sql("UPDATE event SET body = '{}' WHERE kind = 'acknowledged' AND actor_name = 'Second Signer'")(data_folder)
    ran = run(*filled_in)
    assert ran.code == 1
    assert ran.err.startswith("Elm Tree Practice: An entry dated ")
    assert ran.err.endswith("was changed after it was recorded. It is left out.\n")
    assert bool(ran.out) == bool(before.out)


def test_a_command_that_recorded_says_so_beside_what_it_doubts(data_folder: Path, run: Run) -> None:
    fill(data_folder)
    FORGERIES["another day"][0](data_folder)
    ran = run("task", "set", PRACTICE, "kick-off.hold-meeting", "--status", "done")
    assert (ran.code, "recorded all the same" in ran.err) == (1, True)
    assert run("practice", "list", "--json").json[0]["tasks_done"] == 2


def test_what_is_left_out_is_in_nothing_that_is_shown(data_folder: Path, run: Run) -> None:
    fill(data_folder)
    assert run("practice", "list", "--json").json[0]["tasks_done"] == 1
    sql("UPDATE event SET actor_name = 'Forger' WHERE actor_name = 'Second Signer'")(data_folder)
    listed = run("practice", "list", "--json")
    assert (listed.code, listed.json[0]["tasks_done"]) == (1, 0)
    assert run("practice", "show", PRACTICE, "--json").json["tasks_done"] == 0
    assert "Forger" not in listed.err + run("practice", "show", PRACTICE).err
    report = data_folder / "report.html"
    assert run("report", PRACTICE, "--output", str(report)).code == 1
    assert "Second Signer" not in report.read_text(encoding="utf-8")
    assert "Forger" not in report.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "spoilt", ["at = 'yesterday'", "body = '[]'", "body = '{\"a\": '", "actor_name = CAST(x'ff' AS TEXT)", "clock = -7"]
)
def test_one_entry_that_cannot_be_read_is_not_the_end_of_a_report(spoilt: str, data_folder: Path, run: Run) -> None:
    fill(data_folder)
    sql("PRAGMA ignore_check_constraints = ON", f"UPDATE event SET {spoilt} WHERE arrival = 4")(data_folder)
    for form in ("html", "json", "csv"):
        ran = run("report", PRACTICE, "--output", str(data_folder / f"report.{form}"))
        assert (ran.code, len(ran.err.splitlines())) == (1, 1), ran.err


# against a report, or paper


def tips_of(folder: Path) -> tuple[str, ...]:
    store = open_store(folder / "migdesk.db", TickingClock(), random_id, "pc")
    tips = store.tips(PRACTICE)
    store.close()
    return tips


def page(folder: Path, name: str = "report.html") -> Path:
    path = folder / name
    path.write_text(f"<p>{mark_of(PRACTICE, tips_of(folder)).line}</p>", encoding="utf-8")
    return path


def test_a_report_is_vouched_for_and_the_record_may_grow(data_folder: Path, run: Run) -> None:
    fill(data_folder)
    report = page(data_folder)
    ran = run("verify", str(report))
    assert ran.code == 0
    assert ran.out == (
        "Elm Tree Practice holds all that this report was made from, unchanged; nothing was recorded since.\n"
        "The words of the file itself were not compared with the record.\n"
    )
    assert run("task", "set", PRACTICE, "kick-off.hold-meeting", "--status", "done").code == 0
    ran = run("verify", str(report), "--json")
    assert ran.code == 0
    assert "more was recorded since" in json.loads(ran.out)["answer"]


def test_a_report_in_a_packed_file(data_folder: Path, run: Run) -> None:
    fill(data_folder)
    report = data_folder / "report.docx"
    with zipfile.ZipFile(report, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("docProps/core.xml", f"<keywords>{mark_of(PRACTICE, tips_of(data_folder)).line}</keywords>")
    assert run("verify", str(report)).code == 0


def test_a_record_that_was_cut_since_the_report(data_folder: Path, run: Run) -> None:
    fill(data_folder)
    old = (data_folder / "migdesk.db").read_bytes()
    assert run("task", "set", PRACTICE, "kick-off.hold-meeting", "--status", "done").code == 0
    report = page(data_folder)
    (data_folder / "migdesk.db").write_bytes(old)
    ran = run("verify", str(report))
    assert ran.code == 1
    assert "not as it was when this report was made" in ran.out


def test_a_record_that_was_changed_since_the_report(data_folder: Path, run: Run) -> None:
    fill(data_folder)
    report = page(data_folder)
    FORGERIES["another signer"][0](data_folder)
    ran = run("verify", str(report))
    assert ran.code == 1
    assert "was changed after it was recorded" in ran.out


def test_a_report_of_a_practice_that_is_not_here(data_folder: Path, run: Run) -> None:
    fill(data_folder)
    report = data_folder / "report.html"
    report.write_text(mark_of("elsewhere", ("ab" * 32,)).line, encoding="utf-8")
    assert run("verify", str(report)).code == 2


@pytest.mark.parametrize("given", ["nowhere.html", "plain.txt"])
def test_what_is_no_report_is_one_line(given: str, data_folder: Path, run: Run) -> None:
    fill(data_folder)
    (data_folder / "plain.txt").write_text("nothing to see", encoding="utf-8")
    ran = run("verify", str(data_folder / given))
    assert ran.code == 2
    assert len(ran.err.splitlines()) == 1


def test_a_fingerprint_from_paper(data_folder: Path, run: Run) -> None:
    fill(data_folder)
    today = fingerprint_of(tips_of(data_folder))
    ran = run("verify", today.lower().replace("-", " "))
    assert (ran.code, ran.out) == (0, "This is the fingerprint of Elm Tree Practice as it stands today.\n")
    ran = run("verify", "0000-0000-0000-0000-0000")
    assert (ran.code, ran.out) == (1, "This fingerprint is not known here.\n")


def test_one_of_an_earlier_day_goes_with_the_record(data_folder: Path, run: Run) -> None:
    """What was handed out is found in the log, which a copy takes along and a lost marker leaves."""
    fill(data_folder)
    before = fingerprint_of(tips_of(data_folder))
    assert run("task", "set", PRACTICE, "kick-off.hold-meeting", "--status", "done").code == 0
    (data_folder / "migdesk.marker").unlink()
    ran = run("verify", *before.split("-"))
    assert ran.code == 0
    assert ran.out.startswith("This is the fingerprint of Elm Tree Practice as it stood on ")
    assert ran.out.endswith("until then is here, unchanged; 1 entry came since.\n")


def test_one_is_known_where_a_copy_was_taken_to(data_folder: Path, run: Run, tmp_path: Path) -> None:
    fill(data_folder)
    report, then = page(data_folder), fingerprint_of(tips_of(data_folder))
    assert run("task", "set", PRACTICE, "kick-off.hold-meeting", "--status", "done").code == 0
    assert run("backup", "now").code == 0
    newest = max((data_folder / "backups" / "daily").iterdir())
    there = ("--data-dir", str(tmp_path / "another computer"))
    assert run("backup", "restore", str(newest), *there).code == 0
    for given in (then, str(report)):
        ran = run("verify", given, *there)
        assert ran.code == 0, ran.out + ran.err


@pytest.mark.parametrize("forgery", [*(name for name in FORGERIES if "projection" not in name and "line" not in name)])
def test_one_of_what_was_forged_or_cut_since_is_not_vouched_for(forgery: str, data_folder: Path, run: Run) -> None:
    fill(data_folder)
    today = fingerprint_of(tips_of(data_folder))
    report = page(data_folder)
    Marker(data_folder / "migdesk.db", "pc", random_id).note(
        [HandedOut(fingerprint=today, practice=PRACTICE, on=date(2027, 1, 12))]
    )
    FORGERIES[forgery][0](data_folder)
    assert run("verify", today).code == 1
    assert run("verify", str(report)).code in {1, 2}


def test_a_line_put_into_the_marker_makes_nothing_known(data_folder: Path, run: Run) -> None:
    fill(data_folder)
    made_up = "0000-0000-0000-0000-0000"
    Marker(data_folder / "migdesk.db", "pc", random_id).note(
        [HandedOut(fingerprint=made_up, practice="p9", on=date(2027, 1, 12))]
    )
    ran = run("verify", made_up)
    assert ran.code == 1
    assert ran.out.startswith("This record does not hold what this fingerprint stood for.")


def test_a_report_from_before_the_latest_entries_were_cut_tells_of_them(data_folder: Path, run: Run) -> None:
    fill(data_folder)
    report, then = page(data_folder), fingerprint_of(tips_of(data_folder))
    assert run("task", "set", PRACTICE, "kick-off.hold-meeting", "--status", "done").code == 0
    FORGERIES["the last gone, folded anew"][0](data_folder)
    for given in (str(report), then):
        ran = run("verify", given)
        assert ran.code == 1
        assert "The latest entries that were recorded of this practice are missing" in ran.out
        assert "But other entries of the practice are missing, or were changed." in ran.out


@pytest.mark.parametrize("given", ["", "  "])
def test_nothing_given_is_no_question(given: str, data_folder: Path, run: Run) -> None:
    fill(data_folder)
    assert "Name a report’s file or a fingerprint" in run("verify", given).refusal


def test_a_table_carries_no_mark(data_folder: Path, run: Run) -> None:
    fill(data_folder)
    table = data_folder / "report.csv"
    assert run("report", PRACTICE, "--output", str(table)).code == 0
    assert "a table (CSV) and a calendar have no place for one" in run("verify", str(table)).refusal


def test_samples_are_well_and_so_is_a_record_that_went_back_to_before_a_practice(run: Run, practice: str) -> None:
    before = run("backup", "now", "--json").json
    person = ("--by", "Alex Sample", "--role", "practice-manager")
    assert run("sample", *person).code == 0
    assert run("verify").code == 0, "documents that people named are no part of the hash of the words"
    run("backup", "restore", before["path"])
    run("practice", "list")
    assert run("verify").code == 0, "practices that are not in a copy are missing rightly"


def test_of_several_reports_it_asks_for_one_at_a_time(run: Run, practice: str, tmp_path: Path) -> None:
    first, second = str(tmp_path / "first.html"), str(tmp_path / "second.json")
    for report in (first, second):
        run("report", "status", practice, "--output", report)
    assert "one report at a time" in run("verify", first, second).refusal
