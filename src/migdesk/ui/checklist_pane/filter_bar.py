"""The filters above the checklist: a role, four switches, and words."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QVBoxLayout, QWidget

from migdesk.checklist.definitions import CRITICAL_MEANS
from migdesk.checklist.roles import Role
from migdesk.ui.checklist_pane.checklist_filter import Wanted
from migdesk.ui.checklist_pane.chip_rows import ChipRows
from migdesk.ui.look.chip import chip
from migdesk.ui.widgets.button import flush_left, quiet_button
from migdesk.ui.widgets.label import text_label

_SWITCHES = (
    ("to_do", "To do", "Show what is still open"),
    ("overdue", "Overdue", "Show what should have been done before today"),
    ("critical", "Critical", f"Show what is critical. {CRITICAL_MEANS}"),
    ("mine", "Mine", "Show what I own, and what falls to my role while nobody owns it"),
)


class FilterBar(QWidget):
    """Chips and a field; says what is `wanted` whenever that changes."""

    add_requested = Signal()
    wanted_changed = Signal(object)

    def __init__(self, roles: tuple[Role, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role = ""
        self._section = ""
        self._role_chip = chip("All roles", "Show the tasks of one role")
        self._role_menu = QMenu(self)
        self._titles = {"": "All roles", **{role.id: role.title for role in roles}}
        for role_id, title in self._titles.items():
            action = QAction(title, self)
            action.triggered.connect(lambda _=False, r=role_id: self._choose_role(r))
            self._role_menu.addAction(action)
        self._role_chip.setMenu(self._role_menu)
        self._switches = {}
        for name, title, tip in _SWITCHES:
            self._switches[name] = chip(title, tip)
            self._switches[name].toggled.connect(self._announce)
        self._words = QLineEdit()
        self._words.setPlaceholderText("Filter tasks by words")
        self._words.setAccessibleName("Filter tasks by words")
        self._words.setClearButtonEnabled(True)
        self._words.textChanged.connect(self._announce)
        self._section_title = text_label()
        self._section_title.setWordWrap(False)
        self._all_sections = quiet_button("Show all tasks")
        self._all_sections.clicked.connect(lambda: self.show_section("", ""))
        self._section_line = self._line_of_section()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 2, 12, 4)
        layout.setSpacing(5)
        layout.addWidget(ChipRows((self._role_chip, *self._switches.values())))
        add = quiet_button("Add a task…")
        add.setToolTip("Add a task of your own (Ctrl+N)")
        add.clicked.connect(self.add_requested)
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(self._words, 1)
        line.addWidget(add)
        layout.addLayout(line)
        layout.addWidget(self._section_line)

    @property
    def wanted(self) -> Wanted:
        on = {name: switch.isChecked() for name, switch in self._switches.items()}
        return Wanted(role=self._role, words=self._words.text(), section=self._section, **on)

    def set_wanted(self, wanted: Wanted) -> None:
        """Set role, switches and words; tasks of one section are shown by `show_section`."""
        for name, switch in self._switches.items():
            switch.setChecked(bool(getattr(wanted, name)))
        self._words.setText(wanted.words)
        self._choose_role(wanted.role)

    def clear(self) -> None:
        """Show everything again."""
        self.set_wanted(Wanted())
        self.show_section("", "")

    def show_section(self, section: str, title: str) -> None:
        """Show only the tasks of one section of the guide; an empty section ends that."""
        self._section = section
        self._section_title.setText(f"Tasks of “{title}”")
        self._section_line.setVisible(bool(section))
        self._announce()

    def _line_of_section(self) -> QWidget:
        line = QWidget()
        inside = flush_left(self._section_title, self._all_sections)
        inside.setContentsMargins(0, 0, 0, 0)
        line.setLayout(inside)
        line.hide()
        return line

    def focus_words(self) -> None:
        self._words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._words.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.wanted.is_any:
            self.clear()
        else:
            super().keyPressEvent(event)

    def _choose_role(self, role: str) -> None:
        self._role, title = role, self._titles[role]
        self._role_chip.setText(f"{title} ▾")
        self._role_chip.setChecked(bool(role))
        self._role_chip.setAccessibleName(f"Role: {title}")
        self._announce()

    def _announce(self) -> None:
        self.wanted_changed.emit(self.wanted)
