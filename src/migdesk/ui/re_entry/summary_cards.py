"""The cards over the grid; in a small window one line says the same."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from migdesk.ui.look.theme import Theme
from migdesk.ui.re_entry.left_curve import LeftCurve
from migdesk.ui.re_entry.summary_words import Card, forecast_card, left_card, next_card, one_line
from migdesk.ui.widgets.button import flush_left, quiet_button
from migdesk.ui.widgets.label import rich_label, text_label
from migdesk.ui.widgets.progress_bar import ProgressBar
from migdesk.workspace.registers.re_entry import ReEntry

CURVE_FROM, CARDS_FROM = 190, 143
"""Average characters of width from which there is room for the curve, and for the cards."""


class SummaryCards(QStackedWidget):
    """`place_requested` names a category to be taken in hand, and whether its second check is meant."""

    place_requested = Signal(str, bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._view: ReEntry | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.bar = ProgressBar(theme)
        self.curve = LeftCurve(theme)
        self.left, self.forecast, self.following = CardWords(self.bar), CardWords(), CardWords()
        self.following.link.clicked.connect(self._go)
        self.line = text_label()
        self._lay_out()

    def show_view(self, view: ReEntry) -> None:
        """Say how re-entry stands."""
        self._view = view
        self.left.show_card(left_card(view), large=True)
        self.forecast.show_card(forecast_card(view))
        self.following.show_card(next_card(view))
        if view.entering:
            self.bar.show_progress(view.logged - view.left, view.logged)
        else:
            self.bar.show_progress(view.counted_on(view.today), len(view.shown))
        self.curve.show_view(view)
        self.line.setText(one_line(view))
        self._show_curve(self.width())

    def set_room(self, width: int, *, low: bool) -> None:
        """Show the cards where there is room for them."""
        cards = width >= CARDS_FROM * self.fontMetrics().averageCharWidth() and not low
        self.setCurrentIndex(0 if cards else 1)
        self._show_curve(width)
        for page in (self._cards, self.line):  # the one out of sight asks for no room
            policy = QSizePolicy.Policy.Preferred if page is self.currentWidget() else QSizePolicy.Policy.Ignored
            page.setSizePolicy(QSizePolicy.Policy.Preferred, policy)
        self.updateGeometry()

    def _show_curve(self, width: int) -> None:
        has_room = width >= CURVE_FROM * self.fontMetrics().averageCharWidth()
        self.curve.setVisible(self.curve.has_something and has_room)

    def _go(self) -> None:
        card = next_card(self._view) if self._view else None
        if card and card.category:
            self.place_requested.emit(card.category, card.to_check)

    def _lay_out(self) -> None:
        cards = self._cards = QWidget()
        row = QHBoxLayout(cards)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(_card(self.left), 25)
        row.addWidget(_card(self.forecast, self.curve), 49)
        row.addWidget(_card(self.following), 24)
        self.addWidget(cards)
        self.addWidget(self.line)


class CardWords(QWidget):
    """The words of one card, with what stands `between` its first line and the others."""

    def __init__(self, between: QWidget | None = None) -> None:
        super().__init__()
        self.head = rich_label()
        self.lines = text_label(muted=True)
        self.danger = text_label(danger=True)
        self.link = quiet_button("")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        for widget in (self.head, between, self.danger, self.lines):
            if widget is not None:
                layout.addWidget(widget)
        layout.addLayout(flush_left(self.link))
        layout.addStretch(1)

    def show_card(self, card: Card, *, large: bool = False) -> None:
        size, beside = ("17pt", "10pt") if large else ("12pt", "12pt")
        head = f"<span style='font-size:{size};font-weight:700'>{escape(card.head)}</span>"
        self.head.setText(f"{head}<span style='font-size:{beside}'>{escape(card.rest)}</span>")
        lines = "\n".join(line for line in card.lines if line)
        for label, text in ((self.lines, lines), (self.danger, card.danger)):
            label.setText(text)
            label.setVisible(bool(text))
        self.link.setText(card.link)
        self.link.setVisible(bool(card.link))


def _card(words: CardWords, beside: QWidget | None = None) -> QFrame:
    frame = QFrame()
    frame.setObjectName("card")
    row = QHBoxLayout(frame)
    row.setContentsMargins(16, 8, 14, 8)
    row.setSpacing(14)
    row.addWidget(words, 1)
    if beside is not None:
        row.addWidget(beside, 0, Qt.AlignmentFlag.AlignVCenter)
    return frame
