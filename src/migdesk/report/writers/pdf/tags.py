"""A PDF for everyone (PDF/UA-1): what Qt painted, with its structure, language, title and bookmarks; its looks stay.

Qt writes a PDF without tags. So while a report is painted, it is noted which part of the set column goes where on which
page; afterwards each text of the finished file is found by its place, and tagged with what stands there.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape

import msgspec
from PySide6.QtGui import QTextDocument

from migdesk.report.document import LANGUAGE
from migdesk.report.writers.pdf.bookmarks import add_bookmarks
from migdesk.report.writers.pdf.content import Marker
from migdesk.report.writers.pdf.fonts_of_file import mend_fonts, spaces_of
from migdesk.report.writers.pdf.objects import Objects, reference
from migdesk.report.writers.pdf.pages import Span
from migdesk.report.writers.pdf.sheet import Sheet
from migdesk.report.writers.pdf.structure import Element, Line, Places, Structure


class _Page(msgspec.Struct, frozen=True):
    """What stands on a page. `seen` is how far down the column was printed before: what stands above is repeated."""

    places: Places
    pieces: tuple[Span, ...]
    sheet: Sheet
    seen: float

    def line_at(self, x: float, y: float) -> Line | None:
        """Return the line that stands at a place, in dots from the corner of the printed part of the page."""
        column_x = (x - self.sheet.left) / self.sheet.scale
        below = (y - self.sheet.top) / self.sheet.scale
        for piece in self.pieces:
            if 0 <= below <= piece.height:
                place = piece.top + below
                return self.places.at(column_x, place) if place > self.seen else None
            below -= piece.height
        return None


class Tags:
    """Takes down what is printed where, page by page, and tags the finished file."""

    def __init__(self) -> None:
        self._structure = Structure()
        self._pages: list[_Page] = []

    def column(self, document: QTextDocument, pages: Iterable[tuple[Span, ...]], sheet: Sheet, above: int = 0) -> None:
        """Take down a set document that goes on to so many pages; its headings are `above` levels deeper."""
        places, seen = self._structure.add(document, above), 0.0
        for pieces in pages:
            self._pages.append(_Page(places, pieces, sheet, seen))
            seen = max((seen, *(piece.bottom for piece in pieces)))

    def tagged(self, pdf: bytes) -> bytes:
        """Return the file that Qt made of these pages with its tags."""
        objects = Objects(pdf)
        mend_fonts(objects)
        pages, by_page, marker = objects.pages(), list[list[Element]](), Marker()
        for place, (number, page) in enumerate(zip(pages, self._pages, strict=True)):
            stream = reference(objects.all[number], b"Contents")
            spaces = spaces_of(objects, reference(objects.all[number], b"Resources"))
            content, elements = marker.marked(objects.stream(stream), place, page.line_at, spaces)
            objects.put_stream(stream, content)
            objects.extend(number, f"/StructParents {place} /Tabs /S")
            by_page.append(elements)
        tree = _tree(objects, self._structure.root, pages, by_page)
        outlines = add_bookmarks(objects, self._structure.root, pages)
        objects.extend(
            objects.root,
            f"/StructTreeRoot {tree} 0 R /MarkInfo << /Marked true >> /Lang ({LANGUAGE})\n"
            f"/ViewerPreferences << /DisplayDocTitle true >>" + (f" /Outlines {outlines} 0 R" if outlines else ""),
        )
        return objects.written()


def metadata(title: str, program: str) -> bytes:
    """Return what a PDF says of itself in XMP: its title, and that it is made for everyone."""
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"'
        ' xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part>'
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(title)}</rdf:li></rdf:Alt></dc:title>'
        f"<dc:language><rdf:Bag><rdf:li>{LANGUAGE}</rdf:li></rdf:Bag></dc:language>"
        f"<xmp:CreatorTool>{escape(program)}</xmp:CreatorTool></rdf:Description></rdf:RDF></x:xmpmeta>"
        '<?xpacket end="w"?>'
    ).encode()


def _tree(objects: Objects, root: Element, pages: list[int], by_page: list[list[Element]]) -> int:
    """Add the structure, and return the number of its root."""
    top, parents = objects.new(), objects.new()
    numbers: dict[int, int] = {}
    document = _add(objects, root, top, pages, numbers)
    nums = "\n".join(
        f"{place} [{' '.join(f'{numbers[id(element)]} 0 R' for element in elements)}]"
        for place, elements in enumerate(by_page)
    )
    objects.all[parents] = f"<< /Nums [\n{nums}\n] >>\n".encode()
    objects.all[top] = (
        f"<< /Type /StructTreeRoot /K [{document} 0 R] /ParentTree {parents} 0 R /ParentTreeNextKey {len(pages)} >>\n"
    ).encode()
    return top


def _add(objects: Objects, element: Element, parent: int, pages: list[int], numbers: dict[int, int]) -> int:
    number = numbers[id(element)] = objects.new()
    kids = [f"{_add(objects, kid, number, pages, numbers)} 0 R" for kid in element.kids]
    page = ""
    if element.marks:
        first = element.marks[0].page
        page = f" /Pg {pages[first]} 0 R"
        kids += [
            str(mark.number)
            if mark.page == first
            else f"<< /Type /MCR /Pg {pages[mark.page]} 0 R /MCID {mark.number} >>"
            for mark in element.marks
        ]
    attributes = f" /A << /O /Table {element.attributes} >>" if element.attributes else ""
    objects.all[number] = f"<< /S /{element.tag} /P {parent} 0 R{page}{attributes} /K [{' '.join(kids)}] >>\n".encode()
    return number
