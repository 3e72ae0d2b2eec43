"""Who is acting: --by and --role, else the saved identity, else nobody, as whom nothing is recorded."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from command_line import Run

from migdesk.checklist.roles import PARTY_TITLES
from migdesk.cli.main import main
from migdesk.cli.opening import WHO_RECORDS
from migdesk.practice.event import Actor
from migdesk.workspace.people.known_people import KnownPeople, save_people

REFERENCE = "gdpr"
TASK = "kick-off.agree-dates"


def last_change(run: Run) -> dict[str, Any]:
    return run("practice", "list", "--json").json[0]["last_change"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("practice", "add", "--name", "Another Surgery"),
        ("practice", "archive", "Z99901"),
        ("task", "set", "Z99901", TASK, "--status", "done"),
        ("task", "note", "Z99901", TASK, "Rang them"),
        ("task", "add", "Z99901", "1", "Cake"),
        ("plan", "set", "Z99901", "go-live", "2027-04-06"),
        ("register", "set", "Z99901", "hazards", "hazard=Fire", "harm=Smoke"),
        ("person", "add", "Z99901", "Ann Example", "--role", "lead-gp", "--organisation", "Made-up Surgery"),
    ],
)
def test_without_anybody_nothing_is_recorded(
    arguments: tuple[str, ...], run: Run, practice: str, data_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = run("practice", "list", "--json").out
    assert main(["--data-dir", str(data_folder), *arguments]) == 2
    assert capsys.readouterr() == ("", f"migdesk: {WHO_RECORDS}\n")
    assert run("practice", "list", "--json").out == before


def test_a_name_without_a_role_is_enough_for_a_task(run: Run, practice: str) -> None:
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
    outside = () if counted else ("--party", "delivery-partner", "--organisation", "Made-up Training")
    ran = run("acknowledge", practice, REFERENCE, "--by", "Alex Sample", "--role", role, *outside)
    assert ran.code == 0
    assert ran.out.startswith("I know of General Data Protection Regulation")
    assert run("practice", "list", "--json").json[0]["references_acknowledged"] == counted


@pytest.mark.parametrize(
    ("person", "why"),
    [
        (["--role", "Trainer", "--organisation", "Made-up Training"], "for whom Alex Sample speaks"),
        (["--role", "Head of digital"], "for whom Alex Sample speaks"),
        (["--role", "Delivery partner"], "for which organisation"),
        (["--role", "GP partner", "--party", "commissioner"], "for which organisation"),
    ],
)
def test_for_whom_somebody_acknowledges_is_never_guessed(run: Run, practice: str, person: list[str], why: str) -> None:
    assert why in run("acknowledge", practice, REFERENCE, "--by", "Alex Sample", *person).refusal
    assert run("practice", "show", practice, "--json").json["references_acknowledged"] == 0


def test_each_party_counts_for_itself(run: Run, practice: str) -> None:
    partner = ("--role", "Project Manager", "--party", "delivery-partner", "--organisation", "Made-up Partner")
    assert run("acknowledge", practice, REFERENCE, "--by", "Kim Example", *partner).code == 0
    shown = run("practice", "show", practice, "--json").json
    assert shown["references_acknowledged"] == 0
    assert shown["acknowledged_by_party"] == dict.fromkeys(PARTY_TITLES, 0) | {"delivery-partner": 1}
    assert (
        run(
            "acknowledge", practice, REFERENCE, "--by", "Alex Sample", "--role", "GP partner", "--party", "practice"
        ).code
        == 0
    )
    shown = run("practice", "show", practice, "--json").json
    assert (shown["references_acknowledged"], shown["acknowledged_by_party"]["practice"]) == (1, 1)
    found = next(each for each in shown["references"] if each["id"] == REFERENCE)
    parties = [(each["by"], each["organisation"], each["party"]) for each in found["acknowledged"]]
    assert parties[0] == ("Kim Example", "Made-up Partner", "delivery-partner")
    assert parties[1][0] == "Alex Sample"
    assert parties[1][1:] == (shown["name"], "practice"), "whoever speaks for the practice is of the practice"


def test_who_acknowledges_guidance_without_an_address_names_the_document(run: Run, practice: str) -> None:
    person = ("--by", "Alex Sample", "--role", "Lead GP")
    assert "Which guidance is missing" in run("acknowledge", practice, "encryption-guidance", *person).refusal
    assert "none is named" in run("acknowledge", practice, REFERENCE, "--document", "A policy", *person).refusal
    ran = run("acknowledge", practice, "encryption-guidance", "--document", "ICB policy 12.", *person)
    assert ran.code == 0
    assert "by which I mean ICB policy 12, and where to find it." in ran.out
    assert run("practice", "list", "--json").json[0]["references_acknowledged"] == 1


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
