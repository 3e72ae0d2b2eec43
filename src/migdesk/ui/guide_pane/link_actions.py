"""What the links of a page do: lead on, show tasks, tick a box, explain a word; and how that is told beforehand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl

from migdesk.guide.guide import Guide
from migdesk.guide.model import TERM_SCHEME
from migdesk.ui.guide_pane.page_html import READ_ON_SCHEME, TASK_SCHEME, TASKS_SCHEME
from migdesk.ui.guide_pane.page_links import address_of, anchor_in, link_in_words
from migdesk.ui.look.theme import Theme

if TYPE_CHECKING:
    from migdesk.ui.guide_pane.page_view import PageView


class LinkActions:
    """Serves one page view, whose signals say what was asked for. The first paint needs none of it."""

    def __init__(self, view: PageView, guide: Guide, theme: Theme) -> None:
        self._view = view
        self._guide = guide
        self._theme = theme

    def follow(self, url: QUrl) -> None:
        """Do what a link does."""
        view, page = self._view, self._view.page
        assert page is not None
        href = address_of(url)
        if href.startswith(TASKS_SCHEME):
            view.section_tasks_requested.emit(page.permalink, anchor_in(href))
        elif href.startswith(TASK_SCHEME):
            view.toggle_requested.emit(href.removeprefix(TASK_SCHEME))
        elif href.startswith(TERM_SCHEME):
            from migdesk.ui.guide_pane.term_popup import open_term

            open_term(view, href, self._guide, self._theme)
        elif href.startswith(READ_ON_SCHEME):
            view.read_on_requested.emit(href.removeprefix(READ_ON_SCHEME))
        else:
            self._lead_on(href, page.permalink)

    def _lead_on(self, href: str, here: str) -> None:
        view, target = self._view, self._guide.resolve(href, here)
        if target.kind == "page":
            view.page_requested.emit(target.permalink, target.anchor)
        elif target.kind == "outside":
            view.outside_requested.emit(target.address)
        else:
            view.message.emit(f"This link leads nowhere: the guide has no page {target.permalink or target.address}.")

    def tell(self, url: QUrl) -> None:
        """Say what a link does, in words; "" for none."""
        here = self._view.page.permalink if self._view.page else "/"
        if url.scheme() == TASK_SCHEME[:-1]:
            self._view.link_hovered.emit(self._words_of_box(address_of(url)).replace("\n", "; "))
            return
        self._view.link_hovered.emit("" if url.isEmpty() else link_in_words(self._guide, here, address_of(url)))

    def tell_link_in_hand(self) -> None:
        """Say where the link leads that Tab has reached, as is said of a link under the pointer."""
        cursor = self._view.textCursor()
        if cursor.hasSelection() and cursor.charFormat().isAnchor():
            self.tell(QUrl(cursor.charFormat().anchorHref()))

    def press_link_in_hand(self) -> bool:
        """Do what the box or the word does that Tab has reached; False for other links."""
        cursor = self._view.textCursor()
        address = cursor.charFormat().anchorHref() if cursor.hasSelection() else ""
        if not address.startswith((TASK_SCHEME, TERM_SCHEME)):
            return False
        self.follow(QUrl(address))
        return True

    def tip_of(self, address: str) -> str:
        """Return what there is to say of a link that the pointer rests on, as rich text; empty for ordinary links."""
        if address.startswith(TERM_SCHEME):
            from migdesk.ui.guide_pane.term_words import term_at, term_html

            term = term_at(self._view.page, address)
            return term_html(term, self._theme.colours) if term else ""
        if address.startswith(TASK_SCHEME):
            from html import escape

            return "<p style='margin:0'>" + escape(self._words_of_box(address)).replace("\n", "<br>") + "</p>"
        return ""

    def _words_of_box(self, address: str) -> str:
        """Return which task a box ticks and how it stands, and the others that belong to the same line."""
        task = address.removeprefix(TASK_SCHEME)
        return next((box.tip for box in self._view.boxes.values() if box.task == task), "")
