"""The question before a plan changes: what moves, what speaks against it, what it settles, what is open."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from migdesk.checklist.plan.conflict_order import by_importance
from migdesk.checklist.plan.conflicts import Conflict
from migdesk.ui.dialogs.dialog_frame import DialogFrame
from migdesk.ui.look.words import counted
from migdesk.ui.plan_pane.change_words import asks_for_a_look, count_line
from migdesk.ui.plan_pane.moves_model import MovesModel
from migdesk.ui.plan_pane.moves_view import MovesView
from migdesk.ui.plan_pane.open_before_box import OpenBeforeBox
from migdesk.ui.widgets.label import text_label
from migdesk.workspace.plan.commands import PlanPreview

OpenRow = Callable[[str, str], object]
TakeWhy = Callable[[str], object]

_MOST_ROWS_AT_ONCE = 9
_SEARCH_FROM = 15
"""Rows; a shorter list is read faster than it is searched."""
_MOST_CONFLICTS_IN_FULL = 3
_LONGEST_REASON = 500


class PlanChangeDialog(DialogFrame):
    """Shows a preview. Accepted means "Change the plan"; Esc leaves it as it is, and so does going to an open row."""

    row_requested = Signal(str, str)  # a register, and a row of it or nothing

    def __init__(self, parent: QWidget | None, question: str, preview: PlanPreview, *, asks_why: bool = False) -> None:
        """With `asks_why` a reason can be given, where a milestone that had a date moves."""
        super().__init__(parent, question, width_in_characters=96)
        self.setWindowTitle("Change the plan")
        self.count = text_label(count_line(preview))
        self.model = MovesModel(preview, self)
        self.view = MovesView(self.model)
        self.search = QLineEdit()
        self.why = QLineEdit()
        self._lay_out(preview)
        if asks_why and any(move.moves and move.before for move in preview.milestones):
            self._ask_why()
        self.leave_button = self.add_button("Leave it as it is")
        self.leave_button.clicked.connect(self.reject)
        words = "Mark it as happened" if preview.open_before else "Change the plan"
        self.change_button = self.add_button(words, primary=True, default=True)
        self.change_button.clicked.connect(self.accept)
        self.change_button.setFocus()
        self.fit()

    def _lay_out(self, preview: PlanPreview) -> None:
        self.content.setSpacing(10)
        self.content.addWidget(self.count)
        new, settled = by_importance(preview.new_conflicts), preview.settled_conflicts
        if new:
            self.content.addWidget(_conflict_box(new))
        if preview.open_before:
            still_open = OpenBeforeBox(preview.open_before)
            still_open.row_requested.connect(self._go)
            self.content.addWidget(still_open)
        if settled:
            self.content.addWidget(text_label(_settled_line(settled)))
        rows = self.model.rowCount()
        self.search.setPlaceholderText("Find in this list")
        self.search.setAccessibleName("Find in the list of what moves")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self.model.search)
        self.search.setVisible(rows >= _SEARCH_FROM)
        self.view.setVisible(rows > 0)
        row_height = self.view.verticalHeader().defaultSectionSize()
        head = self.view.horizontalHeader().sizeHint().height()
        self.view.setMinimumHeight(min(rows, 4) * row_height + head + 4)
        if rows <= _MOST_ROWS_AT_ONCE:
            self.view.setFixedHeight(rows * row_height + head + 4)
        self.content.addWidget(self.search)
        self.content.addWidget(self.view, 1)

    def _ask_why(self) -> None:
        label = text_label("Why it moves (can be left empty)", buddy=self.why, muted=True)
        self.why.setAccessibleName(label.text())
        self.why.setPlaceholderText("kept with the move, and told in the report")
        self.why.setMaxLength(_LONGEST_REASON)
        self.content.addWidget(label)
        self.content.addWidget(self.why)

    def _go(self, register: str, row: str) -> None:
        self.reject()
        self.row_requested.emit(register, row)

    def fit(self) -> None:
        """Be as high as a good part of a long list needs."""
        super().fit()
        rows = self.model.rowCount()
        if not self.isVisible() and rows > _MOST_ROWS_AT_ONCE:
            more = (_MOST_ROWS_AT_ONCE - 4) * self.view.verticalHeader().defaultSectionSize()
            most = int(self.screen().availableGeometry().height() * 0.92)
            self.resize(self.width(), min(self.height() + more, most))


def _conflict_box(conflicts: Sequence[Conflict]) -> QFrame:
    """Return what the change would bring about, in a yellow box."""
    box = QFrame()
    box.setObjectName("warning")
    layout = QVBoxLayout(box)
    layout.setContentsMargins(12, 8, 12, 8)
    layout.setSpacing(4)
    heading = text_label("Check this before you go on.", heading="3")
    layout.addWidget(heading)
    for conflict in conflicts[:_MOST_CONFLICTS_IN_FULL]:
        layout.addWidget(text_label(conflict.text))
    more = conflicts[_MOST_CONFLICTS_IN_FULL:]
    if more:
        layout.addWidget(text_label(f"And: {'; '.join(conflict.title for conflict in more)}."))
    spoken = " ".join([heading.text(), *(conflict.text for conflict in conflicts)])
    box.setAccessibleName(spoken)
    box.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return box


def _settled_line(settled: Sequence[Conflict]) -> str:
    titles = "; ".join(conflict.title for conflict in settled)
    return f"This settles {counted(len(settled), 'warning')}: {titles}."


def agrees_to_change(
    parent: QWidget | None,
    question: str,
    preview: PlanPreview,
    open_row: OpenRow = lambda _register, _row: None,
    take_why: TakeWhy | None = None,
) -> bool:
    """Tell whether the person wants a change, having seen what it moves; one that moves nothing is not asked about.

    `open_row` goes to a row of a register, where they would rather see to that first. `take_why` gets the reason.
    """
    if not asks_for_a_look(preview):
        return True
    dialog = PlanChangeDialog(parent, question, preview, asks_why=take_why is not None)
    dialog.row_requested.connect(open_row)
    wanted = bool(dialog.exec())
    if wanted and take_why:
        take_why(dialog.why.text())
    return wanted
