from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from command_line import PRACTICE_KEYS, Run


def test_add_prints_the_id_alone(run: Run) -> None:
    ran = run("practice", "add", "--name", "  Made-up   Surgery ", "--from", "Vision", "--to", "SystmOne")
    assert (ran.code, ran.err) == (0, "")
    assert re.fullmatch(r"[0-9a-f]{16}\n", ran.out)
    (listed,) = run("practice", "list", "--json").json
    assert listed["id"] == ran.out.strip()
    assert (listed["name"], listed["from_system"], listed["to_system"]) == ("Made-up Surgery", "Vision", "SystmOne")


def test_list_has_every_key_that_scripts_rely_on(run: Run, practice: str) -> None:
    (listed,) = run("practice", "list", "--json").json
    assert set(listed) >= PRACTICE_KEYS
    assert set(listed["last_change"]) >= {"at", "by", "role"}
    assert listed["id"] == practice
    assert listed["ods_code"] == "Z99901"
    assert listed["go_live"] == "2027-03-16"
    assert (listed["tasks_done"], listed["archived"], listed["sample"]) == (0, False, False)
    assert listed["tasks_total"] > 100
    assert listed["references_total"] == 9
    assert datetime.fromisoformat(listed["last_change"]["at"]).utcoffset() == timedelta(0)


def test_list_of_nothing(run: Run, empty_record: None) -> None:
    assert run("practice", "list", "--json").json == []
    assert "No practices yet" in run("practice", "list").out


def test_list_as_a_table(run: Run, practice: str) -> None:
    head, row = run("practice", "list").out.splitlines()
    assert head.startswith("Practice")
    assert row.startswith("Made-up Surgery")
    assert "Tue 16 Mar 2027" in row


@pytest.mark.parametrize("wanted", ["Z99901", "z99901", "Made-up Surgery", "made-up surgery"])
def test_show_finds_a_practice_by_code_and_name(run: Run, practice: str, wanted: str) -> None:
    assert run("practice", "show", wanted, "--json").json["id"] == practice


def test_show_has_milestones_phases_and_references(run: Run, practice: str) -> None:
    run(
        "acknowledge", practice, "gdpr", "--by", "Alex Sample", "--role", "lead gp", "--organisation", "Made-up Surgery"
    )
    shown = run("practice", "show", practice, "--json").json
    assert set(shown) >= {*PRACTICE_KEYS, "milestones", "phases", "references"}
    assert all(set(one) >= {"id", "title", "date", "set"} for one in shown["milestones"])
    assert [one["date"] for one in shown["milestones"] if one["set"]] == ["2027-03-16"]
    assert len(shown["phases"]) == 15
    assert all(set(one) >= {"id", "title", "done", "total"} for one in shown["phases"])
    assert len(shown["references"]) == 9
    assert all(set(one) >= {"id", "name", "acknowledged"} for one in shown["references"])
    (gdpr,) = [one for one in shown["references"] if one["id"] == "gdpr"]
    (acknowledged,) = gdpr["acknowledged"]
    assert acknowledged["by"] == "Alex Sample"
    assert acknowledged["role"] == "lead gp"
    assert acknowledged["organisation"] == "Made-up Surgery"
    assert acknowledged["wording"].startswith("I know of General Data Protection Regulation")
    assert datetime.fromisoformat(acknowledged["at"]).tzinfo


def test_show_in_plain_text(run: Run, practice: str) -> None:
    out = run("practice", "show", practice).out
    assert out.startswith("Made-up Surgery · Z99901\n")
    assert "Go-Live: Tue 16 Mar 2027" in out
    assert "15 End of migration" in out


def test_without_go_live_milestones_have_no_date(run: Run) -> None:
    practice = run("practice", "add", "--name", "Undated").out.strip()
    shown = run("practice", "show", practice, "--json").json
    assert shown["go_live"] is None
    assert {one["date"] for one in shown["milestones"]} == {None}


