"""Where things stand in a laid-out document: anchors, marked words, and the place at the top edge of the view."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextBlock, QTextDocument, QTextFragment

from migdesk.guide.model import TERM_SCHEME
from migdesk.guide.shape_marks import SHAPE_MARKS
from migdesk.ui.guide_pane.link_schemes import REGISTER_SCHEME, TASK_SCHEME, TASK_WORDS_MARK, TASKS_SCHEME
from migdesk.ui.guide_pane.place import Place


class Marked(NamedTuple):
    """Words that something is drawn at: `kind` is a mark or a link's scheme, positions count in the document."""

    kind: str
    start: int
    end: int
    href: str


def fragments_of(block: QTextBlock) -> Iterator[QTextFragment]:
    """Yield the runs of equal format that a block is made of."""
    step = block.begin()
    while not step.atEnd():
        yield step.fragment()
        step += 1


class PagePlaces:
    """Reads anchors and marked words off a document once; asks its layout where they are when needed."""

    def __init__(self, document: QTextDocument) -> None:
        self._document = document
        self.marked: list[Marked] = []
        self.boxes: list[Marked] = []  # of tasks, on a role page
        self.task_words: list[Marked] = []  # where the status of each box stands in words
        self.terms: list[Marked] = []
        self._anchors: dict[str, int] = {}
        block = document.begin()
        while block.isValid():
            self._read(block)
            block = block.next()
        self._anchor_blocks = sorted((number, anchor) for anchor, number in self._anchors.items())

    def _read(self, block: QTextBlock) -> None:
        for fragment in fragments_of(block):
            form = fragment.charFormat()
            if not form.isAnchor():
                continue
            for name in form.anchorNames():
                if name == TASK_WORDS_MARK:
                    self.task_words.append(Marked(name, fragment.position(), fragment.position() + 1, ""))
                elif name in SHAPE_MARKS:
                    self.marked.append(Marked(name, fragment.position(), fragment.position() + fragment.length(), ""))
                else:
                    self._anchors.setdefault(name, block.blockNumber())
            for scheme, marks in (
                (TASKS_SCHEME, self.marked),
                (REGISTER_SCHEME, self.marked),
                (TASK_SCHEME, self.boxes),
                (TERM_SCHEME, self.terms),
            ):
                if form.anchorHref().startswith(scheme):
                    end = fragment.position() + fragment.length()
                    marks.append(Marked(scheme, fragment.position(), end, form.anchorHref()))

    def block_of(self, anchor: str) -> QTextBlock | None:
        """Return the block that carries an anchor, None if the page has none of that name."""
        number = self._anchors.get(anchor)
        return None if number is None else self._document.findBlockByNumber(number)

    def top_of(self, anchor: str) -> float | None:
        """Return how far down the document an anchor's block begins, in pixels."""
        block = self.block_of(anchor)
        return None if block is None else self.rect_of(block).top()

    def rect_of(self, block: QTextBlock) -> QRectF:
        """Return where a block stands, without the space above and below it."""
        rect = self._document.documentLayout().blockBoundingRect(block)
        lines = block.layout()
        if lines is not None and lines.lineCount():
            return QRectF(rect.x(), rect.y(), rect.width(), max(rect.height(), lines.boundingRect().height()))
        return rect

    def place_at(self, top: float) -> Place:
        """Return the place at `top` pixels down the document."""
        first, last = 0, self._document.blockCount() - 1
        while first < last:  # the last block that begins at or above the edge
            middle = (first + last + 1) // 2
            if self.rect_of(self._document.findBlockByNumber(middle)).top() <= top + 0.5:
                first = middle
            else:
                last = middle - 1
        start, length = self._span(self._document.findBlockByNumber(first))
        fraction = min(1.0, max(0.0, (top - start) / length)) if length else 0.0
        index = bisect_right(self._anchor_blocks, (first, "\uffff")) - 1
        if index < 0:
            return Place("", first, fraction)
        number, anchor = self._anchor_blocks[index]
        return Place(anchor, first - number, fraction)

    def top_of_place(self, place: Place) -> float:
        """Return where a place is now, in pixels down the document."""
        start = self._anchors.get(place.anchor, 0) if place.anchor else 0
        block = self._document.findBlockByNumber(min(start + place.blocks, self._document.blockCount() - 1))
        begins, length = self._span(block)
        return begins + place.fraction * length

    def _span(self, block: QTextBlock) -> tuple[float, float]:
        """Return where a block begins and how far it is from there to the next, the space between them included."""
        rect = self.rect_of(block)
        following = block.next()
        to_next = self.rect_of(following).top() - rect.top() if following.isValid() else 0.0
        return rect.top(), max(rect.height(), to_next)
