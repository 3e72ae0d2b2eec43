"""Work that a person waits for, alone on the screen: what is done, how far it is, and a Cancel."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtWidgets import QProgressBar, QWidget

from migdesk.base.errors import UserError
from migdesk.ui.background import Background, Report
from migdesk.ui.dialogs.dialog_frame import DialogFrame
from migdesk.ui.widgets.label import text_label
from migdesk.workspace.steps import Step

Result = TypeVar("Result")


class WorkCancelled(UserError):  # noqa: N818
    """The person would not wait for the work."""


class ProgressDialog(DialogFrame, Generic[Result]):
    """Closes by itself: `results` then holds what came of the work, or `why_not` says in whole sentences why nothing
    did, and is None where it was cancelled. Without `cancel`, the name of its button, the work is waited for whatever
    is pressed."""

    def __init__(
        self, parent: QWidget | None, title: str, words: str, work: Callable[[Report], Result], cancel: str = "Cancel"
    ) -> None:
        super().__init__(parent, title, width_in_characters=80)
        self.results: list[Result] = []
        self.why_not: str | None = None
        self._may_cancel = bool(cancel)
        self.content.addWidget(text_label(words))
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setAccessibleName(f"{title}: how far it is")
        self.content.addWidget(self.progress)
        if cancel:
            self.add_button(cancel).clicked.connect(self.reject)
        self.fit()
        self._work = Background(self)
        self._work.run(work, self._done, self._failed, self._progressed)

    def reject(self) -> None:
        """End the work."""
        if self._may_cancel:
            self._work.cancel()
            super().reject()

    def _progressed(self, step: Step) -> None:
        self.progress.setRange(0, step.total)
        self.progress.setValue(step.done)

    def _done(self, result: Result) -> None:
        self.results.append(result)
        self.accept()

    def _failed(self, why: str) -> None:
        self.why_not = why
        super().reject()


def with_progress(
    parent: QWidget | None, title: str, words: str, work: Callable[[Report], Result], *, cancel: str = "Cancel"
) -> Result:
    """Do `work` in a thread with its progress on the screen. Raises UserError, also where it was cancelled."""
    dialog: ProgressDialog[Result] = ProgressDialog(parent, title, words, work, cancel)
    dialog.exec()
    dialog.deleteLater()
    if not dialog.results:
        raise WorkCancelled("It was cancelled.") if dialog.why_not is None else UserError(dialog.why_not)
    return dialog.results[0]
