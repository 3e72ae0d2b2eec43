"""Time that never runs backwards."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migdesk.practice.hybrid_clock import COUNTER_BITS, next_reading, reading_of
from support import PRACTICE, START, TickingClock, add_note, new_store

MILLISECONDS = st.integers(946_684_800_000, 7_258_118_400_000)  # the years 2000 to 2199
MOMENTS = MILLISECONDS.map(lambda number: datetime.fromtimestamp(number / 1000, UTC))


@given(moments=st.lists(MOMENTS, min_size=2, max_size=30))
def test_readings_rise_whatever_the_wall_clock_does(moments: list[datetime]) -> None:
    readings, latest = [], 0
    for moment in moments:
        latest = next_reading(moment, latest)
        readings.append(latest)
    assert readings == sorted(set(readings))


@given(one=MOMENTS, other=MOMENTS)
def test_readings_sort_as_the_moments_do(one: datetime, other: datetime) -> None:
    if one + timedelta(milliseconds=1) <= other:
        assert reading_of(one) < reading_of(other)


@given(moment=MOMENTS)
def test_a_reading_fits_sqlite(moment: datetime) -> None:
    assert 0 < reading_of(moment) < 2**63
    assert reading_of(moment) % (1 << COUNTER_BITS) == 0


def test_a_clock_that_jumped_back_a_little_does_not_turn_readings_round(tmp_path: Path) -> None:
    clock = TickingClock()
    store = new_store(tmp_path, clock=clock)
    first = add_note(store)
    clock.moment = START - timedelta(hours=20)
    second = add_note(store)
    assert second.clock > first.clock
    assert second.at < first.at
    store.close()


@pytest.mark.parametrize("days", [-9000, -2, 2, 9000])
def test_a_clock_that_was_wrong_does_not_move_readings_for_ever(days: int, tmp_path: Path) -> None:
    """Neither forwards, by an entry that came in from such a computer, nor our own once it is put right."""
    wrong = new_store(tmp_path, "wrong", clock=TickingClock(START + timedelta(days=days)))
    far = add_note(wrong)
    wrong.close()
    here = new_store(tmp_path, "here")
    assert reading_of(START) <= add_note(here).clock < reading_of(START + timedelta(hours=1))
    assert here.events(PRACTICE)[0 if days < 0 else -1] == far
    here.close()
