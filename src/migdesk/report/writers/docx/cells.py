"""The cells of a table in a Word document."""

from __future__ import annotations

from datetime import date

from migdesk.report.blocks import Cell, Column, Tone
from migdesk.report.values import text_of
from migdesk.report.writers.docx.wordml import ALERT, BOLD, PLAIN, QUIET, paragraph, run

_LOOKS = {Tone.PLAIN: PLAIN, Tone.QUIET: QUIET, Tone.STRONG: BOLD, Tone.ALERT: ALERT}


def cell_paragraphs(cell: Cell, column: Column, today: date, *, strong: bool) -> str:
    """Return what stands in a cell, as paragraphs."""
    look = BOLD if strong and cell.tone is Tone.PLAIN else _LOOKS[cell.tone]
    first = run(text_of(cell.value, column.kind, today, short=True), look)
    first += "".join(run(f" {tag.text}", ALERT if tag.alert else QUIET) for tag in cell.tags)
    first += run(f" {cell.remark}" if cell.remark else "", _LOOKS[cell.remark_tone])
    parts = (run(cell.about, BOLD), first, run(cell.text), *(run(line, QUIET) for line in cell.below))
    return "".join(paragraph(part, "TableText") for part in parts if part)
