"""Who is acting: --by and --role, else the saved identity, else the login name, which cannot sign for anything."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from command_line import Run

from migdesk.practice.event import Actor
from migdesk.workspace.people.known_people import KnownPeople, save_people

REFERENCE = "gdpr"


def last_change(run: Run) -> dict[str, Any]:
    return run("practice", "list", "--json").json[0]["last_change"]


def test_without_anybody_it_is_the_login_name(run: Run, practice: str) -> None:
    assert (last_change(run)["by"], last_change(run)["role"]) == ("tester", "")


def test_options_before_and_after_the_subcommand(run: Run, practice: str) -> None:
    run("--by", "Kim Example", "--role", "Trainer", "practice", "archive", practice)
    assert (last_change(run)["by"], last_change(run)["role"]) == ("Kim Example", "Trainer")
    run("practice", "--by", "Lee Example", "unarchive", practice, "--role", "Caldicott Guardian")
    assert (last_change(run)["by"], last_change(run)["role"]) == ("Lee Example", "Caldicott Guardian")


def test_the_saved_identity(run: Run, practice: str, data_folder: Path) -> None:
    save_people(data_folder, KnownPeople((Actor("Alex Sample", "practice-manager", "Made-up Surgery"),)))
    run("practice", "archive", practice)
    assert (last_change(run)["by"], last_change(run)["role"]) == ("Alex Sample", "practice-manager")
    assert run("acknowledge", practice, REFERENCE).code == 0


def test_by_the_saved_name_takes_the_saved_role(run: Run, practice: str, data_folder: Path) -> None:
    save_people(data_folder, KnownPeople((Actor("Alex Sample", "practice-manager", "Made-up Surgery"),)))
    run("acknowledge", practice, REFERENCE, "--by", "Alex  Sample")
    shown = run("practice", "show", practice, "--json").json
    (acknowledged,) = next(one for one in shown["references"] if one["id"] == REFERENCE)["acknowledged"]
    assert (acknowledged["role"], acknowledged["organisation"]) == ("practice-manager", "Made-up Surgery")


def test_by_another_name_has_no_role(run: Run, practice: str, data_folder: Path) -> None:
    save_people(data_folder, KnownPeople((Actor("Alex Sample", "practice-manager", "Made-up Surgery"),)))
    run("practice", "archive", practice, "--by", "Kim Example")
    assert (last_change(run)["by"], last_change(run)["role"]) == ("Kim Example", "")
    assert "--by NAME --role ROLE" in run("acknowledge", practice, REFERENCE, "--by", "Kim Example").refusal


def test_using_an_identity_once_does_not_save_it(run: Run, practice: str, data_folder: Path) -> None:
    run("practice", "archive", practice, "--by", "Kim Example", "--role", "Trainer")
    assert not (data_folder / "people.json").exists()


def test_an_acknowledgement_needs_a_named_person_in_a_role(run: Run, practice: str) -> None:
    refusal = run("acknowledge", practice, REFERENCE).refusal
    assert "a named person in a role" in refusal
    assert "--by NAME --role ROLE" in refusal
    assert run("practice", "list", "--json").json[0]["references_acknowledged"] == 0


@pytest.mark.parametrize(("role", "counted"), [("Practice Managers", 1), ("Caldicott Guardian", 1), ("trainer", 0)])
def test_whose_acknowledgement_counts(run: Run, practice: str, role: str, counted: int) -> None:
    ran = run("acknowledge", practice, REFERENCE, "--by", "Alex Sample", "--role", role)
    assert ran.code == 0
    assert ran.out.startswith("I have read General Data Protection Regulation")
    assert run("practice", "list", "--json").json[0]["references_acknowledged"] == counted


def test_acknowledging_twice_or_nothing_known(run: Run, practice: str) -> None:
    person = ("--by", "Alex Sample", "--role", "Lead GP")
    assert run("acknowledge", practice, REFERENCE, *person).code == 0
    assert "already" in run("acknowledge", practice, REFERENCE, *person).refusal
    assert "There is no reference “hippa”" in run("acknowledge", practice, "hippa", *person).refusal


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (["--by", " "], "name is missing"),
        (["--by", "x" * 300, "--role", "Trainer"], "at most"),
        (["--role", "Trainer"], "go with --by NAME"),
    ],
)
def test_a_person_that_cannot_be(run: Run, practice: str, options: list[str], why: str) -> None:
    assert why in run("practice", "archive", practice, *options).refusal
