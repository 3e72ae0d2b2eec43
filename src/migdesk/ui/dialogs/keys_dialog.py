"""The list of keys."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QWidget

from migdesk.ui.dialogs.dialog_frame import DialogFrame
from migdesk.ui.widgets.label import text_label


class KeysDialog(DialogFrame):
    """Shows pairs of a key ("Ctrl+K") and what it does. Arrow keys scroll; Esc and Enter close."""

    def __init__(self, parent: QWidget | None, keys: Iterable[tuple[str, str]]) -> None:
        super().__init__(parent, "Keys", width_in_characters=62)
        rows = QWidget()
        rows.setObjectName("panel")
        grid = QGridLayout(rows)
        grid.setContentsMargins(14, 12, 14, 12)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for row, (key, action) in enumerate(keys):
            cap = QLabel(key)
            cap.setTextFormat(Qt.TextFormat.PlainText)
            cap.setObjectName("key")
            grid.addWidget(cap, row, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(text_label(action), row, 1)
        self.area = QScrollArea()
        self.area.setWidget(rows)
        self.area.setWidgetResizable(True)
        self.area.setAccessibleName("List of keys")
        self.area.setMinimumHeight(
            min(rows.sizeHint().height() + 4, int(self.screen().availableGeometry().height() * 0.62))
        )
        self.content.addWidget(self.area, 1)
        self.add_button("Close", primary=True, default=True).clicked.connect(self.accept)
        self.area.setFocus()
        self.fit()
