"""The few forms that the printed report is made of, in the markup that QTextDocument understands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from migdesk.report.typed_text import without_overrides

STYLE = """
h1 { font-size: 22pt; color: #003087; margin-top: 0; margin-bottom: 5px; }
h2 { font-size: 15pt; color: #003087; margin-top: 22px; margin-bottom: 6px; }
h3 { font-size: 11pt; margin-top: 10px; margin-bottom: 3px; }
p { margin-top: 0; margin-bottom: 7px; }
th { text-align: left; }
.quiet { color: #4c6272; font-size: 8pt; font-weight: normal; }
.red { color: #b01e13; font-weight: bold; }
.green { color: #00642e; font-weight: bold; }
.number { font-size: 17pt; font-weight: bold; }
"""
COMPACT = """
h1 { font-size: 18pt; margin-bottom: 3px; }
h2 { font-size: 12pt; margin-top: 12px; margin-bottom: 2px; }
.number { font-size: 12pt; }
"""
"""For what has to stand on a sheet or two; after `STYLE`."""
NOTE_GROUND = "#f0f4f5"
SAMPLE_GROUND = "#fff2bf"
LINE = "border-bottom: 1px solid #c8d0d4"
TABLE = '<table width="100%" cellspacing="0" cellpadding="0" style="border-collapse: collapse">'
HEAD_LINE = "border-bottom: 1px solid #212b32"
LIST_ITEM = "list-item"
"""The name of a place at the start of a paragraph that is an item of a list; nothing of it is seen."""
SPACE = '<p style="font-size: 3pt">&nbsp;</p>'


def document(parts: Iterable[str], style: str = "") -> str:
    """Return the whole markup; `style` is what differs from `STYLE`."""
    return f"<html><head><style>{STYLE}{style}</style></head><body>{''.join(parts)}</body></html>"


def typed(text: str) -> str:
    """Return typed text escaped, with its line breaks and without marks that would turn the words after it."""
    return escape(without_overrides(text)).replace("\n", "<br>")


def table(head: Sequence[str], rows: Iterable[str], widths: Sequence[int], *, title: str = "") -> str:
    """Return a table of full width; `rows` are finished `<tr>`s, `widths` percentages, `head` its columns' names.

    A table without a `head` has a `title`, which then is its head.
    """
    columns = "".join(
        f'<th width="{width}%" style="{HEAD_LINE}; padding: 3px 8px 3px 0">{name}</th>'
        for name, width in zip(head, widths, strict=bool(head))
    )
    line = "" if head else f"; {HEAD_LINE}"
    above = f'<tr><th colspan="{len(widths)}" style="padding: 12px 0 3px 0{line}">{title}</th></tr>' if title else ""
    below = f"<tr>{columns}</tr>" if head else ""
    return f"{TABLE}<thead>{above}{below}</thead>{''.join(rows)}</table>"


def row(cells: Iterable[str], *, ruled: bool = True) -> str:
    """Return one row; `ruled` draws the line under it.

    An empty cell gets a blank: after a table whose last cell is empty Qt drops the margin of the next heading.
    """
    style = f"padding: 3px 8px 3px 0; {LINE if ruled else ''}"
    return "<tr>" + "".join(f'<td style="{style}">{cell or "&nbsp;"}</td>' for cell in cells) + "</tr>"


def wide_row(text: str, columns: int, *, ground: bool = False, ruled: bool = True) -> str:
    """Return a row of one cell across all columns; on a `ground` it is set in, as it belongs to the row above."""
    rule = LINE if ruled else "border-bottom: 2px solid #ffffff"
    style, colour = (
        f"padding: 3px 8px 3px {16 if ground else 0}px; {rule}",
        f' bgcolor="{NOTE_GROUND}"' if ground else "",
    )
    return f'<tr><td colspan="{columns}"{colour} style="{style}">{text}</td></tr>'


def quiet(markup: str) -> str:
    """Return what stands back: small and grey, never bold."""
    return f'<span class="quiet">{markup}</span>'


def red(markup: str, *, small: bool = False) -> str:
    """Return what should not be, which the words themselves say too."""
    style = ' style="font-size: 8pt"' if small else ""
    return f'<span class="red"{style}>{markup}</span>'


def icon(name: str) -> str:
    """Return a status as a picture; the word stands beside it."""
    return f'<img src="icon:{name}" width="9" height="9"> '


def boxed(text: str, ground: str) -> str:
    """Return a line on a coloured ground."""
    return (
        f'<table width="100%" cellspacing="0" cellpadding="6"><tr><td bgcolor="{ground}">{text}</td></tr></table>'
        '<p style="font-size: 4pt">&nbsp;</p>'
    )
