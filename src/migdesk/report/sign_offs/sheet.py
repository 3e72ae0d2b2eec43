"""A sheet to sign by hand: the exact words with the figures as they stand, what is open, and lines to sign on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import msgspec

from migdesk.base.date_words import date_with_weekday
from migdesk.practice.signature import KeptList, OpenPoint
from migdesk.report import words
from migdesk.report.blocks import Block, Cell, Column, Heading, Paragraph, Point, Points, Row, Table, Tone
from migdesk.report.document import Document
from migdesk.report.footer import footer_of
from migdesk.report.status.model import SAMPLE_NOTICE, Vouched

_BLANK = Cell(text="\N{NO-BREAK SPACE}\n\N{NO-BREAK SPACE}\n\N{NO-BREAK SPACE}")
SPARE_LINES = 2
"""For those who sign beside the people who have to."""
AFTERWARDS = (
    "Once it is signed, record it in migdesk as signed on paper, with who saw this sheet, and keep the sheet. "
    "No patient details belong on it."
)


class SheetToSign(msgspec.Struct, frozen=True, kw_only=True):
    """What stands on the sheet. `wording` has lines to write on where something is still to be filled in; `signers`
    are those who have to sign and have not."""

    practice: str
    sample: bool
    title: str
    wording: str
    figures: tuple[tuple[str, int | float], ...]
    lists: tuple[KeptList, ...]
    open: tuple[OpenPoint, ...]
    signers: tuple[str, ...]
    due: date | None
    today: date
    made_at: datetime
    version: str
    record: Vouched


def sheet_document(sheet: SheetToSign) -> Document:
    """Return the sheet as a document."""
    due = f", to be signed by {date_with_weekday(sheet.due)}" if sheet.due else ""
    return Document(
        look="registers",
        what="sheet",
        title=f"{'Sample: ' if sheet.sample else ''}{sheet.title}, {sheet.practice}",
        kind=sheet.practice,
        heading=sheet.title,
        made_line=f"Printed on {date_with_weekday(sheet.today)}{due}",
        sample_notice=SAMPLE_NOTICE if sheet.sample else "",
        version=sheet.version,
        day=sheet.today,
        footer=footer_of(sheet.today, f"{sheet.practice}: {sheet.title}", sample=sheet.sample),
        about=tuple(filter(None, (words.fingerprint_line(sheet.record),))),
        record=sheet.record.line,
        blocks=tuple(_blocks(sheet)),
        page_breaks=True,
    )


def _blocks(sheet: SheetToSign) -> Iterator[Block]:
    yield Heading(text="What is signed, word for word", id="words")
    yield Paragraph(typed=sheet.wording, look="lead")
    if sheet.figures:
        counted = "; ".join(f"{title}: {number:,}" for title, number in sheet.figures)
        yield Paragraph(text=f"As migdesk counts them on {date_with_weekday(sheet.today)}: {counted}.", look="quiet")
    for kept in sheet.lists:
        yield _listed(kept)
    if sheet.open:
        yield Heading(text="Still open", id="open")
        yield Points(items=tuple(Point(point.title, point.words) for point in sheet.open), sheet="Still open")
    yield Heading(text="Signatures", id="signatures")
    yield _to_sign(sheet.signers)
    yield Paragraph(text=AFTERWARDS, look="quiet")


def _listed(kept: KeptList) -> Table:
    first = 100 - 18 * (len(kept.heads) - 1)
    columns = [Column(title=head, width=18 if place else first) for place, head in enumerate(kept.heads)]
    rows = tuple(Row(tuple(Cell(value=cell) for cell in cells)) for cells in kept.rows)
    return Table(
        look="rows",
        columns=tuple(columns),
        rows=rows,
        sheet=kept.title,
        caption=kept.title,
        heading=Heading(text=kept.title, level=3),
        empty="Nothing.",
    )


def _to_sign(signers: tuple[str, ...]) -> Table:
    lines = [*signers, *[""] * SPARE_LINES]
    columns = (("For", 20), ("Name in capitals, role", 30), ("Organisation", 18), ("Date", 12), ("Signature", 20))
    return Table(
        look="rows",
        columns=tuple(Column(title=title, width=width) for title, width in columns),
        rows=tuple(Row((Cell(value=line, tone=Tone.STRONG), *(_BLANK,) * (len(columns) - 1))) for line in lines),
        sheet="Signatures",
        caption="Lines to sign on",
    )
