"""What is put together when a page's blocks are known: footnotes, abbreviations and the list of contents."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from migdesk.guide.kramdown.attributes import REFERENCES

MARKER = r"\[\^(\w[\w-]*)\]"
_MARKER = re.compile(MARKER)
_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
BACK = "↩"
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
NOT_IN = frozenset({"code", "pre", "abbr", "script", "style"})


class Footnotes:
    """The footnotes of one document, numbered in the order in which they are first referred to."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self._times: dict[str, int] = {}
        self._seen: dict[str, int] = {}

    def begin(self) -> None:
        """Forget those of the document before."""
        self.numbers.clear()
        self._times.clear()
        self._seen.clear()

    def order(self, text: str, definitions: Mapping[str, str]) -> None:
        """Number the footnotes that `text` refers to, and those that they refer to."""
        for match in _MARKER.finditer(_CODE.sub("", text)):
            if match[1] in definitions:
                self.numbers.setdefault(match[1], len(self.numbers) + 1)
                self._times[match[1]] = self._times.get(match[1], 0) + 1

    def reference(self, name: str) -> Element:
        """Return the raised number that leads to a footnote."""
        count = self._seen.get(name, 0)
        self._seen[name] = count + 1
        raised = Element("sup", {"id": f"fnref:{name}" + (f":{count}" if count else ""), "role": "doc-noteref"})
        link = Element("a", {"href": f"#fn:{name}", "class": "footnote", "rel": "footnote"})
        link.text = AtomicString(str(self.numbers[name]))
        raised.append(link)
        return raised

    def listed(self, content_of: Callable[[str], Element]) -> Element | None:
        """Return the list at the page's end; `content_of` gives the item with a footnote's blocks in it."""
        if not self.numbers:
            return None
        box = Element("div", {"class": "footnotes", "role": "doc-endnotes"})
        items = Element("ol")
        box.append(items)
        for name in list(self.numbers):
            item = content_of(name)
            item.set("id", f"fn:{name}")
            last = item[-1] if len(item) and item[-1].tag == "p" else None
            if last is None:
                last = Element("p")
                item.append(last)
            for time in range(self._times[name]):
                target = f"#fnref:{name}:{time}" if time else f"#fnref:{name}"
                back = Element("a", {"href": target, "class": "reversefootnote", "role": "doc-backlink"})
                back.text = AtomicString(BACK)
                _add_behind(last, " ")
                last.append(back)
                if time:
                    number = Element("sup")
                    number.text = AtomicString(str(time + 1))
                    back.append(number)
            items.append(item)
        return box


class FootnoteMarker(InlineProcessor):
    """`[^name]` in running text."""

    def __init__(self, markdown: Markdown, footnotes: Footnotes) -> None:
        super().__init__(MARKER, markdown)
        self._footnotes = footnotes

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element | None, int | None, int | None]:  # type: ignore[override]
        """Return the raised number, or nothing for a name without a footnote."""
        if m[1] not in self._footnotes.numbers:
            return None, None, None
        return self._footnotes.reference(m[1]), m.start(0), m.end(0)


class Abbreviations(Treeprocessor):
    """Explains each word that an abbreviation is defined for, wherever it stands alone."""

    def __init__(self, markdown: Markdown) -> None:
        super().__init__(markdown)
        self.meanings: dict[str, str] = {}

    def run(self, root: Element) -> None:
        """Put `abbr` elements into the text of all elements but code."""
        if not self.meanings:
            return
        words = "|".join(re.escape(word) for word in sorted(self.meanings, key=len, reverse=True))
        pattern = re.compile(rf"(?<!\w)({words})(?!\w)")
        for element in list(root.iter()):
            if element.tag not in NOT_IN:
                self._explain(element, pattern)

    def _explain(self, element: Element, pattern: re.Pattern[str]) -> None:
        children = list(element)
        for child in children:
            for abbreviation in reversed(self._parted(child, "tail", pattern)):
                element.insert(list(element).index(child) + 1, abbreviation)
        for abbreviation in reversed(self._parted(element, "text", pattern)):
            element.insert(0, abbreviation)

    def _parted(self, element: Element, part: str, pattern: re.Pattern[str]) -> list[Element]:
        text = getattr(element, part)
        if not text or isinstance(text, AtomicString):
            return []
        pieces = pattern.split(text)
        setattr(element, part, pieces[0])
        found = []
        for word, behind in zip(pieces[1::2], pieces[2::2], strict=True):
            abbreviation = Element("abbr", {"title": self.meanings[word]} if self.meanings[word] else {})
            abbreviation.text, abbreviation.tail = AtomicString(word), behind
            found.append(abbreviation)
        return found


class Contents(Treeprocessor):
    """Puts links to the page's headings of some `levels` in place of the list that `{:toc}` stands at."""

    def __init__(self, markdown: Markdown) -> None:
        super().__init__(markdown)
        self.levels: Collection[int] = range(1, 7)

    def run(self, root: Element) -> None:
        """Fill each such list, and take the bare names of attribute lists off all elements."""
        lists = []
        without = set()
        for element in root.iter():
            names = element.attrib.pop(REFERENCES, "").split()
            if "toc" in names and element.tag in ("ul", "ol"):
                lists.append(element)
            if "no_toc" in names or "no_toc" in element.get("class", "").split():
                without.add(element)
        headings = [
            element
            for element in root.iter()
            if element.tag in HEADINGS
            and int(element.tag[1]) in self.levels
            and element.get("id")
            and element not in without
        ]
        for element in lists:
            _fill(element, headings)


def _fill(contents: Element, headings: list[Element]) -> None:
    for child in list(contents):
        contents.remove(child)
    contents.attrib.setdefault("id", "markdown-toc")
    open_lists: list[tuple[int, Element]] = [(0, contents)]
    for heading in headings:
        level = int(heading.tag[1])
        while len(open_lists) > 1 and open_lists[-1][0] > level:
            open_lists.pop()
        if open_lists[-1][0] == 0:
            open_lists[-1] = (level, contents)
        elif open_lists[-1][0] < level and len(open_lists[-1][1]):
            inner = Element(contents.tag)
            open_lists[-1][1][-1].append(inner)
            open_lists.append((level, inner))
        item = Element("li")
        item.append(_link_to(heading))
        open_lists[-1][1].append(item)


def _link_to(heading: Element) -> Element:
    link = Element("a", {"href": f"#{heading.get('id')}", "id": f"markdown-toc-{heading.get('id')}"})
    link.text = heading.text
    for child in heading:
        for part in _without_links(child):
            if isinstance(part, str):
                _add_behind(link, part)
            else:
                link.append(part)
    return link


def _without_links(element: Element) -> Iterator[Element | str]:
    if element.tag != "a":
        yield copy.deepcopy(element)
        return
    yield element.text or ""
    for child in element:
        yield copy.deepcopy(child)
    yield element.tail or ""


def _add_behind(element: Element, text: str) -> None:
    """Put text behind all that is in an element."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text
