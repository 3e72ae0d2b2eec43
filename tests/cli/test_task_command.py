from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from command_line import TASK_KEYS, Run

from migdesk.cli.task_output import task_json
from migdesk.practice.fold import fold
from migdesk.practice.progress import progress_of
from support import PARTNER, PRACTICE, START, event, small_definitions

TASK = "kick-off.agree-dates"
NHS_NUMBER = "943 476 5919"


def task_of(run: Run, practice: str, task: str = TASK) -> dict[str, Any]:
    (found,) = [one for one in run("task", "list", practice, "--json").json if one["id"] == task]
    return found


def test_list_has_every_key_that_scripts_rely_on(run: Run, practice: str) -> None:
    tasks = run("task", "list", practice, "--json").json
    assert len(tasks) > 100
    assert all(set(task) >= TASK_KEYS for task in tasks)
    assert {task["status"] for task in tasks} == {"to-do"}
    assert all(task["due"] and task["link"].startswith("/guide") and task["roles"] for task in tasks)


def test_a_task_that_two_places_changed_has_the_key_conflicts_and_no_other_task_has() -> None:
    mine = event("task-set", {"task": TASK, "fields": {"owner": "Ann"}, "over": {}}, device="a")
    theirs = event("task-set", {"task": TASK, "fields": {"owner": "Zoe"}, "over": {}}, device="b", actor=PARTNER)
    progress = progress_of(fold(PRACTICE, [theirs, mine]), small_definitions(), START.date())
    printed = {task.id: task_json(task, progress.conflicts) for task in progress.tasks}
    at = START + timedelta(seconds=0)
    assert printed.pop(TASK)["conflicts"] == [
        {
            "field": "owner",
            "values": [
                {"value": "Ann", "by": "Alex Sample", "at": at},
                {"value": "Zoe", "by": "Kim Example", "at": at},
            ],
        }
    ]
    assert not any("conflicts" in task for task in printed.values())


def test_set_several_things_at_once(run: Run, practice: str) -> None:
    ran = run(
        "task", "set", "Z99901", TASK, "--status", "blocked", "--reason", "No dates yet", "--note", "Rang them.",
        "--owner", "Practice manager", "--due", "16/02/2027", "--by", "Kim Example", "--role", "Delivery Partners",
    )  # fmt: skip
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    task = task_of(run, practice)
    assert (task["status"], task["reason"]) == ("blocked", "No dates yet")
    assert (task["owner"], task["due"]) == ("Practice manager", "2027-02-16")
    (note,) = task["notes"]
    assert (note["by"], note["role"], note["text"]) == ("Kim Example", "Delivery Partners", "Rang them.")
    assert datetime.fromisoformat(note["at"]).tzinfo


def test_done_on_another_day(run: Run, practice: str) -> None:
    assert task_of(run, practice)["done_on"] is None
    assert run("task", "set", practice, TASK, "--status", "done", "--done-on", "01/02/2026").code == 0
    assert task_of(run, practice)["done_on"] == "2026-02-01"
    assert "--status done" in run("task", "set", practice, TASK, "--done-on", "2026-02-01").refusal
    assert "still to come" in run("task", "set", practice, TASK, "--status", "done", "--done-on", "2095-02-01").refusal


def test_due_none_gives_the_date_back_to_the_plan(run: Run, practice: str) -> None:
    planned = task_of(run, practice)["due"]
    run("task", "set", practice, TASK, "--due", "2027-01-31")
    assert task_of(run, practice)["due"] == "2027-01-31"
    run("task", "set", practice, TASK, "--due", "none")
    assert task_of(run, practice)["due"] == planned


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["--status", "finished"], "“finished” is no status"),
        (["--status", "blocked"], "needs a reason"),
        (["--status", "not-applicable", "--reason", "  "], "needs a reason"),
        (["--status", "done", "--due", "32/01/2027"], "is no date"),
        (["--status", "done", "--due", "3027-01-01"], "year 3027"),
        (["--status", "done", "--note", " "], "The note is empty"),
        (["--status", "done", "--owner", "x" * 200], "at most 120"),
        (["--reason", "why"], "--reason goes with --status"),
        ([], "Nothing to set"),
    ],
)
def test_nothing_is_saved_where_any_part_is_wrong(run: Run, practice: str, arguments: list[str], why: str) -> None:
    before = task_of(run, practice)
    assert why in run("task", "set", practice, TASK, *arguments).refusal
    assert task_of(run, practice) == before


