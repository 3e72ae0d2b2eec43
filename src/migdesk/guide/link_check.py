"""Whether the links of a guide lead where they should."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from migdesk.guide.links import LinkMap
from migdesk.guide.model import CheckedPage, ProblemKind


class LinkCheck:
    """Says of any link whether it leads where it should, once all pages and their ids are known."""

    def __init__(self, folder: Path, pages: Mapping[str, CheckedPage], baseurl: str, url: str) -> None:
        self._folder = folder
        self._pages = pages
        self.map = LinkMap(pages, baseurl, url)

    def fault(self, href: str, from_permalink: str, *, by_web_server: bool = True) -> tuple[ProblemKind, str] | None:
        """Return the kind and the reason if a link is wrong."""
        if not href.strip():
            return "broken-link", "the link has no address"
        target = self.map.resolve(href, from_permalink)
        if target.kind == "outside":
            return None
        if target.kind == "missing":
            if target.permalink and self._is_file(target.permalink):
                return None
            return "broken-link", f"no page has the address {target.permalink or href}"
        if not self.map.is_on_this_site(href, from_permalink):
            return "broken-link", f"no page has the address {href}; {target.permalink} may be meant"
        if by_web_server and not self.map.is_exact(href, from_permalink):
            return "broken-link", f"{href} leads to its page only by a redirect: the address is {target.permalink}"
        if target.anchor and target.anchor != "top" and target.anchor not in self._pages[target.permalink].ids:
            return "missing-anchor", f"the page {target.permalink} has no anchor #{target.anchor}"
        return None

    def _is_file(self, path: str) -> bool:
        try:
            file = (self._folder / path.lstrip("/")).resolve()
            return file.is_relative_to(self._folder.resolve()) and file.is_file()
        except (OSError, ValueError, RuntimeError):  # a name too long, or links in a circle
            return False
