"""What a typed number means in a cell: the whole of a log, or what is added to what was entered or set aside."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migdesk.checklist.registers.grid import GridColumn
from migdesk.ui.re_entry.typed_count import UnfitCountError, count_in
from migdesk.workspace.registers.re_entry import Cell

LOGGED, ENTERED = GridColumn.LOGGED, GridColumn.ENTERED


def cell(logged: int | None = None, entered: int = 0, **more: int) -> Cell:
    day = date(2027, 1, 5)
    return Cell(row="re-entry.letters.2027-01-05", category="letters", day=day, logged=logged, entered=entered, **more)


@pytest.mark.parametrize(
    ("text", "place", "n"),
    [
        ("31", cell(), 31),
        ("31", cell(13), 18),
        ("13", cell(31), -18),
        ("+5", cell(13), 5),
        ("-3", cell(13), -3),
        ("−3", cell(13), -3),
        ("0", cell(), 0),
        ("13", cell(13), None),
        ("0", cell(0), None),
        ("", cell(13), None),
    ],
)
def test_a_log_is_typed_as_the_whole_of_its_day(text: str, place: Cell, n: int | None) -> None:
    assert count_in(text, place, LOGGED) == n


@pytest.mark.parametrize(("text", "n"), [("4", 4), ("+4", 4), ("-2", -2), ("0", None), (" ", None)])
def test_what_was_entered_is_added(text: str, n: int | None) -> None:
    assert count_in(text, cell(8, 3), ENTERED) == n


@pytest.mark.parametrize(
    ("text", "place", "measure", "why"),
    [
        ("6", cell(8, 3), ENTERED, "only 5 are left"),
        ("2", cell(8, 7), ENTERED, "only 1 is left"),
        ("1", cell(8, 8), ENTERED, "nothing is left"),
        ("1", cell(), ENTERED, "nothing is left"),
        ("-4", cell(8, 3), ENTERED, "Only 3 entered"),
        ("2", cell(8, 3), LOGGED, "3 of them are entered"),
        ("-9", cell(8), LOGGED, "Only 8 logged"),
        ("many", cell(8), LOGGED, "Type a number"),
        ("-1", cell(8), GridColumn.NOT_NEEDED, "Only 0 not needed"),
    ],
)
def test_what_cannot_be_right_is_refused_in_words(text: str, place: Cell, measure: GridColumn, why: str) -> None:
    with pytest.raises(UnfitCountError, match=why):
        count_in(text, place, measure)


@given(
    text=st.from_regex(r"[+-]?[0-9]{1,6}", fullmatch=True),
    logged=st.integers(0, 400),
    shares=st.tuples(st.floats(0, 1), st.floats(0, 1)),
    measure=st.sampled_from([LOGGED, ENTERED, GridColumn.NOT_NEEDED, GridColumn.CANNOT_ENTER]),
)
def test_nothing_that_is_taken_leaves_less_than_nothing(
    text: str, logged: int, shares: tuple[float, float], measure: GridColumn
) -> None:
    entered = int(logged * shares[0])
    place = cell(logged, entered, not_needed=int((logged - entered) * shares[1]))
    try:
        n = count_in(text, place, measure) or 0
    except UnfitCountError:
        return
    after = place.left + n if measure is LOGGED else place.left - n
    assert after >= 0
    assert place.measured(measure) + n >= 0
