"""What a page is made of once its text has been read: elements with children, text, signs, and HTML as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from migdesk.guide.names import names

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
BLOCKS = names("h1 h2 h3 h4 h5 h6 p pre hr blockquote ul ol li dl dt dd div table thead tbody tfoot tr th td")
WITHOUT_CONTENT = frozenset({"hr", "br", "img"})
MATH = "math"
"""The tag of a formula, which is written between `\\(` and `\\)`."""
REFERENCE = r"&(?:[\w:][\w:.\-]*|#\d+|#x[0-9a-fA-F]+);"
IN_TEXT = re.compile(rf"{REFERENCE}|[<>&]")
IN_CODE = re.compile(r"[<>&]")
IN_ATTRIBUTE = re.compile(rf'{REFERENCE}|[<>&"]')
ESCAPES = {"<": "&lt;", ">": "&gt;", "&": "&amp;", '"': "&quot;"}


class Sign(str):
    """A character that a rule has made of others, such as a quote or an entity; text beside it does not join it."""

    __slots__ = ()


class Raw(str):
    """HTML as it stands."""

    __slots__ = ()


class RawBlock(Raw):
    """HTML as it stands that is a block of its own."""

    __slots__ = ()


class Node:
    """An element; `written` tells that it stands on the page as HTML, and was not made of Markdown.

    `is_raw` tells that no Markdown is read in it.
    """

    __slots__ = ("attributes", "children", "is_raw", "tag", "written")

    def __init__(self, tag: str, attributes: dict[str, str] | None = None, *, written: bool = False) -> None:
        self.tag = tag
        self.attributes = attributes or {}
        self.children: list[Node | str] = []
        self.written = written
        self.is_raw = tag in ("code", "abbr")

    def add_text(self, text: str) -> None:
        """Put text behind what is in the element, joined to text that is there."""
        if not text:
            return
        last = self.children[-1] if self.children else None
        if isinstance(last, str) and not isinstance(last, (Sign, Raw)):
            self.children[-1] = last + text
        else:
            self.children.append(text)

    def all(self) -> Iterator[Node]:
        """Yield the element and all in it, as they stand on the page."""
        yield self
        for child in self.children:
            if isinstance(child, Node):
                yield from child.all()

    def text(self) -> str:
        """Return all the words in the element; HTML as it stands is none."""
        return "".join(
            child.text() if isinstance(child, Node) else "" if isinstance(child, Raw) else child
            for child in self.children
        )


def to_html(node: Node) -> str:
    """Return the HTML of what is in an element, each block on a line of its own."""
    out: list[str] = []
    _write_children(node, out)
    return "".join(out)


def _write_children(node: Node, out: list[str]) -> None:
    as_code = node.tag in ("code", MATH) and not node.written
    pattern = IN_CODE if as_code else IN_TEXT
    for child in node.children:
        if isinstance(child, Node):
            _write(child, out)
        elif isinstance(child, RawBlock):
            _begin_line(out)
            out += (child, "\n")
        else:
            out.append(child if isinstance(child, Raw) else pattern.sub(_escaped, child))


def _write(node: Node, out: list[str]) -> None:
    if node.tag == MATH:
        out.append("\\(")
        _write_children(node, out)
        out.append("\\)")
        return
    is_block = node.tag in BLOCKS and not node.written
    if is_block:
        _begin_line(out)
    attributes = "".join(f' {name}="{IN_ATTRIBUTE.sub(_escaped, value)}"' for name, value in node.attributes.items())
    if node.tag in WITHOUT_CONTENT:
        out.append(f"<{node.tag}{attributes} />")
    else:
        out.append(f"<{node.tag}{attributes}>")
        _write_children(node, out)
        out.append(f"</{node.tag}>")
    if is_block:
        out.append("\n")


def _begin_line(out: list[str]) -> None:
    if out and not out[-1].endswith("\n"):
        out.append("\n")


def escaped_text(text: str) -> str:
    """Return the HTML of a text in which entities are what they are."""
    return IN_TEXT.sub(_escaped, text)


def _escaped(found: re.Match[str]) -> str:
    return ESCAPES.get(found[0], found[0])
