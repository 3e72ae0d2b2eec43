"""The cells of a table on paper, as markup for QTextDocument."""

from __future__ import annotations

from datetime import date

from migdesk.report.blocks import Cell, Column, Kind, Percent, Row, Status, Table, Tone
from migdesk.report.values import text_of
from migdesk.report.writers.pdf.markup import icon, quiet, red, typed


def row_cells(row: Row, table: Table, today: date, *, compact: bool) -> tuple[str, ...]:
    """Return a row's cells as markup; a `compact` table has remarks beside what they are on, not under it."""
    strong = row.look == "strong"
    cells = (cell_markup(cell, column, today, compact) for cell, column in zip(row.cells, table.columns, strict=True))
    return tuple(f"<b>{cell}</b>" if strong and cell else cell for cell in cells)


def cell_markup(cell: Cell, column: Column, today: date, compact: bool) -> str:
    """Return one cell."""
    about = f"<b>{typed(cell.about)}</b>: " if cell.about else ""
    tags = "".join(f" {red(typed(tag.text)) if tag.alert else quiet(tag.text)}" for tag in cell.tags)
    first = f"{about}{_toned(_value(cell, column, today), cell.tone)}{tags}"
    remark = ""
    if cell.remark:
        remark = red(cell.remark) if cell.remark_tone is Tone.ALERT else quiet(cell.remark)
    if cell.remark and (compact or column.kind is not Kind.DAY):
        first, remark = f"{first} {remark}", ""
    if cell.about:  # the text goes on where the name ends
        first, text = f"{first}{typed(cell.text)}", ""
    else:
        text = typed(cell.text)
    return "<br>".join(filter(None, (first, remark, text, *(quiet(typed(line)) for line in cell.below if line))))


def _toned(markup: str, tone: Tone) -> str:
    match tone:
        case Tone.ALERT:
            return red(markup)
        case Tone.QUIET:
            return quiet(markup)
        case Tone.STRONG:
            return f"<b>{markup}</b>"
    return markup


def _value(cell: Cell, column: Column, today: date) -> str:
    text = typed(text_of(cell.value, column.kind, today, short=True))
    match cell.value:
        case Percent(number) if column.kind is Kind.BAR:
            return f'<img src="bar:{number}" width="100" height="9">&nbsp;&nbsp;{text}'
        case Status(name):
            return icon(name) + text
    return text
