"""Sheets of a register for the wall and for a pen: what hangs in the corridor, a blank form, and logs for Cutover."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Literal

import msgspec

from migdesk.base.date_words import long_date
from migdesk.report.blocks import Block, Cell, Column, Heading, Paragraph, Row, Table, Tone
from migdesk.report.document import Document
from migdesk.report.footer import footer_of
from migdesk.report.registers.model import RegistersReport
from migdesk.report.registers.rows_table import titled
from migdesk.report.registers.section import RegisterColumn, RegisterSection

SheetKind = Literal["wall", "blank", "log"]
SHEET_TITLES: dict[SheetKind, str] = {
    "wall": "A sheet for the wall",
    "blank": "A blank form",
    "log": "Log sheets for Cutover",
}
BLANK_ROWS, LOG_ROWS = 14, 24
MOST_BLANK_COLUMNS = 6
_BLANK = Cell(text="\N{NO-BREAK SPACE}\n\N{NO-BREAK SPACE}")
_LOG_COLUMNS = (
    Column(title="No.", width=6),
    Column(title="Time", width=10),
    Column(title="Our own reference", width=20),
    Column(title="What is to be entered", width=40),
    Column(title="Written by", width=10),
    Column(title="Entered by, on", width=14),
)
LOG_RULE = (
    "Write no more about a patient than whoever enters it will need. Keep the sheets of a day together and locked "
    "away. Only the number of lines goes into migdesk."
)


class Log(msgspec.Struct, frozen=True):
    """A log sheet: what is written on it, and of which day; None leaves room to write it."""

    title: str
    day: date | None


def sheets_document(report: RegistersReport, kind: SheetKind, logs: Sequence[Log] = ()) -> Document:
    """Return the sheets of the one register in a report."""
    (section,) = report.registers
    blocks: tuple[Block, ...]
    match kind:
        case "wall":
            blocks = tuple(_wall(section))
        case "blank":
            blocks = tuple(_blank(section))
        case "log":
            blocks = tuple(block for place, log in enumerate(logs) for block in _log(log, place))
    name = report.practice.name or report.practice.id
    title = section.title if kind != "log" else f"{section.title}: log sheets"
    return Document(
        look="registers",
        what="sheet",
        title=f"{'Sample: ' if report.sample else ''}{title}, {name}",
        kind=name,
        heading=title,
        made_line=f"{'As of ' if kind == 'wall' else 'Printed on '}{_with_weekday(report.today)}",
        sample_notice=report.sample_notice,
        version=report.migdesk_version,
        day=report.today,
        footer=footer_of(report.today, f"{name}: {title}", sample=report.sample),
        about=(),
        blocks=blocks,
        landscape=kind != "log",
        one_sheet=kind == "wall",
        page_breaks=True,
    )


def _wall(section: RegisterSection) -> Iterator[Block]:
    columns = [section.column_by_id[name] for name in section.wall]
    first, others = 22, 78 // max(1, len(columns))
    wide = [2 if column.is_long else 1 for column in columns]
    share = (100 - first) // max(1, sum(wide))
    name = section.column_by_id[section.name_column]
    yield Table(
        look="rows",
        columns=(
            Column(title=name.title, width=100 - share * sum(wide) if columns else first + others),
            *(Column(title=titled(column), width=share * times) for column, times in zip(columns, wide, strict=True)),
        ),
        rows=tuple(
            Row((Cell(value=row.name, tone=Tone.STRONG), *(Cell(value=row.shown.get(c.id, "")) for c in columns)))
            for row in section.rows
        ),
        sheet="Wall",
        caption=section.title,
        empty="Nothing is entered here yet.",
    )


def _blank(section: RegisterSection) -> Iterator[Block]:
    columns = _by_hand(section)
    share = 100 // (len(columns) + 2)
    yield Table(
        look="rows",
        columns=(
            *(
                Column(title=titled(column), width=share * (2 if place == 0 else 1))
                for place, column in enumerate(columns)
            ),
            Column(title="Status", width=100 - share * (len(columns) + 1)),
        ),
        rows=tuple(Row((_BLANK,) * (len(columns) + 1)) for _ in range(BLANK_ROWS)),
        sheet="Form",
        caption=section.title,
    )
    yield from (Paragraph(text=line, look="quiet") for line in _hints(section, columns))


def _by_hand(section: RegisterSection) -> list[RegisterColumn]:
    """Return the columns that fit on a sheet: the name, and those to look at first."""
    name = section.column_by_id[section.name_column]
    others = (column for column in section.columns if column.in_table and not column.computed)
    return [name, *(column for column in others if column.id != name.id)][:MOST_BLANK_COLUMNS]


def _hints(section: RegisterSection, columns: Iterable[RegisterColumn]) -> Iterator[str]:
    yield f"Status: {', '.join(section.statuses)}."
    known = {column.id for column in columns}
    for column in section.columns:
        if column.id in known and column.choices:
            yield f"{column.title}: {', '.join(column.choices)}."
    others = [column.title for column in section.columns if column.id not in known and not column.computed]
    if others:
        yield f"Write on the back, where it is known: {', '.join(others)}."


def _log(log: Log, place: int) -> Iterator[Block]:
    yield Heading(text=log.title, id=f"log-{place + 1}", new_page=place > 0)
    day = _with_weekday(log.day) if log.day else "____________________"
    parts = (f"Day: {day}", "Where this sheet lies: ____________________", "Sheet ____ of ____")
    yield Paragraph(text="\N{EM SPACE}".join(parts))
    rows = tuple(Row((Cell(value=number), *(_BLANK,) * (len(_LOG_COLUMNS) - 1))) for number in range(1, LOG_ROWS + 1))
    yield Table(look="rows", columns=_LOG_COLUMNS, rows=rows, sheet="Log", caption=log.title)
    yield Paragraph(text=LOG_RULE, look="quiet")


def _with_weekday(day: date) -> str:
    return f"{long_date(day)}"
