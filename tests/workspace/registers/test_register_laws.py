"""Laws of registers: what was checked once is checked again unchanged, and whatever a record holds can be shown."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from migdesk.base.assets import content_folder
from migdesk.base.errors import UserError
from migdesk.checklist.definitions import Offset
from migdesk.checklist.loading import load_definitions
from migdesk.checklist.registers.computed import computed_of
from migdesk.checklist.registers.definitions import DUE, Column, ColumnType, Computed, ComputedKind, Register
from migdesk.checklist.registers.due import due_day, rule_in, rule_text
from migdesk.checklist.registers.loading import load_registers
from migdesk.cli.register_json import row_json
from migdesk.practice.fold import fold
from migdesk.practice.state import PracticeState
from migdesk.workspace.registers.reading import RegisterReader
from migdesk.workspace.registers.values import Names, checked, shown
from support import PRACTICE, TODAY, event

DEFINITIONS = load_definitions(content_folder())
REGISTERS = load_registers(content_folder())
MILESTONES = DEFINITIONS.milestones
NAMES = Names(lambda _: {"r1": "Ann", "r2": "Zoe"}, lambda: {"r1": "Ann", "r2": "Zoe"}, MILESTONES)
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
WORDS = st.text(st.characters(codec="utf-8"), max_size=12)
ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | WORDS
    | DAYS.map(str),
    lambda parts: st.lists(parts, max_size=3),
    max_leaves=6,
)
GOOD: dict[ColumnType, st.SearchStrategy[Any]] = {
    ColumnType.TEXT: WORDS,
    ColumnType.LONG_TEXT: WORDS,
    ColumnType.CHOICE: st.sampled_from(["red", "Red", "DARK blue"]),
    ColumnType.DATE: DAYS | DAYS.map(str),
    ColumnType.YES_NO: st.sampled_from([True, False, "yes", "No", "y"]),
    ColumnType.NUMBER: st.integers(-(10**9), 10**9) | st.decimals(-1000, 1000, places=3).map(str),
    ColumnType.MONEY: st.decimals(0, 10**6, places=2).map(lambda figure: f"£{figure:,}"),
    ColumnType.PERSON: st.sampled_from(["Ann", "r2", "Kim", "ann"]),
    ColumnType.PERSONS: st.lists(st.sampled_from(["Ann", "r2", "Kim"]), max_size=3) | st.just("Ann; Kim"),
    ColumnType.ROW: st.sampled_from(["r1", "zoe"]),
    ColumnType.DATES: st.lists(DAYS.map(str), max_size=3) | st.just("5 Jan 2027; 04/01/2027"),
    ColumnType.COUNTS: st.lists(st.tuples(DAYS.map(str), st.integers(0, 99)), max_size=3) | st.just("5/1/2027: 12"),
    ColumnType.DUE: DAYS | st.sampled_from(["2 weeks before Go-Live", "on go-live", "3 working days after FDP"]),
}


def column(kind: ColumnType) -> Column:
    choices = {"red": "Red", "blue": "Dark blue"} if kind is ColumnType.CHOICE else {}
    register = "contacts" if kind is ColumnType.ROW else ""
    return Column(id="c", title="Column", type=kind, choices=choices, register=register)


@pytest.mark.parametrize("kind", list(ColumnType))
def test_what_was_checked_is_checked_again_unchanged(kind: ColumnType) -> None:
    @given(value=GOOD[kind])
    def law(value: Any) -> None:
        try:
            kept = checked(column(kind), value, NAMES)
        except UserError:
            assert kind is ColumnType.DUE  # a milestone may be called otherwise here
            return
        assert checked(column(kind), kept, NAMES) == kept
        assert msgspec.json.decode(msgspec.json.encode(kept)) == kept
        assert isinstance(shown(column(kind), kept, NAMES), str)

    law()


@pytest.mark.parametrize("kind", list(ColumnType))
def test_anything_else_is_refused_in_words_that_name_the_column(kind: ColumnType) -> None:
    @given(value=ANYTHING)
    def law(value: Any) -> None:
        try:
            checked(column(kind), value, NAMES)
        except UserError as error:
            assert str(error).startswith("Column: ")
        assert isinstance(shown(column(kind), value, NAMES), str)

    law()


@given(
    offset=st.integers(-2000, 2000),
    unit=st.sampled_from(["days", "working-days", "weeks", "months"]),
    anchor=st.sampled_from([milestone.id for milestone in MILESTONES]),
)
def test_a_due_rule_is_read_as_it_is_kept(offset: int, unit: Any, anchor: Any) -> None:
    rule = Offset(anchor, offset, unit if offset else "days")
    assert rule_in(rule_text(rule), MILESTONES) == rule


def test_a_rule_of_another_guide_dates_nothing() -> None:
    assert due_day("2 weeks before christmas", None, MILESTONES, {"go-live": TODAY}) == (None, False)


@pytest.mark.parametrize("register", REGISTERS.registers, ids=lambda register: register.id)
def test_whatever_a_record_holds_can_be_shown(register: Register) -> None:
    names = [*register.column_by_id, "of-a-newer-version"]
    fixed = [register.row_id(row.id) for row in register.fixed_rows]

    @given(fields=st.dictionaries(st.sampled_from(names), ANYTHING, max_size=8), n=st.integers(-9, 9))
    def law(fields: dict[str, Any], n: int) -> None:
        row = fixed[0] if fixed else "r1"
        place = {"register": register.id, "row": row}
        counted = place | {"measure": "logged", "n": n}
        state = fold(PRACTICE, [event("row-set", place | {"fields": fields}), event("row-counted", counted, seq=2)])
        view = RegisterReader(REGISTERS, DEFINITIONS, state, TODAY).view(register)
        for shown_row in view.rows:
            assert isinstance(shown_row.name, str)
            assert msgspec.json.encode(row_json(shown_row))
            for name, found in register.column_by_id.items():
                assert isinstance(shown(found, shown_row.value(name), NAMES), str)

    law()


@given(figures=st.lists(st.integers(0, 999), min_size=2, max_size=4))
def test_left_is_the_first_less_all_others_and_a_sum_is_all(figures: list[int]) -> None:
    names = tuple(f"c{number}" for number in range(len(figures)))
    columns = [Column(id=name, title=name, type=ColumnType.NUMBER) for name in names]
    columns += [
        Column(id=kind, title=kind, type=ColumnType.NUMBER, computed=Computed(kind, names))
        for kind in (ComputedKind.LEFT, ComputedKind.SUM)
    ]
    register = msgspec.structs.replace(REGISTERS.registers[0], columns=tuple(columns))
    found = computed_of(register, dict(zip(names, figures, strict=True)))
    assert found == {"left": figures[0] - sum(figures[1:]), "sum": sum(figures)}


def test_a_share_of_nothing_is_nothing_and_money_keeps_its_pence() -> None:
    columns = (
        Column(id="a", title="A", type=ColumnType.MONEY),
        Column(id="b", title="B", type=ColumnType.MONEY),
        Column(id="sum", title="S", type=ColumnType.MONEY, computed=Computed(ComputedKind.SUM, ("a", "b"))),
        Column(id="share", title="H", type=ColumnType.NUMBER, computed=Computed(ComputedKind.SHARE, ("a", "b"))),
    )
    register = msgspec.structs.replace(REGISTERS.registers[0], columns=columns)
    assert computed_of(register, {"a": "0.10", "b": "0.20"}) == {"sum": "0.30", "share": 50}
    assert computed_of(register, {"a": "0.10", "b": "0.00"}) == {"sum": "0.10"}
    assert Decimal("0.30") == Decimal(computed_of(register, {"a": "0.10", "b": "0.20"})["sum"])


def test_every_register_is_there_for_a_practice_with_nothing_recorded() -> None:
    reader = RegisterReader(REGISTERS, DEFINITIONS, PracticeState(PRACTICE), TODAY)
    assert {view.register.id for view in reader.views()} == set(REGISTERS.by_id)
    assert DUE in REGISTERS.registers[0].column_by_id
