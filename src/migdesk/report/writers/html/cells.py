"""The cells of a table in a web page."""

from __future__ import annotations

from datetime import date

from migdesk.report.blocks import Cell, Column, Kind, Percent, Row, Status, Table, Tone
from migdesk.report.values import text_of
from migdesk.report.writers.html.text import safe, span

_CLASS = {Kind.FIGURE: "figure-column", Kind.STATUS: "status", Kind.SPAN: "dates", Kind.MOMENT: "dates"}
_TONE = {Tone.PLAIN: "", Tone.QUIET: "", Tone.STRONG: "milestone", Tone.ALERT: "overdue"}


def head_cell(column: Column) -> str:
    """Return a column's head."""
    look = {Kind.FIGURE: ' class="figure-column"', Kind.BAR: ' class="bar-column"'}.get(column.kind, "")
    title = safe(column.title)
    shown = f'<abbr title="{safe(column.full)}">{title}</abbr>' if column.full else title
    return f'<th scope="col"{look}>{shown}</th>'


def row_cells(row: Row, table: Table, today: date) -> str:
    """Return a row's cells; the first is its head."""
    pairs = zip(table.columns, row.cells, strict=True)
    return "".join(_cell(cell, column, row, place == 0, today) for place, (column, cell) in enumerate(pairs))


def _cell(cell: Cell, column: Column, row: Row, first: bool, today: date) -> str:
    classes = [_CLASS.get(column.kind, "")]
    if first:
        classes.append("with-notes" if row.notes else "")
    elif column.kind is not Kind.FIGURE:
        classes.append(_TONE[cell.tone])
    look = " ".join(filter(None, classes))
    tag = 'th scope="row"' if first else "td"
    shown = f' class="{look}"' if look else ""
    return f"<{tag}{shown}>{_inside(cell, column, row if first else None, today)}</{tag.split()[0]}>"


def _inside(cell: Cell, column: Column, head_of: Row | None, today: date) -> str:
    value = _linked(_value(cell, column, today), cell, head_of)
    tags = "".join(f' <span class="{"tag" if tag.alert else "tag own"}">{safe(tag.text)}</span>' for tag in cell.tags)
    remark = f' <span class="{_look_of(cell.remark_tone)}">{safe(cell.remark)}</span>' if cell.remark else ""
    text = span("typed reason" if value else "typed", cell.text)
    below = "".join(span("by", line) for line in cell.below)
    return f"{span('about', cell.about)}{value}{tags}{remark}{text}{below}"


def _linked(value: str, cell: Cell, head_of: Row | None) -> str:
    if head_of is not None and head_of.sheet:
        return f'<a href="#practice-{head_of.sheet}">{value}</a>'
    return f'<a href="#{safe(cell.target)}">{value}</a>' if cell.target else value


def _look_of(tone: Tone) -> str:
    return "overdue" if tone is Tone.ALERT else "quiet"


def _value(cell: Cell, column: Column, today: date) -> str:
    text = text_of(cell.value, column.kind, today)
    shown = safe(text) if text.isascii() else f'<span dir="auto">{safe(text)}</span>'
    match cell.value:
        case Percent(number, finished):
            return f'{bar(number, finished=finished)} <span class="percent">{number}%</span>'
        case Status(name):
            return f'<svg class="icon" aria-hidden="true"><use href="#icon-{name}"/></svg> {shown}'
        case int() if cell.tone is Tone.ALERT:
            return f'<span class="overdue">{shown}</span>'
    return shown


def bar(percent: int, *, finished: bool = False) -> str:
    """Return a bar as long as something is done; the figure stands beside it."""
    full = ' class="full"' if finished else ""
    return f'<span class="bar" aria-hidden="true"><span{full} style="width:{percent}%"></span></span>'
