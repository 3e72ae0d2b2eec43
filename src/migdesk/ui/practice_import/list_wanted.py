"""What stands in the table's place before a list is chosen: what it should hold, and that it can be dropped."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from migdesk.practice.details import DETAILS
from migdesk.ui.widgets.label import text_label

_HEADING = "Drop a list here, or choose a file"
_COLUMNS = "A row for each practice, with a title over each column: "
_ONLY = (
    "Only the name is needed. Other usual titles are understood, such as Surgery, Practice code or ICB; other columns "
    "are left out. Nothing is added before you have seen what becomes of each row."
)


class ListWanted(QFrame):
    """Only words; the dialog takes what is dropped."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        heading = text_label(_HEADING, heading="2")
        titles = [detail.list_title for detail in DETAILS]
        columns = text_label(f"{_COLUMNS}{', '.join(titles[:-1])} and {titles[-1]}.")
        only = text_label(_ONLY, muted=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 18, 28, 18)
        layout.setSpacing(8)
        layout.addStretch(1)
        for label in (heading, columns, only):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(label)
        layout.addStretch(1)
