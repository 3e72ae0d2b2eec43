"""What is new in the guide: at once where a newer version was found, and whenever somebody asks for what is unread."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QUrl, Signal
from PySide6.QtWidgets import QSizePolicy, QTextBrowser, QWidget

from migdesk.ui.dialogs.dialog_frame import DialogFrame
from migdesk.ui.guide_changes.changes_html import Place, PracticePart, changes_page
from migdesk.ui.widgets.label import text_label
from migdesk.workspace.guide_updates.snapshot import GuideChanges
from migdesk.workspace.guide_updates.update import GuideUpdate

PracticePartOf = Callable[[GuideChanges], PracticePart | None]


class ChangesDialog(DialogFrame):
    """One text from top to bottom: Tab goes from link to link, Enter follows one.

    Subclassed by what is done with an update; `follow` gets the place of each link.
    """

    def __init__(self, parent: QWidget | None, title: str, practice_part: PracticePartOf, *, marks: bool) -> None:
        super().__init__(parent, title, width_in_characters=96)
        self._practice_part = practice_part
        self._marks = marks
        self._places: tuple[Place, ...] = ()
        self.said = text_label()
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self.text.setAccessibleName(title)
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.text.setMinimumHeight(self.fontMetrics().lineSpacing() * 20)
        self.text.document().setDocumentMargin(10)
        self.text.anchorClicked.connect(self._clicked)
        self.content.setSpacing(8)
        self.content.addWidget(self.said)
        self.content.addWidget(self.text, 1)

    def show_update(self, update: GuideUpdate) -> None:
        """Show what differs, from where it was read before."""
        assert update.changes is not None
        bar = self.text.verticalScrollBar()
        where = bar.value()
        muted = self.palette().placeholderText().color().name()
        page = changes_page(update, self._practice_part(update.changes), muted=muted, marks=self._marks)
        self._places = page.places
        self.text.setHtml(page.html)
        bar.setValue(where)

    def follow(self, place: Place) -> None:
        """Go where a link leads."""
        raise NotImplementedError

    def _clicked(self, address: QUrl) -> None:
        number = address.toString()
        if number.isdecimal() and int(number) < len(self._places):
            self.follow(self._places[int(number)])


class UpdateDialog(ChangesDialog):
    """Stands before a newer version that was found: accepting it is what makes it count as shown.

    `followed` is the link that somebody pressed, for whoever shows it once the dialog is closed.
    """

    def __init__(self, parent: QWidget | None, update: GuideUpdate, practice_part: PracticePartOf, go_on: str) -> None:
        super().__init__(parent, "The guide has been updated", practice_part, marks=False)
        self.followed: Place | None = None
        self.said.setText(
            "What you did and signed stays as it was. “What is new since you last read”, in the menu More, lists this "
            "again until you have read it."
        )
        if go_on != GO_ON:
            self.add_button("Cancel").clicked.connect(self.reject)
        button = self.add_button(go_on, primary=True, default=True)
        button.clicked.connect(self.accept)
        self.show_update(update)
        button.setFocus()
        self.fit()

    def follow(self, place: Place) -> None:
        self.followed = place
        self.accept()


GO_ON, OPEN = "Go on", "Open this version"
"""What an update can be answered with: one that is here already, and one that is about to be opened."""


class UnreadDialog(ChangesDialog):
    """What is new since somebody last read; it may stay open beside the window, page after page."""

    place_requested = Signal(object)  # a Place in the guide, or a task
    read_requested = Signal(object)  # mark a Place as read; all where it is None

    def __init__(self, parent: QWidget | None, practice_part: PracticePartOf) -> None:
        super().__init__(parent, "What is new since you last read", practice_part, marks=True)
        self.setModal(False)
        self.said.setText("Comparing the guide with what you read last…")
        self.all_button = self.add_button("Mark all as read")
        self.all_button.setEnabled(False)
        self.all_button.clicked.connect(lambda: self.read_requested.emit(None))
        self.close_button = self.add_button("Close", primary=True)
        self.close_button.clicked.connect(self.accept)
        self.close_button.setFocus()
        self.fit()

    def show_unread(self, update: GuideUpdate) -> None:
        """Show what is still unread, and say so where nothing is."""
        new = update.changes is not None and update.changes.any
        self.text.setVisible(new)
        self.all_button.setEnabled(new)
        if new:
            self.said.setText("What is new stays in this list until you mark it as read.")
            self.show_update(update)
            self.text.setFocus()
        else:
            self.text.clear()
            self.said.setText("Nothing. The guide and its checklist are as you last read them.")
            self.close_button.setFocus()

    def say(self, why: str) -> None:
        """Say what stands in the way."""
        self.said.setText(why)

    def follow(self, place: Place) -> None:
        if place.kind in ("guide", "task"):
            self.place_requested.emit(place)
        else:
            self.read_requested.emit(place)
