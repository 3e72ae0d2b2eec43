"""What people put their names to, on paper: the names, and under them the words, said once."""

from __future__ import annotations

from html import escape

from migdesk.report import words
from migdesk.report.blocks import Signed, SignedWords
from migdesk.report.writers.pdf.markup import icon, quiet, row, table, typed, wide_row

WIDTHS = (40, 20, 40)


def signed_words(block: SignedWords) -> str:
    """Return one table with the names, each group of them over its words."""
    colour, name = ("green", "done") if block.settled else ("red", "to-do")
    title = (
        f'<span style="font-size: 11pt">{escape(block.title)}</span>'
        f' &nbsp;{icon(name)}<span class="{colour}">{escape(block.verdict)}</span>'
        f"{_about(block)}"
    )
    groups = by_words(block)
    if not groups:
        return table((), [wide_row("Nobody so far.", len(WIDTHS))], WIDTHS, title=title)
    rows = []
    for wording, lines in groups.items():
        rows += [row(_cells(line), ruled=False) for line in lines]
        rows.append(wide_row(typed(wording), len(WIDTHS), ground=True))
    return table((f"{block.verb.capitalize()} by", "When", "Remarks"), rows, WIDTHS, title=title)


def by_words(block: SignedWords) -> dict[str, list[Signed]]:
    """Group the names by their words, both in the order of the record."""
    groups: dict[str, list[Signed]] = {}
    for line in block.lines:
        groups.setdefault(line.wording, []).append(line)
    return groups


def _about(block: SignedWords) -> str:
    """Return what it is about and where it stands, but what the words below say themselves."""
    said = " ".join(line.wording for line in block.lines)
    where = "; ".join(escape(address.url) for address in block.addresses if address.url not in said)
    why = "" if block.why in said else f'<br><span style="font-weight: normal">{escape(block.why)}</span>'
    return why + (f"<br>{quiet(where)}" if where else "")


def _cells(line: Signed) -> tuple[str, ...]:
    about = ", ".join(part for part in (line.role, line.organisation) if part)
    who = typed(line.name) + (f"<br>{quiet(typed(about))}" if about else "")
    return who, words.moment(line.at), f"<b>{typed(line.remarks)}</b>"
