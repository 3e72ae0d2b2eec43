"""The frame of a row's form: its head, the part that scrolls, and the buttons at its foot."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from migdesk.ui.widgets.button import quiet_button
from migdesk.ui.widgets.focus_holder import FocusHolder
from migdesk.ui.widgets.label import text_label


class FormFrame(FocusHolder):
    """Shows nothing yet but how to choose a row. `all_wanted` asks for all fields, or for fewer again."""

    step_requested = Signal(int)
    close_requested = Signal()
    all_wanted = Signal()
    history_wanted = Signal()
    guide_wanted = Signal()
    remove_wanted = Signal()
    save_wanted = Signal()
    cancel_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rowForm")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = text_label(heading="2")
        self.about = text_label(muted=True)
        self.hint = text_label("Choose a row to see all of it, or add one.", muted=True)
        self.problems = text_label(wrong=True)
        self.rule = QFrame()
        self.rule.setFrameShape(QFrame.Shape.HLine)
        self.rule.setObjectName("rule")
        body = QWidget()
        body.setObjectName("panel")
        self.inside = QVBoxLayout(body)
        self.inside.setContentsMargins(16, 4, 14, 12)
        self.inside.setSpacing(8)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(body)
        self._filler = QWidget()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._head())
        layout.addWidget(self.area, 1)
        layout.addWidget(self._filler, 1)
        self._foot_frame = self._foot()
        layout.addWidget(self._foot_frame)

    def first_field(self) -> QWidget:
        return self.hint

    def show_closing(self, shown: bool) -> None:
        """Show the button that closes the form, where it lies over the table."""
        self._close.setVisible(shown)

    def show_stepping(self, possible: bool) -> None:
        """Let the person step to the row before and after, where there are others."""
        for button in (self._before, self._after):
            button.setEnabled(possible)

    def show_more(self, words: str) -> None:
        """Say what the button does that shows all fields; empty where there is nothing more to show."""
        self._more.setText(words)
        self._more.setVisible(bool(words))

    def arrange(self, *, is_row: bool, is_new: bool) -> None:
        """Show the parts that are for a row, for a new one, or for none."""
        shown = is_row or is_new
        for widget in (self.area, self._foot_frame, self.title, self.about):
            widget.setVisible(shown)
        for widget in (self.hint, self._filler):
            widget.setVisible(not shown)
        for widget in (self._before, self._after, self._history, self._guide, self._remove, self.rule):
            widget.setVisible(is_row)
        for widget in (self._save, self._cancel):
            widget.setVisible(is_new)
        self.problems.setVisible(is_row and bool(self.problems.text()))

    def _head(self) -> QVBoxLayout:
        self._before, self._after = QPushButton("‹"), QPushButton("›")
        for button, name, step in ((self._before, "Row before", -1), (self._after, "Next row", 1)):
            button.setProperty("narrow", True)
            button.setAccessibleName(name)
            button.setToolTip(name)
            button.clicked.connect(lambda _=False, step=step: self.step_requested.emit(step))
        self._close = quiet_button("Close", "Close the form (Esc)")
        self._close.clicked.connect(self.close_requested)
        self._close.hide()
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self.title, 1)
        for button in (self._before, self._after, self._close):
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        head = QVBoxLayout()
        head.setContentsMargins(16, 12, 14, 4)
        head.setSpacing(2)
        head.addLayout(line)
        head.addWidget(self.about)
        head.addWidget(self.hint)
        return head

    def _foot(self) -> QWidget:
        self._history = quiet_button("History", "History of this row")
        self._more = quiet_button("All fields")
        self._guide = quiet_button("Guide ›", "Guide ›: the section for this row")
        self._remove = quiet_button("Remove…", "Remove… this row")
        self._cancel, self._save = QPushButton("Cancel"), QPushButton("Add this row")
        self._save.setProperty("primary", True)
        foot = QFrame()
        foot.setObjectName("formFoot")
        line = QHBoxLayout(foot)
        line.setContentsMargins(12, 5, 10, 5)
        line.setSpacing(4)
        for button, wanted in (
            (self._history, self.history_wanted),
            (self._more, self.all_wanted),
            (self._guide, self.guide_wanted),
            (self._remove, self.remove_wanted),
            (self._cancel, self.cancel_wanted),
            (self._save, self.save_wanted),
        ):
            if button is self._remove:
                line.addStretch(1)
            button.clicked.connect(wanted)
            line.addWidget(button)
        return foot