def test_an_unknown_task(run: Run, practice: str) -> None:
    assert "There is no task “no.such”" in run("task", "set", practice, "no.such", "--status", "done").refusal


def test_text_about_a_patient_is_asked_about(run: Run, practice: str) -> None:
    text = f"Record of {NHS_NUMBER} is odd"
    refusal = run("task", "set", practice, TASK, "--status", "done", "--note", text).refusal
    assert "patient data" in refusal
    assert refusal.endswith("Add --no-patient-data if it is not about a patient.")
    assert task_of(run, practice)["status"] == "to-do"
    assert run("task", "set", practice, TASK, "--note", text, "--no-patient-data").code == 0
    assert task_of(run, practice)["notes"][0]["text"] == text
    assert "patient data" in run("task", "note", practice, TASK, text).refusal
    assert "patient data" in run("task", "add", practice, "3", text).refusal


def test_add_a_task_of_our_own_and_a_note(run: Run, practice: str) -> None:
    own = run("task", "add", practice, "3", "Order cake for Go-Live day").out.strip()
    assert task_of(run, practice, own)["phase"] == "kick-off-meeting"
    assert run("task", "note", practice, own, "Chocolate.").code == 0
    assert run("task", "set", practice, own, "--status", "done").code == 0
    task = task_of(run, practice, own)
    assert (task["status"], task["notes"][0]["text"]) == ("done", "Chocolate.")
    assert "There is no phase “99”" in run("task", "add", practice, "99", "X").refusal


def test_list_as_tables(run: Run, practice: str) -> None:
    run("task", "set", practice, TASK, "--status", "blocked", "--reason", "No dates\nyet")
    out = run("task", "list", practice).out
    assert "3 Kick-off meeting: 0 of" in out
    assert "No dates yet" in out


def test_a_private_note_is_marked_and_its_removal_is_private_too(run: Run, practice: str) -> None:
    assert run("task", "set", practice, "kick-off.agree-dates", "--note", "They are slow to pay", "--private").code == 0
    assert run("task", "note", practice, "kick-off.agree-dates", "Room 2 at ten").code == 0
    notes = task_of(run, practice)["notes"]
    assert [(note["text"], note["private"]) for note in notes] == [
        ("They are slow to pay", True),
        ("Room 2 at ten", False),
    ]


def test_only_a_note_can_be_private(run: Run, practice: str) -> None:
    ran = run("task", "set", practice, "kick-off.agree-dates", "--status", "done", "--private")
    assert ran.code == 2
    assert "--private goes with --note" in ran.err


def test_contacts_own_a_task_by_id_or_name(run: Run, practice: str) -> None:
    person = ("--role", "Lead GP", "--organisation", "Made-up Surgery")
    ann = run("person", "add", practice, "Ann Example", *person).out.strip()
    assert run("task", "set", practice, "kick-off.agree-dates", "--owner", f"{ann}; zoe; ANN example").code == 0
    (task,) = (each for each in run("task", "list", practice, "--json").json if each["id"] == "kick-off.agree-dates")
    assert (task["owner"], task["owners"]) == ("Ann Example; zoe", ["Ann Example", "zoe"])


def test_phases_already_past_are_marked_at_once(run: Run, practice: str) -> None:
    ran = run("task", "past", practice, "3", "--on", "2026-02-01")
    tasks = run("task", "list", practice, "--json").json
    done = [task for task in tasks if task["status"] == "done"]
    assert (ran.code, ran.out) == (0, f"{len(done)} tasks marked as done before migdesk\n")
    assert len(done) > 10
    assert {(task["reason"], task["done_on"]) for task in done} == {("before migdesk", "2026-02-01")}
    assert {task["status"] for task in tasks[len(done) :]} == {"to-do"}
    assert "0 tasks marked" in run("task", "past", practice, "kick-off-meeting").out
    assert "There is no phase" in run("task", "past", practice, "99").refusal
