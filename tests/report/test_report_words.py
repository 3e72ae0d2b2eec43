"""Dates and sentences of the report, in plain British English."""

from __future__ import annotations

from datetime import date

import pytest
from sample_report import NOW, MadeUpPractice, busy_practice

from migdesk.base import date_words
from migdesk.report import words
from migdesk.report.status.model import KeyDate
from migdesk.report.typed_text import without_controls, without_overrides


@pytest.mark.parametrize(("days", "said"), [(0, "today"), (1, "in 1 day"), (112, "in 112 days"), (-1, "1 day ago")])
def test_days_from_today(days: int, said: str) -> None:
    assert words.from_today(days) == said


def test_dates() -> None:
    assert date_words.long_date(date(2027, 3, 6)) == "Sat 6 March 2027"
    assert date_words.date_with_weekday(date(2027, 9, 16)) == "Thu 16 Sep 2027"
    assert date_words.month_in_words("2026-11") == "November 2026"
    assert date_words.month_in_words("spring") == "spring"
    assert date_words.month_in_words("2026-13") == "2026-13"


def test_spans() -> None:
    assert words.span(date(2026, 11, 3), date(2026, 12, 7)) == "Tue 3 Nov to Mon 7 Dec 2026"
    assert words.span(date(2026, 12, 3), date(2027, 1, 7)) == "Thu 3 Dec 2026 to Thu 7 Jan 2027"
    assert words.span(date(2027, 1, 7), date(2027, 1, 7)) == "Thu 7 Jan 2027"
    assert words.span(None, date(2027, 1, 7)) == ""


def test_times_are_those_of_this_computer() -> None:
    local = NOW.astimezone()
    assert words.moment(NOW) == f"{local:%a} {local.day} Nov 2026, {local:%H:%M}"


def test_the_summary_can_be_read_out() -> None:
    assert words.summary_sentence(busy_practice().report()) == (
        "The first phase with open tasks is 1 The decision. Go-Live is in 112 days, on Tue 16 March 2027."
    )
    undated = words.summary_sentence(MadeUpPractice(go_live=None).report())
    assert undated.endswith("No Go-Live date is set yet, so the plan cannot date the tasks.")
    past = words.summary_sentence(MadeUpPractice(go_live="2026-11-20").report())
    assert past.endswith("Go-Live was planned for Fri 20 November 2026, 4 days ago, and is not marked as happened.")
    done = MadeUpPractice(**{"happened.go-live": ["2026-11-20", "2026-11-20"]})
    assert words.summary_sentence(done.report()).endswith("Go-Live was 4 days ago, on Fri 20 November 2026.")
    assert words.go_live_days(done.report().headline) == "4 days ago"


def test_who_made_it_with_what() -> None:
    report = busy_practice().report()
    assert words.made_line(report).endswith(" by Sam Sample, Delivery partner, Example Partners")
    assert words.source_line(report) == (
        "Checklist: GP Clinical System Migration Guide, version 1.0, as of November 2026. Written by migdesk 9.9.9"
    )
    assert " by " not in words.made_line(busy_practice().report(made_by=None))


def test_a_long_line_of_history_is_shortened() -> None:
    assert words.shortened("x" * 400) == "x" * 400
    assert words.shortened("x" * 401) == "x" * 399 + "…"


def test_typed_text_keeps_its_words_and_loses_what_harms() -> None:
    assert without_controls("a\x00b\x0bc\td\ne\ud800 😀 שלום") == "abc\td\ne\N{REPLACEMENT CHARACTER} 😀 שלום"
    assert without_overrides("safe\u202etxt.exe\u2066") == "safetxt.exe"


def key_date(**fields: object) -> KeyDate:
    shown = {"id": "idp", "title": "IDP", "date": date(2027, 3, 6), "days": 3, "set": False, **fields}
    return KeyDate(**shown)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (key_date(rule="4 weeks before FDP"), "By its rule: 4 weeks before FDP"),
        (key_date(date=None, days=None), "Not set"),
        (key_date(set=True), "Set by hand"),
        (key_date(provisional=True), "Worked out, not set"),
        (key_date(set=True, happened=True), "Marked as happened"),
        (key_date(set=True, happened=True, planned=date(2027, 3, 6)), "Marked as happened"),
        (key_date(set=True, happened=True, planned=date(2027, 3, 5)), "Marked as happened, planned for Fri 5 Mar 2027"),
    ],
)
def test_a_key_date_says_where_it_comes_from(one: KeyDate, said: str) -> None:
    assert words.key_date_basis(one) == said


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (key_date(), "in 3 days"),
        (key_date(date=None, days=None), ""),
        (key_date(days=-76, late=True), "76 days ago, not marked as happened"),
        (key_date(days=-3, happened=True), "3 days ago, happened"),
        (key_date(days=-3, happened=True, planned=date(2027, 3, 6)), "3 days ago, happened"),
        (key_date(days=-3, happened=True, planned=date(2027, 3, 2)), "3 days ago, happened 4 days late"),
        (key_date(days=-3, happened=True, planned=date(2027, 3, 7)), "3 days ago, happened 1 day early"),
    ],
)
def test_a_key_date_that_is_past_says_whether_it_has_happened(one: KeyDate, said: str) -> None:
    assert words.key_date_when(one) == said


def test_a_go_live_that_is_only_counted_is_told_as_such() -> None:
    report = busy_practice(go_live=None, **{"happened.order": ["2026-11-02", None]}).report()
    assert (
        "No Go-Live date is set yet; by the dates that are, it would be Mon 1 February 2027."
        in words.summary_sentence(report)
    )
