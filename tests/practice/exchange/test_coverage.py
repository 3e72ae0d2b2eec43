"""How much of a record somebody has who had some of its tips."""

from __future__ import annotations

from pathlib import Path

from migdesk.practice.exchange.coverage import coverage_of
from support import PRACTICE, add_note, name_practice, new_store


def test_tips_stand_for_all_before_them(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    assert coverage_of([], []).events == 0
    events = [name_practice(store), add_note(store), add_note(store, "more")]
    rows = store.rows(PRACTICE)
    assert coverage_of(rows, []).events == 0
    assert coverage_of(rows, [events[1].hash]) == coverage_of(rows, [events[0].hash, events[1].hash])
    assert coverage_of(rows, [events[1].hash]).events == 2
    assert coverage_of(rows, [events[2].hash, "00" * 32]).tips == (events[2].hash,)
    assert coverage_of(rows, store.tips(PRACTICE)).events == store.count_shared(PRACTICE) == 3
