"""What stands on the screen at a start while a guide is read that has changed since it was shown last."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QProgressBar

from migdesk.base.errors import UserError
from migdesk.guide.guide import Guide, open_guide
from migdesk.ui.background import Background
from migdesk.ui.dialogs.dialog_frame import DialogFrame
from migdesk.ui.widgets.label import text_label
from migdesk.workspace.steps import Step


class ReadingDialog(DialogFrame):
    """Closes by itself: `guide` is then what was read, or `why_not` says in whole sentences why there is none."""

    def __init__(self, place: Path, cache: Path | None) -> None:
        super().__init__(None, "Opening the guide", width_in_characters=80)
        self.guide: Guide | None = None
        self.why_not = "Opening it was cancelled."
        self.content.addWidget(text_label(f"The guide in {place} has changed, so it is read again."))
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setAccessibleName("How much of the guide is read")
        self.content.addWidget(self.progress)
        self.add_button("Cancel").clicked.connect(self.reject)
        self.fit()
        self._reading = Background(self)
        self._reading.run(lambda report: open_guide(place, cache, report), self._read, self._failed, self._progressed)

    def reject(self) -> None:
        """Leave the guide."""
        self._reading.cancel()
        super().reject()

    def _progressed(self, step: Step) -> None:
        self.progress.setRange(0, step.total)
        self.progress.setValue(step.done)

    def _read(self, guide: Guide) -> None:
        self.guide = guide
        self.accept()

    def _failed(self, why: str) -> None:
        self.why_not = why
        super().reject()


def read_guide(place: Path, cache: Path | None) -> Guide:
    """Read the guide at `place` with its progress on the screen. Raises UserError, also where that was cancelled."""
    dialog = ReadingDialog(place, cache)
    dialog.exec()
    dialog.deleteLater()
    if dialog.guide is None:
        raise UserError(dialog.why_not)
    return dialog.guide
