"""The sentences of the report on several practices."""

from __future__ import annotations

import pytest
from sample_portfolio import line, portfolio
from sample_report import TODAY

from migdesk.report.practices import words
from migdesk.report.practices.build import groups_of, totals_of
from migdesk.report.practices.model import LONGEST_TEXT
from migdesk.report.status.model import KeyDate
from migdesk.report.words import brief


def test_the_summary_can_be_read_out() -> None:
    totals = totals_of([line("A", overdue=1), line("B", phase_now=""), line("C")])
    assert words.summary_sentence(totals) == "2 migrations under way, 1 finished. 1 task is overdue, in 1 practice."
    assert words.summary_sentence(totals_of([line()])) == "1 migration under way. Nothing is overdue."
    assert words.summary_sentence(totals_of([])) == "There are no practices to report on."
    archived = totals_of([line(archived=True)])
    assert words.summary_sentence(archived).startswith("1 migration under way. 1 of them is in the archive.")


def test_samples_are_told_apart() -> None:
    real, made_up = line("A"), line("B", sample=True)
    assert words.sample_notice(totals_of([real])) == ""
    assert words.sample_notice(totals_of([real, made_up])).startswith("1 of these practices is a made-up sample")
    assert words.sample_notice(totals_of([made_up])) == words.SAMPLES_ONLY
    assert words.title_of(portfolio([made_up])) == "Sample: Migrations, all practices"
    assert words.title_of(portfolio([real, made_up])) == "Migrations, all practices"


@pytest.mark.parametrize(
    ("ends", "said"),
    [(("A", "B"), "A to B"), (("A", ""), "A to unknown"), (("", "B"), "Unknown to B"), (("", ""), "Not named")],
)
def test_systems(ends: tuple[str, str], said: str) -> None:
    assert words.systems(line(from_system=ends[0], to_system=ends[1])) == said


def test_what_a_list_leaves_out_is_counted() -> None:
    assert words.more_line(6, 6) == ""
    assert words.more_line(6, 1_018) == "And 1,012 more, in the practice’s own status report."


def test_long_texts_are_cut_and_stay_on_one_line() -> None:
    assert brief("One\n two\tthree", LONGEST_TEXT) == "One two three"
    assert len(brief("word " * 500, LONGEST_TEXT)) <= LONGEST_TEXT
    assert brief("word " * 500, LONGEST_TEXT).endswith("word…")


def key_date(**fields: object) -> KeyDate:
    shown = {"id": "go-live", "title": "Go-Live", "date": TODAY, "days": 3, "set": False, **fields}
    return KeyDate(**shown)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (key_date(rule="2 weeks before Go-Live"), "in 3 days"),
        (key_date(set=True), "in 3 days, set by hand"),
        (key_date(provisional=True), "in 3 days; worked out, not set"),
        (key_date(set=True, days=-3, late=True), "3 days ago, not marked as happened"),
        (key_date(set=True, days=-3, happened=True), "3 days ago, happened"),
        (key_date(date=None, days=None), "not dated"),
    ],
)
def test_a_key_date_says_how_it_stands(one: KeyDate, said: str) -> None:
    assert words.key_date_line(one) == said


def test_groups_say_who_and_how_late() -> None:
    first, second = groups_of([line("A", overdue=2), line("B", commissioner="")])
    assert (words.group_title(first), words.group_line(first)) == ("Example ICB", "1 practice, 2 overdue tasks")
    assert (words.group_title(second), words.group_line(second)) == (
        "No commissioner named",
        "1 practice, nothing overdue",
    )


def test_a_go_live_that_is_past_says_whether_it_happened() -> None:
    assert words.go_live_when(line("Elm", days=-9)) == "9 days ago, not marked as happened"
    assert words.go_live_when(line("Elm", days=-9, went_live=True)) == "9 days ago"
    assert words.go_live_when(line("Elm", days=9)) == "in 9 days"
    assert words.go_live_when(line("Elm", days=None)) == ""
