"""`migdesk person`, and for whom somebody speaks on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import Run

from migdesk.practice.event import Actor
from migdesk.workspace.people.known_people import KnownPeople, save_people

ALEX = Actor("Alex Sample", "practice-manager", "Made-up Surgery", "practice")


def test_who_is_known_at_this_keyboard_and_from_the_record(run: Run, practice: str, data_folder: Path) -> None:
    save_people(data_folder, KnownPeople((ALEX,)))
    run("practice", "archive", practice, "--by", "Kim Example", "--role", "Trainer", "--party", "New supplier")
    known = run("person", "list", "--json").json
    assert known[0] == {
        "name": "Alex Sample",
        "role": "practice-manager",
        "organisation": "Made-up Surgery",
        "party": "practice",
        "at_keyboard": True,
    }
    (kim,) = (each for each in known if each["name"] == "Kim Example")
    assert (kim["role"], kim["party"], kim["at_keyboard"]) == ("Trainer", "new-supplier", False)
    assert "at the keyboard" in run("person", "list").out


def test_a_logins_name_is_nobody(run: Run, practice: str) -> None:
    assert run("person", "list", "--json").json == []


def test_without_a_record_nobody_is_known(run: Run) -> None:
    assert run("person", "list", "--json").json == []


def test_contacts_are_added_and_listed(run: Run, practice: str) -> None:
    added = run("person", "add", practice, "Ann Example", "--role", "Lead GP", "--organisation", "Made-up Surgery")
    row = added.out.strip()
    (ann,) = run("person", "list", "Z99901", "--json").json
    assert ann == {
        "id": row,
        "name": "Ann Example",
        "role": "lead-gp",
        "organisation": "Made-up Surgery",
        "party": "practice",
        "phone": "",
        "email": "",
        "status": "proposed",
    }
    shown = run(
        "--by", "Kim Example", "--role", "Trainer",
        "person", "add", practice, "Mo", "--role", "third-party", "--organisation", "Path Lab",
        "--for", "Service", "--json",
    ).json  # fmt: skip
    assert (shown["name"], shown["party"]) == ("Mo", "service")
    last_change = run("practice", "list", "--json").json[0]["last_change"]
    assert (last_change["by"], last_change["role"]) == ("Kim Example", "Trainer")
    assert "Path Lab" in run("person", "list", practice).out


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["Ann", "--role", "Wizard", "--organisation", "Somewhere"], "Part in the migration: “Wizard” is none of"),
        (["Ann", "--role", "Lead GP", "--organisation", "Somewhere", "--for", "nobody"], "Belongs to: “nobody”"),
        ([" ", "--role", "Lead GP", "--organisation", "Somewhere"], "Name is missing"),
        (["Ann", "--role", "Lead GP"], "required"),
        (["Ann 943 476 5919", "--role", "Lead GP", "--organisation", "Somewhere"], "looks like patient data"),
    ],
)
def test_a_contact_that_cannot_be(run: Run, practice: str, arguments: list[str], why: str) -> None:
    assert why in run("person", "add", practice, *arguments).refusal
    assert run("person", "list", practice, "--json").json == []


@pytest.mark.parametrize(
    ("person", "party"),
    [
        (["--role", "Lead GP"], "practice"),
        (["--role", "GP partner"], ""),
        (["--role", "GP partner", "--party", "practice"], "practice"),
        (["--role", "Project Manager", "--party", "Delivery Partner"], "delivery-partner"),
    ],
)
def test_for_whom_somebody_speaks(run: Run, practice: str, person: list[str], party: str) -> None:
    run("practice", "archive", practice, "--by", "Pat Example", *person)
    known = {each["name"]: each["party"] for each in run("person", "list", "--json").json}
    assert known["Pat Example"] == party


def test_somebody_known_here_needs_only_their_name(run: Run, practice: str, data_folder: Path) -> None:
    save_people(data_folder, KnownPeople((ALEX, Actor("Pat Example", "GP partner", "Made-up Surgery", "practice"))))
    run("task", "note", practice, "kick-off.hold-meeting", "Agreed", "--by", "pat example")
    (task,) = (each for each in run("task", "list", practice, "--json").json if each["id"] == "kick-off.hold-meeting")
    assert (task["notes"][0]["by"], task["notes"][0]["role"]) == ("pat example", "GP partner")


def test_a_party_that_is_none(run: Run, practice: str) -> None:
    assert "is no party" in run("practice", "archive", practice, "--by", "Pat", "--party", "nobody").refusal
    assert "go with --by NAME" in run("practice", "archive", practice, "--party", "practice").refusal


def test_another_role_than_at_the_keyboard_is_said(run: Run, practice: str, data_folder: Path) -> None:
    save_people(data_folder, KnownPeople((ALEX,)))
    ran = run("practice", "archive", practice, "--by", "Alex Sample", "--role", "Trainer")
    assert ran.code == 0
    assert ran.err == "Alex Sample was Practice Manager at this keyboard; this is recorded as Trainer.\n"
    assert run("practice", "unarchive", practice, "--by", "Alex Sample", "--role", "practice managers").err == ""
