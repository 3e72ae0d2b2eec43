"""What the printer is given: markup for QTextDocument, and the words that stand around it on every page."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from migdesk.report.blocks import Block, Kind, Table
from migdesk.report.blocks import Percent as PercentValue
from migdesk.report.document import Document, Sheet
from migdesk.report.typed_text import without_overrides
from migdesk.report.writers.pdf.blocks import Setter
from migdesk.report.writers.pdf.markup import COMPACT, SAMPLE_GROUND, boxed, document, quiet, typed


class Printable(msgspec.Struct, frozen=True):
    """Anything that is printed as a report is. `version` is migdesk's own.

    `footer` stands at the left of every page's foot, cut where it is too long. `percents` are the progress bars that
    the markup names (`bar:42`); the status icons that it may name are always there.
    """

    title: str
    footer: str
    version: str
    markup: str
    percents: frozenset[int] = frozenset()
    landscape: bool = False
    one_sheet: bool = False
    above: int = 0
    """How many levels of headings stand above those of the markup."""


def printable(report: Document) -> Printable:
    """Return a report without sheets of its own as it is printed, in one piece."""
    blocks = [block for block in report.blocks if not isinstance(block, Sheet)]
    setter = Setter(report.day, compact=report.compact, page_breaks=report.page_breaks)
    markup = (opening(report), *map(setter.block, blocks), about(report))
    return page_of(report, markup, report.footer, _percents(blocks))


def page_of(report: Document, parts: Iterable[str], footer: str, percents: frozenset[int] = frozenset()) -> Printable:
    """Return some parts of a report to print, with what stands around all of them."""
    markup = document(parts, COMPACT if report.compact else "")
    return Printable(
        without_overrides(report.title),
        without_overrides(footer),
        report.version,
        markup,
        percents,
        report.landscape,
        report.one_sheet,
    )


def opening(report: Document) -> str:
    """Return what the report is, on what, and who made it."""
    sample = sample_box(report.sample_notice)
    title = f"<h1>{typed(report.heading)}</h1>"
    if report.compact and report.brief_facts:
        made = f"<p><b>{typed(report.kind)}</b> &nbsp; {quiet(typed(report.made_line))}</p>"
        return f"{sample}{made}{title}<p>{typed(report.brief_facts)}</p>"
    known = [f"{typed(fact.name)}: <b>{typed(fact.value)}</b>" for fact in report.facts]
    facts = f"<p>{' &nbsp; '.join(known)}</p>" if known else ""
    return f"{sample}<p><b>{typed(report.kind)}</b></p>{title}{facts}<p>{typed(report.made_line)}.</p>"


def sample_box(notice: str) -> str:
    """Return the notice that what follows is made up; nothing where it is not."""
    return boxed(f"<b>{typed(notice)}</b>", SAMPLE_GROUND) if notice else ""


def about(report: Document) -> str:
    """Return how the report was made: small where room is short."""
    if report.what == "agenda":
        return "".join(f'<p style="margin-top: 10px">{quiet(typed(line))}</p>' for line in report.about)
    if not report.about:
        return ""
    lines = "<br>".join(typed(line) for line in (report.sample_notice, *report.about, report.cut_short) if line)
    return f"<h2>About this report</h2><p>{lines}</p>"


def _percents(blocks: Iterable[Block]) -> frozenset[int]:
    """Return the bars that are to be drawn."""
    tables = (block for block in blocks if isinstance(block, Table))
    cells = (
        cell
        for table in tables
        if any(column.kind is Kind.BAR for column in table.columns)
        for row in table.rows
        for cell in row.cells
    )
    return frozenset(cell.value.number for cell in cells if isinstance(cell.value, PercentValue))