def test_edit_changes_what_is_given_alone(run: Run, practice: str) -> None:
    assert run("practice", "edit", practice, "--to", "EMIS Web", "--go-live", "none").code == 0
    (listed,) = run("practice", "list", "--json").json
    assert (listed["to_system"], listed["go_live"], listed["ods_code"]) == ("EMIS Web", None, "Z99901")


def test_archive_and_back(run: Run, practice: str) -> None:
    run("practice", "archive", practice)
    assert run("practice", "list", "--json").json[0]["archived"] is True
    run("practice", "unarchive", practice)
    assert run("practice", "list", "--json").json[0]["archived"] is False


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["--name", " "], "name is missing"),
        (["--name", "X", "--ods", "12345"], "is no ODS code"),
        (["--name", "X", "--ods", "z99901"], "belongs to Made-up Surgery already"),
        (["--name", "X", "--go-live", "31/02/2027"], "“31/02/2027” is no date"),
        (["--name", "X", "--go-live", "soon"], "“soon” is no date"),
        (["--name", "X", "--go-live", "1827-03-16"], "year 1827"),
        (["--name", "X" * 300], "at most 200"),
        ([], "required: --name"),
    ],
)
def test_what_cannot_be_right_is_refused_and_nothing_saved(
    run: Run, practice: str, arguments: list[str], why: str
) -> None:
    assert why in run("practice", "add", *arguments).refusal
    assert len(run("practice", "list", "--json").json) == 1


def test_an_unknown_practice(run: Run, empty_record: None) -> None:
    assert "There is no practice “Nowhere”" in run("practice", "show", "Nowhere").refusal


def test_a_name_that_two_practices_share(run: Run, practice: str) -> None:
    run("practice", "add", "--name", "Made-up Surgery")
    assert "2 practices are called" in run("practice", "show", "Made-up Surgery").refusal


def test_whatever_is_typed_is_looked_through_for_patients(run: Run) -> None:
    patient = "Ring 943.476.5919"
    commands = (
        ("practice", "add", "--name", patient),
        ("practice", "add", "--name", "Elm Tree Surgery", "--from", patient),
        ("practice", "add", "--name", "Oak Tree Surgery", "--by", patient, "--role", "Manager"),
        ("practice", "add", "--name", "Ash Tree Surgery", "--by", "Ann", "--role", patient),
        (
            "practice",
            "add",
            "--name",
            "Fir Tree Surgery",
            "--by",
            "Ann",
            "--role",
            "Manager",
            "--organisation",
            patient,
        ),
    )
    for command in commands:
        assert "an NHS number (943.476.5919)" in run(*command).refusal
        assert run(*command).refusal.endswith("Add --no-patient-data if it is not about a patient.")
    for command in commands:
        assert run(*command, "--no-patient-data").code == 0


def test_the_list_can_be_filtered_and_counts_what_presses(run: Run, practice: str) -> None:
    run("practice", "add", "--name", "Alder", "--ods", "Z99902", "--commissioner", "North Moor ICB", "--wave", "2")
    away = run("practice", "add", "--name", "Gone", "--ods", "Z99903").out.strip()
    run("practice", "archive", away)
    run("task", "set", practice, "kick-off.agree-dates", "--status", "blocked", "--reason", "No rota")

    def names(*options: str) -> list[str]:
        return [found["name"] for found in run("practice", "list", *options, "--json").json]

    assert names() == ["Made-up Surgery", "Alder", "Gone"]
    assert names("--commissioner", "north  moor") == ["Alder"]
    assert names("--wave", "2", "--not-archived") == ["Alder"]
    assert names("--archived") == ["Gone"]
    assert names("--blocked") == ["Made-up Surgery"]
    assert names("--from", "EMIS") == []
    assert run("practice", "list", "--from", "EMIS").out == "No practice passes these filters.\n"
    found = run("practice", "list", "--json").json[0]
    assert (found["blocked"], found["critical_open"] > 0) == (1, True)
    assert set(found["next_milestone"]) == {"id", "title", "short_title", "date"}
    assert "Next milestone" in run("practice", "list").out
