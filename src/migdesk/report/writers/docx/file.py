"""A report as a Word document: real headings, tables whose heads are repeated, its language, title and page numbers."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime, time
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import docx
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml.ns import nsdecls, qn
from docx.parts.hdrftr import FooterPart
from docx.shared import Pt, RGBColor

from migdesk.report.blocks import Block, Heading, Table
from migdesk.report.document import LANGUAGE, Document, Sheet
from migdesk.report.part import Part, Progress
from migdesk.report.typed_text import without_noncharacters
from migdesk.report.writers.docx.blocks import Setter, boxed, facts, heading
from migdesk.report.writers.docx.wordml import (
    BOLD,
    GREY,
    QUIET,
    SAMPLE_GROUND,
    Look,
    field,
    paragraph,
    run,
    section,
    text_width,
)

FONT = "Arial"
DARK_BLUE = RGBColor(0x00, 0x30, 0x87)
SMALL = Look(colour=GREY, size=10)  # for a program to read
DOCUMENT, EMPTY_BODY = "word/document.xml", b"<w:body/>"
_TURN = "<!-- the paper turns here -->"
LONGEST_PROPERTY = 255
"""Characters of a file's properties. Source: the library, which refuses more."""


def write(document: Document) -> Iterator[Part]:
    """Yield how far the document is, and all of it with the last part: it is only whole at its end."""
    progress = Progress(document)
    body = _Body(document)
    for block in document.blocks:
        if isinstance(block, Sheet):
            body.add_sheet(block)
            yield progress.sheet()
        else:
            body.add(block)
            yield progress.rows(len(block.rows) if isinstance(block, Table) else 0)
    body.add_about()
    yield progress.last(_file(document, body))


def _file(document: Document, body: _Body) -> bytes:
    """Return the whole file: what the library makes of an empty document, with the body written into it as it is.

    The library would read the body into objects first, which takes 20 s for a board of 2,000 practices.
    """
    empty, file = io.BytesIO(), io.BytesIO()
    footer = _set_up(document, empty)
    with ZipFile(empty) as source, ZipFile(file, "w", ZIP_DEFLATED) as target:
        for entry in source.infolist():
            data = source.read(entry)
            if entry.filename != DOCUMENT:
                target.writestr(entry, data, ZIP_DEFLATED)
                continue
            before, _, after = data.partition(EMPTY_BODY)
            with target.open(entry, "w") as place:
                for part in (before, b"<w:body>", *body.parts(footer), b"</w:body>", after):
                    place.write(part)
    return file.getvalue()


def _set_up(document: Document, file: io.BytesIO) -> str:
    """Write an empty document in our styles, and return the name under which its sections know the foot of a page."""
    made = docx.Document()
    _set_styles(made)
    _set_properties(made, document)
    footer = _add_footer(made, document)
    for element in list(made.element.body):
        made.element.body.remove(element)
    made.save(file)
    return footer


