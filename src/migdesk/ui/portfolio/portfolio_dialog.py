"""The report on several practices: which of them, in which form, and where to."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFileDialog,
    QProgressBar,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from migdesk.base.errors import KnownError
from migdesk.report.formats import Format
from migdesk.report.portfolio_formats import PORTFOLIO_FORMATS, load, too_many_for_pages
from migdesk.ui.dialogs.dialog_frame import DialogFrame, text_label
from migdesk.ui.dialogs.report_dialog import offer_to_open
from migdesk.ui.dialogs.restyle import set_look
from migdesk.ui.session import Session
from migdesk.ui.settings import Settings
from migdesk.ui.step_run import StepRun
from migdesk.ui.words import counted
from migdesk.workspace.portfolio import ALL_PRACTICES, portfolio_steps
from migdesk.workspace.steps import Step

INDENT = 24  # pixels, under a choice
SECONDS_A_PAGE = {"html": 0.015, "pdf": 0.04, "csv": 0.0}
"""On a laptop of some years; only to say beforehand that it takes long."""
LONG = 10  # seconds
NO_PRACTICES = "There are no practices to report on yet. Add one first."


def save_portfolio(
    parent: QWidget,
    session: Session,
    settings: Settings,
    practice_ids: Sequence[str] | None = None,
) -> None:
    """Ask for the report on several practices and where it goes, write it, and offer to open it.

    `practice_ids` are those that the board shows, in its order; without them the report is on all practices.
    """
    dialog = PortfolioDialog(parent, session, settings, practice_ids)
    if dialog.exec() and dialog.written is not None:
        offer_to_open(parent, dialog.written, dialog.form.id, dialog.form.about)


class PortfolioDialog(DialogFrame):
    """Writes the report itself, with progress; `written` is where it is. Cancel stops what is being written."""

    def __init__(
        self,
        parent: QWidget | None,
        session: Session,
        settings: Settings,
        practice_ids: Sequence[str] | None = None,
    ) -> None:
        super().__init__(parent, "Report on all practices", width_in_characters=72)
        self.written: Path | None = None
        self._session = session
        self._settings = settings
        self._target = Path()
        every = {one.id for one in session.workspace.store.names() if not one.archived}
        self._every = len(every)
        self._shown_ids = tuple(practice_ids or ()) if set(practice_ids or ()) != every else ()
        self._shown_words = f"{counted(len(self._shown_ids), 'practice')} chosen on the board"
        self._run = StepRun(self)
        self._run.progressed.connect(self._progressed)
        self._run.finished.connect(self._finished)
        self._run.failed.connect(self._failed)
        self._fill()
        self._add_buttons()
        self._refresh()
        self.fit()

    # what is chosen

    @property
    def form(self) -> Format:
        """The format chosen."""
        chosen = self._form_group.checkedId()
        return PORTFOLIO_FORMATS[max(chosen, 0)]

    @property
    def practice_ids(self) -> tuple[str, ...] | None:
        """The practices chosen; None for all."""
        return self._shown_ids if self.shown_practices.isChecked() else None

    # building

    def _fill(self) -> None:
        self._choices = QWidget()
        choices = QVBoxLayout(self._choices)
        choices.setContentsMargins(0, 0, 0, 0)
        choices.setSpacing(6)
        self._add_practices(choices)
        self._add_forms(choices)
        self.pages = QCheckBox("A page for each practice after the board")
        self.pages.setChecked(True)
        self.about_pages = text_label("", muted=True)
        self.about_pages.setIndent(INDENT)
        choices.addSpacing(4)
        choices.addWidget(self.pages)
        choices.addWidget(self.about_pages)
        self.progress = QProgressBar()
        self.progress.setAccessibleName("How far the report is")
        self.progress.setTextVisible(False)
        self.progress.hide()
        self.said = text_label(NO_PRACTICES)
        self.said.hide()
        self.content.addWidget(self._choices)
        self.content.addWidget(self.said)
        self.content.addWidget(self.progress)
        self.content.addStretch(1)

    def _add_practices(self, choices: QVBoxLayout) -> None:
        self.all_practices = QRadioButton(f"All practices ({self._every:,}), without those in the archive")
        self.shown_practices = QRadioButton(f"The {self._shown_words}")
        group = QButtonGroup(self)
        group.addButton(self.all_practices)
        group.addButton(self.shown_practices)
        chosen = bool(self._shown_ids)
        (self.shown_practices if chosen else self.all_practices).setChecked(True)
        for button in (self.shown_practices, self.all_practices):
            button.setVisible(chosen)
            button.toggled.connect(self._refresh)
            choices.addWidget(button)
        if chosen:
            choices.addSpacing(8)

    def _add_forms(self, choices: QVBoxLayout) -> None:
        self._form_group = QButtonGroup(self)
        self.forms: dict[str, QRadioButton] = {}
        for number, form in enumerate(PORTFOLIO_FORMATS):
            button = self.forms[form.id] = QRadioButton(form.title)
            button.setAccessibleDescription(form.about)
            button.setChecked(number == 0)
            button.toggled.connect(self._refresh)
            self._form_group.addButton(button, number)
            about = text_label(form.about, muted=True)
            about.setIndent(INDENT)
            choices.addWidget(button)
            choices.addWidget(about)

    def _add_buttons(self) -> None:
        self.cancel_button = self.add_button("Cancel")
        self.cancel_button.clicked.connect(self.reject)
        self.save_button = self.add_button("Choose where to save it…", primary=True, default=True)
        self.save_button.clicked.connect(self._choose_file)

    def _refresh(self) -> None:
        """Offer pages only where the format can have them, and say why not or how long they take."""
        number = self._every if self.practice_ids is None else len(self.practice_ids)
        why_not = too_many_for_pages(number, self.form.id)
        self.pages.setEnabled(not why_not)
        self.about_pages.setText(why_not or _about_pages(number, self.form))
        self.pages.setAccessibleDescription(self.about_pages.text())
        self.said.setVisible(number == 0)
        self.save_button.setEnabled(number > 0)

    # writing it

    def _choose_file(self) -> None:
        form, today = self.form, self._session.workspace.today
        folder = Path(self._settings.report_folder) if self._settings.report_folder else Path.home()
        suggestion = folder / f"Migrations {today:%Y-%m-%d}{form.suffix}"
        chosen, _ = QFileDialog.getSaveFileName(
            self, "Save the report", str(suggestion), f"{form.id.upper()} file (*{form.suffix})"
        )
        if chosen:
            path = Path(chosen)
            self.write(path if path.suffix else path.with_suffix(form.suffix))

    def write(self, path: Path) -> None:
        """Begin to write what is chosen to `path`."""
        self._target = path
        form, chosen = self.form, self.practice_ids
        try:
            steps = portfolio_steps(
                self._session.workspace,
                path,
                chosen,
                form.id,
                pages=self.pages.isEnabled() and self.pages.isChecked(),
                scope=ALL_PRACTICES if chosen is None else self._shown_words,
            )
        except KnownError as error:
            self._failed(str(error))
            return
        self._show_running(True)
        self._progressed(Step("Getting ready", 0, 0))
        self._run.start(steps, lambda: load(form.id))

    def reject(self) -> None:
        """Stop writing where that is going on, and stay; else close."""
        if self._run.is_running:
            self._run.stop()
            self._show_running(False)
            self._say("Stopped. Nothing was written.")
            return
        super().reject()

    def done(self, result: int) -> None:
        self._run.stop()
        super().done(result)

    def _progressed(self, step: Step) -> None:
        self.progress.setRange(0, step.total)
        self.progress.setValue(step.done)
        self._say(f"{step.doing}…")

    def _finished(self) -> None:
        self.written = self._target.expanduser().absolute()
        self._settings.report_folder = str(self.written.parent)
        self.accept()

    def _failed(self, why: str) -> None:
        self._show_running(False)
        self._say(f"The report was not written. {why}", wrong=True)

    def _say(self, words: str, *, wrong: bool = False) -> None:
        self.said.setText(words)
        set_look(self.said, wrong=wrong)
        self.said.show()

    def _show_running(self, running: bool) -> None:
        self._choices.setEnabled(not running)
        self.save_button.setEnabled(not running)
        self.progress.setVisible(running)
        (self.cancel_button if running else self.save_button).setFocus()


def _about_pages(number: int, form: Format) -> str:
    seconds = number * SECONDS_A_PAGE[form.id]
    what = "Key dates, what is overdue, blocked or due soon, and the latest notes."
    if seconds < LONG:
        return what
    return f"{what} They take {'up to a minute' if seconds < 45 else 'some minutes'} to write."
