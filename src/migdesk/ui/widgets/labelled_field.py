"""One line of a form: what is asked for, the field, and under it a hint or what is wrong with the answer."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from migdesk.ui.look.restyle import set_look
from migdesk.ui.widgets.calm_combo_box import CalmComboBox
from migdesk.ui.widgets.date_field import DateField
from migdesk.ui.widgets.label import text_label


class LabelledField(QWidget):
    """Holds any editor. A problem takes the hint's place, so that forms rarely change height.

    `needed` says beside the title, and to screen readers, that it cannot be left empty.
    """

    def __init__(
        self, title: str, editor: QWidget, hint: str = "", parent: QWidget | None = None, *, needed: bool = False
    ) -> None:
        super().__init__(parent)
        self.editor = editor
        self._hint = hint
        self._needed = needed
        label = text_label(f"{title} (needed)" if needed else title, buddy=editor, heading="3")
        if not editor.accessibleName():
            editor.setAccessibleName(title)
        self._describe(hint)
        self._below = text_label(hint, muted=True)
        self._below.setVisible(bool(hint))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        for widget in (label, editor, self._below):
            layout.addWidget(widget)
        layout.addStretch(1)

    @property
    def problem(self) -> str:
        """What is wrong with the answer; empty when nothing is."""
        return self._below.text() if self._below.property("wrong") else ""

    def show_problem(self, text: str) -> None:
        """Say beside the field what is wrong; empty text brings the hint back."""
        if isinstance(self.editor, DateField):
            self.editor.show_problem(text)
            return
        self._below.setText(text or self._hint)
        self._below.setVisible(bool(text or self._hint))
        set_look(self._below, wrong=bool(text), muted=not text)
        set_look(self.editor, wrong=bool(text))
        self._describe(text or self._hint)

    def _describe(self, text: str) -> None:
        """Have screen readers say what stands below, from the first visit on."""
        if isinstance(self.editor, DateField):
            self.editor.set_hint(text)
            return
        words = ". ".join(part for part in ("Needed" if self._needed else "", text) if part)
        self.editor.setAccessibleDescription(words)


def line_edit(placeholder: str = "", most_characters: int = 200) -> QLineEdit:
    """Return a field for one line of text."""
    edit = QLineEdit()
    edit.setPlaceholderText(placeholder)
    edit.setMaxLength(most_characters)
    return edit


def suggesting_box(suggestions: tuple[str, ...], placeholder: str = "", most_characters: int = 200) -> QComboBox:
    """Return a field for one line of text that suggests answers and takes any other."""
    box = CalmComboBox()
    box.setEditable(True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    box.addItems(suggestions)
    box.setCurrentIndex(-1)
    box.setEditText("")
    inner_line(box).setPlaceholderText(placeholder)
    inner_line(box).setMaxLength(most_characters)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(12)
    return box


def inner_line(box: QComboBox) -> QLineEdit:
    """Return the field that an editable box is typed into."""
    line = box.lineEdit()
    if line is None:
        raise TypeError("this box cannot be typed into")
    return line
