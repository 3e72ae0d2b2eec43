"""The small window that explains a word of the page: for the keyboard what the tooltip is for the mouse."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from migdesk.guide.glossary import GLOSSARY_PAGE, letter_of
from migdesk.guide.model import Term
from migdesk.ui.guide_pane.laid_out_page import LaidOutPage
from migdesk.ui.guide_pane.link_requests import LinkRequests
from migdesk.ui.guide_pane.term_words import term_at, term_html, term_in_words
from migdesk.ui.look.theme import Theme

WIDTH = 380  # pixels at most, about sixty characters a line
GAP = 4


def open_term(view: LaidOutPage, address: str, requests: LinkRequests) -> None:
    """Explain the word of the link `address` that was pressed on a page, beside it."""
    term = term_at(view.page, address)
    if term is None:
        return
    target = view.guide.resolve(f"{GLOSSARY_PAGE}#{letter_of(term.term)}", "/")
    popup = TermPopup(term, view.theme, view, has_glossary=target.kind == "page")
    popup.glossary_requested.connect(lambda: requests.page.emit(target.permalink, target.anchor))
    word = view.cursorRect()
    popup.show_under(QRect(view.viewport().mapToGlobal(word.topLeft()), word.size()))


class TermPopup(QFrame):
    """Shows one entry of the glossary. Esc, Enter or a click elsewhere closes it."""

    glossary_requested = Signal()

    def __init__(self, term: Term, theme: Theme, view: QWidget, *, has_glossary: bool) -> None:
        super().__init__(view, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("term_popup")
        self.setAccessibleName(term_in_words(term))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        words = QLabel(term_html(term, theme.colours))
        words.setTextFormat(Qt.TextFormat.RichText)
        words.setWordWrap(True)
        self._view = view
        self._layout = layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 10)
        layout.setSpacing(8)
        layout.addWidget(words)
        if has_glossary:
            button = QPushButton("Show in the glossary")
            button.setProperty("quiet", True)
            button.setProperty("flush", True)
            button.clicked.connect(self._open_glossary)
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFixedWidth(WIDTH)

    def show_under(self, word: QRect) -> None:
        """Show it below the word, or above where there is no room; `word` is in the screen's pixels."""
        self.setFixedHeight(self._layout.totalHeightForWidth(WIDTH))
        room = self._view.screen().availableGeometry()
        left = max(room.left(), min(word.left(), room.right() - self.width()))
        below = word.bottom() + GAP
        top = below if below + self.height() <= room.bottom() else word.top() - GAP - self.height()
        self.move(QPoint(left, top))
        self.show()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Escape):
            self.close()
            event.accept()
            return
        super().keyPressEvent(event)

    def _open_glossary(self) -> None:
        self.close()
        self.glossary_requested.emit()
