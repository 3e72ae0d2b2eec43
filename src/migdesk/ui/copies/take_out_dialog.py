"""Taking one practice out of a copy: which, and what of it is not here."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QWidget

from migdesk.base.clock import system_clock
from migdesk.base.errors import KnownError, UserError
from migdesk.practice.backup import Copy
from migdesk.ui.copies.copies_model import made_in_words
from migdesk.ui.dialogs.dialog_frame import DialogFrame
from migdesk.ui.dialogs.progress_dialog import WorkCancelled, with_progress
from migdesk.ui.dialogs.question import tell
from migdesk.ui.look.words import counted
from migdesk.ui.session.services import Services
from migdesk.ui.widgets.label import text_label
from migdesk.workspace.copies.content import PracticeInCopy, look_into
from migdesk.workspace.copies.take_out import practice_in_copy, take_out

_PRACTICE = Qt.ItemDataRole.UserRole
_TITLE = "Take a practice out of a copy"


class TakeOutDialog(DialogFrame):
    """Asks which practice of a copy is to be taken into the record; `practice` is the answer."""

    def __init__(self, copy: Copy, practices: tuple[PracticeInCopy, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent, _TITLE, width_in_characters=80)
        self.practice: PracticeInCopy | None = None
        self.list = QListWidget()
        self.list.setObjectName("inCopy")
        self.list.setAccessibleName("Practices in the copy")
        for practice in sorted(practices, key=lambda each: (each.only_in_copy == 0, each.name.casefold())):
            item = QListWidgetItem(f"{practice.name}\n{_in_words(practice)}")
            item.setData(_PRACTICE, practice)
            self.list.addItem(item)
        about = (
            f"What the record here lacks of the practice comes out of the copy of {made_in_words(copy)}, after a copy"
            " of the record as it is. Nothing that is here is replaced."
        )
        self.content.addWidget(text_label(about))
        self.content.addWidget(self.list, 1)
        self.add_button("Cancel").clicked.connect(self.reject)
        self.take_button = self.add_button("Take it out", primary=True, default=True)
        self.take_button.clicked.connect(self.accept)
        self.list.currentItemChanged.connect(lambda *_: self._allow())
        self.list.setCurrentRow(0)
        self._allow()
        self.list.setFocus()
        self.fit()

    def accept(self) -> None:
        """Take the practice in hand, where the copy holds anything of it that is not here."""
        practice = self._in_hand()
        if practice is not None and practice.only_in_copy:
            self.practice = practice
            super().accept()

    def _in_hand(self) -> PracticeInCopy | None:
        item = self.list.currentItem()
        found: PracticeInCopy | None = item.data(_PRACTICE) if item else None
        return found

    def _allow(self) -> None:
        practice = self._in_hand()
        self.take_button.setEnabled(practice is not None and practice.only_in_copy > 0)


def _in_words(practice: PracticeInCopy) -> str:
    code = f"{practice.ods_code} · " if practice.ods_code else ""
    if not practice.only_in_copy:
        since = f"; {counted(practice.only_here, 'change')} came since" if practice.only_here else ""
        return f"{code}all of it is here already{since}"
    return f"{code}{counted(practice.only_in_copy, 'change')} in the copy that are not here"


def take_out_of(copy: Copy, services: Services, parent: QWidget) -> str:
    """Have a practice taken out of a copy, and return what to say of it; empty where the person stepped back."""
    workspace = services.session.workspace
    paths = workspace.paths
    try:
        practices = with_progress(
            parent,
            _TITLE,
            "The practices in the copy are compared with those here.",
            lambda report: look_into(copy.path, paths, system_clock, report),
        )
        dialog = TakeOutDialog(copy, practices, parent)
        chosen = dialog.practice if dialog.exec() == QDialog.DialogCode.Accepted else None
        dialog.deleteLater()
        if chosen is None:
            return ""
        rows = practice_in_copy(copy.path, chosen.id, paths, system_clock)
        taken = take_out(workspace, rows)
    except WorkCancelled:
        return ""
    except (UserError, KnownError) as error:
        tell(parent, _TITLE, str(error))
        return ""
    return f"{taken.name}: {counted(taken.new, 'change')} taken out of the copy."
