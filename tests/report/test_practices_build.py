"""How the board adds up, how it is grouped, and what the page of a practice takes from its report."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from sample_portfolio import line, page
from sample_report import busy_practice, conflict

from migdesk.report.practices import words as portfolio_words
from migdesk.report.practices.build import SOON_DAYS, groups_of, totals_of
from migdesk.report.practices.model import LATEST_NOTES, LEAST_WITH_TEXTS, MOST_TASKS


def test_totals_count_what_asks_for_attention() -> None:
    totals = totals_of(
        [
            line("A", overdue=3, days=0),
            line("B", overdue=1, days=SOON_DAYS, sample=True),
            line("C", days=SOON_DAYS + 1, references_acknowledged=9),
            line("D", days=-1, phase_now="", references_acknowledged=8, archived=True),
            line("E", days=None),
        ]
    )
    assert (totals.practices, totals.under_way, totals.finished) == (5, 4, 1)
    assert (totals.overdue, totals.with_overdue) == (4, 2)
    assert totals.soon == 2
    assert (totals.missing, totals.with_missing) == (13, 4)
    assert (totals.samples, totals.archived) == (1, 1)


def test_groups_are_by_commissioner_and_keep_the_order_within() -> None:
    lines = [line("D", commissioner="b ICB"), line("C", commissioner=""), line("B", commissioner="A ICB"),
             line("A", commissioner="b ICB")]  # fmt: skip
    groups = groups_of(lines)
    assert [(group.commissioner, group.first, [one.name for one in group.lines]) for group in groups] == [
        ("A ICB", 1, ["B"]),
        ("b ICB", 2, ["D", "A"]),
        ("", 4, ["C"]),
    ]


def test_one_commissioner_or_none_needs_no_groups() -> None:
    assert [group.commissioner for group in groups_of([line("A"), line("B")])] == [""]
    assert [group.lines for group in groups_of([])] == [()]


@given(st.lists(st.sampled_from(["", "A ICB", "B ICB", "b icb"]), max_size=12))
def test_grouping_loses_and_doubles_nobody(commissioners: list[str]) -> None:
    lines = [line(str(number), commissioner=one) for number, one in enumerate(commissioners)]
    groups = groups_of(lines)
    grouped = [(group.first + place, one) for group in groups for place, one in enumerate(group.lines)]
    assert [number for number, _ in grouped] == list(range(1, len(lines) + 1))
    assert sorted(one.id for _, one in grouped) == sorted(one.id for one in lines)


def test_a_page_has_what_asks_for_attention() -> None:
    made = page(7)
    assert made.number == 7
    assert [task.title for task in made.overdue] == ["Agree the funding"]
    assert [task.reason for task in made.blocked] == ["The contract is with the lawyers."]
    assert made.missing == ("Records Code", "The Old Act")
    assert "The first phase with open tasks" in made.summary


def test_a_page_has_the_latest_notes_wherever_they_are() -> None:
    practice = busy_practice()
    practice.note("kick-off.book", "The very latest.", ago=0.1)
    made = page(1, practice)
    notes = made.notes
    assert len(notes) == 7
    assert made.shortened(MOST_TASKS).notes == notes[:LATEST_NOTES]
    assert (notes[0].about, notes[0].note.text) == ("Book the meeting", "The very latest.")
    assert [one.note.at for one in notes] == sorted((one.note.at for one in notes), reverse=True)


def test_a_shortened_page_still_counts_everything() -> None:
    practice = busy_practice()
    for number in range(20):
        practice.add("own-task-added", {"task": f"own.x{number}", "phase": "kick-off", "title": f"Task {number}"})
        practice.set_task(f"own.x{number}", due="2026-11-20")
    made = page(1, practice)
    assert (len(made.overdue), made.headline.overdue) == (21, 21)
    assert len(made.shortened(MOST_TASKS).overdue) == MOST_TASKS
    assert (len(made.shortened(2).overdue), made.shortened(2).headline.overdue) == (2, 21)
    assert made.shortened(2).notes


def test_a_page_has_the_first_warnings_and_says_how_many_more() -> None:
    made = page(conflicts=tuple(map(conflict, range(5)))).shortened(MOST_TASKS)
    assert [one.id for one in made.date_warnings] == ["c0", "c1", "c2"]
    assert portfolio_words.more_warnings(made) == "and 2 more"
    assert portfolio_words.more_warnings(page(conflicts=[conflict(1)])) == ""
    assert all(one.text for one in made.shortened(LEAST_WITH_TEXTS).date_warnings)
    assert [one.text for one in made.shortened(LEAST_WITH_TEXTS - 1).date_warnings] == [""] * 3
