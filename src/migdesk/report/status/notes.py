"""The notes of the status report that stand under no task of the checklist."""

from __future__ import annotations

from collections.abc import Iterable

from migdesk.report import words
from migdesk.report.blocks import Block, Heading, Note, Notes, Paragraph
from migdesk.report.status.model import AcknowledgementLine, OffChecklist, StatusReport
from migdesk.report.task_cells import note_of

SHEET = "Notes"
ABOUT_PRACTICE = "About the practice"


def other_notes(report: StatusReport) -> tuple[Block, ...]:
    """Return the section; nothing where there are no such notes."""
    withdrawn = words.withdrawn_line(report)
    if not (report.practice_notes or report.off_checklist or withdrawn):
        return ()
    blocks: list[Block] = [Heading(text="Other notes and records", id="other-notes")]
    blocks += [Paragraph(text=withdrawn)] if withdrawn else []
    if report.practice_notes:
        blocks += [Heading(text=ABOUT_PRACTICE, level=3), _notes(map(note_of, report.practice_notes), ABOUT_PRACTICE)]
    for item in report.off_checklist:
        blocks += _off_checklist(item)
    return tuple(blocks)


def _off_checklist(item: OffChecklist) -> list[Block]:
    status = f" Its status was: {item.status_word}." if item.status_word else ""
    notes = (*map(note_of, item.notes), *map(_acknowledgement, item.acknowledgements))
    blocks: list[Block] = [
        Heading(text=item.title, level=3),
        Paragraph(text=f"{item.why}.{status}", typed=item.reason),
    ]
    return [*blocks, _notes(notes, item.title)] if notes else blocks


def _notes(notes: Iterable[Note], about: str) -> Notes:
    return Notes(items=tuple(notes), sheet=SHEET, keys=(("About", about),))


def _acknowledgement(line: AcknowledgementLine) -> Note:
    by = f"Acknowledged by {words.byline(line.by, line.at)}"
    return Note(line.wording, by, remark=words.acknowledgement_remarks(line))
