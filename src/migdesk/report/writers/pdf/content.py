"""The content of a page as Qt writes it, and which stretch of it is which element.

Text of the report is marked with its element's number, and all else as an artifact: grounds, rules, pictures, the foot,
and the head of a table that is repeated."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from migdesk.report.writers.pdf.structure import Element, Line, Mark

_TEXT = re.compile(rb"^BT\n.*?^ET\n", re.DOTALL | re.MULTILINE)
_START = re.compile(rb"/(?P<font>F\d+) (?P<size>\S+) Tf 1 0 (?P<lean>\S+) -1 0 0 Tm\n(?P<x>\S+) (?P<y>\S+) Td")
"""Where a text begins: Qt turns it round, so that y counts downwards, and leans it where a font has no italics."""
_PAINTS = frozenset((b"f", b"f*", b"S", b"s", b"B", b"B*", b"b", b"b*", b"Do", b"sh"))
_ARTIFACT = b"/Artifact BMC\n"
_END = b"EMC\n"
SPACE_BEFORE = 20
"""How far before the first letter of a line a space is put that Qt left out."""

Frame = tuple[float, float, float, float]
"""A matrix without turns: by how much x and y are multiplied, and what is then added to each."""
LineAt = Callable[[float, float], Line | None]
Spaces = Mapping[bytes, bytes]


class _Drawing:
    """Follows Qt's matrices over a page: in the painter's dots from the top left corner."""

    def __init__(self) -> None:
        self.page: Frame | None = None
        """The first of all, from dots to points: y counts upwards in those."""
        self.frame: Frame = (1.0, 1.0, 0.0, 0.0)
        self._outer: list[Frame] = []

    def points(self, y: float) -> float:
        """Return a height in dots from the top as points from the foot of the page."""
        return y * self.page[1] + self.page[3] if self.page else 0.0

    def follow(self, operators: bytes) -> bool:
        """Follow operators that are no text, and tell whether one of them paints."""
        tokens, paints = operators.split(), False
        for place, token in enumerate(tokens):
            if token == b"q":
                self._outer.append(self.frame)
            elif token == b"Q":
                self.frame = self._outer.pop()
            elif token == b"cm":
                self._take(tokens[place - 6 : place])
            elif token in _PAINTS:
                paints = True
        return paints

    def _take(self, numbers: list[bytes]) -> None:
        by_x, _, _, by_y, x, y = map(float, numbers)
        if self.page is None:
            self.page = (by_x, by_y, x, y)
            return
        outer = self.frame
        self.frame = (by_x * outer[0], by_y * outer[1], x * outer[0] + outer[2], y * outer[1] + outer[3])


class Marker:
    """Marks the content of pages, one after the other; each element is given its marks."""

    def __init__(self) -> None:
        self._made: list[bytes] = []
        self._now: Element | None = None
        self._line: Line | None = None

    def marked(self, content: bytes, page: int, line_at: LineAt, spaces: Spaces) -> tuple[bytes, list[Element]]:
        """Return a page's content with its marks, and the element of each number.

        `line_at` tells the line of text that begins at a place, in the painter's dots. `spaces` has the glyph of the
        space in each font: Qt leaves it out where a line ends, and words would run together.
        """
        drawing, elements, done = _Drawing(), list[Element](), 0
        self._made = [_ARTIFACT]
        for text in _TEXT.finditer(content):
            between = content[done : text.start()]
            paints = drawing.follow(between)
            x, y = _start_of(text[0], drawing.frame)
            line = line_at(x, y)
            if paints or line is None or line.element is not self._now:
                self._leave()
            self._made.append(between)
            if line is None:
                self._made.append(text[0])
            else:
                self._take(text[0], line, elements, Mark(page, len(elements), drawing.points(y)), spaces)
            done = text.end()
        self._leave()
        self._made += (content[done:], _END)
        return b"".join(self._made), elements

    def _take(self, text: bytes, line: Line, elements: list[Element], mark: Mark, spaces: Spaces) -> None:
        element = line.element
        parted = line.parted and line is not self._line and bool(element.marks)
        if self._now is None:
            self._made += (_END, b"/%s <</MCID %d>> BDC\n" % (element.tag.encode(), mark.number))
            element.marks.append(mark)
            elements.append(element)
        self._made.append(_with_space(text, spaces) if parted else text)
        self._now, self._line = element, line

    def _leave(self) -> None:
        """Go on with what is an artifact."""
        if self._now is not None:
            self._made += (_END, _ARTIFACT)
        self._now = None


def _with_space(text: bytes, spaces: Spaces) -> bytes:
    """Return a text with a space before it, which is not seen; it is of another font where its own has none."""
    start = _START.search(text)
    if start is None or not spaces:
        return text
    own = start["font"]
    font = own if own in spaces else next(iter(spaces))
    there, back = (b"", b"") if font == own else (b"/%s 75 Tf " % font, b"/%s %s Tf " % (own, start["size"]))
    x, y = float(start["x"]) - SPACE_BEFORE, start["y"]
    space = b"%s%.4f %s Td %s Tj\n%s%d 0 Td" % (there, x, y, spaces[font], back, SPACE_BEFORE)
    return text[: start.start("x")] + space + text[start.end("y") + 3 :]


def _start_of(text: bytes, frame: Frame) -> tuple[float, float]:
    start = _START.search(text)
    if start is None:
        return -1.0, -1.0
    lean, x, y = float(start["lean"]), float(start["x"]), float(start["y"])
    return (x + lean * y) * frame[0] + frame[2], -y * frame[1] + frame[3]
