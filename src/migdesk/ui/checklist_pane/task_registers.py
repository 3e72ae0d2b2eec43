"""The registers that the task in hand fills, each with how far it is: "Third parties: 7 of 12 told"."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from migdesk.ui.session.session import Session
from migdesk.ui.widgets.button import quiet_button
from migdesk.ui.widgets.flow_layout import FlowLayout
from migdesk.ui.widgets.focus_order import chain

LEISURE_MS = 120
"""Nobody waits for it: neither a start, nor an arrow key that passes over tasks, nor a tick."""


class TaskRegisters(QWidget):
    """Buttons that open registers; hidden for a task that has none."""

    register_requested = Signal(str, str)  # a register, and no row

    def __init__(self, session: Session, after: QWidget, parent: QWidget | None = None) -> None:
        """Tab comes to it from `after`."""
        super().__init__(parent)
        self._session = session
        self._before = after
        self._task = ""
        self._buttons: dict[str, QPushButton] = {}
        self._flow = FlowLayout(self, spacing=14, gap=14)
        self._at_leisure = QTimer(self, singleShot=True, interval=LEISURE_MS)
        self._at_leisure.timeout.connect(self._fill)
        self.hide()

    def show_task(self, task_id: str) -> None:
        """Show the registers of a task, a moment later."""
        if task_id != self._task:
            self._task = task_id
            self.hide()
        self._at_leisure.start()

    def _fill(self) -> None:
        if not self.window().isVisible():  # it was closed meanwhile, and the record with it
            return
        practice, workspace = self._session.practice_id, self._session.workspace
        found = workspace.registers.definitions.of_task(self._task) if practice and self._task else ()
        if list(self._buttons) != [register.id for register in found]:
            self._build([register.id for register in found])
        for register in found:
            state = workspace.registers.view(practice, register.id).state or "nothing yet"
            words = f"{register.short_title}: {state} ›"
            button = self._buttons[register.id]
            button.setText(words.replace("&", "&&"))
            button.setAccessibleName(words)
        self.setVisible(bool(found))

    def _build(self, registers: list[str]) -> None:
        while self._flow.takeAt(0):
            pass
        for button in self._buttons.values():
            button.deleteLater()
        self._buttons = {}
        for register in registers:
            button = self._buttons[register] = quiet_button("")
            button.setProperty("flush", True)
            button.setToolTip("Opens this register")
            button.clicked.connect(lambda _=False, register=register: self.register_requested.emit(register, ""))
            self._flow.addWidget(button)
            button.show()
        chain([self._before, *self._buttons.values()])
