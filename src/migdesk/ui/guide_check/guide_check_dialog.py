"""What is wrong with the guide in the window: the same list as `migdesk guide check`, from which a fault opens."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from migdesk.guide.model import Problem
from migdesk.ui.background import Background
from migdesk.ui.dialogs.dialog_frame import DialogFrame
from migdesk.ui.dialogs.outside_link import copy_text
from migdesk.ui.guide_check.fault_model import FaultModel
from migdesk.ui.guide_check.fault_view import FaultView
from migdesk.ui.look.theme import Theme
from migdesk.ui.look.words import counted
from migdesk.ui.widgets.label import news_label, text_label
from migdesk.workspace.guide_faults import GuideFindings, look_through
from migdesk.workspace.steps import Step


class GuideCheckDialog(DialogFrame):
    """Stands beside the page, not in front of everything, so that an editor can go from fault to fault."""

    fault_requested = Signal(object, str)  # the Problem, and the permalink of the page where it is to be seen

    def __init__(self, folder: Path, title: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent, "Check this guide", width_in_characters=130)
        self.setModal(False)
        self._folder = folder
        self._check = Background(self)
        self._page_of: dict[str, str] = {}
        self.model = FaultModel(self)
        self.view = FaultView(self.model, theme)
        self.view.setMinimumHeight(self.fontMetrics().lineSpacing() * 14)
        self.state = news_label("")
        self.progress = QProgressBar()
        self.progress.setAccessibleName("How far the check is")
        self.cancel_button = QPushButton("Cancel")
        self.content.setSpacing(8)
        self.content.addWidget(text_label(f"{title}, in {folder}", muted=True))
        self.content.addWidget(self.state)
        row = QHBoxLayout()
        row.addWidget(self.progress, 1)
        row.addWidget(self.cancel_button)
        self.content.addLayout(row)
        self.content.addWidget(self.view, 1)
        self._add_buttons()
        self.view.fault_opened.connect(self._open)
        self.view.current_changed.connect(self._offer_page)
        self.start()
        self.fit()

    def start(self) -> None:
        """Check the guide as its files are now."""
        self._show_running(True)
        self.state.setText("Looking through the guide…")
        self.progress.setRange(0, 0)
        folder = self._folder
        self._check.run(lambda report: look_through(folder, report), self._found, self._failed, self._progressed)

    def done(self, result: int) -> None:
        """Close, and stop looking."""
        self._check.cancel()
        super().done(result)

    def cancel(self) -> None:
        """Stop looking; what was found before is not shown, as it is not all."""
        self._check.cancel()
        self._show_running(False)
        self.state.setText("The check was stopped, so it says nothing about the guide.")

    def _progressed(self, step: Step) -> None:
        self.progress.setRange(0, step.total)
        self.progress.setValue(step.done)
        self.state.show_quietly(f"Looking through the guide: page {min(step.done + 1, step.total)} of {step.total}")

    def _found(self, findings: GuideFindings) -> None:
        self._page_of = dict(findings.page_of)
        self.model.fill(findings.faults)
        self._show_running(False)
        self.state.setText(_summary(findings))
        self.view.show_from_start()
        (self.view if findings.faults else self.close_button).setFocus()

    def _failed(self, why: str) -> None:
        self.model.fill(())
        self._show_running(False)
        self.state.setText(f"The guide could not be checked. {why}")

    def _open(self, fault: Problem) -> None:
        permalink = self._page_of.get(fault.file)
        if permalink:
            self.fault_requested.emit(fault, permalink)
        else:
            self.state.setText(f"{fault.file} is on no page of its own. Open it in your editor at line {fault.line}.")

    def _offer_page(self) -> None:
        fault = self.view.current_fault()
        self.open_button.setEnabled(fault is not None and fault.file in self._page_of)

    def _open_current(self) -> None:
        fault = self.view.current_fault()
        if fault is not None:
            self._open(fault)

    def _add_buttons(self) -> None:
        self.copy_button = self.add_button("Copy all")
        self.again_button = self.add_button("Check again")
        self.open_button = self.add_button("Open the page")
        self.close_button = self.add_button("Close", primary=True)
        self.cancel_button.setAutoDefault(False)
        self.cancel_button.clicked.connect(self.cancel)
        self.copy_button.clicked.connect(lambda: copy_text(self.model.as_text(), self.copy_button))
        self.again_button.clicked.connect(self.start)
        self.open_button.clicked.connect(self._open_current)
        self.close_button.clicked.connect(self.accept)

    def _show_running(self, running: bool) -> None:
        if running:
            self.model.fill(())
            self.copy_button.setText("Copy all")
        self.progress.setVisible(running)
        self.cancel_button.setVisible(running)
        if running:
            self.cancel_button.setFocus()
        self.view.setEnabled(bool(self.model.rowCount()))
        self.again_button.setEnabled(not running)
        self.copy_button.setEnabled(bool(self.model.rowCount()))
        self._offer_page()


def _summary(findings: GuideFindings) -> str:
    faults = [fault for fault in findings.faults if fault.severity == "fault"]
    remarks = len(findings.faults) - len(faults)
    besides = f", and {counted(remarks, 'remark')}" if remarks else ""
    if not faults:
        looked = f"{counted(len(findings.page_of), 'file')} of pages and steps were looked through"
        return f"No faults found{besides}. {looked}."
    files = len({fault.file for fault in faults})
    return (
        f"{counted(len(faults), 'fault')} in {counted(files, 'file')}{besides}. "
        "Enter opens the page at the section of the fault."
    )
