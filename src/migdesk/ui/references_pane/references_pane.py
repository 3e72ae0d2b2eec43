"""The “Information governance” tab: nine references that open in place, one at a time."""

from __future__ import annotations

from collections.abc import Container

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from migdesk.practice.entries import Acknowledgement
from migdesk.ui.dialogs.ask_until_saved import ask_until_saved
from migdesk.ui.look.theme import Theme
from migdesk.ui.people.person_words import person_line
from migdesk.ui.references_pane.reference_item import ReferenceItem
from migdesk.ui.references_pane.reference_words import open_count
from migdesk.ui.references_pane.references_header import ReferencesHeader
from migdesk.ui.session.session import Session
from migdesk.ui.widgets.focus_holder import FocusHolder
from migdesk.ui.widgets.label import text_label
from migdesk.workspace.changes import Changes


class ReferencesPane(FocusHolder):
    """Shows how the practice in hand stands with each reference, and records acknowledgements of them."""

    outside_requested = Signal(str)  # an address to open in the person's browser
    identity_requested = Signal()
    history_requested = Signal(str)  # a reference's id
    count_changed = Signal(int)  # how many references are still to be acknowledged, for the tab's badge

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self._count = 0
        self._items: dict[str, ReferenceItem] = {}
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Information governance")
        self._header = ReferencesHeader(theme)
        self._scroll = QScrollArea()
        self._list = QWidget()
        self._column = QVBoxLayout(self._list)
        self._build_list()
        self._pages = QStackedLayout(self)
        self._pages.addWidget(_no_practice())
        self._pages.addWidget(self._with_practice())
        session.practice_chosen.connect(self._show_other_practice)
        session.changed.connect(self._on_changed)
        session.actor_changed.connect(self._show_all)
        theme.changed.connect(self._repaint)
        self._show_all()

    def first_field(self) -> QWidget:
        """The keyboard begins at the reference that is open, else at the first."""
        return self._items[self.open_id() or next(iter(self._items))].row

    def count_open(self) -> int:
        """Return how many references the practice in hand still has to acknowledge; 0 while there is none."""
        return open_count(self._session.progress)

    def open_reference(self, reference_id: str) -> None:
        """Open a reference, scroll to it and give it the focus; an id that is not in the list is passed over."""
        if reference_id in self._items:
            self._open_only(reference_id)
            self._items[reference_id].row.setFocus()

    def open_id(self) -> str:
        """Return the id of the reference that is open; empty for none."""
        return next((item.reference_id for item in self._items.values() if item.is_open), "")

    # building

    def _build_list(self) -> None:
        self._list.setObjectName("panel")
        column = self._column
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        definitions = self._session.workspace.definitions
        for reference in definitions.references:
            item = ReferenceItem(reference, definitions, self._theme, self._signed_under)
            item.turn_requested.connect(self._turn)
            item.step_requested.connect(self._step)
            item.outside_requested.connect(self.outside_requested)
            item.identity_requested.connect(self.identity_requested)
            item.history_requested.connect(self.history_requested)
            item.acknowledge_requested.connect(self._acknowledge)
            item.withdraw_requested.connect(self._withdraw)
            self._items[reference.id] = item
            column.addWidget(item)
        column.addStretch(1)

    def _with_practice(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header)
        self._scroll.setWidget(self._list)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column.addWidget(self._scroll, 1)
        return page

    # showing

    def _signed_under(self, acknowledgement: Acknowledgement) -> str:
        under = self._session.workspace.guide_updates.under_which_words(acknowledgement)
        return under.version if under else ""

    def _show_all(self) -> None:
        self._show(self._items.keys())

    def _on_changed(self, changes: Changes) -> None:
        if changes.practice_id != self._session.practice_id:
            return
        touched = self._items.keys() if changes.everything else self._items.keys() & changes.items
        if touched:
            self._show(touched)

    def _show(self, reference_ids: Container[str]) -> None:
        progress = self._session.progress
        self._pages.setCurrentIndex(1 if progress else 0)
        if progress:
            self._header.show_progress(progress)
            actor, because = self._session.workspace.actor, self._session.workspace.why_read_only
            for reference in progress.references:
                if reference.reference.id in reference_ids:
                    self._items[reference.reference.id].show_reference(reference, actor, because)
        if self._count != self.count_open():
            self._count = self.count_open()
            self.count_changed.emit(self._count)

    def _show_other_practice(self) -> None:
        for item in self._items.values():
            item.close_body()
        self._scroll.verticalScrollBar().setValue(0)
        self._show_all()

    def _repaint(self) -> None:
        for item in self._items.values():
            item.row.update()

    # opening and going through

    def _turn(self, reference_id: str) -> None:
        if self._items[reference_id].is_open:
            self._items[reference_id].close_body()
        else:
            self._open_only(reference_id)

    def _open_only(self, reference_id: str) -> None:
        chosen = self._items[reference_id]
        top_before = self._top_of(chosen)
        for item in self._items.values():
            if item is not chosen:
                item.close_body()
        chosen.open()
        self._show({reference_id})
        self._lay_out_now()
        self._bring_into_view(chosen, top_before)

    def _step(self, reference_id: str, step: int) -> None:
        rows = list(self._items)
        place = min(max(rows.index(reference_id) + step, 0), len(rows) - 1)
        row = self._items[rows[place]].row
        row.setFocus(Qt.FocusReason.TabFocusReason)
        self._scroll.ensureWidgetVisible(row, 0, 0)

    def _top_of(self, item: ReferenceItem) -> int:
        return item.mapTo(self._scroll.viewport(), QPoint(0, 0)).y()

    def _lay_out_now(self) -> None:
        """Lay the list out at once: the place of the row is needed before Qt would get to it."""
        self._column.activate()
        QCoreApplication.sendEvent(self._scroll, QEvent(QEvent.Type.LayoutRequest))

    def _bring_into_view(self, item: ReferenceItem, top_before: int) -> None:
        """Keep the row under the pointer, then show as much of its body as there is room for."""
        bar, room = self._scroll.verticalScrollBar(), self._scroll.viewport().height()
        bar.setValue(bar.value() + self._top_of(item) - max(top_before, 0))
        hidden_below = self._top_of(item) + item.height() - room
        if hidden_below > 0:
            bar.setValue(bar.value() + min(hidden_below, self._top_of(item)))

    # changing the record

    def _acknowledge(self, reference_id: str) -> None:
        references, practice_id = self._session.workspace.references, self._session.practice_id
        body = self._items[reference_id].body
        document = body.sign_box.document.text() if body and body.sign_box.document.isVisibleTo(body) else ""
        self._session.attempt(references.acknowledge, practice_id, reference_id, document)

    def _withdraw(self, reference_id: str, acknowledgement_id: str) -> None:
        from migdesk.ui.dialogs.reason_dialog import ask_reason

        practice = self._session.practice
        acknowledgement = practice.acknowledgement(acknowledgement_id) if practice else None
        if practice is None or acknowledgement is None:
            return
        definitions = self._session.workspace.definitions
        reference = definitions.reference_by_id[reference_id].name
        person = person_line(acknowledgement.actor, definitions)
        question = f"Why is the acknowledgement of {reference} by {person} withdrawn? It stays in the history."
        references = self._session.workspace.references
        ask_until_saved(
            lambda typed: ask_reason(self, "Withdraw an acknowledgement", question, "Withdraw", typed or ""),
            lambda reason: self._session.succeeds(references.withdraw, practice.id, acknowledgement_id, reason),
        )


def _no_practice() -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(16, 24, 16, 16)
    column.addWidget(text_label("No practice in hand", heading="3"))
    column.addWidget(
        text_label("Choose or add a practice at the top, and you see here what it has acknowledged.", muted=True)
    )
    column.addStretch(1)
    return page
