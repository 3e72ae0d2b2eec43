"""`migdesk sign-off`: what scripts rely on, signing, paper, and taking back; what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from command_line import Run

LEAD = ("--by", "Dr Jo Example", "--role", "Lead GP")
ICB = ("--by", "Bo Example", "--role", "Head of digital", "--party", "commissioner", "--organisation", "Made-up ICB")


def found(run: Run, practice: str, sign_off: str) -> dict[str, Any]:
    return next(each for each in run("sign-off", "list", practice, "--json").json if each["id"] == sign_off)


def test_list_has_the_keys_that_scripts_rely_on(run: Run, practice: str) -> None:
    listed = run("sign-off", "list", practice, "--json").json
    assert len(listed) == 22
    assert {"id", "title", "who", "state", "made"} <= listed[0].keys()
    assert {each["state"] for each in listed} == {"open"}
    made = run("sign-off", "make", practice, "so.data", *LEAD)
    assert made.code == 0
    assert "still open" in made.err
    data = found(run, practice, "so.data")
    assert data["state"] == "made"
    (entry,) = data["made"]
    assert {"by", "role", "organisation", "party", "at", "wording", "fields"} <= entry.keys()
    assert (entry["by"], entry["role"], entry["organisation"], entry["party"]) == (
        "Dr Jo Example",
        "Lead GP",
        "Made-up Surgery",
        "practice",
    )
    assert made.out.strip() == entry["wording"]


def test_show_tells_words_fields_and_what_is_open(run: Run, practice: str) -> None:
    shown = run("sign-off", "show", practice, "so.order")
    assert "I approve the order of … for Made-up Surgery." in shown.out
    assert "system: Which system" in shown.out
    as_json = run("sign-off", "show", practice, "order", "--json").json
    assert [field["id"] for field in as_json["asks_for"]] == ["system"]
    assert {"item": "so.funding", "title": "Sign-off", "words": "Funding confirmed"} in as_json["open"]


def test_partly_withdrawn_and_made_again(run: Run, practice: str) -> None:
    assert run("sign-off", "make", practice, "so.not-migrating", *LEAD).code == 0
    assert found(run, practice, "so.not-migrating")["state"] == "partly"
    assert run("sign-off", "withdraw", practice, "so.not-migrating", "--reason", "Too early", *LEAD).code == 0
    again = found(run, practice, "so.not-migrating")
    assert (again["state"], again["made"], again["withdrawn"][0]["reason"]) == ("withdrawn", [], "Too early")
    assert "Withdrawn by Dr Jo Example" in run("sign-off", "show", practice, "so.not-migrating").out
    assert run("sign-off", "make", practice, "so.not-migrating", *LEAD).code == 0
    assert found(run, practice, "so.not-migrating")["state"] == "partly"


def test_a_signature_on_paper(run: Run, practice: str) -> None:
    paper = ("--on-paper", "--signed-on", "01/02/2026", "--seen-by", "Alex Sample")
    assert run("sign-off", "make", practice, "so.order", "system=System B", *ICB, *paper).code == 0
    (entry,) = found(run, practice, "so.order")["made"]
    assert (entry["on_paper"], entry["signed_on"], entry["seen_by"]) == (True, "2026-02-01", "Alex Sample")
    assert (entry["by"], entry["recorded_by"], entry["party"]) == ("Bo Example", "Alex Sample", "commissioner")
    assert "on paper on Sun 1 Feb 2026, seen by Alex Sample" in run("sign-off", "show", practice, "so.order").out
    tasks = {task["id"]: task["status"] for task in run("task", "list", practice, "--json").json}
    assert tasks["order.place-order"] == "done"


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["so.data"], "--by NAME --role ROLE"),
        (["so.tea", *LEAD], "no sign-off “so.tea”"),
        (["so.order", *ICB], "Which system is missing"),
        (["so.order", "colour=red", *ICB], "no field “colour”"),
        (["so.order", "System B", *ICB], "no FIELD=VALUE"),
        (["so.order", "system=B", "--by", "Bo", "--role", "Head of digital"], "for whom Bo speaks"),
        (["so.order", "system=B", "--by", "Bo", "--role", "Commissioner"], "for which organisation"),
        (["so.data", "--seen-by", "Alex", *LEAD], "go with --on-paper"),
        (["so.data", "--on-paper", *LEAD], "needs its day and who saw it"),
        (["so.data", "--on-paper", "--signed-on", "2999-01-01", "--seen-by", "Alex", *LEAD], "cannot lie ahead"),
    ],
)
def test_what_is_refused(run: Run, practice: str, arguments: list[str], why: str) -> None:
    assert why in run("sign-off", "make", practice, *arguments).refusal
    assert all(not each["made"] for each in run("sign-off", "list", practice, "--json").json)


def test_a_sheet_to_sign_has_the_words_and_lines_for_whoever_has_to(run: Run, practice: str, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.html"
    ran = run("sign-off", "sheet", practice, "so.project-manager", "name=Kit <b>Specimen</b>", "--output", str(sheet))
    assert (ran.code, ran.out.strip()) == (0, str(sheet))
    page = sheet.read_text(encoding="utf-8")
    assert "I accept Kit &lt;b&gt;Specimen&lt;/b&gt; as Project Manager" in page
    assert "until ____________________." in page
    for expected in (
        "Practice Manager",
        "Delivery partner",
        "Commissioner",
        "New supplier",
        "Signature",
        "Fingerprint",
    ):
        assert expected in page
    for suffix in ("pdf", "docx"):
        assert run("sign-off", "sheet", practice, "so.data", "--output", str(tmp_path / f"s.{suffix}")).code == 0
    assert (
        "cannot be written"
        in run("sign-off", "sheet", practice, "so.data", "--output", str(tmp_path / "s.csv")).refusal
    )
    wrong = run("sign-off", "sheet", practice, "so.data", "colour=red", "--output", str(sheet))
    assert "no field “colour”" in wrong.refusal


def test_done_on_the_command_line_is_signed_elsewhere(run: Run, practice: str) -> None:
    assert run("task", "set", practice, "survey.sign-off", "--status", "done").code == 0
    form = found(run, practice, "so.technical-form")
    assert (form["state"], form["elsewhere"][0]["by"], form["elsewhere"][0]["recorded_by"]) == ("open", "", "tester")
    signed = ("--signed-by", "Alex Sample", "--signed-on", "2026-02-01", "--signed-where", "Supplier's portal")
    assert run("task", "set", practice, "survey.sign-off", "--status", "done", *signed).code == 0
    (elsewhere,) = found(run, practice, "so.technical-form")["elsewhere"]
    assert (elsewhere["by"], elsewhere["on"], elsewhere["where"]) == ("Alex Sample", "2026-02-01", "Supplier's portal")
    assert "signed elsewhere" in run("sign-off", "list", practice).out
    assert "go with --signed-by" in run("task", "set", practice, "survey.sign-off", "--signed-on", "2026-02-01").refusal
    assert "--status done" in run("task", "set", practice, "survey.sign-off", "--signed-by", "Alex").refusal


def test_a_record_with_figures_fields_and_documents_in_its_words_is_well(run: Run, practice: str) -> None:
    assert run("sign-off", "make", practice, "so.data", *LEAD).code == 0
    assert run("sign-off", "make", practice, "so.order", "system=System B", *ICB).code == 0
    assert run("acknowledge", practice, "encryption-guidance", "--document", "Policy 12, … and 13", *LEAD).code == 0
    verified = run("verify")
    assert (verified.code, verified.out) == (0, "All well: nothing was changed since it was recorded.\n")
