"""Rules as dates and as words."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migdesk.checklist.definitions import Choice, Milestone, Offset, Span
from migdesk.checklist.plan.rules import chosen_figure, last_day, moved, rule_in_words, rule_of

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
SOME = st.integers(-60, 60)
UNITS = st.sampled_from(["days", "weeks", "months", "working-days"])


@pytest.mark.parametrize(
    ("day", "by", "unit", "expected"),
    [
        ((2027, 3, 16), 45, "days", (2027, 4, 30)),
        ((2027, 3, 16), 3, "months", (2027, 6, 16)),
        ((2027, 11, 30), 3, "months", (2028, 2, 29)),
        ((2027, 1, 31), 1, "months", (2027, 2, 28)),
        ((2100, 1, 31), 1, "months", (2100, 2, 28)),
        ((2027, 1, 15), -1, "months", (2026, 12, 15)),
        ((2027, 3, 16), -4, "weeks", (2027, 2, 16)),
        ((2027, 3, 25), 1, "working-days", (2027, 3, 30)),
    ],
)
def test_every_unit(day: tuple[int, int, int], by: int, unit: Any, expected: tuple[int, int, int]) -> None:
    assert moved(date(*day), by, unit) == date(*expected)


@given(day=DAYS, later=st.integers(0, 400), by=SOME, unit=UNITS)
def test_no_rule_turns_the_order_of_two_days_round(day: date, later: int, by: int, unit: Any) -> None:
    assert moved(day, by, unit) <= moved(day + timedelta(days=later), by, unit)


@given(day=DAYS, by=SOME)
def test_a_week_is_seven_days_and_goes_back_again(day: date, by: int) -> None:
    assert moved(day, by, "weeks") == moved(day, by * 7, "days")
    assert moved(moved(day, by, "weeks"), -by, "weeks") == day


@pytest.mark.parametrize(
    ("length", "unit", "expected"),
    [
        (1, "days", (2027, 3, 25)),
        (3, "weeks", (2027, 4, 14)),
        (1, "months", (2027, 4, 24)),
        (2, "working-days", (2027, 3, 30)),
    ],
)
def test_a_span_counts_both_its_days(length: int, unit: Any, expected: tuple[int, int, int]) -> None:
    span = Span(Offset("go-live", 0), length=length, unit=unit)
    assert last_day(date(2027, 3, 25), span) == date(*expected)


def test_rules_read_as_words() -> None:
    assert rule_in_words(Offset("fdp", -4, "weeks"), "FDP") == "4 weeks before FDP"
    assert rule_in_words(Offset("fdp", 1), "FDP") == "1 day after FDP"
    assert rule_in_words(Offset("fdp", 5, "working-days"), "FDP") == "5 working days after FDP"
    assert rule_in_words(Offset("fdp", 0), "FDP") == "the same day as FDP"


def choice(name: str, days: int) -> Choice:
    return Choice(name, f"{days} days after Go-Live", Offset("go-live", days), "guide", "so", "/guide")


CHOOSING = Milestone("end", "End", "End", 136, "guide", choices=(choice("short", 45), choice("long", 90)))


def test_the_practice_chooses_between_figures_and_the_first_is_the_standard() -> None:
    assert [rule_of(CHOOSING, 91, name).offset for name in ("", "long", "of-a-newer-version")] == [45, 90, 45]
    assert chosen_figure(CHOOSING, "long") == "90 days after Go-Live"
    assert chosen_figure(Milestone("end", "End", "End", 112, "guide"), "long") == ""


def test_a_milestone_without_a_rule_keeps_its_distance_from_go_live() -> None:
    assert rule_of(Milestone("idp", "IDP", "IDP", 42, "guide"), 91) == Offset("go-live", -49)
