"""The day of the last visit, as the record has it."""

from __future__ import annotations

from datetime import date

from migdesk.practice.visit_record import last_visit
from support import practice_set, state_of


def test_the_last_visit_is_the_day_recorded_last() -> None:
    assert last_visit(state_of([practice_set(name="Made-up Surgery")])) is None
    visits = (practice_set(last_visit="2026-12-03"), practice_set(last_visit="2026-12-17"))
    assert last_visit(state_of(visits)) == date(2026, 12, 17)
    assert last_visit(state_of((*visits, practice_set(last_visit=None)))) is None


def test_a_day_that_is_none_is_kept_as_a_newer_versions() -> None:
    state = state_of([practice_set(last_visit="the day before the party")])
    assert last_visit(state) is None
    assert len(state.newer) == 1
