"""Labels: they wrap, and what people typed is never read as HTML."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from migdesk.ui.widgets.announce import announce


class NewsLabel(QLabel):
    """A label whose words come and change by themselves: whoever cannot see it is told them (WCAG 2.2, 4.1.3)."""

    def setText(self, text: str) -> None:
        is_news = self.isHidden() or text != self.text()
        super().setText(text)
        if is_news and self.window().isVisible():
            announce(self, text)

    def show_quietly(self, text: str) -> None:
        """Show how far something is: figures that change all the time, and would drown everything else."""
        super().setText(text)


def news_label(text: str = "", **look: object) -> NewsLabel:
    """Return a label that shows `text` exactly as it is, and announces what it is given later; `look` as below."""
    label = NewsLabel()
    _dress(label, text, Qt.TextFormat.PlainText, None, look)
    return label


def text_label(text: str = "", *, buddy: QWidget | None = None, **look: object) -> QLabel:
    """Return a label that shows `text` exactly as it is, whatever it holds.

    `look` are properties that `window.qss` selects by: `muted=True`, `heading="3"`, `wrong=True` and so on. `buddy` is
    the field that the label names.
    """
    label = QLabel()
    _dress(label, text, Qt.TextFormat.PlainText, buddy, look)
    return label


def rich_label(html: str = "", *, buddy: QWidget | None = None, **look: object) -> QLabel:
    """Return a label that shows HTML of our own, in which what people typed has been escaped; `look` as above."""
    label = QLabel()
    _dress(label, html, Qt.TextFormat.RichText, buddy, look)
    return label


def _dress(label: QLabel, text: str, form: Qt.TextFormat, buddy: QWidget | None, look: dict[str, object]) -> None:
    label.setTextFormat(form)
    label.setWordWrap(True)
    label.setText(text)
    if buddy is not None:
        label.setBuddy(buddy)
    for name, value in look.items():
        if value:
            label.setProperty(name, value)
