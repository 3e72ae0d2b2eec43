"""The calendar file: whole days under names that never change, so that a newer file moves what an older one brought."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from sample_report import DEFINITIONS, GO_LIVE, NOW, MadeUpPractice, busy_practice

from migdesk.report.calendar.entries import entries_of
from migdesk.report.calendar.model import Calendar as CalendarFile
from migdesk.report.calendar.model import PracticeEntries
from migdesk.report.writers.ics import write


def file_of(practice: MadeUpPractice, **options: Any) -> bytes:
    progress = practice.progress
    entries = PracticeEntries(progress.state, entries_of(progress, practice.events, DEFINITIONS, **options))
    calendar = CalendarFile(name="Migrations", made_at=NOW, version="9.9.9", number=1, practices=[entries])
    return b"".join(part.data for part in write(calendar))


def events(practice: MadeUpPractice, **options: Any) -> dict[str, Any]:
    calendar = Calendar.from_ical(file_of(practice, **options))
    found = {str(event["uid"]): event for event in calendar.walk("VEVENT")}
    assert len(found) == len(calendar.walk("VEVENT")), "two entries share a UID"
    return found


def cancelled(found: dict[str, Any]) -> set[str]:
    return {uid for uid, event in found.items() if event["status"] == "CANCELLED"}


def test_milestones_are_whole_days_under_lasting_names() -> None:
    found = events(busy_practice())
    assert set(found) == {"p1.order@migdesk", "p1.kick-off@migdesk", "p1.go-live@migdesk"}
    event = found["p1.go-live@migdesk"]
    assert event["dtstart"].dt == GO_LIVE
    assert event["dtstart"].params["VALUE"] == "DATE"
    assert event["dtend"].dt == GO_LIVE + timedelta(days=1)
    assert event["dtstamp"].dt == NOW
    assert event["summary"] == "Riverside Surgery: Go-Live"
    assert (event["status"], event["transp"]) == ("CONFIRMED", "TRANSPARENT")
    assert "Set by hand" in event["description"]


def test_tasks_come_by_choice_with_how_they_stand() -> None:
    found = events(busy_practice(), tasks=True)
    assert found["p1.decision.choose@migdesk"]["summary"] == "Riverside Surgery: Done: Choose a system"
    assert "Status: Blocked, critical" in found["p1.decision.sign@migdesk"]["description"]
    assert "Owner: Sam Sample" in found["p1.decision.fund@migdesk"]["description"]
    assert found["p1.kick-off.book@migdesk"]["dtstart"].dt == date(2026, 12, 1)
    assert cancelled(found) == {"p1.kick-off.branch@migdesk"}
    assert "p1.own.1@migdesk" not in found  # it has no date


def test_one_role_sees_its_own_tasks() -> None:
    mine = events(busy_practice(), tasks=True, role="practice-manager")
    theirs = events(busy_practice(), tasks=True, role="delivery-partner")
    assert mine.keys() == events(busy_practice(), tasks=True).keys()
    assert theirs.keys() == events(busy_practice()).keys()


def test_the_sequence_grows_with_every_change_that_could_move_an_entry() -> None:
    practice = busy_practice()
    before = events(practice, tasks=True)
    practice.set_task("decision.fund", due="2027-01-05")
    after = events(practice, tasks=True)
    grown = {uid for uid, event in after.items() if event["sequence"] > before[uid]["sequence"]}
    assert grown == {"p1.decision.fund@migdesk"}
    practice.add("practice-set", {"fields": {"go_live": "2027-03-23"}})
    moved = events(practice, tasks=True)
    assert moved.keys() == after.keys()
    assert all(event["sequence"] > after[uid]["sequence"] for uid, event in moved.items())


def test_the_rehearsal_of_the_cutover_is_an_entry() -> None:
    practice = busy_practice()
    practice.add("practice-set", {"fields": {"cutover_rehearsal": "2027-02-08"}})
    event = events(practice)["p1.cutover_rehearsal@migdesk"]
    assert (event["summary"], event["dtstart"].dt) == ("Riverside Surgery: Cutover rehearsal", date(2027, 2, 8))


def test_dates_that_were_taken_away_are_cancelled_on_their_last_day() -> None:
    practice = busy_practice()
    practice.add("practice-set", {"fields": {"go_live": "2027-03-23", "cutover_rehearsal": "2027-02-08"}})
    before = events(practice, tasks=True)
    assert cancelled(before) == {"p1.kick-off.branch@migdesk"}
    practice.add("practice-set", {"fields": {"go_live": None, "cutover_rehearsal": None}})
    after = events(practice, tasks=True)
    still_dated = {"p1.kick-off.book@migdesk", "p1.decision.choose@migdesk"}  # by hand, and done on a day that stands
    assert after.keys() == before.keys()
    assert cancelled(after) == after.keys() - still_dated
    for uid in cancelled(after):
        assert after[uid]["dtstart"].dt == before[uid]["dtstart"].dt
        assert after[uid]["sequence"] > before[uid]["sequence"]
    assert after["p1.go-live@migdesk"]["summary"] == "Riverside Surgery: Cancelled: Go-Live"
    assert "taken away" in after["p1.cutover_rehearsal@migdesk"]["description"]
    assert cancelled(events(practice)) == {
        "p1.order@migdesk", "p1.kick-off@migdesk", "p1.go-live@migdesk", "p1.cutover_rehearsal@migdesk"
    }  # fmt: skip


def test_a_date_that_is_given_back_stands_again() -> None:
    practice = busy_practice()
    practice.add("practice-set", {"fields": {"go_live": None}})
    practice.add("practice-set", {"fields": {"go_live": "2027-03-30"}})
    found = events(practice)
    assert cancelled(found) == set()
    assert found["p1.go-live@migdesk"]["dtstart"].dt == date(2027, 3, 30)


def test_a_milestone_says_whether_it_has_happened_and_by_which_rule_it_is_dated() -> None:
    found = events(busy_practice(go_live="2027-02-16", **{"happened.kick-off": ["2026-11-20", "2026-11-16"]}))
    about = {uid: str(event["description"]).split("\n") for uid, event in found.items()}
    assert about["p1.order@migdesk"][:2] == ["Past, not marked as happened.", "By its rule: 91 days before Go-Live."]
    assert about["p1.kick-off@migdesk"][0] == "Happened 4 days late."
    assert about["p1.kick-off@migdesk"][1] == "Marked as happened, planned for Mon 16 Nov 2026."


def test_what_counts_from_a_go_live_that_nobody_set_is_provisional() -> None:
    practice = busy_practice(go_live=None, **{"planned.kick-off": "2026-12-01"})
    found = events(practice, tasks=True)
    provisional = {uid for uid, event in found.items() if event["status"] == "TENTATIVE"}
    assert "p1.kick-off@migdesk" not in provisional  # it is set
    assert {"p1.go-live@migdesk", "p1.order@migdesk", "p1.decision.fund@migdesk"} <= provisional
    assert "p1.decision.choose@migdesk" not in provisional  # it is done
    assert "p1.kick-off.book@migdesk" not in provisional  # its date was set by hand
    event = found["p1.go-live@migdesk"]
    assert event["summary"] == "Riverside Surgery: Provisional: Go-Live"
    assert "Worked out, not set.\nProvisional: the plan worked this day out" in event["description"]
    practice.add("practice-set", {"fields": {"go_live": "2027-03-16"}})
    after = events(practice, tasks=True)
    assert not [uid for uid, event in after.items() if event["status"] == "TENTATIVE"]
    assert after["p1.go-live@migdesk"]["sequence"] > event["sequence"]


def test_leave_is_one_entry_over_its_days_and_cancelled_once_withdrawn() -> None:
    practice = MadeUpPractice(go_live=None)
    practice.add("practice-set", {"fields": {"leave.l1": ["Practice manager", "2026-12-07", "2026-12-20"]}})
    event = events(practice, role="practice-manager")["p1.leave.l1@migdesk"]
    assert event["summary"] == "Riverside Surgery: Leave: Practice manager"
    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2026, 12, 7), date(2026, 12, 21))
    assert (event["status"], event["categories"].cats) == ("CONFIRMED", ["Leave"])
    practice.add("practice-set", {"fields": {"leave.l1": None}})
    after = events(practice)["p1.leave.l1@migdesk"]
    assert after["status"] == "CANCELLED"
    assert after["summary"] == "Riverside Surgery: Cancelled: Leave: Practice manager"
    assert (after["dtstart"].dt, after["dtend"].dt) == (date(2026, 12, 7), date(2026, 12, 21))
    assert after["sequence"] > event["sequence"]


def test_an_own_task_that_was_dated_and_removed_is_cancelled() -> None:
    practice = busy_practice()
    practice.set_task("own.1", due="2027-01-12")
    assert events(practice, tasks=True)["p1.own.1@migdesk"]["status"] == "CONFIRMED"
    practice.set_task("own.1", removed=True)
    event = events(practice, tasks=True, role="delivery-partner")["p1.own.1@migdesk"]
    assert event["status"] == "CANCELLED"
    assert event["summary"] == "Riverside Surgery: Cancelled: Tell the pharmacy next door"


def test_a_sample_says_so_in_every_entry() -> None:
    for event in events(busy_practice(sample=True), tasks=True).values():
        assert event["summary"].startswith("Sample: Riverside Surgery: ")
        assert "does not exist" in event["description"]
        assert "Sample" in event["categories"].cats


def test_a_practice_that_never_had_a_date_has_no_entries() -> None:
    assert events(busy_practice(go_live=None)) == {}


def test_the_file_is_one_calendar() -> None:
    calendar = Calendar.from_ical(file_of(busy_practice()))
    assert (calendar["version"], calendar["method"]) == ("2.0", "PUBLISH")
    assert "9.9.9" in calendar["prodid"]
    assert calendar["x-wr-calname"] == "Migrations"


def lines_of(raw: bytes) -> Iterable[bytes]:
    assert raw.endswith(b"\r\n")
    return raw.split(b"\r\n")


@given(name=st.text(max_size=80), owner=st.text(max_size=80))
def test_whatever_is_typed_stays_inside_its_entry(name: str, owner: str) -> None:
    practice = busy_practice(name=name)
    practice.set_task("decision.fund", owner=owner)
    raw = file_of(practice, tasks=True)
    assert events(practice, tasks=True).keys() == events(busy_practice(), tasks=True).keys()
    for line in lines_of(raw):
        assert len(line) <= 75
        line.decode()  # folded between characters, never inside one
        assert b"\n" not in line


@given(st.lists(st.sampled_from(["2027-03-16", "2027-04-20", None]), min_size=1, max_size=6))
def test_no_entry_is_ever_left_behind(days: list[str | None]) -> None:
    """Whatever a file once held, every later file holds too, moved or cancelled, under a sequence that has grown."""
    practice, seen = MadeUpPractice(go_live=None), {}
    for day in days:
        practice.add("practice-set", {"fields": {"go_live": day}})
        found = events(practice, tasks=True)
        assert seen.keys() <= found.keys()
        assert all(found[uid]["sequence"] > sequence for uid, sequence in seen.items())
        assert cancelled(found) == (set() if day else found.keys())
        seen = {uid: event["sequence"] for uid, event in found.items()}
