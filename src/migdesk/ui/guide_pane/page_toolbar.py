"""The quiet row of buttons above the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

BESIDE_LABEL = 22
"""Pixels that a button's padding takes beside its label."""

TAB_FOCUS = 1
"""`Qt.FocusPolicy.TabFocus` as a number: the first use of `Qt` creates all its enumerations, some 13 ms before the
first paint. Modules that the first paint needs write `QtCore.Qt`, and only where a person has done something."""


class PageButton(QToolButton):
    """A button with one label where there is room and another where there is not; its name and tip say what it does."""

    def __init__(self, label: str, short_label: str, name: str, tip: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.label = label
        self._short_label = short_label
        self.setText(label)
        self.setToolTip(tip)
        self.setAccessibleName(name)
        self.setProperty("page_tool", True)
        self.setProperty("focusPolicy", TAB_FOCUS)

    def show_label(self, *, long: bool) -> None:
        self.setText(self.label if long else self._short_label)


class PageToolbar(QFrame):
    """Back and forward at the left; text size, find, print and the browser at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bar")
        self.back = PageButton("‹ Back", "‹", "Back", "Go back to the page before (Alt+Left)", self)
        self.forward = PageButton("› Forward", "›", "Forward", "Go forward again (Alt+Right)", self)
        self.smaller = PageButton("A−", "A−", "Smaller text on this page", "Smaller text on this page", self)
        self.larger = PageButton("A+", "A+", "Larger text on this page", "Larger text on this page", self)
        self.find_words = PageButton("Find in page", "Find", "Find in page", "Find words on this page (Ctrl+F)", self)
        self.print = PageButton("Print", "Print", "Print", "Print (Ctrl+P)", self)
        self.browser = PageButton(
            "Browser", "Open", "Open this page in my browser", "Open this page in your browser", self
        )
        going = (self.back, self.forward)
        doing = (self.smaller, self.larger, self.find_words, self.print, self.browser)
        self._buttons = (*going, *doing)
        row = QHBoxLayout(self)
        row.setContentsMargins(7, 5, 8, 5)
        row.setSpacing(0)
        for button in going:
            row.addWidget(button)
        row.addStretch(1)
        for button in doing:
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
        for button in (self.smaller, self.larger):
            button.setToolTip(f"{button.toolTip().partition(', now')[0]}, now {percent} %")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_labels(long=event.size().width() >= self._width_of_long())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())  # a narrow pane gets short labels, not a wide toolbar

    def _width_of_long(self) -> int:
        margins = self.contentsMargins().left() + self.contentsMargins().right()
        words = "".join(button.label for button in self._buttons)
        return self.fontMetrics().horizontalAdvance(words) + BESIDE_LABEL * len(self._buttons) + margins

    def _show_labels(self, *, long: bool) -> None:
        if long == self._long:
            return
        self._long = long
        for button in self._buttons:
            button.show_label(long=long)
