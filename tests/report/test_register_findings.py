"""What a register's definition can have a report say, worked out from rows alone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from migdesk.base.assets import content_folder
from migdesk.checklist.definitions import Offset
from migdesk.checklist.registers.definitions import (
    Column,
    ColumnType,
    DaysApart,
    Register,
    RegisterStatus,
    ReportLine,
)
from migdesk.checklist.registers.loading import load_registers
from migdesk.checklist.registers.report_line_faults import report_line_faults
from migdesk.report.blocks import Percent
from migdesk.report.registers.findings import Findings
from migdesk.report.registers.section import Finding, RowLine

TODAY = date(2027, 3, 1)
DATES = {"go-live": date(2027, 3, 16)}
COLUMNS = (
    Column(id="name", title="Name"),
    Column(id="kind", title="Kind", type=ColumnType.CHOICE, choices={"a": "First", "b": "Second", "c": "Third"}),
    Column(id="found", title="Found", type=ColumnType.DATE),
    Column(id="told", title="Told", type=ColumnType.DATE),
    Column(id="notice", title="Notice", type=ColumnType.NUMBER),
    Column(id="fee", title="Fee", type=ColumnType.MONEY),
    Column(id="series", title="Counted", type=ColumnType.COUNTS),
    Column(id="risk", title="Risk", type=ColumnType.NUMBER),
)
REGISTER = Register(
    id="things",
    title="Things",
    short_title="Things",
    purpose="To try.",
    group="Test",
    link="/guide",
    fills="Nobody",
    name_column="name",
    columns=COLUMNS,
    statuses=(RegisterStatus("open", "Open"), RegisterStatus("done", "Done", is_open=False)),
)


def row(name: str, status: str = "open", **fields: Any) -> RowLine:
    titles = {"kind": COLUMNS[1].choices}
    shown = {key: titles.get(key, {}).get(str(value), str(value)) for key, value in fields.items()}
    return RowLine(
        id=name, number=1, name=name, status=status, status_word=status.title(), sign="to-do", is_open=status == "open",
        owner="", due=None, due_by_plan=False, overdue=False, fields={"name": name, **fields}, shown=shown,
    )  # fmt: skip


def finding(*rows: RowLine, **line: Any) -> Finding:
    report = ReportLine(words="What", **line)
    assert list(report_line_faults(report, REGISTER)) == []
    register = Register(
        **{name: getattr(REGISTER, name) for name in Register.__struct_fields__} | {"report": (report,)}
    )
    (found,) = Findings(register, rows, TODAY, DATES).all()
    return found


def lines(*rows: RowLine, **line: Any) -> list[tuple[Any, ...]]:
    table = finding(*rows, **line).table
    assert table is not None
    return list(table.lines)


def test_rows_are_counted_by_choices_in_their_order_and_by_what_is_not_said() -> None:
    rows = (row("1", kind="b"), row("2", kind="a"), row("3", kind="b"), row("4"))
    assert lines(*rows, by="kind") == [("First", 1), ("Second", 2), ("Not said", 1)]
    assert lines(*rows, by="status", condition={"kind": ("b",)}) == [("Open", 2)]
    assert finding(*rows).said == "4"


def test_counts_of_several_columns_stand_side_by_side() -> None:
    rows = (row("1", risk=3, notice=1), row("2", risk=3, notice=3), row("3", risk=5))
    assert lines(*rows, columns=("risk", "notice")) == [("1", 0, 1), ("3", 2, 1), ("5", 1, 0), ("Not said", 0, 1)]


def test_sums_leave_out_what_has_no_figure_and_money_keeps_its_pence() -> None:
    rows = (row("1", kind="a", fee="10.10"), row("2", kind="b", fee="0.20"), row("3", kind="c"))
    assert lines(*rows, kind="sum", of="fee", by="kind") == [
        ("First", "£10.10"),
        ("Second", "£0.20"),
        ("Total", "£10.30"),
    ]
    assert lines(row("1"), kind="sum", of="fee", by="kind") == []
    both = (row("1", risk=2, notice=5), row("2", risk=1))
    assert lines(*both, kind="sum", columns=("risk", "notice")) == [("Total", 3, 5)]


def test_a_share_is_of_all_rows() -> None:
    rows = (row("1", "done", kind="a"), row("2", kind="a"), row("3", kind="b"))
    assert lines(*rows, kind="share", condition={"status": ("done",)}, by="kind") == [
        ("First", Percent(50), 2),
        ("Second", Percent(0), 1),
        ("All", Percent(33), 3),
    ]


def test_what_is_missing_is_named() -> None:
    rows = (row("1", "done", kind="a"), row("2", kind="b"))
    assert finding(*rows, kind="missing", of="kind", condition={"status": ("done",)}).said == "Second, Third."
    assert finding(*rows, kind="missing", of="kind", choices=("a",)).said == "None is missing."


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ((), "There are none."),
        (("2027-01-05", "2027-01-05"), "Yes: 2027-01-05."),
        (("2027-01-05", ""), "No: 2027-01-05 (1), Not said (1)."),
    ],
)
def test_whether_all_rows_have_the_same(days: tuple[str, ...], said: str) -> None:
    rows = [row(str(number), **({"found": day} if day else {})) for number, day in enumerate(days)]
    assert finding(*rows, kind="same", of="found").said == said


def test_counts_go_down_day_by_day() -> None:
    rows = (
        row("1", series=[["2027-01-05", 40], ["2027-01-19", 6]]),
        row("2", series=[["2027-01-12", 3], "nothing", [1]]),
        row("3"),
    )
    table = finding(*rows, kind="series", of="series").table
    assert table is not None
    assert table.heads == ("Name", "Tue 5 Jan 2027", "Tue 12 Jan 2027", "Tue 19 Jan 2027")
    assert list(table.lines) == [("1", 40, 40, 6), ("2", "", 3, 3)]


def test_ages_are_told_in_weeks() -> None:
    rows = (
        row("1", found="2027-02-28"),
        row("2", found="2027-02-16"),
        row("3", found="2026-12-01"),
        row("4", found="x"),
    )
    assert lines(*rows, kind="ages", of="found") == [
        ("Up to a week", 1), ("Up to two weeks", 1), ("Longer", 1), ("Not said", 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("apart", "meant"),
    [
        ({"first": "found", "last": "told", "more_than": 0}, ["2"]),
        ({"first": "found", "last": "told", "fewer_than": 1}, ["1"]),
        ({"first": "today", "last": "told", "less": "notice", "fewer_than": 10}, ["1"]),
        ({"first": "told", "last_due": Offset("go-live", 45, "days"), "more_than": 50}, ["1"]),
    ],
)
def test_rows_are_meant_by_days_apart(apart: dict[str, Any], meant: list[str]) -> None:
    rows = (
        row("1", found="2027-03-01", told="2027-03-01", notice=5),
        row("2", found="2027-03-01", told="2027-03-20", notice=2),
        row("3", found="2027-03-01"),
    )
    assert list(finding(*rows, kind="rows", apart=DaysApart(**apart)).rows) == meant


def test_rows_are_sorted_and_grouped() -> None:
    rows = (row("1", kind="b", found="2027-03-02"), row("2", kind="a"), row("3", kind="b", found="2027-03-01"))
    found = finding(*rows, kind="rows", by="kind", sort="found")
    assert [(group.title, group.rows) for group in found.groups] == [("First", ("2",)), ("Second", ("3", "1"))]


def test_a_line_is_shown_from_its_day_on() -> None:
    report = ReportLine(words="Late", shown_from=Offset("go-live", 1, "days"))
    register = Register(
        **{name: getattr(REGISTER, name) for name in Register.__struct_fields__} | {"report": (report,)}
    )
    assert list(Findings(register, (), TODAY, DATES).all()) == []
    assert len(list(Findings(register, (), date(2027, 3, 17), DATES).all())) == 1
    assert list(Findings(register, (), TODAY, {}).all()) == []


@pytest.mark.parametrize(
    "line",
    [
        {"kind": "sum"},
        {"kind": "sum", "of": "name"},
        {"kind": "sum", "of": "fee", "columns": ("risk",)},
        {"kind": "series", "of": "found"},
        {"kind": "count", "of": "name"},
        {"by": "nothing"},
        {"columns": ("nothing",)},
        {"kind": "missing", "of": "kind", "choices": ("z",)},
        {"apart": DaysApart(first="found", more_than=1)},
        {"apart": DaysApart(first="name", last="told", more_than=1)},
        {"apart": DaysApart(first="found", last="told")},
    ],
)
def test_a_line_that_cannot_be_worked_out_is_a_fault(line: dict[str, Any]) -> None:
    assert list(report_line_faults(ReportLine(words="What", **line), REGISTER))


def test_every_register_that_comes_with_migdesk_says_something() -> None:
    for register in load_registers(content_folder()).registers:
        assert register.report, register.id
        assert list(Findings(register, (), TODAY, DATES).all())
