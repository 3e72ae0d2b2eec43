"""What is attached, in the status report: one table of all of it."""

from __future__ import annotations

from migdesk.base.clock import local_date
from migdesk.base.size_words import size_words
from migdesk.report import words
from migdesk.report.blocks import Block, Cell, Column, Heading, Kind, Paragraph, Row, Table
from migdesk.report.status.model import EvidenceLine, StatusReport

_DIGITS = 16
"""Of a hash, enough to compare by eye; the whole stands in JSON and tables."""


def evidence(report: StatusReport) -> tuple[Block, ...]:
    """Return the section; nothing where nothing is attached."""
    if not report.evidence:
        return ()
    files = sum(bool(line.sha256) for line in report.evidence)
    addresses = len(report.evidence) - files
    counted = [words.count(files, "file")] if files else []
    counted += [words.count(addresses, "address", "addresses")] if addresses else []
    verb = "is" if len(report.evidence) == 1 else "are"
    return (
        Heading(text="Evidence", id="evidence"),
        Paragraph(text=f"{' and '.join(counted)} {verb} attached. A file is known again by its SHA-256."),
        _table(report.evidence),
    )


def what_is_kept(line: EvidenceLine) -> str:
    """Return what is kept of something attached: how large a file is, and whether it is here, or its place."""
    if not line.sha256:
        return line.address if line.address != line.name else "Its place alone"
    return size_words(line.size) + ("" if line.here else ", not here yet")


def _table(lines: tuple[EvidenceLine, ...]) -> Table:
    columns = (
        Column(title="Attached to", width=26),
        Column(title="Name", width=24),
        Column(title="Size or place", width=15),
        Column(title="SHA-256", width=14),
        Column(title="By", width=12),
        Column(title="On", width=9, kind=Kind.DAY),
    )
    return Table(
        look="tasks",
        columns=columns,
        rows=tuple(map(_row, lines)),
        sheet="Evidence",
        caption="Files and addresses attached, oldest first",
    )


def _row(line: EvidenceLine) -> Row:
    cells = (line.title, line.name, what_is_kept(line), line.sha256[:_DIGITS], line.by.name, local_date(line.at))
    return Row(tuple(Cell(value=value) for value in cells))
