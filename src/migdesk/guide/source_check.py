"""Finds where in a guide's sources a fault stands."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from migdesk.guide.front_matter import text_of
from migdesk.guide.link_check import LinkCheck
from migdesk.guide.model import CheckedPage, Link, Problem
from migdesk.guide.sources import LISTS, SourcePage, Sources, flat_urls, line_of_key

HIDDEN = re.compile(r"<!--.*?-->|\{%-?\s*comment\s*-?%\}.*?\{%-?\s*endcomment\s*-?%\}", re.DOTALL)
# A blank between label and address makes plain text of a link; see the official guide's pre-migration page.
PARTED_LINK = re.compile(r"\[[^\[\]\n]+\] +\(([^()\s]+)\)")
PAGE_KEYS = ("previouspage", "nextpage", "breadcrumbparent")


class SourceCheck:
    """Finds the faults of links in the sources, each at its line."""

    def __init__(self, folder: Path, sources: Sources, pages: Mapping[str, CheckedPage]) -> None:
        self._sources = sources
        self._pages = pages
        self._source_of = {page.info.permalink: page for page in sources.pages}
        baseurl, url = (text_of(sources.config.get(key)) for key in ("baseurl", "url"))
        self._links = LinkCheck(folder, pages, baseurl, url)
        self._visible: dict[str, str] = {}

    def problems_of_page(self, permalink: str) -> tuple[Problem, ...]:
        """Return every fault of a page's links and front matter."""
        page = self._source_of[permalink]
        return (
            *self._page_links(page),
            *self._pictures(page),
            *self._parted_links(page),
            *self._front_matter_links(page),
        )

    def problems_of_guide(self) -> tuple[Problem, ...]:
        """Return every fault of files that could not be read, and of the navigation."""
        return (*self._sources.problems, *self._navigation_links())

    def _page_links(self, page: SourcePage) -> Iterator[Problem]:
        checked = self._pages[page.info.permalink]
        files = (page.info.file, *checked.step_files)
        for link in dict.fromkeys(checked.links):
            fault = self._links.fault(link.href, page.info.permalink)
            if fault:
                kind, message = fault
                for file, line in self._places(link, files, page):
                    yield Problem(file, line, kind, message)

    def _pictures(self, page: SourcePage) -> Iterator[Problem]:
        checked = self._pages[page.info.permalink]
        files = (page.info.file, *checked.step_files)
        for address in dict.fromkeys(checked.pictures):
            fault = self._links.picture_fault(address, page.info.permalink) if address else None
            if fault:
                why, severity = fault
                for file, line in self._places(Link("", address), files, page):
                    yield Problem(file, line, "missing-picture", why, severity)

    def _places(self, link: Link, files: tuple[str, ...], page: SourcePage) -> list[tuple[str, int]]:
        """Return each file and line where the link is written, comments left out."""
        for pattern in _patterns(link):
            found = [
                (file, text.count("\n", 0, match.start()) + 1)
                for file in files
                for text in [self._without_comments(file)]
                for match in pattern.finditer(text)
            ]
            if found:
                return found
        return [(page.info.file, page.body_line)]

    def _without_comments(self, file: str) -> str:
        if file not in self._visible:
            self._visible[file] = _without_comments(self._sources.texts[file])
        return self._visible[file]

    def _parted_links(self, page: SourcePage) -> Iterator[Problem]:
        text = self._without_comments(page.info.file)
        for match in PARTED_LINK.finditer(text):
            address = match[1]
            if self._links.map.resolve(address, page.info.permalink).kind != "missing":
                line = text.count("\n", 0, match.start()) + 1
                message = f"a blank between label and address: ({address}) is shown as text, not as a link"
                yield Problem(page.info.file, line, "broken-link", message)

    def _front_matter_links(self, page: SourcePage) -> Iterator[Problem]:
        for key in PAGE_KEYS:
            address = text_of(page.values.get(key))
            fault = self._links.fault(address, page.info.permalink) if address else None
            if fault:
                line = line_of_key(self._sources.texts[page.info.file], key)
                yield Problem(page.info.file, line, fault[0], f"{key}: {fault[1]}")

    def _navigation_links(self) -> Iterator[Problem]:
        for place, (name, _key) in LISTS.items():
            files = [file for file in self._sources.texts if Path(file).stem == name and file.startswith("_data/")]
            for address in dict.fromkeys(flat_urls(self._sources.navigation[place])):
                fault = self._links.fault(address, "/")
                if fault:
                    for file in files:
                        for line in _lines_with(self._sources.texts[file], address):
                            yield Problem(file, line, fault[0], fault[1])


def _without_comments(text: str) -> str:
    """Blank out what is never shown, keeping every line where it is."""
    return HIDDEN.sub(lambda comment: re.sub(r"[^\n]", " ", comment[0]), text)


def _patterns(link: Link) -> Iterator[re.Pattern[str]]:
    """Yield what to look for in a source, the surest first: the address, its end, its anchor, the label."""
    path, _hash, anchor = link.href.partition("#")
    spellings = [link.href, html.escape(link.href, quote=False), path.rpartition("/")[2] + _hash + anchor]
    if anchor:
        spellings.append("#" + anchor)
    for spelling in dict.fromkeys(text for text in spellings if text):
        yield re.compile(rf"(?<![\w/.\-#]){re.escape(spelling)}(?=[)\"'>\s}}\]]|$)", re.MULTILINE)
    if path.rpartition("/")[2]:
        yield re.compile(rf"/{re.escape(path.rpartition('/')[2] + _hash + anchor)}(?=[)\"'>\s}}\]]|$)", re.MULTILINE)
    if link.label:
        yield re.compile(r"\s+".join(re.escape(word) for word in link.label.split()))


def _lines_with(text: str, address: str) -> list[int]:
    lines = text.split("\n")
    found = [
        number
        for number, line in enumerate(lines, start=1)
        if re.search(rf"url:\s*[\"']?{re.escape(address)}[\"']?\s*(?:[,}}#]|$)", line)
    ]
    return found or [1]
