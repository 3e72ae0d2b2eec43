"""What was handed out is found in the log: each moment's tips, and whether all that they stand for is still there."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from migdesk.practice.event_rows import EventRow, row_of_event
from migdesk.practice.handed_out import Kept, find_mark, tips_over_time, what_is_kept
from migdesk.practice.record_mark import mark_of
from support import PRACTICE, add_note, event, new_store


def elsewhere(stream: str, *follows: str) -> EventRow:
    """Return the first event of a stream."""
    body = {"task": "t", "text": "A note"}
    return row_of_event(replace(event("note-added", body, device=stream), follows=tuple(sorted(follows))))


@st.composite
def histories(draw: st.DrawFn) -> list[EventRow]:
    """Return rows in the order in which they arrived, each of a stream of its own and following some before it."""
    rows: list[EventRow] = []
    for number in range(draw(st.integers(1, 8))):
        follows = draw(st.sets(st.sampled_from(rows), max_size=2)) if rows else set[EventRow]()
        rows.append(elsewhere(f"s{number}", *(row.hash.hex() for row in follows)))
    return rows


@given(histories())
def test_the_tips_of_each_moment_vouch_for_all_that_had_arrived(rows: list[EventRow]) -> None:
    for arrived, tips in enumerate(tips_over_time(rows), start=1):
        assert what_is_kept(rows, [own.hex() for own in tips]) == Kept(arrived, 0, 0)


@given(histories(), st.data())
def test_one_that_is_gone_or_changed_is_told_by_all_tips_after_it(rows: list[EventRow], data: st.DataObject) -> None:
    tips = [own.hex() for own in list(tips_over_time(rows))[-1]]
    place = data.draw(st.integers(0, len(rows) - 1))
    row = rows[place]
    forged = EventRow((*row.columns[:5], b"Forger", *row.columns[6:]), row.follows, row.hash)
    assert what_is_kept([*rows[:place], forged, *rows[place + 1 :]], tips) == Kept(len(rows) - 1, 1, 0)
    assert what_is_kept([*rows[:place], *rows[place + 1 :]], tips).missing == 1


def test_a_fingerprint_of_several_tips_is_found(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    add_note(store)
    store.take([elsewhere("elsewhere")])
    both = store.tips(PRACTICE)
    assert len(both) == 2
    add_note(store)
    mark = mark_of(PRACTICE, both)
    assert find_mark(store, mark.fingerprint) == mark
    assert find_mark(store, "0000-0000-0000-0000-0000") is None
    store.close()
