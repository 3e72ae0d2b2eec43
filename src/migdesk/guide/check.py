"""What is wrong with a guide's files, named so that an editor finds the place: file, line and reason."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from migdesk.guide.front_matter import text_of
from migdesk.guide.links import LinkMap
from migdesk.guide.model import Link, Problem, ProblemKind
from migdesk.guide.render import Rendered, Renderer
from migdesk.guide.sources import LISTS, SourcePage, Sources, flat_urls, line_of_key, read_sources

HIDDEN = re.compile(r"<!--.*?-->|\{%-?\s*comment\s*-?%\}.*?\{%-?\s*endcomment\s*-?%\}", re.DOTALL)
# A blank between label and address makes plain text of a link; see the official guide's pre-migration page.
PARTED_LINK = re.compile(r"\[[^\]\n]+\] +\(([^()\s]+)\)")
PAGE_KEYS = ("previouspage", "nextpage", "breadcrumbparent")

Progress = Callable[[int, int], None]
"""Told before each page how many are done, and of how many; it may raise an error of its own to stop the check."""


def check_guide(folder: Path) -> tuple[Problem, ...]:
    """Return every fault found, by file and line; raises UserError if the folder holds no guide.

    The checklist's data under `_data/migdesk` is not looked at here.
    """
    return GuideCheck(folder).problems()


class GuideCheck:
    """A guide with every page rendered, to be asked what is wrong. Raises UserError for a folder without a guide."""

    def __init__(self, folder: Path, progress: Progress = lambda _done, _of: None) -> None:
        self._sources: Sources = read_sources(folder)
        self._folder = folder
        self._rendered = self._render(progress)
        sources = self._sources
        config = sources.config
        self._links = LinkMap(self._rendered, text_of(config.get("baseurl")), text_of(config.get("url")))
        self._visible = {file: _without_comments(text) for file, text in sources.texts.items()}

    def problems(self) -> tuple[Problem, ...]:
        """Return every fault of pages, steps and navigation, by file and line."""
        return tuple(sorted(set(self._problems())))

    def leads_nowhere(self, link: str) -> tuple[ProblemKind, str] | None:
        """Return the kind and the reason if a link from the checklist's data is wrong.

        Those are followed by the program alone, which needs no redirect.
        """
        return self._fault(link, "/", by_web_server=False)

    def pages_by_file(self) -> dict[str, str]:
        """Return the permalink of the page on which each file of pages and steps is to be seen."""
        shown = {file: permalink for permalink, page in reversed(self._rendered.items()) for file in page.step_files}
        return {**shown, **{page.info.file: page.info.permalink for page in self._sources.pages}}

    def _render(self, progress: Progress) -> dict[str, Rendered]:
        renderer = Renderer(self._sources)
        rendered = {}
        for number, page in enumerate(self._sources.pages):
            progress(number, len(self._sources.pages))
            rendered[page.info.permalink] = renderer.render_for_check(page.info.permalink)
        return rendered

    def _problems(self) -> Iterator[Problem]:
        yield from self._sources.problems
        for page in self._sources.pages:
            yield from self._rendered[page.info.permalink].faults
            yield from self._page_links(page)
            yield from self._parted_links(page)
            yield from self._front_matter_links(page)
        yield from self._navigation_links()

    def _page_links(self, page: SourcePage) -> Iterator[Problem]:
        rendered = self._rendered[page.info.permalink]
        files = (page.info.file, *rendered.step_files)
        for link in dict.fromkeys(rendered.page.links):
            fault = self._fault(link.href, page.info.permalink)
            if fault:
                kind, message = fault
                for file, line in self._places(link, files, page):
                    yield Problem(file, line, kind, message)

    def _fault(self, href: str, from_permalink: str, *, by_web_server: bool = True) -> tuple[ProblemKind, str] | None:
        """Return the kind and the reason if a link is wrong."""
        if not href.strip():
            return "broken-link", "the link has no address"
        target = self._links.resolve(href, from_permalink)
        if target.kind == "outside":
            return None
        if target.kind == "missing":
            if target.permalink and self._is_file(target.permalink):
                return None
            return "broken-link", f"no page has the address {target.permalink or href}"
        if not self._links.is_on_this_site(href, from_permalink):
            return "broken-link", f"no page has the address {href}; {target.permalink} may be meant"
        if by_web_server and not self._links.is_exact(href, from_permalink):
            return "broken-link", f"{href} leads to its page only by a redirect: the address is {target.permalink}"
        ids = self._rendered[target.permalink].ids
        if target.anchor and target.anchor != "top" and target.anchor not in ids:
            return "missing-anchor", f"the page {target.permalink} has no anchor #{target.anchor}"
        return None

    def _is_file(self, path: str) -> bool:
        file = (self._folder / path.lstrip("/")).resolve()
        return file.is_relative_to(self._folder.resolve()) and file.is_file()

    def _places(self, link: Link, files: tuple[str, ...], page: SourcePage) -> list[tuple[str, int]]:
        """Return each file and line where the link is written, comments left out."""
        for pattern in _patterns(link):
            found = [
                (file, text.count("\n", 0, match.start()) + 1)
                for file in files
                for text in [self._visible[file]]
                for match in pattern.finditer(text)
            ]
            if found:
                return found
        return [(page.info.file, page.body_line)]

    def _parted_links(self, page: SourcePage) -> Iterator[Problem]:
        text = self._visible[page.info.file]
        for match in PARTED_LINK.finditer(text):
            address = match[1]
            if self._links.resolve(address, page.info.permalink).kind != "missing":
                line = text.count("\n", 0, match.start()) + 1
                message = f"a blank between label and address: ({address}) is shown as text, not as a link"
                yield Problem(page.info.file, line, "broken-link", message)

    def _front_matter_links(self, page: SourcePage) -> Iterator[Problem]:
        for key in PAGE_KEYS:
            address = text_of(page.values.get(key))
            fault = self._fault(address, page.info.permalink) if address else None
            if fault:
                line = line_of_key(self._sources.texts[page.info.file], key)
                yield Problem(page.info.file, line, fault[0], f"{key}: {fault[1]}")

    def _navigation_links(self) -> Iterator[Problem]:
        for place, (name, _key) in LISTS.items():
            files = [file for file in self._sources.texts if Path(file).stem == name and file.startswith("_data/")]
            for address in dict.fromkeys(flat_urls(self._sources.navigation[place])):
                fault = self._fault(address, "/")
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
