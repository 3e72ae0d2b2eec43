"""The top of the pane: how many references the practice has acknowledged, and what that means."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from migdesk.practice.progress import Progress
from migdesk.ui.look.theme import Theme
from migdesk.ui.references_pane.reference_words import headline, parties_in_words
from migdesk.ui.widgets.label import rich_label, text_label
from migdesk.ui.widgets.progress_bar import ProgressBar

_WHAT_IT_IS = (
    "An acknowledgement says that a named person, in their role, knows a reference. It keeps the exact words shown, "
    "and for whom they speak: each party has its own count."
)


class ReferencesHeader(QWidget):
    """The count, the progress bar, and one sentence."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.headline = rich_label()
        self.bar = ProgressBar(theme)
        self.parties = text_label()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(7)
        column.addWidget(self.headline)
        column.addWidget(self.bar)
        column.addWidget(self.parties)
        column.addWidget(text_label(_WHAT_IT_IS, muted=True))

    def show_progress(self, progress: Progress) -> None:
        """Show how far the practice is."""
        self.headline.setText(headline(progress))
        self.parties.setText(parties_in_words(progress))
        self.parties.setVisible(bool(self.parties.text()))
        self.bar.show_progress(progress.acknowledged, len(progress.references))
