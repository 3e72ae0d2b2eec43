"""The quiet row of buttons above the page."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

TAB_FOCUS = 1
"""`Qt.FocusPolicy.TabFocus` as a number: the first use of `Qt` creates all its enumerations, some 13 ms before the first
paint. Modules that the first paint needs write `QtCore.Qt`, and only where a person has done something."""


class PageToolbar(QFrame):
    """Back and forward at the left; text size, find, print and the browser at the right."""

    command_requested = Signal(str)  # back, forward, zoom-out, zoom-in, find, print, browser

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bar")
        row = QHBoxLayout(self)
        row.setContentsMargins(7, 5, 8, 5)
        row.setSpacing(0)
        self.back = self._button("‹ Back", "back", "Go back to the page before (Alt+Left)")
        self.forward = self._button("› Forward", "forward", "Go forward again (Alt+Right)")
        row.addWidget(self.back)
        row.addWidget(self.forward)
        row.addStretch(1)
        self.smaller = self._button("A−", "zoom-out", "Smaller text (Ctrl+-)", "Smaller text")
        self.larger = self._button("A+", "zoom-in", "Larger text (Ctrl++)", "Larger text")
        for button in (
            self.smaller,
            self.larger,
            self._button("Find in page", "find", "Find words on this page (Ctrl+F)"),
            self._button("Print", "print", "Print this page (Ctrl+P)"),
            self._button("Browser", "browser", "Open this page in your browser", "Open this page in my browser"),
        ):
            row.addWidget(button)
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

    def _button(self, text: str, command: str, tip: str, name: str = "") -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setToolTip(tip)
        button.setAccessibleName(name or text.strip("‹› "))
        button.setProperty("page_tool", True)
        button.setProperty("focusPolicy", TAB_FOCUS)
        button.clicked.connect(lambda: self.command_requested.emit(command))
        return button
