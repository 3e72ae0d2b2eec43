"""The calendar file: whole days under names that never change, so that a newer file moves what an older one brought."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from sample_report import GO_LIVE, NOW, busy_practice

from migdesk.report.calendar import to_calendar
from migdesk.report.model import StatusReport


def events(*reports: StatusReport, **options: Any) -> dict[str, Any]:
    calendar = Calendar.from_ical(to_calendar(reports, **options))
    found = {str(event["uid"]): event for event in calendar.walk("VEVENT")}
    assert len(found) == len(calendar.walk("VEVENT")), "two entries share a UID"
    return found


def test_milestones_are_whole_days_under_lasting_names() -> None:
    found = events(busy_practice().report())
    assert set(found) == {"p1.order@migdesk", "p1.kick-off@migdesk", "p1.go-live@migdesk"}
    event = found["p1.go-live@migdesk"]
    assert event["dtstart"].dt == GO_LIVE
    assert event["dtstart"].params["VALUE"] == "DATE"
    assert event["dtend"].dt == GO_LIVE + timedelta(days=1)
    assert event["dtstamp"].dt == NOW
    assert event["summary"] == "Riverside Surgery: Go-Live"
    assert (event["status"], event["transp"]) == ("CONFIRMED", "TRANSPARENT")
    assert "Set by the practice" in event["description"]


def test_tasks_come_by_choice_with_how_they_stand() -> None:
    found = events(busy_practice().report(), tasks=True)
    assert found["p1.decision.choose@migdesk"]["summary"] == "Riverside Surgery: Done: Choose a system"
    assert "Status: Blocked, critical" in found["p1.decision.sign@migdesk"]["description"]
    assert "Owner: Sam Sample" in found["p1.decision.fund@migdesk"]["description"]
    assert found["p1.kick-off.book@migdesk"]["dtstart"].dt == date(2026, 12, 1)
    assert found["p1.kick-off.branch@migdesk"]["status"] == "CANCELLED"
    assert "p1.own.1@migdesk" not in found  # it has no date


def test_one_role_sees_its_own_tasks() -> None:
    report = busy_practice().report()
    mine = events(report, tasks=True, role="Practice Manager")
    theirs = events(report, tasks=True, role="Delivery partner")
    assert mine.keys() == events(report, tasks=True).keys()
    assert theirs.keys() == events(report).keys()


def test_the_sequence_grows_with_every_change_that_could_move_an_entry() -> None:
    practice = busy_practice()
    before = events(practice.report(), tasks=True)
    practice.set_task("decision.fund", due="2027-01-05")
    after = events(practice.report(), tasks=True)
    grown = {uid for uid, event in after.items() if event["sequence"] > before[uid]["sequence"]}
    assert grown == {"p1.decision.fund@migdesk"}
    practice.add("practice-set", {"fields": {"go_live": "2027-03-23"}})
    moved = events(practice.report(), tasks=True)
    assert moved.keys() == after.keys()
    assert all(event["sequence"] > after[uid]["sequence"] for uid, event in moved.items())


def test_a_sample_says_so_in_every_entry() -> None:
    for event in events(busy_practice(sample=True).report(), tasks=True).values():
        assert event["summary"].startswith("Sample: Riverside Surgery: ")
        assert "does not exist" in event["description"]
        assert "Sample" in event["categories"].cats


def test_many_practices_in_one_file() -> None:
    one, two = busy_practice(), busy_practice(name="Hillside Surgery")
    reports = (one.report(), _of_practice(two.report(), "p2"))
    assert len(events(*reports)) == 6
    assert b"Migrations of 2 practices" in to_calendar(reports)
    assert b"VEVENT" not in to_calendar(())


def _of_practice(report: StatusReport, practice_id: str) -> StatusReport:
    from msgspec.structs import replace

    return replace(report, practice=replace(report.practice, id=practice_id))


def test_an_undated_practice_has_an_empty_calendar() -> None:
    assert events(busy_practice(go_live=None).report()) == {}


@given(name=st.text(max_size=80), owner=st.text(max_size=80))
def test_whatever_is_typed_stays_inside_its_entry(name: str, owner: str) -> None:
    practice = busy_practice(name=name)
    practice.set_task("decision.fund", owner=owner)
    raw = to_calendar((practice.report(),), tasks=True)
    assert len(events(practice.report(), tasks=True)) == len(events(busy_practice().report(), tasks=True))
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
