"""What a page's HTML says, for the contents list, the search and the check: sections, plain text, links, ids."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import msgspec

from migdesk.guide.model import Link, Section
from migdesk.guide.names import names

HEADINGS = {f"h{level}": level for level in range(1, 7)}
# Tags whose text stands apart from the text around.
BLOCKS = names(
    "blockquote br dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p pre section summary table tbody "
    "td th thead tr ul"
)


class Outline(msgspec.Struct, frozen=True):
    """A page's sections, the plain text under each anchor, its links in order, every id, and each picture's address."""

    sections: tuple[Section, ...]
    text_by_section: tuple[tuple[str, str], ...]
    links: tuple[Link, ...]
    ids: frozenset[str]
    pictures: tuple[str, ...] = ()


def outline(html: str) -> Outline:
    """Read the outline off sanitised HTML.

    A heading without an id (the title of a step) starts no section: its words belong to the section around it.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    texts = tuple((anchor, text) for anchor, parts in reader.texts if (text := _plain("".join(parts))) or anchor)
    return Outline(tuple(reader.sections), texts, tuple(reader.links), frozenset(reader.ids), tuple(reader.pictures))


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.sections: list[Section] = []
        self.texts: list[tuple[str, list[str]]] = [("", [])]
        self.links: list[Link] = []
        self.ids: set[str] = set()
        self.pictures: list[str] = []
        self._heading: tuple[int, str, list[str]] | None = None
        self._link: tuple[str, list[str]] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        identifier = values.get("id") or ""
        if identifier:
            self.ids.add(identifier)
        if tag == "img":
            self.pictures.append(values.get("src") or "")
        if tag in BLOCKS:
            self._add(" ")
        if tag in HEADINGS and identifier and tag != "h1":
            self._heading = (HEADINGS[tag], identifier, [])
        elif tag == "a" and "href" in values:
            self._link = (values["href"] or "", [])

    def handle_endtag(self, tag: str) -> None:
        if tag in HEADINGS and self._heading:
            level, anchor, words = self._heading
            self.sections.append(Section(anchor, _plain("".join(words)), level))
            self.texts.append((anchor, []))
            self._heading = None
        elif tag == "a" and self._link:
            self.links.append(Link(_plain("".join(self._link[1])), self._link[0]))
            self._link = None
        if tag in BLOCKS:
            self._add(" ")

    def handle_data(self, data: str) -> None:
        self._add(data)
        if self._link:
            self._link[1].append(data)

    def _add(self, data: str) -> None:
        if self._heading:
            self._heading[2].append(data)
        else:
            self.texts[-1][1].append(data)
