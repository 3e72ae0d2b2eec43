"""The open part of a reference: why it matters, where to read it, its exact words, and who has acknowledged them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from migdesk.checklist.definitions import Address, Definitions, Reference
from migdesk.practice.entries import Acknowledgement
from migdesk.practice.event import Actor
from migdesk.practice.progress import ReferenceProgress
from migdesk.ui.look.theme import Theme
from migdesk.ui.references_pane.acknowledgement_entry import AcknowledgementEntry, WithdrawnEntry
from migdesk.ui.references_pane.address_link import AddressLink
from migdesk.ui.references_pane.sign_box import SignBox
from migdesk.ui.widgets.button import flush_left, quiet_button
from migdesk.ui.widgets.label import text_label

_NO_LINK = "The guide gives no link"
_SIGN_IN_FIRST = "Say who you are first: your name and role go into the record with every change."


class ReferenceBody(QWidget):
    """Built when its row is opened. What can change is redrawn piece by piece, so that the focus stays where it is."""

    outside_requested = Signal(str)  # an address
    acknowledge_requested = Signal()
    withdraw_requested = Signal(str)  # the id of an acknowledgement
    identity_requested = Signal()
    history_requested = Signal()
    focus_lost = Signal()  # what had the focus is gone, and the row should take it

    def __init__(
        self,
        reference: Reference,
        definitions: Definitions,
        theme: Theme,
        signed_under: Callable[[Acknowledgement], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._signed_under = signed_under
        self._definitions = definitions
        self._theme = theme
        self._links: list[AddressLink] = []
        self._standing: dict[str, AcknowledgementEntry] = {}
        self._withdrawn: dict[str, WithdrawnEntry] = {}
        self.sign_box = SignBox(definitions)
        self.sign_box.acknowledge_requested.connect(self.acknowledge_requested)
        self.sign_box.identity_requested.connect(self.identity_requested)
        self._nobody = text_label("Nobody yet.", muted=True)
        self._withdrawn_title = text_label("Withdrawn", heading="3")
        self._standing_column = QVBoxLayout()
        self._withdrawn_column = QVBoxLayout()
        self._history_button = quiet_button("History", f"History of {reference.name}")
        self._history_button.clicked.connect(self.history_requested)
        self._lay_out(reference)

    def show_reference(self, reference: ReferenceProgress, actor: Actor | None, read_only_because: str) -> None:
        """Show who has acknowledged the reference, and whether `actor` can."""
        focused = QApplication.focusWidget()
        inside = focused if focused is not None and self.isAncestorOf(focused) else None
        self.sign_box.show_reference(reference, actor, read_only_because)
        self._show_standing(reference)
        self._show_withdrawn(reference)
        for entry in self._standing.values():
            entry.allow_withdrawing(actor is not None and not read_only_because, read_only_because or _SIGN_IN_FIRST)
        if inside is not None and not (inside.isVisible() and inside.isEnabled()):
            self.focus_lost.emit()

    def entries(self) -> list[AcknowledgementEntry]:
        """Return the acknowledgements that stand, as shown, oldest first."""
        return list(self._standing.values())

    def focus_chain(self) -> list[QWidget]:
        """Return what the Tab key visits, in the order on the screen."""
        chain: list[QWidget] = [
            *self._links,
            self.sign_box.document,
            self.sign_box.button,
            self.sign_box.identity_button,
        ]
        for entry in self._standing.values():
            chain += entry.focus_chain()
        return [*chain, self._history_button]

    # what changes

    def _show_standing(self, reference: ReferenceProgress) -> None:
        wanted = {each.key: each for each in reference.standing}
        for gone in self._standing.keys() - wanted.keys():
            _discard(self._standing.pop(gone))
        for place, (entry_id, each) in enumerate(wanted.items()):
            if entry_id not in self._standing:
                entry = AcknowledgementEntry(each, reference.wording, self._definitions, self._signed_under(each))
                entry.withdraw_requested.connect(self.withdraw_requested)
                self._standing[entry_id] = entry
                self._standing_column.insertWidget(place, entry)
                entry.show()
        self._standing = {entry_id: self._standing[entry_id] for entry_id in wanted}
        self._nobody.setVisible(not wanted)

    def _show_withdrawn(self, reference: ReferenceProgress) -> None:
        wanted = {f"{each.key} {withdrawal.key}": (each, withdrawal) for each, withdrawal in reference.withdrawn}
        for gone in self._withdrawn.keys() - wanted.keys():
            _discard(self._withdrawn.pop(gone))
        for place, (key, (each, withdrawal)) in enumerate(wanted.items()):
            if key not in self._withdrawn:
                self._withdrawn[key] = WithdrawnEntry(each, withdrawal, self._definitions)
                self._withdrawn_column.insertWidget(place, self._withdrawn[key])
                self._withdrawn[key].show()
        self._withdrawn_title.setVisible(bool(wanted))

    # what stays

    def _lay_out(self, reference: Reference) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(6)
        column.addWidget(text_label(reference.why))
        self._add_addresses(reference, column)
        if reference.changed:
            column.addSpacing(4)
            column.addWidget(self._changed_box(reference))
        column.addSpacing(8)
        column.addWidget(self.sign_box)
        column.addSpacing(8)
        column.addWidget(text_label("Acknowledged so far", heading="3"))
        column.addWidget(self._nobody)
        for entries in (self._standing_column, self._withdrawn_column):
            entries.setSpacing(0)
        column.addLayout(self._standing_column)
        column.addWidget(self._withdrawn_title)
        column.addLayout(self._withdrawn_column)
        column.addLayout(flush_left(self._history_button))

    def _add_addresses(self, reference: Reference, column: QVBoxLayout) -> None:
        notes = reference.notes or ""
        if not reference.addresses and not notes.startswith(_NO_LINK):
            column.addWidget(text_label(f"{_NO_LINK}.", muted=True))
        for address in (*reference.addresses, *reference.related):
            column.addWidget(self._link(address))
        if notes:
            column.addWidget(text_label(notes, muted=True))

    def _changed_box(self, reference: Reference) -> QFrame:
        box = QFrame()
        box.setObjectName("warning")
        inside = QVBoxLayout(box)
        inside.setContentsMargins(12, 8, 12, 8)
        inside.setSpacing(4)
        inside.addWidget(text_label("Changed since the guide was written", heading="3"))
        inside.addWidget(text_label(reference.changed))
        if reference.changed_url:
            inside.addWidget(self._link(Address("Read the official page", reference.changed_url)))
        return box

    def _link(self, address: Address) -> AddressLink:
        link = AddressLink(address.label, address.url, self._theme)
        link.outside_requested.connect(self.outside_requested)
        self._links.append(link)
        return link


def _discard(widget: QWidget) -> None:
    widget.hide()
    widget.deleteLater()
