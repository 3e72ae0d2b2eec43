"""`migdesk register`: what scripts rely on, and a new register by a file alone."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from command_line import Run

from migdesk.base.assets import content_folder

LIST_KEYS = {"id", "title", "rows", "open", "overdue"}
ROW_KEYS = {"id", "status", "owner", "due", "fields", "notes"}
ANN = ("name=Ann Example", "organisation=Made-up Surgery", "role=Lead GP")


def test_list_has_every_key_that_scripts_rely_on(run: Run, practice: str) -> None:
    registers = run("register", "list", practice, "--json").json
    assert len(registers) == 19
    assert all(set(register) >= LIST_KEYS for register in registers)
    assert {register["id"]: register["rows"] for register in registers}["cutover-processes"] == 16


def test_a_row_is_added_shown_changed_and_removed(run: Run, practice: str) -> None:
    added = run("register", "set", practice, "contacts", *ANN, "--note", "Rang her.")
    row = added.out.splitlines()[-1]
    assert added.code == 0
    changed = ("status=CONFIRMED", "owner=Ann Example; Zoe", "at-kick-off=no")
    again = run("register", "set", practice, "Contacts", "ann example", *changed)
    assert again.out.splitlines()[-1] == row
    (shown,) = run("register", "show", practice, "contacts", "--json").json
    assert set(shown) >= ROW_KEYS
    assert (shown["id"], shown["status"], shown["owner"]) == (row, "confirmed", "Ann Example; Zoe")
    assert shown["fields"] == {
        "name": "Ann Example", "organisation": "Made-up Surgery", "role": "lead-gp", "at-kick-off": False,
    }  # fmt: skip
    assert [note["text"] for note in shown["notes"]] == ["Rang her."]
    assert run("register", "remove", practice, "contacts", row).code == 0
    assert run("register", "show", practice, "contacts", "--json").json == []


def test_due_counts_from_a_milestone_and_moves_with_the_plan(run: Run, practice: str) -> None:
    run("register", "set", practice, "risks", "risk=A date slips", "due=2 weeks before Go-Live")
    before = run("register", "show", practice, "risks", "--json").json[0]
    run("plan", "set", practice, "go-live", "2027-05-10")
    after = run("register", "show", practice, "risks", "--json").json[0]
    assert before["due"] != after["due"] == "2027-04-26"
    assert after["due_from_plan"]


def test_re_entry_is_counted_by_category_and_day(run: Run, practice: str) -> None:
    place = ("register", "set", practice, "re-entry")
    row = run(*place, "category=Letters to scan", "day=05/01/2027", "logged=8").out.strip()
    assert row == "re-entry.letters.2027-01-05"
    assert run(*place, "category=letters", "day=2027-01-05", "logged=+5").out.strip() == row
    run(*place, row, "entered=10")
    assert "say why" in run(*place, row, "not-needed=1").refusal
    run(*place, row, "not-needed=1", "--reason", "Came twice")
    assert "count again" in run(*place, row, "entered=3").refusal
    (shown,) = run("register", "show", practice, "re-entry", "--json").json
    assert shown["fields"]["left"] == 2
    assert shown["status"] == "counting"
    run(*place, row, "entered=2")
    (shown,) = run("register", "show", practice, "re-entry", "--json").json
    assert (shown["fields"]["left"], shown["status"]) == (0, "closed")


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["no-such", "a=b"], "There is no register “no-such”"),
        (["contacts", "name=Ann"], "Organisation is missing"),
        (["contacts", "no-such-row", "name=Ann"], "has no row “no-such-row”"),
        (["contacts", *ANN, "shoe=9"], "has no column “shoe”"),
        (["contacts", *ANN[:2], "role=wizard"], "“wizard” is none of"),
        (["contacts", *ANN, "briefed=32/01/2027"], "Briefed on"),
        (["contacts", *ANN, "due=2 weeks before Christmas"], "is no milestone"),
        (["contacts", *ANN, "phone=943 476 5919"], "NHS number"),
        (["contacts", *ANN, "--note", "He is 943 476 5919"], "NHS number"),
        (["hazards", "hazard=A", "harm=B", "risk-before=5"], "is computed"),
        (["contacts", "row", "noequals"], "is no FIELD=VALUE"),
        (["contacts", "name=A", "name=B"], "given twice"),
        (["contacts", "row"], "Nothing to set"),
    ],
)
def test_what_cannot_be_set_is_told_in_one_line_and_nothing_is_recorded(
    run: Run, practice: str, arguments: list[str], why: str
) -> None:
    before = run("register", "list", practice, "--json").json
    assert why in run("register", "set", practice, *arguments).refusal
    assert run("register", "list", practice, "--json").json == before


def test_a_new_file_in_a_guides_folder_is_a_new_register(run: Run, practice: str, tmp_path: Path) -> None:
    guide = shutil.copytree(content_folder(), tmp_path / "guide")
    (guide / "_data" / "migdesk" / "registers" / "keys.yml").write_text(
        "id: keys\ntitle: Door keys\nshort_title: Keys\npurpose: Who has which key.\ngroup: People\n"
        "link: /guide/kick-off\nfills: The caretaker\nname_column: key\n"
        "columns:\n  - {id: key, title: Key, required: true}\n  - {id: holder, title: Holder, type: person}\n"
        "statuses:\n  - {id: lent, title: Lent}\n  - {id: back, title: Back, is_open: false}\n",
        encoding="utf-8",
    )
    here = ("--guide", str(guide))
    listed = {register["id"] for register in run("register", "list", practice, "--json", *here).json}
    assert len(listed) == 20 and "keys" in listed
    run("register", "set", practice, "keys", "key=Front door", "holder=Zoe", *here)
    (shown,) = run("register", "show", practice, "Door keys", "--json", *here).json
    assert shown["fields"] == {"key": "Front door", "holder": "Zoe"}
    assert run("guide", "check", *here).code == 0


def test_help_has_two_examples_and_the_exit_codes(run: Run) -> None:
    said = run("register", "set", "--help").out
    assert said.count("migdesk register set") >= 2
    assert "exit codes: 0 done" in said


def test_what_is_open_before_a_milestone_is_said_and_marks_it_all_the_same(run: Run, practice: str) -> None:
    marked = ("plan", "set", practice, "kick-off", "2026-10-05", "--happened")
    said = run(*marked, "--preview").out
    assert "Still open in the registers:" in said
    assert "  Contacts: No Project Manager is confirmed" in said
    done = run(*marked)
    assert done.code == 0 and "  Contacts: No Project Manager is confirmed" in done.err
    assert run(*marked).err == ""


def test_what_is_counted_adds_up_and_a_script_gets_the_row(run: Run, practice: str) -> None:
    place = ("register", "count", practice, "re-entry", "re-entry.referrals-urgent.2027-01-13")
    assert run(*place, "logged", "8").out.strip() == place[-1]
    assert run(*place, "logged", "-2", "--json").json["fields"]["logged"] == 6
    assert "say why" in run(*place, "not-needed", "1").refusal
    shown = run(*place, "not-needed", "1", "--reason", "Came twice", "--json").json
    assert shown["fields"] == {
        "category": "referrals-urgent", "day": "2027-01-13", "logged": 6, "not-needed": 1, "left": 5
    }  # fmt: skip
    assert run("register", "show", practice, "re-entry", "--json").json[0]["fields"] == shown["fields"]
    assert run(*place, "entered", "6").code == 2
    assert "no count" in run(*place, "left", "1").refusal
    assert "Day is missing" in run(*place[:-1], "re-entry.letters", "logged", "1").refusal


def test_a_second_check_and_what_does_not_apply_are_of_a_category(run: Run, practice: str) -> None:
    place = ("register", "set", practice, "re-entry")
    row = run(*place, "category=Consultations", "sample-size=20", "sample-wrong=1").out.strip()
    assert row == "re-entry.consultations"
    assert run(*place, "re-entry.formulary", "status=not-applicable").out.strip() == "re-entry.formulary"
    assert "Category is missing" in run(*place, "day=2027-01-13").refusal


def test_an_exported_list_comes_back_as_nothing_new(run: Run, practice: str, tmp_path: Path) -> None:
    run("register", "set", practice, "contacts", *ANN, "due=2 weeks before go-live")
    for name in ("contacts.csv", "contacts.xlsx"):
        path = str(tmp_path / name)
        assert run("register", "export", practice, "contacts", "--output", path).code == 0
        answer = run("register", "import", practice, "contacts", path, "--json").json
        assert (answer["to_add"], answer["to_change"], answer["same"], answer["bad"], answer["set"]) == (0, 0, 1, 0, [])
        assert answer["worked_out"] == ["Due by the plan"]


def test_a_list_with_a_fault_is_refused_whole_unless_such_rows_are_left_out(
    run: Run, practice: str, tmp_path: Path
) -> None:
    path = tmp_path / "people.csv"
    path.write_text("Name,Organisation,Part in the migration\nAnn,Practice,Lead GP\nZoe,Practice,Astronaut\n")
    shown = run("register", "import", practice, "contacts", str(path), "--preview")
    assert shown.code == 1 and "1 row will be added, 1 row has a fault." in shown.out
    refused = run("register", "import", practice, "contacts", str(path))
    assert refused.code == 1 and "Nothing was taken in" in refused.out and "Astronaut" in refused.out
    assert run("register", "show", practice, "contacts", "--json").json == []
    done = run("register", "import", practice, "contacts", str(path), "--skip-bad")
    assert done.code == 0 and "1 row was added. 1 row has a fault and was left out." in done.out
    assert [row["name"] for row in run("register", "show", practice, "contacts", "--json").json] == ["Ann"]


def test_a_register_is_exported_as_json_and_as_a_blank_list(run: Run, practice: str, tmp_path: Path) -> None:
    run("register", "set", practice, "contacts", *ANN)
    path = tmp_path / "contacts.json"
    run("register", "export", practice, "contacts", "--output", str(path))
    assert json.loads(path.read_text()) == run("register", "show", practice, "contacts", "--json").json
    blank = tmp_path / "blank.csv"
    run("register", "export", practice, "contacts", "--output", str(blank), "--blank")
    assert blank.read_text("utf-8-sig").count("\n") == 1
    assert ".csv or .xlsx" in run("register", "export", practice, "contacts", "--output", "x.pdf").refusal


def test_a_list_can_be_written_to_standard_output(run: Run, practice: str) -> None:
    run("register", "set", practice, "contacts", *ANN)
    ran = run("register", "export", practice, "contacts", "--output", "-")
    assert ran.code == 0
    assert ran.out.removeprefix("\ufeff").startswith("ID,Name,Organisation,")


def test_what_cannot_be_entered_joins_what_does_not_migrate(run: Run, practice: str) -> None:
    place = ("register", "count", practice, "re-entry", "re-entry.letters.2027-01-05")
    run(*place, "logged", "8")
    done = run(*place, "cannot-enter", "3", "--reason", "Pages cannot be read", "--list-as-not-migrating")
    assert done.out.strip() == place[-1]
    (listed,) = run("register", "show", practice, "not-migrating", "--json").json
    assert (listed["fields"]["why"], listed["fields"]["volume"]) == ("Pages cannot be read", "3")
    assert "Only what cannot be entered" in run(*place, "entered", "1", "--list-as-not-migrating").refusal


def test_rows_that_are_suggested_are_listed_until_they_stand_in_the_register(run: Run, practice: str) -> None:
    suggested = run("register", "show", practice, "third-parties", "--suggested", "--json").json
    assert {"id", "name"} == set(suggested[0])
    first = suggested[0]
    assert first["name"] in run("register", "show", practice, "third-parties", "--suggested").out
    assert run("register", "set", practice, "third-parties", first["id"], "status=told").code == 0
    (row,) = run("register", "show", practice, "third-parties", "--json").json
    assert (row["id"], row["fields"]["name"]) == (first["id"], first["name"])
    assert run("register", "show", practice, "third-parties", "--suggested", "--json").json == suggested[1:]
