"""What every dialog of the program has in common: a heading, room for its content, and a row of buttons."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from migdesk.ui.widgets.label import text_label


class DialogFrame(QDialog):
    """A dialog with a heading. Esc and the window's close button always mean "changed nothing"."""

    def __init__(self, parent: QWidget | None, title: str, *, width_in_characters: int = 60) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self.heading = text_label(title, heading="2")
        self.content = QVBoxLayout()
        self.content.setSpacing(12)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.addStretch(1)
        layout = self._layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 18, 22, 18)
        layout.setSpacing(14)
        layout.addWidget(self.heading)
        layout.addLayout(self.content, 1)
        layout.addLayout(self.buttons)
        self._width = min(self.fontMetrics().averageCharWidth() * width_in_characters * 7 // 6 + 44, self._most_width())

    def add_button(self, text: str, *, primary: bool = False, default: bool = False) -> QPushButton:
        """Add a button at the right. `primary` is the blue one; `default` is the one that Enter presses."""
        button = QPushButton(text)
        button.setProperty("primary", primary)
        button.setAutoDefault(default)
        button.setDefault(default)
        self.buttons.addWidget(button)
        return button

    def event(self, event: QEvent) -> bool:
        """Make room when something in the dialog has grown, such as a field that now says what is wrong."""
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self.fit()
        return handled

    @property
    def content_width(self) -> int:
        """How wide the content will be, in pixels, for parts that stand otherwise at another width.

        A dialog that grows just after it came into sight can lose its place: some window managers put it into a corner.
        """
        margins = self._layout.contentsMargins()
        return self._width - margins.left() - margins.right()

    def fit(self) -> None:
        """Grow to what the content needs at the dialog's width, as far as the screen goes. Never shrinks."""
        layout = self._layout
        layout.activate()
        width = max(self._width, self.width() if self.isVisible() else 0, layout.minimumSize().width())
        most = int(self.screen().availableGeometry().height() * 0.92)
        height = max(layout.totalHeightForWidth(width), layout.totalMinimumSize().height())
        self.resize(width, min(max(height, self.height() if self.isVisible() else 0), most))

    def _most_width(self) -> int:
        return int(self.screen().availableGeometry().width() * 0.92)
