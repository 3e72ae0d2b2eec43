"""Where the links of a page lead, and how that is said."""

from __future__ import annotations

from PySide6.QtCore import QUrl

from migdesk.guide.guide import Guide
from migdesk.guide.model import TERM_SCHEME, PageInfo
from migdesk.ui.guide_pane.link_schemes import READ_ON_SCHEME, REGISTER_SCHEME, TASKS_SCHEME


def address_of(url: QUrl) -> str:
    """Return a link's address as it was written, as nearly as Qt still knows it."""
    return url.toString(QUrl.ComponentFormattingOption.FullyEncoded)


def anchor_in(tasks_address: str) -> str:
    """Return the section that a count's address names."""
    return QUrl.fromPercentEncoding(tasks_address.removeprefix(TASKS_SCHEME).encode())


def link_in_words(guide: Guide, permalink: str, href: str) -> str:
    """Return where `href`, on the page `permalink`, leads; for the status line."""
    if href.startswith(TASKS_SCHEME):
        return "Shows this section's tasks in the checklist"
    if href.startswith(REGISTER_SCHEME):
        return "Opens the register that this section asks for"
    if href.startswith(TERM_SCHEME):
        from migdesk.ui.guide_pane.term_words import term_at, term_in_words

        term = term_at(guide.render(permalink), href)
        return term_in_words(term) if term else ""
    target = guide.resolve(href.removeprefix(READ_ON_SCHEME), permalink)
    if target.kind == "outside":
        return f"Opens in your browser: {target.address}"
    if target.kind == "missing":
        file = guide.file_at(href, permalink)
        return f"Opens the file {file.name} of the guide" if file else "This link leads nowhere"
    return "On this page" if target.permalink == permalink else f"Opens {guide.page(target.permalink).title}"


def neighbours(guide: Guide, permalink: str) -> tuple[PageInfo | None, PageInfo | None]:
    """Return the pages before and after a page, as its own front matter names them."""
    info = guide.page(permalink)
    return _page_at(guide, info.previous, permalink), _page_at(guide, info.next, permalink)


def _page_at(guide: Guide, href: str | None, permalink: str) -> PageInfo | None:
    target = guide.resolve(href, permalink) if href else None
    return guide.page(target.permalink) if target and target.kind == "page" else None
