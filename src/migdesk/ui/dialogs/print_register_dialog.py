"""Asks which register is printed: as it stands, or as a sheet for the wall, for a pen or for the log of Cutover."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from migdesk.report.registers.printed_sheets import SHEET_TITLES, SheetKind
from migdesk.ui.dialogs.dialog_frame import DialogFrame
from migdesk.ui.widgets.calm_combo_box import CalmComboBox
from migdesk.ui.widgets.date_field import DateField
from migdesk.ui.widgets.label import text_label
from migdesk.workspace.reports.sheets import sheet_kinds
from migdesk.workspace.workspace import Workspace

INDENT = 24  # pixels, under a choice
_ABOUT: dict[SheetKind | None, tuple[str, str]] = {
    None: ("The register as it stands", "All rows with their notes, and what is to be said of them."),
    "wall": (SHEET_TITLES["wall"], "On one page, as large as it fits, to hang up."),
    "blank": (SHEET_TITLES["blank"], "Empty lines to fill in with a pen."),
    "log": (SHEET_TITLES["log"], "A page for each category that applies, with lines to write on."),
}


class PrintRegisterDialog(DialogFrame):
    """`kind` is None for the register itself; `day` stands on log sheets, None leaves room to write it."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, practice_id: str, register_id: str = "") -> None:
        super().__init__(parent, "Print a register", width_in_characters=64)
        self._registers = workspace.registers.definitions.registers
        self.content.setSpacing(6)
        self.choice = CalmComboBox()
        self.choice.setAccessibleName("Register")
        for register in self._registers:
            self.choice.addItem(register.title, register.id)
        self.choice.setCurrentIndex(max(0, self.choice.findData(register_id)))
        self.content.addWidget(text_label("Register"))
        self.content.addWidget(self.choice)
        self._group = QButtonGroup(self)
        self.buttons_by_kind: dict[SheetKind | None, QRadioButton] = {}
        self._about: dict[SheetKind | None, QWidget] = {}
        for kind, (title, about) in _ABOUT.items():
            button = QRadioButton(title)
            button.setAccessibleDescription(about)
            label = text_label(about, muted=True)
            label.setIndent(INDENT)
            button.setChecked(kind is None)
            self._group.addButton(button)
            self.buttons_by_kind[kind], self._about[kind] = button, label
            self.content.addWidget(button)
            self.content.addWidget(label)
        self.day_field = DateField("Day of the log sheets", today=workspace.today)
        self._day_label = text_label("Day, or nothing to write it by hand")
        self.content.addWidget(self._day_label)
        self.content.addWidget(self.day_field)
        self.content.addStretch(1)
        self.add_button("Cancel").clicked.connect(self.reject)
        self.show_button = self.add_button("Show it…", primary=True, default=True)
        self.show_button.clicked.connect(self.accept)
        self.choice.currentIndexChanged.connect(self._refresh)
        self._group.buttonToggled.connect(self._refresh)
        self._refresh()
        self.choice.setFocus()
        self.fit()

    @property
    def register_id(self) -> str:
        return str(self.choice.currentData())

    @property
    def kind(self) -> SheetKind | None:
        return next(kind for kind, button in self.buttons_by_kind.items() if button.isChecked())

    @property
    def day(self) -> date | None:
        return self.day_field.date() if self.kind == "log" else None

    def _refresh(self) -> None:
        """Offer what there is of the register. Tab stops at what is chosen, as Qt has it once one was in hand."""
        register = next(register for register in self._registers if register.id == self.register_id)
        offered = (None, *sheet_kinds(register))
        if self.kind not in offered:
            self.buttons_by_kind[None].setChecked(True)
        for kind, button in self.buttons_by_kind.items():
            button.setVisible(kind in offered)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if button.isChecked() else Qt.FocusPolicy.ClickFocus)
            self._about[kind].setVisible(kind in offered)
        for widget in (self._day_label, self.day_field):
            widget.setVisible(self.kind == "log")
