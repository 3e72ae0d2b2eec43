"""What is put together when a page's text has been read: footnotes, abbreviations, line ends, the list of contents."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Collection, Iterator, Mapping

from migdesk.guide.kramdown.attributes import REFERENCES
from migdesk.guide.kramdown.nodes import HEADINGS, Node, Raw, Sign

BACK = "↩"


class Footnotes:
    """The footnotes of one document, numbered in the order in which they are first referred to."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._times: dict[str, int] = {}

    def number(self, root: Node) -> None:
        """Put the raised number that leads to a footnote in the place of each reference in `root`."""
        for node in root.all():
            if node.tag == "footnote":
                self._refer(node, node.attributes["name"])

    def _refer(self, node: Node, name: str) -> None:
        number = self._numbers.setdefault(name, len(self._numbers) + 1)
        time = self._times.get(name, 0)
        self._times[name] = time + 1
        node.tag = "sup"
        node.attributes = {"id": f"fnref:{name}" + (f":{time}" if time else ""), "role": "doc-noteref"}
        link = Node("a", {"href": f"#fn:{name}", "class": "footnote", "rel": "footnote"})
        link.add_text(str(number))
        node.children = [link]

    def listed(self, content_of: Callable[[str], Node]) -> Node | None:
        """Return the list at the page's end; `content_of` gives the item with a footnote's blocks in it.

        A footnote may refer to another, which then comes behind those that are listed.
        """
        if not self._numbers:
            return None
        items = Node("ol")
        waiting = list(self._numbers)
        for name in waiting:  # grows on the way
            item = content_of(name)
            self.number(item)
            waiting += [other for other in self._numbers if other not in waiting]
            item.attributes["id"] = f"fn:{name}"
            items.children.append(item)
        for name, listed in zip(waiting, items.children, strict=True):
            assert isinstance(listed, Node)
            self._lead_back(name, listed)
        box = Node("div", {"class": "footnotes", "role": "doc-endnotes"})
        box.children.append(items)
        return box

    def _lead_back(self, name: str, item: Node) -> None:
        last = item.children[-1] if item.children else None
        if not isinstance(last, Node) or last.tag != "p":
            last = Node("p")
            item.children.append(last)
        for time in range(self._times[name]):
            target = f"#fnref:{name}:{time}" if time else f"#fnref:{name}"
            back = Node("a", {"href": target, "class": "reversefootnote", "role": "doc-backlink"})
            back.add_text(BACK)
            if time:
                number = Node("sup")
                number.add_text(str(time + 1))
                back.children.append(number)
            last.add_text(" ")
            last.children.append(back)


def explain_abbreviations(node: Node, meanings: Mapping[str, str]) -> None:
    """Put `abbr` elements into all text that Markdown is read in, wherever a word stands alone that has a meaning."""
    if not meanings or node.is_raw:
        return
    words = "|".join(re.escape(word) for word in sorted(meanings, key=len, reverse=True))
    _explain(node, re.compile(rf"(?:^|(?<=[^A-Za-z0-9_]))({words})(?![A-Za-z0-9_])", re.MULTILINE), meanings)


def _explain(node: Node, pattern: re.Pattern[str], meanings: Mapping[str, str]) -> None:
    children: list[Node | str] = []
    for child in node.children:
        if isinstance(child, Node):
            if not child.is_raw:
                _explain(child, pattern, meanings)
            children.append(child)
        elif isinstance(child, (Raw, Sign)):
            children.append(child)
        else:
            pieces = pattern.split(child)
            children.append(pieces[0])
            for word, behind in zip(pieces[1::2], pieces[2::2], strict=True):
                abbreviation = Node("abbr", {"title": meanings[word]} if meanings[word] else {})
                abbreviation.children.append(word)
                children += [abbreviation, behind]
    node.children = children


def break_lines(node: Node, line_end: str, *, is_block: bool) -> None:
    """Put a line break where a text of Markdown has `line_end`, but at the end of a block."""
    children: list[Node | str] = []
    for child in node.children:
        if isinstance(child, Node):
            if not child.written and not child.is_raw:
                break_lines(child, line_end, is_block=False)
            children.append(child)
        elif isinstance(child, (Raw, Sign)) or line_end not in child:
            children.append(child)
        else:
            lines = child.split(line_end)
            omits_last = is_block and child is node.children[-1] and not lines[-1]
            for number, line in enumerate(lines):
                children.append(f"\n{line}" if number else line)
                if number < len(lines) - 2 or (number == len(lines) - 2 and not omits_last):
                    children.append(Node("br"))
    node.children = children


def fill_contents(root: Node, levels: Collection[int]) -> None:
    """Put links to the page's headings of some `levels` in place of each list that `{:toc}` stands at.

    The bare names of attribute lists are taken off all elements.
    """
    lists: list[Node] = []
    headings: list[Node] = []
    for node in root.all():
        names = node.attributes.pop(REFERENCES, "").split()
        if "toc" in names and node.tag in ("ul", "ol"):
            lists.append(node)
        left_out = "no_toc" in names or "no_toc" in node.attributes.get("class", "").split()
        is_heading = node.tag in HEADINGS and not node.written and int(node.tag[1]) in levels
        if is_heading and node.attributes.get("id") and not left_out:
            headings.append(node)
    for contents in lists:
        _fill(contents, headings)


def _fill(contents: Node, headings: list[Node]) -> None:
    contents.children.clear()
    contents.attributes.setdefault("id", "markdown-toc")
    open_lists: list[tuple[int, Node]] = [(0, contents)]
    for heading in headings:
        level = int(heading.tag[1])
        while len(open_lists) > 1 and open_lists[-1][0] > level:
            open_lists.pop()
        if open_lists[-1][0] == 0:
            open_lists[-1] = (level, contents)
        elif open_lists[-1][0] < level and open_lists[-1][1].children:
            inner, last = Node(contents.tag), open_lists[-1][1].children[-1]
            assert isinstance(last, Node)
            last.children.append(inner)
            open_lists.append((level, inner))
        item = Node("li")
        item.children.append(_link_to(heading))
        open_lists[-1][1].children.append(item)


def _link_to(heading: Node) -> Node:
    identifier = heading.attributes["id"]
    link = Node("a", {"href": f"#{identifier}", "id": f"markdown-toc-{identifier}"})
    link.children.extend(_without_links(heading))
    return link


def _without_links(node: Node) -> Iterator[Node | str]:
    for child in node.children:
        if not isinstance(child, Node):
            yield child
        elif child.tag == "a" and not child.written:
            yield from _without_links(child)
        elif child.attributes.get("role") != "doc-noteref":
            yield copy.deepcopy(child)
