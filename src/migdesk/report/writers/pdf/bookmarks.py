"""The bookmarks of a PDF: its headings, each under the one that it belongs to."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from migdesk.report.writers.pdf.objects import Objects, text
from migdesk.report.writers.pdf.structure import Element, Mark

ABOVE_BASELINE = 24
"""How far above its baseline a heading is shown, in points."""


class _Bookmark(msgspec.Struct):
    level: int
    number: int
    title: str
    place: Mark | None
    kids: list[_Bookmark] = []


def add_bookmarks(objects: Objects, root: Element, pages: list[int]) -> int:
    """Add the bookmarks, and return the number of their root; 0 where a report has no heading."""
    top = _Bookmark(0, objects.new(), "", None)
    outer = [top]
    for heading in _headings(root):
        made = _Bookmark(int(heading.tag[1:]), objects.new(), heading.title, heading.marks[0])
        while outer[-1].level >= made.level:
            outer.pop()
        outer[-1].kids.append(made)
        outer.append(made)
    if not top.kids:
        return 0
    objects.all[top.number] = f"<< /Type /Outlines{_ends(top)} /Count {len(top.kids)} >>\n".encode()
    _write(objects, top, pages)
    return top.number


def _headings(element: Element) -> Iterator[Element]:
    for kid in element.kids:
        if kid.title and kid.marks:
            yield kid


def _write(objects: Objects, parent: _Bookmark, pages: list[int]) -> None:
    for place, kid in enumerate(parent.kids):
        before = f" /Prev {parent.kids[place - 1].number} 0 R" if place else ""
        after = f" /Next {parent.kids[place + 1].number} 0 R" if place + 1 < len(parent.kids) else ""
        closed = f"{_ends(kid)} /Count -{len(kid.kids)}" if kid.kids else ""
        goal = ""
        if kid.place is not None:
            goal = f" /Dest [{pages[kid.place.page]} 0 R /XYZ null {kid.place.baseline + ABOVE_BASELINE:.1f} null]"
        objects.all[kid.number] = (
            f"<< /Title {text(kid.title)} /Parent {parent.number} 0 R{before}{after}{closed}{goal} >>\n".encode()
        )
        _write(objects, kid, pages)


def _ends(parent: _Bookmark) -> str:
    return f" /First {parent.kids[0].number} 0 R /Last {parent.kids[-1].number} 0 R" if parent.kids else ""
