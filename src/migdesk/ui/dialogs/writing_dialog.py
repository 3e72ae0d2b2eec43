"""A dialog that writes a file itself, step by step, with progress and Cancel."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from migdesk.base.errors import KnownError
from migdesk.ui.background import Background
from migdesk.ui.dialogs.dialog_frame import DialogFrame
from migdesk.ui.dialogs.save_file import OtherKind, ask_where_to_save
from migdesk.ui.look.restyle import set_look
from migdesk.ui.session.session import Session
from migdesk.ui.session.settings import Settings
from migdesk.ui.widgets.label import news_label
from migdesk.workspace.steps import Step


class WritingDialog(DialogFrame):
    """`written` is where the file is. Cancel stops what is being written, and else closes.

    What is chosen stands in `choices`, which rest while the file is written. A dialog of this kind has its own
    `write`, which hands its steps to `begin`.
    """

    not_written = ""
    """What is said before the reason why a file could not be written."""

    def __init__(
        self, parent: QWidget | None, title: str, session: Session, settings: Settings, *, width_in_characters: int
    ) -> None:
        super().__init__(parent, title, width_in_characters=width_in_characters)
        self.written: Path | None = None
        self._session = session
        self._settings = settings
        self._target = Path()
        self._writing = Background(self)
        self._choices = QWidget()
        self.choices = QVBoxLayout(self._choices)
        self.choices.setContentsMargins(0, 0, 0, 0)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.hide()
        self.said = news_label("")
        self.said.hide()
        self.content.addWidget(self._choices)
        self.content.addWidget(self.said)
        self.content.addWidget(self.progress)
        self.content.addStretch(1)
        self.cancel_button = self.add_button("Cancel")
        self.cancel_button.clicked.connect(self.reject)
        self.save_button = self.add_button("Choose where to save it…", primary=True, default=True)

    def ask_where(self, title: str, name: str, kind: str) -> None:
        """Ask for the file, `name` being the suggestion, and begin to write it; `kind` is such as "Calendar file"."""
        path = ask_where_to_save(self, title, name, (OtherKind(kind, Path(name).suffix),), settings=self._settings)
        if path is not None:
            self.write(path)

    def write(self, path: Path) -> None:
        """Begin to write what is chosen to `path`."""
        raise NotImplementedError

    def begin(self, path: Path, steps: Callable[[], Iterator[Step]], load: Callable[[], None]) -> None:
        """Take the steps of writing `path`, which read the record; `load` imports what they need, in a thread before.

        Says what stands in the way.
        """
        self._target = path
        try:
            taken = steps()
        except KnownError as error:
            self._failed(str(error))
            return
        self._show_running(True)
        self._progressed(Step("Getting ready", 0, 0))
        self._writing.run(lambda _: load(), lambda _: self._take(taken), self._failed)

    def reject(self) -> None:
        """Stop writing where that is going on, and stay; else close."""
        if self._writing.is_running:
            self._writing.cancel()
            self._show_running(False)
            self._say("Stopped. Nothing was written.")
            return
        super().reject()

    def done(self, result: int) -> None:
        self._writing.cancel()
        super().done(result)

    def _take(self, steps: Iterator[Step]) -> None:
        self._writing.take(steps, lambda taken: self._progressed(taken[-1]), self._finished, self._failed)

    def _progressed(self, step: Step) -> None:
        self.progress.setRange(0, step.total)
        self.progress.setValue(step.done)
        self._say(f"{step.doing}…")

    def _finished(self) -> None:
        self.written = self._target.expanduser().absolute()
        self.accept()

    def _failed(self, why: str) -> None:
        self._show_running(False)
        self._say(f"{self.not_written} {why}".strip(), wrong=True)

    def _say(self, words: str, *, wrong: bool = False) -> None:
        self.said.setText(words)
        set_look(self.said, wrong=wrong)
        self.said.show()

    def _show_running(self, running: bool) -> None:
        self._choices.setEnabled(not running)
        self.save_button.setEnabled(not running)
        self.progress.setVisible(running)
        (self.cancel_button if running else self.save_button).setFocus()
