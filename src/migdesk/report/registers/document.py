"""The report on registers as a document, each register in full."""

from __future__ import annotations

from migdesk.report import words
from migdesk.report.document import Document, Place, places_of
from migdesk.report.facts import brief_facts, facts_of
from migdesk.report.footer import footer_of
from migdesk.report.registers.blocks import section_blocks
from migdesk.report.registers.model import RegistersReport

KIND = "Registers"
ABOUT = Place("about", "About this report")


def registers_document(report: RegistersReport) -> Document:
    """Return the report on registers, each in full."""
    name = report.practice.name or report.practice.id
    fingerprint = words.fingerprint_line(report.record)
    blocks = tuple(block for section in report.registers for block in section_blocks(section, level=2, in_full=True))
    only = report.registers[0].title if len(report.registers) == 1 else KIND
    return Document(
        look="registers",
        what="report",
        title=f"{'Sample: ' if report.sample else ''}{only}, {name}",
        kind=only,
        heading=name,
        facts=facts_of(report.practice),
        brief_facts=brief_facts(report.practice),
        made_line=words.made_line(report),
        sample_notice=report.sample_notice,
        version=report.migdesk_version,
        day=report.today,
        footer=footer_of(report.today, f"{name}: {only}", sample=report.sample),
        about=(*words.about_lines(report), *words.left_out_lines(report.record), *filter(None, (fingerprint,))),
        record=report.record.line,
        landscape=True,
        contents=(*places_of(blocks), ABOUT) if len(report.registers) > 1 else (),
        blocks=blocks,
    )
