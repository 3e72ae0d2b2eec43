"""`migdesk task set --from` and `task list --all`: many tasks, all or nothing, and only what differs."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from command_line import TASK_KEYS, Run

DATES, MEETING = "kick-off.agree-dates", "kick-off.hold-meeting"
NHS_NUMBER = "943 476 5919"


@pytest.fixture
def second(run: Run, practice: str) -> str:
    return run("practice", "add", "--name", "Élan Surgery", "--ods", "Z99902").out.strip()


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    return tmp_path / "tasks.csv"


def task_of(run: Run, practice: str, task: str = DATES) -> dict[str, Any]:
    return next(each for each in run("task", "list", practice, "--json").json if each["id"] == task)


def events_of(run: Run) -> int:
    return int(run("self-check", "--json").json["events"])


def test_a_list_for_several_practices(run: Run, practice: str, second: str, listed: Path) -> None:
    listed.write_text(
        "Practice,Task,Status,Reason,Owner,Due,Note,Done on\n"
        f"Z99901,{DATES},Done,,Ann,,Rang them,01/02/2026\n"
        f"Élan Surgery,{MEETING},blocked,No rota yet,,16/03/2027,,\n"
        f"z99902,{DATES},Not applicable,One site,,,,\n",
        encoding="utf-8",
    )
    ran = run("task", "set", "--all", "--from", str(listed))
    assert (ran.code, ran.out, ran.err) == (0, "3 tasks of 2 practices changed.\n", "")
    first = task_of(run, practice)
    assert (first["status"], first["owner"], first["done_on"]) == ("done", "Ann", "2026-02-01")
    assert [note["text"] for note in first["notes"]] == ["Rang them"]
    meeting = task_of(run, second, MEETING)
    assert (meeting["status"], meeting["reason"], meeting["due"]) == ("blocked", "No rota yet", "2027-03-16")
    assert task_of(run, second)["status"] == "not-applicable"


def test_what_is_so_already_is_not_recorded_again(run: Run, practice: str, listed: Path) -> None:
    listed.write_text(f"task,status,owner\n{DATES},done,Ann\n{MEETING},done,\n")
    run("task", "set", "Z99901", "--from", str(listed))
    before = run("practice", "show", practice, "--json").json["last_change"]
    ran = run("task", "set", practice, "--from", str(listed))
    assert (ran.code, ran.out) == (0, "Nothing to set; 2 rows were so already.\n")
    assert run("practice", "show", practice, "--json").json["last_change"] == before


def test_a_note_that_stands_on_the_task_is_not_added_by_each_reading_of_a_list(
    run: Run, practice: str, listed: Path
) -> None:
    listed.write_text(f"task,status,note\n{DATES},done,Rang  them\n{MEETING},,Two rooms\n")
    run("task", "set", practice, "--from", str(listed))
    assert run("task", "set", practice, "--from", str(listed)).out == "Nothing to set; 2 rows were so already.\n"
    assert len(task_of(run, practice)["notes"]) == 1
    listed.write_text(f"task,status,note\n{DATES},done,Rang them again\n")
    assert run("task", "set", practice, "--from", str(listed)).out == "1 task of 1 practice changed.\n"


def test_preview_says_what_would_change_and_records_nothing(run: Run, practice: str, listed: Path) -> None:
    listed.write_text(f"task,status,owner,due\n{DATES},done,Ann,none\n{MEETING},to-do,,\n")
    ran = run("task", "set", practice, "--from", str(listed), "--preview")
    assert ran.code == 0
    assert "status: To do → Done" in ran.out
    assert "owner: nobody → Ann" in ran.out
    assert ran.out.endswith("1 task of 1 practice would change; 1 row was so already.\n")
    assert task_of(run, practice)["status"] == "to-do"


def test_an_empty_cell_leaves_what_is_there_and_none_takes_it_away(run: Run, practice: str, listed: Path) -> None:
    planned = task_of(run, practice)["due"]
    run("task", "set", practice, DATES, "--owner", "Ann", "--due", "2027-01-04")
    listed.write_text(f"task,status,owner,due\n{DATES},done,,\n")
    run("task", "set", practice, "--from", str(listed))
    kept = task_of(run, practice)
    assert (kept["owner"], kept["due"]) == ("Ann", "2027-01-04")
    listed.write_text(f"task,owner,due\n{DATES},none,none\n")
    run("task", "set", practice, "--from", str(listed))
    emptied = task_of(run, practice)
    assert (emptied["owner"], emptied["due"]) == ("", planned)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (f"Z99901,{DATES},finished,,,", "“finished” is no status"),
        (f"Z99901,{DATES},blocked,,,", "needs a reason"),
        (f"Z99901,{DATES},,No rota,,", "Nothing to set"),
        (f"Z99901,{DATES},,No rota,Ann,", "A reason goes with the status"),
        (f"Z99901,{DATES},,,,", "Nothing to set"),
        (f"Z99901,{DATES},,,,32/01/2027", "There is no 32 January 2027"),
        (f"Z99901,{DATES},,,,TBC", "“TBC” is no date"),
        ("Z99901,kick-off.tea,done,,,", "There is no task “kick-off.tea”"),
        ("Z99901,,done,,,", "The task is missing"),
        (f",{DATES},done,,,", "The practice is missing"),
        (f"Z99909,{DATES},done,,,", "There is no practice “Z99909”"),
        (f"Z99901,{DATES},blocked,Patient {NHS_NUMBER},,", "looks like patient data"),
    ],
)
def test_one_faulty_row_keeps_all_from_being_set(row: str, why: str, run: Run, practice: str, listed: Path) -> None:
    listed.write_text(f"practice,task,status,reason,owner,due\nZ99901,{MEETING},done,,,\n{row}\n")
    ran = run("task", "set", "--all", "--from", str(listed))
    assert ran.code == 2
    assert ran.err == "migdesk: Nothing was set, as a row has a fault.\n"
    assert "3 " in ran.out.splitlines()[1]
    assert why in ran.out
    assert task_of(run, practice, MEETING)["status"] == "to-do"


def test_a_task_twice_is_a_fault_and_so_is_another_practice(run: Run, practice: str, second: str, listed: Path) -> None:
    listed.write_text(f"practice,task,status\n,{DATES},done\nZ99901,{DATES},blocked\nZ99902,{DATES},done\n")
    ran = run("task", "set", practice, "--from", str(listed))
    assert ran.code == 2
    assert "needs a reason" in ran.out
    assert "is another practice. Use --all" in ran.out
    listed.write_text(f"task,status\n{DATES},done\n{DATES},in-progress\n")
    assert "stands in row 2 already" in run("task", "set", practice, "--from", str(listed)).out


def test_json_lines_on_standard_input(run: Run, practice: str, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [
        {"practice": "Z99901", "task": DATES, "status": "done"},
        {"practice": practice, "task": MEETING, "owner": "Zoë"},
    ]
    data = "\n".join(json.dumps(line) for line in lines).encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert run("task", "set", "--all", "--from", "-").out == "2 tasks of 1 practice changed.\n"
    assert task_of(run, practice, MEETING)["owner"] == "Zoë"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("task,status,colour\nx,done,red\n", "It says “colour”, which cannot be set"),
        ("status\ndone\n", "has no column “task”"),
        ("", "It is empty"),
        ('{"task": "x", "colour": "red"}', "Line 1: It says “colour”"),
        ('{"task": "x", "status": 3}', "each value is a text"),
        ('{"task": "x",', "Line 1 is no JSON"),
        ("[1]", "is no JSON object"),
        ("[" * 9_000, "is no JSON"),
    ],
)
def test_what_is_no_such_list(text: str, why: str, run: Run, practice: str, listed: Path) -> None:
    listed.write_text(text)
    assert why in run("task", "set", practice, "--from", str(listed)).refusal


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["--from", "x.csv"], "Name a practice, or give --all"),
        (["Z99901", "--all", "--from", "x.csv"], "Name a practice, or give --all"),
        (["Z99901", DATES, "--from", "x.csv"], "the list says what to set"),
        (["Z99901", "--from", "x.csv", "--status", "done"], "the list says what to set"),
        (["Z99901", DATES, "--preview", "--status", "done"], "go with --from"),
        (["Z99901", "--status", "done"], "TASK"),
    ],
)
def test_what_does_not_go_together(arguments: list[str], why: str, run: Run, practice: str) -> None:
    assert why in run("task", "set", *arguments).refusal


def test_options_may_stand_between_practice_and_task(run: Run, practice: str) -> None:
    assert run("task", "set", practice, "--status", "done", DATES).code == 0
    assert task_of(run, practice)["status"] == "done"


def test_a_sign_off_task_of_a_list_is_signed_elsewhere(run: Run, practice: str, listed: Path) -> None:
    listed.write_text("task,status,signed_by,signed_on\nsurvey.sign-off,done,Kim Example,01/02/2026\n")
    assert run("task", "set", practice, "--from", str(listed)).code == 0
    assert "Kim Example" in json.dumps(run("sign-off", "list", practice, "--json").json)
    assert task_of(run, practice, "survey.sign-off")["done_on"] == "2026-02-01"


def test_the_tasks_of_all_practices(run: Run, practice: str, second: str) -> None:
    run("practice", "archive", second)
    run("practice", "add", "--name", "Third Surgery", "--ods", "Z99903")
    found = run("task", "list", "--all", "--json").json
    assert {task["ods_code"] for task in found} == {"Z99901", "Z99903"}
    assert all(set(task) >= TASK_KEYS | {"practice_id", "practice", "ods_code"} for task in found)
    assert "Third Surgery" in run("task", "list", "--all").out
    assert "not both" in run("task", "list", practice, "--all").refusal


def test_the_week(run: Run, practice: str) -> None:
    run("plan", "set", practice, "go-live", "2027-03-16")
    found = run("week", "--until", "2027-02-01", "--json").json
    assert found
    assert all(task["practice"] == "Made-up Surgery" and task["due"] <= "2027-02-01" for task in found)
    assert {"task", "title", "owner", "owners", "overdue", "critical"} <= set(found[0])
    assert "Made-up Surgery" in run("week", "--until", "2027-02-01").out
    mine = run("week", "--until", "2027-02-01", "--mine", "--by", "Kim", "--role", "trainer", "--json").json
    assert 0 < len(mine) < len(found)
    assert "Nothing is overdue" in run("week", "--until", "2020-02-01").out
