"""The quiet row of buttons above the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

LABELS = {
    "back": ("‹ Back", "‹"),
    "forward": ("› Forward", "›"),
    "zoom-out": ("A−", "A−"),
    "zoom-in": ("A+", "A+"),
    "find": ("Find in page", "Find"),
    "print": ("Print", "Print"),
    "browser": ("Browser", "Web"),
}
"""Each button's label where there is room, and where there is not. What it does is in its tooltip and its name."""

BESIDE_LABEL = 22
"""Pixels that a button's padding takes beside its label."""

TAB_FOCUS = 1
"""`Qt.FocusPolicy.TabFocus` as a number: the first use of `Qt` creates all its enumerations, some 13 ms before the
first paint. Modules that the first paint needs write `QtCore.Qt`, and only where a person has done something."""


class PageToolbar(QFrame):
    """Back and forward at the left; text size, find, print and the browser at the right."""

    command_requested = Signal(str)  # back, forward, zoom-out, zoom-in, find, print, browser

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bar")
        row = QHBoxLayout(self)
        row.setContentsMargins(7, 5, 8, 5)
        row.setSpacing(0)
        self.back = self._button("back", "Go back to the page before (Alt+Left)")
        self.forward = self._button("forward", "Go forward again (Alt+Right)")
        row.addWidget(self.back)
        row.addWidget(self.forward)
        row.addStretch(1)
        self.smaller = self._button("zoom-out", "Smaller text (Ctrl+-)", "Smaller text")
        self.larger = self._button("zoom-in", "Larger text (Ctrl++)", "Larger text")
        for button in (
            self.smaller,
            self.larger,
            self._button("find", "Find words on this page (Ctrl+F)"),
            self._button("print", "Print (Ctrl+P)"),
            self._button("browser", "Open this page in your browser", "Open this page in my browser"),
        ):
            row.addWidget(button)
        self._long = True
        self.show_history(back=False, forward=False)

    def show_history(self, *, back: bool, forward: bool) -> None:
        """Say whether there is a page to go back or forward to."""
        self.back.setEnabled(back)
        self.forward.setEnabled(forward)

    def show_zoom(self, percent: int, smallest: int, largest: int) -> None:
        """Say how large the text is."""
        self.smaller.setEnabled(percent > smallest)
        self.larger.setEnabled(percent < largest)
        self.smaller.setToolTip(f"Smaller text (Ctrl+-), now {percent} %")
        self.larger.setToolTip(f"Larger text (Ctrl++), now {percent} %; Ctrl+0 for 100 %")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_labels(long=event.size().width() >= self._width_of_long())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())  # a narrow pane gets short labels, not a wide toolbar

    def _width_of_long(self) -> int:
        margins = self.contentsMargins().left() + self.contentsMargins().right()
        words = "".join(long for long, _ in LABELS.values())
        return self.fontMetrics().horizontalAdvance(words) + BESIDE_LABEL * len(LABELS) + margins

    def _show_labels(self, *, long: bool) -> None:
        if long == self._long:
            return
        self._long = long
        for button in self.findChildren(QToolButton):
            both = LABELS[button.property("command")]
            button.setText(both[0] if long else both[1])

    def _button(self, command: str, tip: str, name: str = "") -> QToolButton:
        button = QToolButton(self)
        text = LABELS[command][0]
        button.setText(text)
        button.setProperty("command", command)
        button.setToolTip(tip)
        button.setAccessibleName(name or text.strip("‹› "))
        button.setProperty("page_tool", True)
        button.setProperty("focusPolicy", TAB_FOCUS)
        button.clicked.connect(lambda: self.command_requested.emit(command))
        return button
