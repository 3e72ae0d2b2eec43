"""Asks for the folder or the ZIP file of a guide, and opens it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QProgressBar, QPushButton, QWidget

from migdesk.base.atomic import make_private_folder
from migdesk.guide.guide import Guide, open_guide
from migdesk.ui.background import Background, Report
from migdesk.ui.dialogs.dialog_frame import DialogFrame
from migdesk.ui.widgets.label import news_label, text_label
from migdesk.workspace.guide_updates.update import GuideUpdate
from migdesk.workspace.steps import Step

Compare = Callable[[Guide, Report], GuideUpdate | None]

_EXPLANATION = (
    "Choose the folder or the ZIP file of a guide that is made as the official one is: a Jekyll site with a "
    "_config.yml. It is only read. Your practices and their ticks stay as they are, and the guide stays open until "
    "you go back to the built-in one."
)


class OpenGuideDialog(DialogFrame):
    """Stays open, saying why, until a guide could be opened: `guide` and `place` then say which.

    `update_of` is what `compare` finds another since this guide was shown last, None where that is nothing.
    """

    def __init__(self, parent: QWidget | None, cache: Path, compare: Compare, last: str = "") -> None:
        super().__init__(parent, "Open a guide", width_in_characters=80)
        self.guide: Guide | None = None
        self.update_of: GuideUpdate | None = None
        self.place = ""
        self._cache = cache
        self._compare = compare
        self._opening = Background(self)
        self.content.addWidget(text_label(_EXPLANATION))
        self.field = QLineEdit(last)
        self.folder_button = QPushButton("Choose a folder…")
        self.zip_button = QPushButton("Choose a ZIP file…")
        self._lay_out_field()
        self.problem = news_label(wrong=True)
        self.problem.hide()
        self.content.addWidget(self.problem)
        self.busy = QProgressBar()
        self.busy.setRange(0, 0)
        self.busy.setFormat("Opening the guide")
        self.busy.setAccessibleName("Opening the guide")
        self.busy.hide()
        self.content.addWidget(self.busy)
        self.content.addStretch(1)
        self.add_button("Cancel").clicked.connect(self.reject)
        self.open_button = self.add_button("Open", primary=True, default=True)
        self.open_button.clicked.connect(self.accept)
        self.field.setFocus()
        self.fit()

    def accept(self) -> None:
        """Open the guide; the dialog closes when it is there."""
        typed = self.field.text().strip().strip('"')
        if not typed:
            self._say("Choose a folder or a ZIP file first.")
            return
        self.place = str(Path(typed).expanduser().absolute())
        self._set_busy(True)
        place, cache, compare = Path(self.place), self._cache, self._compare

        def opened(report: Report) -> tuple[Guide, GuideUpdate | None]:
            guide = open_guide(place, make_private_folder(cache), report)
            return guide, compare(guide, report)

        self._opening.run(opened, self._opened, self._failed, self._progressed)

    def reject(self) -> None:
        """Leave; a guide that is still being opened is let go."""
        self._opening.cancel()
        super().reject()

    def _progressed(self, step: Step) -> None:
        self.busy.setRange(0, step.total)
        self.busy.setValue(step.done)

    def _opened(self, opened: tuple[Guide, GuideUpdate | None]) -> None:
        self._set_busy(False)
        self.guide, self.update_of = opened
        super().accept()

    def _failed(self, why: str) -> None:
        self._set_busy(False)
        self._say(why)
        self.field.setFocus()
        self.field.selectAll()

    def _say(self, why: str) -> None:
        self.problem.setText(why)
        self.problem.show()

    def _set_busy(self, busy: bool) -> None:
        self.busy.setVisible(busy)
        self.busy.setRange(0, 0)
        if busy:
            self.problem.hide()
        for widget in (self.field, self.folder_button, self.zip_button, self.open_button):
            widget.setEnabled(not busy)

    def _lay_out_field(self) -> None:
        label = text_label("Folder or ZIP file")
        label.setBuddy(self.field)
        self.field.setAccessibleName("Folder or ZIP file")
        self.content.addWidget(label)
        self.content.addWidget(self.field)
        row = QHBoxLayout()
        row.addWidget(self.folder_button)
        row.addWidget(self.zip_button)
        row.addStretch(1)
        self.content.addLayout(row)
        self.folder_button.clicked.connect(self._choose_folder)
        self.zip_button.clicked.connect(self._choose_zip)
        for button in (self.folder_button, self.zip_button):
            button.setAutoDefault(False)

    def _choose_folder(self) -> None:
        self._take(QFileDialog.getExistingDirectory(self, "The guide's folder", self._start()))

    def _choose_zip(self) -> None:
        self._take(QFileDialog.getOpenFileName(self, "The guide's ZIP file", self._start(), "ZIP file (*.zip)")[0])

    def _start(self) -> str:
        typed = Path(self.field.text().strip() or Path.home())
        return str(typed if typed.is_dir() else typed.parent)

    def _take(self, chosen: str) -> None:
        if chosen:
            self.field.setText(chosen)
            self.open_button.setFocus()