class _Body:
    """Collects a document's parts. A board of many columns stands on its side, and what follows it upright."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._landscape = document.rows > 0 or document.landscape
        self._after_board = self._after_sheet = False
        self._setter = Setter(document.day, text_width(landscape=self._landscape))
        self._parts = [_opening(document)]

    def add(self, block: Block) -> None:
        if (
            self._document.rows
            and self._landscape
            and self._after_board
            and isinstance(block, Heading)
            and block.level == 2
        ):
            self._stand_upright()
        self._parts.append(self._setter.block(block))
        self._after_board = self._after_board or (isinstance(block, Table) and block.wide)

    def add_sheet(self, sheet: Sheet) -> None:
        """Add a sheet; each but the first begins a page."""
        title = heading(Heading(text=sheet.title, level=3, new_page=self._after_sheet))
        self._after_sheet = True
        sample = boxed(sheet.sample_notice, SAMPLE_GROUND, BOLD) if sheet.sample_notice else ""
        blocks = map(self._setter.block, sheet.blocks(sheet.sizes[0]))
        self._parts += (title, sample, facts(sheet.facts), *blocks, paragraph(run(sheet.record, SMALL)))

    def add_about(self) -> None:
        """Add how the report was made."""
        if not self._document.about:
            return
        about = Heading(text=f"About this {self._document.what}", new_page=self._after_sheet)
        self._parts.append(heading(about))
        lines = (self._document.sample_notice, *self._document.about, self._document.cut_short)
        self._parts += (paragraph(run(line)) for line in lines if line)
        self._parts.append(paragraph(run(self._document.record, SMALL)))

    def parts(self, footer: str) -> Iterator[bytes]:
        """Yield the body in UTF-8; `footer` is the name of the foot of every page."""
        for part in self._parts:
            yield (section(footer, landscape=True, ends=True) if part is _TURN else part).encode()
        yield section(footer, landscape=self._landscape).encode()

    def _stand_upright(self) -> None:
        self._parts.append(_TURN)
        self._landscape = False
        self._setter = Setter(self._document.day, text_width(landscape=False))


def _opening(document: Document) -> str:
    """Return what the report is, on what, and who made it."""
    sample = boxed(document.sample_notice, SAMPLE_GROUND, BOLD) if document.sample_notice else ""
    return "".join(
        (
            sample,
            paragraph(run(document.kind, BOLD), keep_next=True),
            paragraph(run(document.heading), "Title", keep_next=True),
            facts(document.facts),
            paragraph(run(document.made_line, QUIET)),
        )
    )


def _set_styles(made: WordDocument) -> None:
    """Set language and type in the document's own styles, so that whoever edits it goes on in the same."""
    styles = made.styles
    defaults = styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    defaults.find(qn("w:lang")).set(qn("w:val"), LANGUAGE)
    fonts = defaults.find(qn("w:rFonts"))
    fonts.attrib.clear()
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FONT)
    _set_style(styles["Normal"], 10, after=6)
    for name, points, before in (("Title", 22, 0), ("Heading 1", 15, 16), ("Heading 2", 12, 12), ("Heading 3", 11, 8)):
        style = styles[name]
        _set_style(style, points, before=before, after=4)
        style.font.color.rgb = DARK_BLUE
        style.font.bold = True
        borders = style.element.find(f"{qn('w:pPr')}/{qn('w:pBdr')}")
        if borders is not None:  # the template rules a line under titles
            borders.getparent().remove(borders)
    _set_style(styles["Caption"], 9, after=3)
    styles["Caption"].font.bold = False
    styles["Caption"].font.color.rgb = RGBColor(0x4C, 0x62, 0x72)
    _set_style(styles["List Bullet"], 10, after=2)
    for name, left in (("Table Text", 0), ("Note", 8)):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        _set_style(style, 9, before=1, after=1)
        style.paragraph_format.left_indent = Pt(left)


def _set_style(style: Any, points: float, *, before: float = 0, after: float = 0) -> None:
    """Set a paragraph style's type and the room around it, in points."""
    style.font.size = Pt(points)
    style.font.name = FONT
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        style.element.rPr.rFonts.attrib.pop(qn(f"w:{theme}"), None)
    style.paragraph_format.space_before = Pt(before)
    style.paragraph_format.space_after = Pt(after)
    style.paragraph_format.line_spacing = 1.1


def _add_footer(made: WordDocument, document: Document) -> str:
    """Add the foot of every page and return the name under which sections refer to it.

    It is made here and not of the library's own template, which a bundle cannot find: its path leads through a folder
    that is packed away.
    """
    number = run(" · Page ", QUIET) + field("PAGE", QUIET) + run(" of ", QUIET) + field("NUMPAGES", QUIET)
    line = paragraph(run(document.footer, QUIET) + number, "Footer")
    markup = f"<w:ftr {nsdecls('w')}>{line}</w:ftr>"
    package = made.part.package
    footer = FooterPart.load(package.next_partname("/word/footer%d.xml"), CT.WML_FOOTER, markup.encode(), package)
    return made.part.relate_to(footer, RT.FOOTER)


def _set_properties(made: WordDocument, document: Document) -> None:
    properties = made.core_properties
    properties.title = without_noncharacters(document.title)[:LONGEST_PROPERTY]
    properties.language = LANGUAGE
    properties.author = f"migdesk {document.version}"
    properties.comments = ""
    properties.created = properties.modified = datetime.combine(document.day, time())
