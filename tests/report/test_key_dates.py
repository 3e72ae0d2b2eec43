"""The milestones of a report: past and not marked, set by hand, or counted from a Go-Live that nobody set."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from sample_report import DEFINITIONS, MadeUpPractice

from migdesk.report.status.key_dates import counts_from_worked_out, key_dates
from migdesk.report.status.model import KeyDate


def dates_of(**details: object) -> dict[str, KeyDate]:
    return {one.id: one for one in key_dates(MadeUpPractice(**details).progress, DEFINITIONS)}


def test_a_day_that_is_past_is_late_until_somebody_marks_it() -> None:
    assert dates_of(go_live="2027-02-16")["order"].late
    assert not dates_of(go_live="2027-02-23")["order"].late  # today is not past
    marked = dates_of(go_live="2027-02-16", **{"happened.order": ["2026-11-20", None]})["order"]
    assert (marked.late, marked.happened, marked.rule) == (False, True, "")


def test_the_rule_is_said_in_words_and_go_live_has_none() -> None:
    found = dates_of(**{"planned.order": "2026-12-01"})
    assert (found["kick-off"].rule, found["order"].rule, found["go-live"].rule) == ("77 days before Go-Live", "", "")


def test_only_what_counts_from_a_go_live_that_nobody_set_is_provisional() -> None:
    worked_out = dates_of(go_live=None, **{"planned.order": "2026-12-01"})
    assert {name for name, one in worked_out.items() if one.provisional} == {"go-live", "kick-off"}
    assert worked_out["go-live"].date == date(2027, 3, 2)
    assert not any(one.provisional for one in dates_of().values())
    assert not any(one.provisional for one in dates_of(go_live=None).values())
    happened = dates_of(go_live=None, **{"happened.go-live": ["2026-11-20", None]})
    assert not any(one.provisional for one in happened.values())


@given(st.sets(st.sampled_from(["go_live", "planned.order", "planned.kick-off"])))
def test_what_is_provisional_moves_when_go_live_is_set_and_nothing_else_does(fixed: set[str]) -> None:
    details: dict[str, object] = {"go_live": None, **dict.fromkeys(fixed, "2026-12-01")}
    provisional = counts_from_worked_out(MadeUpPractice(**details).progress, DEFINITIONS)
    before, after = dates_of(**details), dates_of(**{**details, "go_live": "2027-06-15"})
    moved = {name for name in before if before[name].date and before[name].date != after[name].date}
    assert provisional == (set() if "go_live" in fixed else moved)
