"""Which sheets of a list are read, and which detail each of its columns holds; what the titles say is proposed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QScrollArea, QWidget

from migdesk.practice.details import DETAILS
from migdesk.ui.dialogs.dialog_frame import DialogFrame
from migdesk.ui.look.words import counted
from migdesk.ui.widgets.calm_combo_box import CalmComboBox
from migdesk.ui.widgets.label import text_label
from migdesk.workspace.list_reading.columns import Choice
from migdesk.workspace.practice_import.columns_to_choose import ANYTHING_ELSE, proposed
from migdesk.workspace.practice_import.import_plan import ImportPlan

_LEFT_OUT = "(left out)"
_HIDDEN = " (hidden)"


class ColumnsDialog(DialogFrame):
    """Asks; `choice` is then what was chosen."""

    def __init__(self, plan: ImportPlan, parent: QWidget | None = None) -> None:
        super().__init__(parent, "Sheets and columns", width_in_characters=72)
        table = plan.table
        self.sheets: dict[str, QCheckBox] = {}
        if len(table.sheets) + len(table.other_sheets) > 1:
            self.content.addWidget(text_label("Sheets to read", heading="3"))
            for title, rows in table.sheets.items():
                self._add_sheet(title, f"{title} ({counted(rows, 'row')})", chosen=True)
            for shown in table.other_sheets:
                self._add_sheet(shown.removesuffix(_HIDDEN), shown, chosen=False)
        self.content.addWidget(text_label("What each column holds", heading="3"))
        self.columns: dict[str, CalmComboBox] = {}
        self._taken = {column.title for column in table.columns}
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(6)
        for number, (title, detail) in enumerate(proposed(table).items()):
            self._add_column(grid, number, title, detail)
        inner = QWidget()
        inner.setLayout(grid)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(inner)
        area.setMinimumHeight(min(inner.sizeHint().height() + 4, self.fontMetrics().lineSpacing() * 22))
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.content.addWidget(area, 1)
        self.cancel_button = self.add_button("Cancel")
        self.read_button = self.add_button("Read it so", primary=True, default=True)
        self.cancel_button.clicked.connect(self.reject)
        self.read_button.clicked.connect(self.accept)
        self.fit()

    @property
    def choice(self) -> Choice:
        """What was chosen: all titles have their field, none those that are left out."""
        sheets = tuple(title for title, box in self.sheets.items() if box.isChecked())
        columns = {title: str(box.currentData()) for title, box in self.columns.items()}
        return Choice(sheets=sheets, columns=columns)

    def _add_sheet(self, title: str, shown: str, *, chosen: bool) -> None:
        box = self.sheets[title] = QCheckBox(shown)
        box.setChecked(chosen)
        box.toggled.connect(self._refresh)
        self.content.addWidget(box)

    def _add_column(self, grid: QGridLayout, number: int, title: str, detail: str) -> None:
        box = self.columns[title] = CalmComboBox()
        box.setAccessibleName(f"What the column {title} holds")
        box.addItem(_LEFT_OUT, ANYTHING_ELSE)
        for each in DETAILS:
            box.addItem(each.title, each.id)
        box.setCurrentIndex(max(box.findData(detail), 0))
        label = text_label(title)
        label.setBuddy(box)
        grid.addWidget(label, number, 0)
        grid.addWidget(box, number, 1)

    def _refresh(self) -> None:
        self.read_button.setEnabled(not self.sheets or any(box.isChecked() for box in self.sheets.values()))
