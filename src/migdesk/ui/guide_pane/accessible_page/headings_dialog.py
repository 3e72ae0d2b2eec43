"""The list of a page's headings, to go to one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from migdesk.ui.dialogs.dialog_frame import DialogFrame
from migdesk.ui.guide_pane.accessible_page.outline import Part

MOST_SHOWN = 14
SMALLEST_ROW = 26  # pixels, for the pointer
INDENT = "    "


class HeadingsDialog(DialogFrame):
    """Lists headings with their levels; `chosen` is the one to go to once it was accepted."""

    def __init__(self, parent: QWidget | None, headings: Sequence[Part], here: int) -> None:
        super().__init__(parent, "Headings on this page")
        self._headings = tuple(headings)
        self.list = QListWidget()
        row = max(SMALLEST_ROW, self.fontMetrics().height() + 10)
        self.list.setAccessibleName("Headings on this page")
        for heading in self._headings:
            item = QListWidgetItem(f"{INDENT * (heading.level - 1)}{heading.words}  (level {heading.level})", self.list)
            item.setSizeHint(QSize(0, row))
        passed = [index for index, heading in enumerate(self._headings) if heading.start <= here]
        self.list.setCurrentRow(passed[-1] if passed else 0)
        self.list.setMinimumHeight(row * min(MOST_SHOWN, len(self._headings)) + 4)
        self.list.itemActivated.connect(self.accept)
        self.content.addWidget(self.list, 1)
        self.add_button("Cancel").clicked.connect(self.reject)
        self.add_button("Go to heading", primary=True, default=True).clicked.connect(self.accept)
        self.list.setFocus()
        self.fit()

    @property
    def chosen(self) -> Part:
        """The heading that is marked in the list."""
        return self._headings[self.list.currentRow()]
