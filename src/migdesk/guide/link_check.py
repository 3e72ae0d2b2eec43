"""Whether the links of a guide lead where they should."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from migdesk.guide.links import LinkMap
from migdesk.guide.model import CheckedPage, ProblemKind, Severity
from migdesk.guide.static_files import SHOWN_SUFFIXES, picture_file, static_file


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
            if static_file(self._folder, self.map, href, from_permalink):
                return None
            return "broken-link", f"no page has the address {target.permalink or href}"
        if not self.map.is_on_this_site(href, from_permalink):
            return "broken-link", f"no page has the address {href}; {target.permalink} may be meant"
        if by_web_server and not self.map.is_exact(href, from_permalink):
            return "broken-link", f"{href} leads to its page only by a redirect: the address is {target.permalink}"
        if target.anchor and target.anchor != "top" and target.anchor not in self._pages[target.permalink].ids:
            return "missing-anchor", f"the page {target.permalink} has no anchor #{target.anchor}"
        return None

    def picture_fault(self, address: str, from_permalink: str) -> tuple[str, Severity] | None:
        """Return why a picture is not shown and how much that matters, None where it is."""
        if self.map.resolve(address, from_permalink).kind == "outside":
            return f"the picture {address} is on the web, and nothing is loaded from there", "fault"
        file = picture_file(self._folder, self.map, address, from_permalink)
        if file and file.name.lower().endswith(SHOWN_SUFFIXES):
            return None
        if file:
            return (
                f"the picture {address} is to be seen in the web browser: the window does not draw it",
                "remark",
            )
        if static_file(self._folder, self.map, address, from_permalink):
            return f"the picture {address} is too large, or of a kind that is not shown", "fault"
        return f"there is no picture {address}", "fault"
