"""The few forms of WordprocessingML that a report is made of, as text.

Whole tables are made so, since the library's own cells take some milliseconds each. Source: ECMA-376, part 1, 17.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec

from migdesk.report.typed_text import for_xml

RED, GREEN, GREY, BLUE = "B01E13", "00642E", "4C6272", "003087"
GROUND, SAMPLE_GROUND = "F0F4F5", "FFF2BF"
RULE = '<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{colour}"/>'
_BREAKS = re.compile(r"(\n|\t)")


class Look(msgspec.Struct, frozen=True):
    """How a run looks; `size` is in half points, 0 is that of its paragraph."""

    bold: bool = False
    colour: str = ""
    size: int = 0


PLAIN = Look()
BOLD = Look(bold=True)
QUIET = Look(colour=GREY, size=17)
ALERT = Look(bold=True, colour=RED)


def run(text: str, look: Look = PLAIN) -> str:
    """Return text in one look, with its line breaks and tabs; nothing where there is none."""
    if not text:
        return ""
    bold = "<w:b/>" if look.bold else ""
    colour = f'<w:color w:val="{look.colour}"/>' if look.colour else ""
    size = f'<w:sz w:val="{look.size}"/>' if look.size else ""
    shown = f"<w:rPr>{bold}{colour}{size}</w:rPr>" if bold or colour or size else ""
    return f"<w:r>{shown}{''.join(map(_piece, _BREAKS.split(for_xml(text))))}</w:r>"


def line_break() -> str:
    """Return a new line within a paragraph."""
    return "<w:r><w:br/></w:r>"


def field(name: str, look: Look = PLAIN) -> str:
    """Return what the word processor counts itself, such as PAGE; it shows 1 until then."""
    return f'<w:fldSimple w:instr=" {name} ">{run("1", look)}</w:fldSimple>'


def paragraph(content: str, style: str = "", *, keep_next: bool = False, new_page: bool = False, more: str = "") -> str:
    """Return a paragraph of runs; `style` is a style's id, `more` are further properties in Word's order."""
    parts = (
        f'<w:pStyle w:val="{style}"/>' if style else "",
        "<w:keepNext/>" if keep_next else "",
        "<w:pageBreakBefore/>" if new_page else "",
        more,
    )
    properties = "".join(parts)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{content}</w:p>"


def shaded(ground: str) -> str:
    """Return the property of a paragraph on a coloured ground."""
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{ground}"/>'


def cell(paragraphs: str, width: int, *, span: int = 1, ground: str = "") -> str:
    """Return a cell of a width in twips; it is never without a paragraph, as Word asks for."""
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    filled = f'<w:shd w:val="clear" w:color="auto" w:fill="{ground}"/>' if ground else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}{filled}</w:tcPr>{paragraphs or "<w:p/>"}</w:tc>'


def row(cells: Iterable[str], *, head: bool = False, height: int = 0) -> str:
    """Return a row that no page parts; a `head` is repeated on every page. `height` is the least, in twips."""
    tall = f'<w:trHeight w:val="{height}"/>' if height else ""
    repeated = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{tall}{repeated}</w:trPr>{''.join(cells)}</w:tr>"


def table(rows: Iterable[str], widths: Sequence[int], caption: str, *, head: bool = True, ruled: bool = True) -> str:
    """Return a table of columns as wide as `widths` in twips; `caption` is read out by screen readers."""
    lines = "".join(RULE.format(side=side, colour="C8D0D4") for side in ("top", "bottom", "insideH")) if ruled else ""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    first_row = 'w:val="06A0" w:firstRow="1"' if head else 'w:val="0680" w:firstRow="0"'
    look = f'<w:tblLook {first_row} w:firstColumn="1" w:noHBand="1" w:noVBand="1"/>'
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{lines}</w:tblBorders>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/>'
        f'</w:tblCellMar>{look}<w:tblCaption w:val="{for_xml(caption, quoted=True)}"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def section(footer: str, *, landscape: bool, ends: bool = False) -> str:
    """Return the paper of all that stands before it: A4, with margins of 18 mm. `ends` lets others follow on new paper.

    `footer` is the name under which the document knows the foot of its pages.
    """
    width, height = (16838, 11906) if landscape else (11906, 16838)
    turned = ' w:orient="landscape"' if landscape else ""
    margins = "".join(f' w:{side}="{MARGIN}"' for side in ("top", "right", "bottom", "left"))
    properties = (
        f'<w:sectPr><w:footerReference w:type="default" r:id="{footer}"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"{turned}/>'
        f'<w:pgMar{margins} w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
    )
    return paragraph("", more=properties) if ends else properties


MARGIN = 1021
"""Twips: 18 mm."""


def text_width(*, landscape: bool) -> int:
    """Return what the margins leave of the paper, in twips."""
    return (16838 if landscape else 11906) - 2 * MARGIN


def _piece(text: str) -> str:
    if text == "\n":
        return "<w:br/>"
    return "<w:tab/>" if text == "\t" else f'<w:t xml:space="preserve">{text}</w:t>' if text else ""
