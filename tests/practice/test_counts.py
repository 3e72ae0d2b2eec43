"""Counts accumulate: what two places counted is counted together, and one that is taken back counts no more."""

from __future__ import annotations

from typing import Any

import pytest
from places import three_places

from migdesk.practice.fold import fold
from migdesk.practice.kinds import practice_set, row_counted, row_set, withdrawn
from migdesk.practice.state import PracticeState
from support import PRACTICE, event

ROW = ("re-entry", "r1")


def counted(state: PracticeState, measure: str = "logged") -> int:
    return sum(count.n for count in state.standing_counts() if count.measure == measure)


def test_eight_here_and_five_there_are_thirteen() -> None:
    one, other, _ = three_places()
    one.record(practice_set.draft({"name": "Made-up Surgery"}))
    one.meet(other)
    one.record(row_counted.draft(*ROW, "logged", 8))
    other.record(row_counted.draft(*ROW, "logged", 5))
    one.meet(other)
    assert counted(one.state) == counted(other.state) == 13
    assert one.state.conflicts() == ()


def test_a_count_that_is_taken_back_counts_no_more_and_stays_on_record() -> None:
    one, *_ = three_places()
    one.record(row_counted.draft(*ROW, "logged", 8))
    (count,) = one.state.standing_counts()
    one.record(withdrawn.draft(count, "Counted twice"))
    assert counted(one.state) == 0
    assert [count.n for count in one.state.counts.values()] == [8]


def test_a_row_that_was_removed_while_another_counted_on_it_stays_in_sight() -> None:
    one, other, _ = three_places()
    one.record(row_set.draft(*ROW, {"category": "letters"}))
    one.meet(other)
    one.record(row_set.draft(*ROW, {"removed": True}))
    other.record(row_counted.draft(*ROW, "logged", 5))
    one.meet(other)
    assert [row.id for row in one.state.rows("re-entry")] == ["r1"]
    (conflict,) = one.state.conflicts()
    assert (conflict.item, conflict.beside) == ("re-entry/r1", ("count",))


UNREADABLE: list[dict[str, Any]] = [
    {"register": "", "row": "r1", "measure": "logged", "n": 1},
    {"register": "re/entry", "row": "r1", "measure": "logged", "n": 1},
    {"register": "leave", "row": "r1", "measure": "logged", "n": 1},
    {"register": "re-entry", "row": "r1", "measure": "", "n": 1},
    {"register": "re-entry", "row": "r1", "measure": "logged"},
    {"register": "re-entry", "row": "r1", "measure": "logged", "n": True},
    {"register": "re-entry", "row": "r1", "measure": "logged", "n": 1.5},
    {"register": "re-entry", "row": "r1", "measure": "logged", "n": 10**30},
    {"register": "re-entry", "row": "r1", "measure": "logged", "n": 1, "reason": 5},
]


@pytest.mark.parametrize("body", UNREADABLE)
def test_a_count_that_makes_no_sense_is_kept_and_counts_nothing(body: dict[str, Any]) -> None:
    state = fold(PRACTICE, [event("row-counted", body)])
    assert state.newer == {"a-1": "row-counted"}
    assert not state.counts
