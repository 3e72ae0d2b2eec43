"""Information Governance in the status report: each reference, who acknowledged it, and the words."""

from __future__ import annotations

from migdesk.practice.parties import PRACTICE
from migdesk.report import words
from migdesk.report.blocks import Address, Block, Heading, Paragraph, Signed, SignedWords
from migdesk.report.status.model import AcknowledgementLine, Headline, ReferenceSection, StatusReport


def governance(report: StatusReport) -> tuple[Block, ...]:
    """Return the section."""
    head = report.headline
    said = (
        f"{head.references_acknowledged} of {head.references_total} references are acknowledged by the practice. "
        f"Acknowledgements by others are shown and do not count as the practice’s own.{_others(head)}"
    )
    return (
        Heading(text="Information Governance", id="governance", new_page=True),
        Paragraph(text=said),
        *map(_reference, report.references),
    )


def _others(head: Headline) -> str:
    """Return how far each other party is; empty where none has begun."""
    counts = {party: n for party, n in head.acknowledged_by_party.items() if n and party != PRACTICE}
    listed = ", ".join(f"{words.party_words(party)} {n} of {head.references_total}" for party, n in counts.items())
    return f" For others: {listed}." if listed else ""


def signed(line: AcknowledgementLine) -> Signed:
    """Return one acknowledgement, and why it does not count where it does not."""
    return Signed(
        name=line.by.name,
        role=line.by.role,
        organisation=line.by.organisation,
        at=line.at,
        wording=line.wording,
        remarks=words.acknowledgement_remarks(line),
        withdrawn=line.withdrawn is not None,
    )


def _reference(reference: ReferenceSection) -> SignedWords:
    return SignedWords(
        title=reference.name,
        settled=reference.acknowledged,
        verdict=reference.verdict,
        why=reference.why,
        addresses=tuple(Address(address.label, address.url) for address in reference.addresses),
        lines=tuple(map(signed, reference.acknowledgements)),
        sheet="Information Governance",
    )
