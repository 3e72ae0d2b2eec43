"""Checking the record in the window: all of it, or against a report's file or a fingerprint that was handed out."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QListWidget, QProgressBar, QPushButton, QWidget

from migdesk.base.clock import Clock
from migdesk.base.paths import Paths
from migdesk.ui.background import Background, Report
from migdesk.ui.dialogs.dialog_frame import DialogFrame
from migdesk.ui.look.restyle import set_look
from migdesk.ui.look.words import counted
from migdesk.ui.widgets.label import news_label, text_label
from migdesk.ui.widgets.labelled_field import LabelledField, line_edit
from migdesk.workspace.steps import Step
from migdesk.workspace.verification import Verdict, Verification, verify_all
from migdesk.workspace.workspace import Workspace

_ABOUT = (
    "See whether anything was changed behind migdesk's back. Leave the field empty to check the whole record, or give"
    " what was handed over: the fingerprint that stands on a report, or the report's file."
)
_PROVES = (
    "What this proves: nothing was changed since it was recorded or handed over. What it does not: who sat at the"
    " keyboard, and what was never handed over."
)


class CheckDialog(DialogFrame):
    """Checks in a thread, and shows what was found until it is closed."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent, "Check the record", width_in_characters=80)
        self._workspace = workspace
        self._checking = Background(self)
        self.given = line_edit(most_characters=1000)
        self.choose_button = QPushButton("Choose a report…")
        self.progress = QProgressBar()
        self.progress.setAccessibleName("How far the check is")
        self.answer = news_label()
        self.found = QListWidget()
        self.found.setObjectName("checkFindings")
        self.found.setAccessibleName("What was found")
        self.found.setWordWrap(True)
        self._lay_out()
        self.choose_button.clicked.connect(self._choose)
        self.check_button.clicked.connect(self.check)
        self.close_button.clicked.connect(self.reject)
        self._show_running(False)
        self.given.setFocus()
        self.fit()

    def done(self, result: int) -> None:
        """Close, and check no further."""
        self._checking.cancel()
        super().done(result)

    def check(self) -> None:
        """Begin the check of what the field says."""
        if self._checking.is_running:
            return
        self.field.show_problem("")
        self.found.clear()
        self.found.hide()
        self._say("Checking…")
        self._show_running(True)
        work = partial(_check, self._workspace.paths, self._workspace.clock, self.given.text().strip())
        self._checking.run(work, self._show, self._failed, self._progressed)

    def _show(self, verification: Verification) -> None:
        self._show_running(False)
        counts = f"{counted(verification.practices, 'practice')}, {counted(verification.events, 'entry', 'entries')}."
        self._say(f"{verification.answer}\n{counts}", wrong=verification.verdict is not Verdict.WELL)
        self.found.addItems([finding.text for finding in verification.findings])
        self.found.addItems([f"Remark: {remark.text}" for remark in verification.remarks])
        self.found.setVisible(self.found.count() > 0)
        self.close_button.setFocus()

    def _failed(self, why: str) -> None:
        self._show_running(False)
        self._say("")
        self.field.show_problem(why)
        self.given.setFocus()

    def _progressed(self, step: Step) -> None:
        self.progress.setRange(0, step.total)
        self.progress.setValue(step.done)

    def _show_running(self, running: bool) -> None:
        self.progress.setRange(0, 0)
        self.progress.setVisible(running)
        self.check_button.setEnabled(not running)

    def _say(self, text: str, *, wrong: bool = False) -> None:
        set_look(self.answer, wrong=wrong)
        self.answer.setText(text)
        self.answer.setVisible(bool(text))

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, "A report", str(Path.home()), "Reports (*.html *.json *.docx *.xlsx);;All files (*)"
        )
        if chosen:
            self.given.setText(chosen)

    def _lay_out(self) -> None:
        line = QWidget()
        beside = QHBoxLayout(line)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.given, 1)
        beside.addWidget(self.choose_button)
        self.given.setAccessibleName("Fingerprint or report")
        self.choose_button.setAutoDefault(False)
        self.field = LabelledField("Fingerprint or report", line, "Empty: the whole record.")
        self.content.addWidget(text_label(_ABOUT))
        self.content.addWidget(self.field)
        for widget in (self.progress, self.answer, self.found):
            self.content.addWidget(widget)
        self.found.hide()
        self.answer.hide()
        self.content.addWidget(text_label(_PROVES, muted=True))
        self.content.addStretch(1)
        self.close_button = self.add_button("Close")
        self.check_button = self.add_button("Check", primary=True, default=True)


def _check(paths: Paths, clock: Clock, given: str, report: Report) -> Verification:
    if not given:
        return verify_all(paths, clock, report, beside=True)
    from migdesk.workspace.handed_out_verification import verify_handed_out

    return verify_handed_out(paths, clock, given, report, beside=True)
