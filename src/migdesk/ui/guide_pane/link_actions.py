"""What the links of a page do: lead on, show tasks, tick a box, explain a word; and how that is told beforehand."""

from __future__ import annotations

from PySide6.QtCore import QUrl

from migdesk.guide.model import TERM_SCHEME
from migdesk.ui.guide_pane.laid_out_page import LaidOutPage
from migdesk.ui.guide_pane.link_requests import LinkRequests
from migdesk.ui.guide_pane.link_schemes import FOLD_SCHEME, READ_ON_SCHEME, REGISTER_SCHEME, TASK_SCHEME, TASKS_SCHEME
from migdesk.ui.guide_pane.page_links import address_of, anchor_in, link_in_words


class LinkActions:
    """Serves one page, and says by `requests` what was asked for. The first paint needs none of it."""

    def __init__(self, view: LaidOutPage, requests: LinkRequests) -> None:
        self._view = view
        self._requests = requests
        self._guide = view.guide

    def follow(self, url: QUrl) -> None:
        """Do what a link does."""
        page, href = self._view.page, address_of(url)
        if page is None:
            return
        if href.startswith(TASKS_SCHEME):
            self._requests.section_tasks.emit(page.permalink, anchor_in(href))
        elif href.startswith(REGISTER_SCHEME):
            self._requests.register.emit(href.removeprefix(REGISTER_SCHEME), "")
        elif href.startswith(TASK_SCHEME):
            self._requests.tick.emit(href.removeprefix(TASK_SCHEME))
        elif href.startswith(TERM_SCHEME):
            from migdesk.ui.guide_pane.term_popup import open_term

            open_term(self._view, href, self._requests)
        elif href.startswith(FOLD_SCHEME):
            self._view.fold(int(href.removeprefix(FOLD_SCHEME)))
        elif href.startswith(READ_ON_SCHEME):
            self._requests.read_on.emit(href.removeprefix(READ_ON_SCHEME))
        else:
            self._lead_on(href, page.permalink)

    def _lead_on(self, href: str, here: str) -> None:
        target = self._guide.resolve(href, here)
        if target.kind == "page":
            self._requests.page.emit(target.permalink, target.anchor)
        elif target.kind == "outside":
            self._requests.outside.emit(target.address)
        elif (file := self._guide.file_at(href, here)) is not None:
            from migdesk.ui.guide_pane.downloads import open_file

            self._requests.message.emit(open_file(file))
        else:
            self._requests.message.emit(
                f"This link leads nowhere: the guide has no page {target.permalink or target.address}."
            )

    def tell(self, url: QUrl) -> None:
        """Say what a link does, in words; "" for none."""
        here = self._view.page.permalink if self._view.page else "/"
        if url.scheme() == TASK_SCHEME[:-1]:
            self._requests.hovered.emit(self.words_of_box(address_of(url)).replace("\n", "; "))
            return
        if url.scheme() == FOLD_SCHEME[:-1]:
            self._requests.hovered.emit("Opens and closes this box")
            return
        self._requests.hovered.emit("" if url.isEmpty() else link_in_words(self._guide, here, address_of(url)))

    def tell_link_in_hand(self) -> None:
        """Say where the link leads that Tab has reached, as is said of a link under the pointer."""
        cursor = self._view.textCursor()
        if cursor.hasSelection() and cursor.charFormat().isAnchor():
            self.tell(QUrl(cursor.charFormat().anchorHref()))

    def press_link_in_hand(self) -> bool:
        """Do what the box or the word does that Tab has reached; False for other links."""
        cursor = self._view.textCursor()
        address = cursor.charFormat().anchorHref() if cursor.hasSelection() else ""
        if not address.startswith((TASK_SCHEME, TERM_SCHEME, FOLD_SCHEME)):
            return False
        self.follow(QUrl(address))
        return True

    def tip_of(self, address: str) -> str:
        """Return what there is to say of a link that the pointer rests on, as rich text; empty for ordinary links."""
        if address.startswith(TERM_SCHEME):
            from migdesk.ui.guide_pane.term_words import term_at, term_html

            term = term_at(self._view.page, address)
            return term_html(term, self._view.theme.colours) if term else ""
        if address.startswith(TASK_SCHEME):
            from html import escape

            return "<p style='margin:0'>" + escape(self.words_of_box(address)).replace("\n", "<br>") + "</p>"
        return ""

    def words_of_box(self, address: str) -> str:
        """Return which task a box ticks and how it stands, and the others that belong to the same line."""
        task = address.removeprefix(TASK_SCHEME)
        return next((box.tip for box in self._view.boxes.values() if box.task == task), "")
