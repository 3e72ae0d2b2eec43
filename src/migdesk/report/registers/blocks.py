"""Registers as blocks: in full in a report of their own, and as a part of the status report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from migdesk.report import words
from migdesk.report.blocks import Block, Cell, Column, Heading, Kind, Notes, Paragraph, Row, Table
from migdesk.report.registers.rows_table import due_cell, rows_table, status_cell
from migdesk.report.registers.section import FigureTable, Finding, RegisterSection

FIGURES_SHEET = "Figures"
NOTES_SHEET = "Notes on rows"
TOTALS = ("Total", "All")
NOTHING = "Nothing is entered here yet."
MOST_ROWS = 40
"""Of a list in the status report, which is about more than one register."""
COLUMNS_UPRIGHT, COLUMNS_ACROSS = 4, 6
"""Columns beside name, status, owner and due date that can be read on paper upright, and on its side."""


def section_blocks(section: RegisterSection, *, level: int, in_full: bool) -> Iterator[Block]:
    """Yield one register: how far it is, what its definition asks for, and `in_full` all its rows.

    Where not all of them are shown, the notes on the others stand at its end: no note is ever left out.
    """
    yield Heading(text=section.title, level=level, id=f"register-{section.id}")
    yield Paragraph(text=_how_far(section), look="lead" if in_full else "plain")
    seen: set[str] = set()
    for finding in section.findings:
        is_whole = in_full and len(finding.rows) == len(section.rows)
        seen.update(finding.rows if is_whole else () if in_full else _first_rows(finding))
        yield from _finding(section, finding, level + 1, in_full=in_full, is_whole=is_whole)
    others = [row for row in section.rows if row.id not in seen]
    if others and in_full:
        yield rows_table(section, section.rows, level + 1, "All rows")
    elif any(row.notes for row in others):
        yield Heading(text="Notes on other rows", level=level + 1)
        notes = [replace(note, about=row.name) for row in others for note in row.notes]
        yield Notes(items=tuple(notes), sheet=NOTES_SHEET, keys=(("Register", section.title),))


def overdue_blocks(sections: Iterable[RegisterSection], level: int) -> Iterator[Block]:
    """Yield the rows of registers that are overdue, the longest first, with the register that each stands in."""
    found = [(row.due, section, row) for section in sections for row in section.rows if row.overdue and row.due]
    columns = (
        Column(title="Row", width=38),
        Column(title="Register", width=20),
        Column(title="Status", width=16, kind=Kind.STATUS),
        Column(title="Owner", width=12),
        Column(title="Due", width=14, kind=Kind.NEAR_DAY),
    )
    rows = tuple(
        Row(
            (
                Cell(value=row.name),
                Cell(value=section.short_title),
                status_cell(row),
                Cell(value=row.owner),
                due_cell(row),
            )
        )
        for _, section, row in sorted(found, key=lambda part: part[0])
    )
    yield Table(
        look="rows",
        columns=columns,
        rows=rows,
        sheet="Overdue in registers",
        caption=f"{words.count(len(rows), 'row')} overdue in registers, the longest first",
        heading=Heading(text="Overdue in registers", level=level, id="registers-overdue", aside=str(len(rows) or "")),
        empty="Nothing is overdue in a register.",
    )


def _how_far(section: RegisterSection) -> str:
    if not section.rows:
        return f"{section.purpose} {NOTHING}"
    counted = words.count(len(section.rows), "row")
    parts = [section.state] if section.state else []
    parts.append(f"{section.open:,} of {counted} open" if section.open else f"none of {counted} open")
    parts += [f"{section.overdue:,} overdue"] if section.overdue else []
    return f"{'; '.join(parts)}."


def _finding(
    section: RegisterSection, finding: Finding, level: int, *, in_full: bool, is_whole: bool
) -> Iterator[Block]:
    if finding.table is not None:
        yield _figures(section, finding.words, finding.table, level)
        return
    if finding.kind != "rows" or not finding.groups:
        yield Paragraph(text=f"{finding.words}: {finding.said or 'none.'}")
    columns = finding.columns[: COLUMNS_ACROSS if in_full else COLUMNS_UPRIGHT]
    for group in finding.groups:
        title = f"{finding.words}: {group.title}" if group.title else finding.words
        shown = group.rows if in_full else group.rows[:MOST_ROWS]
        table = rows_table(
            section, [section.row_by_id[row] for row in shown], level, title, columns, whole=is_whole or not in_full
        )
        left = len(group.rows) - len(shown)
        more = f"And {words.count(left, 'row')} more. The report on registers holds them all." if left else ""
        yield replace(table, more=more)


def _first_rows(finding: Finding) -> Iterator[str]:
    """Yield the rows of a list that the status report shows."""
    for group in finding.groups:
        yield from group.rows[:MOST_ROWS]


def _figures(section: RegisterSection, title: str, table: FigureTable, level: int) -> Table:
    first, *others = table.heads
    width = 50 // max(1, len(others))
    return Table(
        look="figures-table",
        columns=(
            Column(title=first or "Which", width=100 - width * len(others)),
            *(Column(title=head, width=width, kind=Kind.FIGURE) for head in others),
        ),
        rows=tuple(
            Row(tuple(Cell(value=value) for value in line), look="strong" if line[0] in TOTALS else "")
            for line in table.lines
        ),
        sheet=FIGURES_SHEET,
        caption=f"{section.title}: {title}",
        heading=Heading(text=title, level=level),
        empty="Nothing to count.",
        keys=(("Register", section.title), ("What", title)),
    )
