"""Information Governance in the printed report: each reference, who acknowledged it, and the words, said once."""

from __future__ import annotations

from html import escape

from migdesk.report import words
from migdesk.report.status.model import AcknowledgementLine, ReferenceSection, StatusReport
from migdesk.report.writers.pdf.markup import icon, quiet, row, table, typed, wide_row

COLUMNS = ("Acknowledged by", "When", "Remarks")
WIDTHS = (40, 20, 40)


def governance(report: StatusReport) -> str:
    """Return the section as markup."""
    head = report.headline
    return (
        "<h2>Information Governance</h2>"
        f"<p>{head.references_acknowledged} of {head.references_total} references are acknowledged by the practice."
        " Acknowledgements by others are shown and do not count as the practice’s own."
        " The words that people acknowledged stand under their names.</p>"
        + "".join(_reference(one) for one in report.references)
    )


def _reference(one: ReferenceSection) -> str:
    colour, name = ("green", "done") if one.acknowledged else ("red", "to-do")
    title = (
        f'<span style="font-size: 11pt">{escape(one.name)}</span>'
        f' &nbsp;{icon(name)}<span class="{colour}">{one.verdict}</span>'
        f"{_about(one)}"
    )
    by_words = _by_words(one)
    if not by_words:
        return table((), [wide_row("Nobody so far.", len(COLUMNS))], WIDTHS, title=title)
    rows = []
    for wording, lines in by_words.items():
        rows += [row(_cells(line), ruled=False) for line in lines]
        rows.append(wide_row(typed(wording), len(COLUMNS), ground=True))
    return table(COLUMNS, rows, WIDTHS, title=title)


def _about(one: ReferenceSection) -> str:
    """Return what a reference is about and where it stands, but what the acknowledged words below say themselves."""
    said = " ".join(line.wording for line in one.acknowledgements)
    where = "; ".join(escape(address.url) for address in one.addresses if address.url not in said)
    why = "" if one.why in said else f'<br><span style="font-weight: normal">{escape(one.why)}</span>'
    return why + (f"<br>{quiet(where)}" if where else "")


def _by_words(one: ReferenceSection) -> dict[str, list[AcknowledgementLine]]:
    """Group the acknowledgements by their words, both in the order of the record."""
    groups: dict[str, list[AcknowledgementLine]] = {}
    for line in one.acknowledgements:
        groups.setdefault(line.wording, []).append(line)
    return groups


def _cells(line: AcknowledgementLine) -> tuple[str, ...]:
    about = ", ".join(part for part in (line.by.role, line.by.organisation) if part)
    who = typed(line.by.name) + (f"<br>{quiet(typed(about))}" if about else "")
    return who, words.moment(line.at), f"<b>{typed(words.acknowledgement_remarks(line))}</b>"


def acknowledged_words(line: AcknowledgementLine) -> str:
    """Return the words of one acknowledgement, and why it does not count where it does not."""
    remarks = words.acknowledgement_remarks(line)
    return typed(line.wording) + (f"<br><b>{typed(remarks)}</b>" if remarks else "")
