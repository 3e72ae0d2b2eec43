"""The head of the Plan: its name, how its dates are found, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from migdesk.checklist.plan.dates import GO_LIVE
from migdesk.ui.widgets.label import text_label
from migdesk.workspace.plan.view import PlanView


class PlanHeading(QWidget):
    """Buttons only request; those that need dates are hidden while there are none."""

    leave_requested = Signal()
    settings_requested = Signal()
    print_requested = Signal()
    picture_requested = Signal()
    zoom_out_requested = Signal()
    zoom_fit_requested = Signal()
    zoom_in_requested = Signal()
    table_toggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = text_label("Plan", heading="1")
        self.about = text_label(muted=True)
        self.settings_button = _button(
            "Leave and rehearsal…", "Leave and rehearsal of cutover", self.settings_requested
        )
        self.print_button = _button("Print…", "Print the plan", self.print_requested)
        self.picture_button = _button("Save as picture…", "Save as picture: the whole plan", self.picture_requested)
        self.back_button = _button("Back", "Back", self.leave_requested)
        self.back_button.setToolTip("Back to where you came from (Esc)")
        self.zoom_out_button = _button("−", "Show more months", self.zoom_out_requested)
        self.zoom_fit_button = _button("Fit", "Fit the whole plan", self.zoom_fit_requested)
        self.zoom_in_button = _button("+", "Show fewer months, larger", self.zoom_in_requested)
        self.table_button = QPushButton("Show as a table")
        self.table_button.setCheckable(True)
        self.table_button.setProperty("toggle", True)
        self.table_button.setAutoDefault(False)
        self.table_button.toggled.connect(self.table_toggled)
        self._of_dates = (
            self.settings_button,
            self.print_button,
            self.picture_button,
            self.zoom_out_button,
            self.zoom_fit_button,
            self.zoom_in_button,
            self.table_button,
        )
        self._lay_out()

    def show_plan(self, view: PlanView | None) -> None:
        """Say how the dates are found; None stands for a plan without any."""
        for button in self._of_dates:
            button.setVisible(view is not None)
        self.about.setText(_about(view) if view else "")
        self.about.setVisible(view is not None)

    def _lay_out(self) -> None:
        for button in (self.zoom_out_button, self.zoom_fit_button, self.zoom_in_button):
            button.setProperty("narrow", True)
        top, below = QHBoxLayout(), QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.title, 1)
        for button in (self.settings_button, self.print_button, self.picture_button, self.back_button):
            top.addWidget(button)
        below.setSpacing(4)
        below.addWidget(self.about, 1)
        below.addSpacing(12)
        for button in (self.zoom_out_button, self.zoom_fit_button, self.zoom_in_button):
            below.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        below.addSpacing(4)
        below.addWidget(self.table_button, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(top)
        layout.addLayout(below)


def _button(text: str, name: str, signal: SignalInstance) -> QPushButton:
    button = QPushButton(text)
    button.setAccessibleName(name)
    button.setAutoDefault(False)
    if name != text:
        button.setToolTip(name)
    button.clicked.connect(signal)
    return button


def _about(view: PlanView) -> str:
    from_ = view.counts_from
    if from_ is None or from_.id == GO_LIVE:
        how = "Dates are worked back from Go-Live"
    else:
        what = "the order" if from_.id == "order" else from_.title
        how = f"Go-Live is not set, so dates are worked forwards from {what}"
    return f"{how} with the guide’s own timings. Set a date by hand and the rest follow."
