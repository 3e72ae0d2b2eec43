"""What was recorded lately, in the status report."""

from __future__ import annotations

from msgspec.structs import replace

from migdesk.report import words
from migdesk.report.blocks import Block, Cell, Column, Heading, Kind, Row, Table
from migdesk.report.status.model import Happening, Person, StatusReport

COLUMNS = (
    Column(title="When", width=23, kind=Kind.MOMENT),
    Column(title="What", width=55, text="What was recorded"),
    Column(title="By whom", width=22),
)


def recent(report: StatusReport) -> tuple[Block, ...]:
    """Return the section, the latest first."""
    days = f"the last {report.recent_days} days"
    table = Table(
        look="recent",
        columns=COLUMNS,
        rows=tuple(_row(happening, report) for happening in report.recent),
        sheet="Recent",
        caption=f"What was recorded in {days}, the latest first",
        empty=f"Nothing was recorded in {days}.",
    )
    return Heading(text=words.sentence(days), id="recent"), table


def _row(happening: Happening, report: StatusReport) -> Row:
    what = Cell(about=happening.title, text=words.shortened(happening.text))
    by = words.person(_here(happening.by, report))
    return Row((Cell(value=happening.at), what, Cell(value=by)))


def _here(person: Person, report: StatusReport) -> Person:
    """Return who somebody is, without the organisation where it is the practice itself."""
    return replace(person, organisation="") if person.organisation == report.practice.name else person
