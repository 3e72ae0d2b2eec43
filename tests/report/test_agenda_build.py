"""The agenda for a visit: one line for each thing that changed, and what to talk about cut to two sheets."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace
from sample_agenda import TEN_DAYS_AGO, agenda_of, crowded_practice
from sample_report import DEFINITIONS, GUARDIAN, MANAGER, PARTNER, TODAY, MadeUpPractice, busy_practice, conflict
from written import agenda_html, agenda_sheets

from migdesk.base.date_words import weekday_and_day
from migdesk.report.agenda import build as agenda_build
from migdesk.report.agenda import words as agenda_words
from migdesk.report.agenda.model import Agenda, Change


def changes(agenda: Agenda) -> dict[str, str]:
    return {one.title: one.text for one in agenda.changes.items}


# what changed


def test_eight_changes_to_one_task_are_one_line() -> None:
    practice = MadeUpPractice()
    for status in ("in-progress", "to-do", "in-progress", "blocked"):
        practice.set_task("decision.fund", status=[status, "No quote yet" if status == "blocked" else ""])
    practice.set_task("decision.fund", PARTNER, owner="Sam Sample")
    practice.set_task("decision.fund", due="2026-12-01")
    practice.note("decision.fund", "First.")
    practice.note("decision.fund", "The ICB wants\na quote.", GUARDIAN)
    line = agenda_of(practice).changes.items[0]
    assert line.title == "Agree the funding"
    assert line.text == (
        "Blocked: No quote yet; Owner: Sam Sample; Due Tue 1 Dec 2026; 2 notes, the latest: “The ICB wants a quote.”"
    )
    assert line.by == ("Ellis Example", "Pat Example", "Sam Sample")
    assert agenda_words.who(line, TODAY) == "Ellis Example and 2 more, Mon\N{NO-BREAK SPACE}23\N{NO-BREAK SPACE}Nov"
    assert agenda_of(practice).changes.total == 1


def test_what_was_changed_and_taken_back_is_no_change() -> None:
    practice = MadeUpPractice()
    practice.set_task("decision.fund", status=["done", ""])
    practice.set_task("decision.fund", status=["to-do", ""])
    practice.withdraw(practice.note("decision.fund", "By mistake."), "Wrong task.")
    assert agenda_of(practice).changes.total == 0


def test_what_is_done_says_no_more_who_was_to_do_it() -> None:
    practice = MadeUpPractice()
    practice.set_task("decision.fund", owner="Pat Example", due="2026-12-01", status=["done", ""])
    assert changes(agenda_of(practice)) == {"Agree the funding": "Done"}


def test_what_happened_before_is_left_out_and_that_day_counts() -> None:
    practice = MadeUpPractice()
    practice.set_task("decision.choose", status=["done", ""], ago=11)
    practice.set_task("decision.fund", status=["done", ""], ago=10)
    assert changes(agenda_of(practice)) == {"Agree the funding": "Done"}
    assert set(changes(agenda_of(practice, TODAY - timedelta(days=11)))) == {"Agree the funding", "Choose a system"}


def test_the_practice_and_its_plan_come_first_each_detail_once() -> None:
    practice = MadeUpPractice()
    practice.add("practice-set", {"fields": {"go_live": "2027-03-23"}}, ago=3)
    practice.add("practice-set", {"fields": {"go_live": "2027-03-30"}}, PARTNER, ago=2)
    practice.add("practice-set", {"fields": {"happened.order": ["2026-11-20", "2026-11-18"]}}, ago=2)
    practice.add("practice-set", {"fields": {"commissioner": "Other ICB"}}, ago=2)
    practice.add("practice-set", {"fields": {"commissioner": "Example ICB"}}, ago=1)
    practice.add("practice-set", {"fields": {"last_visit": "2026-11-23"}}, ago=1)
    practice.note("", "The branch closes at noon.")
    practice.set_task("decision.fund", status=["done", ""], ago=0)
    assert [(one.title, one.text) for one in agenda_of(practice).changes.items] == [
        ("", "Go-Live: Tue 30 March 2027 (was Tue 16 March 2027)"),
        ("", "Order placed: happened on Fri 20 November 2026 (planned for Wed 18 November 2026)"),
        ("", "Note: “The branch closes at noon.”"),
        ("Agree the funding", "Done"),
    ]
    assert agenda_of(practice).changes.items[0].by == ("Sam Sample", "Pat Example")


def test_a_practice_that_was_added_since_says_so_in_one_line() -> None:
    practice = MadeUpPractice()
    assert [one.text for one in agenda_of(practice, TODAY - timedelta(days=90)).changes.items] == ["Practice added"]


def test_acknowledgements_and_own_tasks_are_told() -> None:
    practice = MadeUpPractice()
    gone = practice.acknowledge("records", ago=30)
    practice.acknowledge("gdpr", GUARDIAN)
    practice.withdraw(gone, "Too early.")
    practice.add("own-task-added", {"task": "own.1", "phase": "kick-off", "title": "Buy a cake"})
    practice.add("own-task-added", {"task": "own.2", "phase": "kick-off", "title": "Sing"}, ago=30)
    practice.set_task("own.2", removed=True)
    assert changes(agenda_of(practice)) == {
        "UK GDPR": "Acknowledged by Ellis Example",
        "Records Code": "Acknowledgement of Pat Example withdrawn",
        "Buy a cake": "Added by the practice",
        "Sing": "Removed from the checklist",
    }


def test_blocked_and_critical_come_before_the_rest() -> None:
    practice = MadeUpPractice()
    practice.set_task("decision.choose", status=["done", ""], ago=5)  # critical
    practice.set_task("kick-off.book", status=["blocked", "No room"], ago=4)
    practice.set_task("decision.fund", status=["done", ""], ago=1)
    practice.note("kick-off.branch", "A note.", ago=0)
    titles = [one.title for one in agenda_of(practice).changes.items]
    assert titles == ["Book the meeting", "Choose a system", "Agree the funding", "Tell the branch surgery"]


def test_a_newer_versions_events_are_no_trouble() -> None:
    practice = busy_practice()
    practice.add("practice-set", {"fields": "a text"})
    practice.add("task-set", {"task": "decision.fund", "fields": {"mood": "good"}})
    assert agenda_of(practice).changes.total


# the lists


def test_overdue_has_the_critical_first_and_blocked_leaves_them_out() -> None:
    practice = MadeUpPractice()
    practice.set_task("decision.fund", due="2026-11-01", status=["in-progress", ""])
    practice.set_task("decision.choose", due="2026-11-20", status=["blocked", "Two systems left"])
    practice.set_task("decision.sign", status=["blocked", "Lawyers"], due="2027-01-08")
    agenda = agenda_of(practice)
    overdue = [(one.title, one.days_overdue, agenda_words.how_it_stands(one)) for one in agenda.overdue.items]
    assert overdue == [
        ("Choose a system", 4, "Blocked: Two systems left"),
        ("Agree the funding", 23, "In progress"),
    ]
    assert [one.title for one in agenda.blocked.items] == ["Sign the agreement"]


def test_of_too_many_tasks_to_come_the_nearest_and_the_critical_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(agenda_build, "NEAREST_TASKS", 1)
    monkeypatch.setattr(agenda_build, "shared_out", lambda needs, _: [3.0, *needs[1:]])
    practice = MadeUpPractice(go_live=None)
    days = {"decision.choose": 20, "decision.fund": 1, "kick-off.book": 2, "kick-off.branch": 3, "decision.sign": 40}
    for task, ahead in days.items():
        practice.set_task(task, due=(TODAY + timedelta(days=ahead)).isoformat())
    coming = agenda_of(practice).coming
    assert [one.title for one in coming.items] == ["Agree the funding", "Choose a system"]
    assert coming.more == 2


def test_references_that_are_missing_are_named_with_what_changed() -> None:
    references = agenda_of(busy_practice()).references.items
    assert [agenda_words.reference_name(one) for one in references] == [
        "Records Code",
        "The Old Act (acknowledged in earlier words)",
    ]


def test_what_speaks_against_the_dates_is_on_it() -> None:
    doubts = agenda_of(MadeUpPractice(), conflicts=(conflict(1), conflict(2))).doubts
    assert [one.title for one in doubts.items] == ["Go-Live falls on a day off (1)", "Go-Live falls on a day off (2)"]


def test_where_much_speaks_against_the_dates_every_title_is_told_and_the_first_texts() -> None:
    """One warning may be long; it must not push out the next ones."""
    long = replace(conflict(1), text="Order placed (Thu 10 September 2026) and more. " * 15)
    doubts = agenda_of(crowded_practice(), conflicts=(long, *map(conflict, range(2, 7)))).doubts
    assert (len(doubts.items), doubts.more) == (6, 0)
    assert [one.text for one in doubts.items] == [""] * 6
    doubts = agenda_of(crowded_practice(), conflicts=(conflict(0), long, *map(conflict, range(2, 6)))).doubts
    assert [bool(one.text) for one in doubts.items] == [True, False, False, False, False, False]
    assert agenda_of(crowded_practice(), conflicts=tuple(map(conflict, range(20)))).doubts.more == 12


def test_a_date_that_was_set_by_hand_is_marked() -> None:
    practice = MadeUpPractice(go_live="2027-03-02")
    practice.set_task("kick-off.book", due="2026-12-03")
    coming = {one.title: one.by_hand for one in agenda_of(practice).coming.items if one.kind == "task"}
    assert coming == {"Book the meeting": True}
    assert agenda_words.BY_HAND in agenda_sheets(agenda_of(practice)).markup
    assert agenda_words.BY_HAND in agenda_html(agenda_of(practice))


def test_a_go_live_that_is_only_worked_out_is_told_as_such() -> None:
    practice = MadeUpPractice(go_live=None, **{"planned.order": "2026-09-10"})
    comes = {one.title: one.about for one in agenda_of(practice).coming.items if one.kind == "milestone"}
    assert comes == {"Go-Live": "worked out, not set"}


# words


def test_the_day_and_why_it_is_that_day_are_said() -> None:
    practice = MadeUpPractice()
    assert agenda_words.since_line(agenda_of(practice)) == "Changes since the last visit, on Sat 14 November 2026"
    chosen, usual = agenda_of(practice, why="chosen"), agenda_of(practice, why="no-visit")
    assert agenda_words.since_line(chosen) == agenda_words.since_line(usual) == "Changes since Sat 14 November 2026"
    assert agenda_words.since_remark(usual) == "No visit has been recorded yet, so this is the last 10 days."
    assert agenda_words.since_remark(chosen) == ""


def test_long_texts_are_cut_and_days_have_their_year_where_it_differs() -> None:
    assert agenda_words.brief("a\n b") == "a b"
    assert len(agenda_words.brief("word " * 100)) <= agenda_words.MOST_CHARACTERS
    alone = Change("", "Done", ("Pat Example",), MadeUpPractice().events[0].at.replace(year=2025))
    assert agenda_words.who(alone, TODAY).endswith("Sep\N{NO-BREAK SPACE}2025")
    assert weekday_and_day(TODAY, TODAY) == "Tue\N{NO-BREAK SPACE}24\N{NO-BREAK SPACE}Nov"


def test_a_crowded_practice_is_cut_everywhere() -> None:
    agenda = agenda_of(crowded_practice(), TEN_DAYS_AGO)
    assert all(shown.more and shown.items for shown in (agenda.changes, agenda.overdue))
    assert MANAGER.name in agenda.changes.items[0].by
    assert DEFINITIONS.references[1].name in [one.name for one in agenda.references.items]
