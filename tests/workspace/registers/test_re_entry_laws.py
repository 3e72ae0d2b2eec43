"""Laws of re-entry: glance and grid say the same of any record, and whatever a record holds can be shown."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from migdesk.base.assets import content_folder
from migdesk.checklist.loading import load_definitions
from migdesk.checklist.registers.grid import MEASURES, RE_ENTRY
from migdesk.checklist.registers.loading import load_registers
from migdesk.practice.event import Event
from migdesk.practice.fold import fold
from migdesk.practice.re_entry import left_to_enter
from migdesk.workspace.registers.re_entry import ReEntry
from migdesk.workspace.registers.re_entry_reading import re_entry_of
from migdesk.workspace.registers.reading import RegisterReader
from support import PRACTICE, TODAY, event

DEFINITIONS = load_definitions(content_folder())
REGISTERS = load_registers(content_folder())
REGISTER = REGISTERS.by_id[RE_ENTRY]
FIRST = TODAY - timedelta(days=10)
DATES = {"cutover-start": FIRST, "go-live": TODAY, "re-entry-done": TODAY + timedelta(days=14)}
CATEGORIES = st.sampled_from(list(REGISTER.column_by_id["category"].choices))
DAYS = st.integers(0, 20).map(lambda n: FIRST + timedelta(days=n))
COUNTS = st.lists(
    st.tuples(CATEGORIES, DAYS, st.sampled_from([*MEASURES, "of-a-newer-version"]), st.integers(-9, 40)), max_size=30
)


def events_of(counts: list[tuple[str, date, str, int]]) -> list[Event]:
    found: list[Event] = []
    for category, day, measure, n in counts:
        place = {"register": RE_ENTRY, "row": f"{RE_ENTRY}.{category}.{day}"}
        fields = {"category": category, "day": day.isoformat()}
        found.append(event("row-set", place | {"fields": fields}, seq=len(found) + 1))
        found.append(event("row-counted", place | {"measure": measure, "n": n, "reason": ""}, seq=len(found) + 1))
    return found


def shown(events: list[Event]) -> ReEntry:
    state = fold(PRACTICE, events)
    assert REGISTER.grid
    view = RegisterReader(REGISTERS, DEFINITIONS, state, TODAY).view(REGISTER)
    return re_entry_of(view, REGISTER.grid, DATES, TODAY)


@given(counts=COUNTS)
def test_the_glance_and_the_grid_say_the_same(counts: list[tuple[str, date, str, int]]) -> None:
    events = events_of(counts)
    view, glance = shown(events), left_to_enter(fold(PRACTICE, events))
    assert (view.left, view.logged, view.oldest) == (
        (glance.left, glance.logged, glance.oldest) if glance else (0, 0, None)
    )
    assert view.left == sum(max(0, cell.left) for line in view.lines for cell in line.cells)
    assert all((cell.left < 0) == bool(cell.problem) for line in view.lines for cell in line.cells)
    assert {day for _, day, _, _ in counts} <= set(view.days)


@given(counts=COUNTS, order=st.randoms(use_true_random=False))
def test_counts_come_to_the_same_in_any_order(counts: list[tuple[str, date, str, int]], order: Any) -> None:
    events = events_of(counts)
    other = list(events)
    order.shuffle(other)
    assert shown(events).lines == shown(other).lines


@given(
    rows=st.dictionaries(
        st.sampled_from(["letters", "letters.2027-01-05", "letters.someday", "wizardry.2027-01-05", "x"]),
        st.dictionaries(
            st.sampled_from(["category", "day", "logged", "sample-size", "sample-wrong", "status", "log-place"]),
            st.none() | st.booleans() | st.integers() | st.text(max_size=6) | st.lists(st.integers(), max_size=2),
            max_size=5,
        ),
        max_size=4,
    )
)
def test_whatever_a_record_holds_can_be_shown(rows: dict[str, dict[str, Any]]) -> None:
    events = [
        event("row-set", {"register": RE_ENTRY, "row": f"{RE_ENTRY}.{name}", "fields": fields}, seq=number)
        for number, (name, fields) in enumerate(rows.items(), 1)
        if fields
    ]
    view = shown(events)
    assert view.left >= 0 and view.forecast is not None
    assert left_to_enter(fold(PRACTICE, events)) is None
