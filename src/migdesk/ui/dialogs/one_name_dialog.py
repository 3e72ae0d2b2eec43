"""Shows which spellings of systems and commissioners stand for one name, and makes those one that are left ticked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from migdesk.ui.dialogs.dialog_frame import DialogFrame
from migdesk.ui.look.words import counted
from migdesk.ui.session.session import Session
from migdesk.ui.widgets.label import text_label
from migdesk.workspace.practice_import.one_name import OneName, one_names, updates_for

TITLE = "One name for each system and commissioner"


def make_one_name(session: Session, parent: QWidget) -> None:
    """Show what can be made one over all practices, and set it where the person agrees: one undo takes it back."""
    from migdesk.ui.dialogs.question import tell

    found = one_names(summary for summary in session.workspace.summaries() if summary.name)
    if not found:
        tell(parent, TITLE, "Every system and commissioner goes by one name already. There is nothing to do.")
        return
    dialog = OneNameDialog(parent, found)
    if dialog.exec() and dialog.chosen:
        session.attempt(session.workspace.practices.update_all, updates_for(dialog.chosen))


class OneNameDialog(DialogFrame):
    """A line for each spelling, ticked until somebody says otherwise."""

    def __init__(self, parent: QWidget | None, found: Sequence[OneName]) -> None:
        super().__init__(parent, TITLE, width_in_characters=64)
        self._found = found
        self.list = QListWidget()
        self.list.setAccessibleName("Names that would change")
        for change in found:
            where = counted(change.practices, "practice")
            item = QListWidgetItem(f"“{change.spelling}” becomes “{change.name}” in {where}")
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.setMinimumHeight(self.fontMetrics().lineSpacing() * 9)
        self.content.addWidget(text_label("Leave out what means something else. One Undo takes all of it back."))
        self.content.addWidget(self.list, 1)
        self.add_button("Cancel").clicked.connect(self.reject)
        self.make_button = self.add_button("Use these names", primary=True, default=True)
        self.make_button.clicked.connect(self.accept)
        self.list.itemChanged.connect(lambda _: self.make_button.setEnabled(bool(self.chosen)))
        self.list.setFocus()
        self.fit()

    @property
    def chosen(self) -> tuple[OneName, ...]:
        """What is left ticked."""
        ticked = (self.list.item(row).checkState() == Qt.CheckState.Checked for row in range(self.list.count()))
        return tuple(change for change, on in zip(self._found, ticked, strict=True) if on)
