from __future__ import annotations

from pathlib import Path

import pytest
from command_line import Run
from icalendar import Calendar

MILESTONES = [
    "order", "kick-off", "technical-survey", "idp", "cutover-planning-meeting", "data-sign-off", "fdp",
    "cutover-start", "go-live", "re-entry-done", "end", "old-system-read-only-until",
]  # fmt: skip


def shown(run: Run, practice: str) -> dict[str, str | None]:
    return {one["id"]: one["date"] for one in run("plan", "show", practice, "--json").json["milestones"]}


def test_show_has_every_date_with_its_rule(run: Run, practice: str) -> None:
    plan = run("plan", "show", practice, "--json").json
    assert [one["id"] for one in plan["milestones"]] == MILESTONES
    assert plan["milestones"][7]["rule"] == "the same day as Final Data Production"
    assert {one["id"] for one in plan["choices"] if one["chosen"]} == {"45-days"}
    assert [set(one) for one in plan["conflicts"]] == [{"id", "title", "text", "source", "milestones"}] * len(
        plan["conflicts"]
    )
    assert len(plan["phases"]) == 15


def test_show_in_plain_text_says_what_speaks_against_it(run: Run, practice: str) -> None:
    run("plan", "set", practice, "go-live", "2027-03-20")
    out = run("plan", "show", practice).out
    assert out.splitlines()[0].split() == [
        "Milestone",
        "Date",
        "First",
        "agreed",
        "How",
        "it",
        "is",
        "fixed",
        "Its",
        "rule",
    ]
    assert "Sat 20 Mar 2027" in out
    assert "Check these dates:" in out
    assert "Go-Live falls in the last fortnight of the QOF year" in out
    assert "(/guide/get-started#agree-a-provisional-go-live-date)" in out


def test_set_fixes_a_milestone_and_none_gives_it_back(run: Run, practice: str) -> None:
    before = shown(run, practice)
    assert run("plan", "set", practice, "idp", "2027-02-02").code == 0
    after = shown(run, practice)
    assert after["idp"] == "2027-02-02"
    assert after["data-sign-off"] == "2027-02-23"
    assert after["fdp"] == before["fdp"]
    run("plan", "set", practice, "idp", "none")
    assert shown(run, practice) == before


def test_set_go_live_is_the_practices_own(run: Run, practice: str) -> None:
    run("plan", "set", practice, "go-live", "22/06/2027")
    assert run("practice", "show", practice, "--json").json["go_live"] == "2027-06-22"


def test_happened(run: Run, practice: str) -> None:
    assert run("plan", "set", practice, "order", "2026-11-02", "--happened").code == 0
    order = run("plan", "show", practice, "--json").json["milestones"][0]
    assert (order["happened"], order["date"], order["planned"]) == (True, "2026-11-02", "2026-12-15")
    (listed, *_) = run("practice", "show", practice, "--json").json["milestones"]
    assert set(listed) >= {"id", "title", "date", "set"}
    assert listed["set"] is True
    run("plan", "set", practice, "order", "none", "--happened")
    assert shown(run, practice)["order"] == "2026-12-15"


def test_a_preview_records_nothing(run: Run, practice: str) -> None:
    before = shown(run, practice)
    out = run("plan", "set", practice, "go-live", "2027-03-23", "--preview").out
    assert out.startswith("12 milestones and 159 open tasks would move.\n")
    assert "  go-live: Tue 16 Mar 2027 → Tue 23 Mar 2027\n" in out
    assert "This would speak against it:" in out
    assert shown(run, practice) == before
    again = run("plan", "set", practice, "go-live", "2027-03-16", "--preview").out
    assert again == "Nothing would change: it is so already.\n"


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["christmas", "2027-01-01"], "There is no milestone “christmas”"),
        (["idp", "soon"], "“soon” is no date"),
        (["idp", "2099-01-01", "--happened"], "cannot have happened"),
    ],
)
def test_what_cannot_be_right(run: Run, practice: str, arguments: list[str], why: str) -> None:
    assert why in run("plan", "set", practice, *arguments).refusal


def test_what_speaks_against_a_date_is_said_on_standard_error(run: Run, practice: str) -> None:
    ran = run("plan", "set", practice, "go-live", "25/12/2026")
    assert (ran.code, ran.out) == (0, "")
    assert "This speaks against it:" in ran.err
    assert run("plan", "set", practice, "go-live", "25/12/2026").err == "", "nothing changed"


# the calendar


def uids(path: Path) -> set[str]:
    return {str(event["uid"]) for event in Calendar.from_ical(path.read_bytes()).walk("VEVENT")}


def test_a_calendar_of_milestones_and_by_choice_of_tasks(run: Run, practice: str, tmp_path: Path) -> None:
    path = tmp_path / "dates.ics"
    assert run("report", practice, "--output", str(path)).out == f"{path}\n"
    assert uids(path) == {f"{practice}.{name}@migdesk" for name in MILESTONES}
    run("report", practice, "--output", str(path), "--tasks")
    sign_offs = {uid for uid in uids(path) if ".so." in uid}
    assert len(sign_offs) == 14, "the other eight stand there as tasks"
    assert len(uids(path) - sign_offs) == 12 + 159
    path = tmp_path / "lead.ics"  # in the same place, what is left out now would be cancelled
    run("report", practice, "--output", str(path), "--for-role", "lead gp")
    assert 12 < len(uids(path)) < 100


def test_what_a_calendar_cannot_be(run: Run, practice: str, tmp_path: Path) -> None:
    page, dates = str(tmp_path / "a.html"), str(tmp_path / "a.ics")
    assert "--tasks" in run("report", practice, "--output", page, "--tasks").refusal
    assert "no role “boss”" in run("report", practice, "--output", dates, "--for-role", "boss").refusal
    assert list(tmp_path.glob("a.*")) == []


def test_a_mark_is_taken_away_only_by_its_own_word(run: Run, practice: str) -> None:
    run("plan", "set", practice, "order", "2026-11-02", "--happened")
    assert "Add --happened" in run("plan", "set", practice, "order", "none").refusal
    assert run("plan", "set", practice, "order", "none", "--happened").code == 0


def test_why_a_milestone_moved_is_kept_and_told(run: Run, practice: str) -> None:
    run("plan", "set", practice, "go-live", "2027-06-01")
    run("plan", "set", practice, "go-live", "2027-06-15", "--why", "the supplier slipped")
    shown = run("plan", "show", practice)
    assert "Why go-live moved: the supplier slipped" in shown.out
    milestones = run("plan", "show", practice, "--json").json["milestones"]
    (moved,) = [milestone for milestone in milestones if milestone["id"] == "go-live"]
    assert (moved["moved"] != 0, moved["why"]) == (True, "the supplier slipped")
