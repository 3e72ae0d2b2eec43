"""What is attached to an item, oldest first, with what can be done with each; and the way to attach more."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from migdesk.base.size_words import size_words
from migdesk.ui.evidence.file_drop import FileDrop
from migdesk.ui.look.words import breakable, moment
from migdesk.ui.session.session import Session
from migdesk.ui.widgets.button import flush_left, quiet_button
from migdesk.ui.widgets.focus_order import chain, stop_before
from migdesk.ui.widgets.label import text_label

if TYPE_CHECKING:
    from migdesk.ui.evidence.evidence_actions import EvidenceActions
    from migdesk.workspace.evidence.view import EvidenceView


class EvidenceList(QWidget):
    """The evidence of one item. Files may be dropped on it, and on whatever `take_drops_on` names."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._practice_id = ""
        self._item = ""
        self._shown: tuple[EvidenceView, ...] = ()
        self._buttons: list[QPushButton] = []
        self._keyboard_went_to: QWidget | None = None
        self.heading = text_label("Attached", heading="3")
        self.heading.hide()
        self._entries = QWidget()
        self.attach = quiet_button("Attach a file…")
        self.attach.setToolTip("Files can be dropped here too. At most 25 MB each.")
        self.attach.clicked.connect(lambda: self.actions_on_evidence.choose_files(self._practice_id, self._item))
        self.keep = quiet_button("Keep an address…")
        self.keep.setToolTip("The path or web address of a document that stays where it is.")
        self.keep.clicked.connect(lambda: self.actions_on_evidence.keep_address(self._practice_id, self._item))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(self.heading)
        self._column.addWidget(self._entries)
        self._column.addLayout(flush_left(self.attach, self.keep))
        self.take_drops_on(self)

    @cached_property
    def actions_on_evidence(self) -> EvidenceActions:
        """What can be done with evidence: no start needs the code of it."""
        from migdesk.ui.evidence.evidence_actions import EvidenceActions

        actions = EvidenceActions(self._session, self)
        actions.busy.connect(self._show_busy)
        return actions

    def take_drops_on(self, area: QWidget) -> None:
        """Have files that are dropped on `area` attached to the item that is shown."""
        FileDrop(area, self._attach_dropped)

    def show_item(self, item: str) -> None:
        """Show what is attached to an item of the practice in hand, brought up to date for the same one."""
        self._practice_id, self._item = self._session.practice_id, item
        views = self._views()
        if views != self._shown:
            self._rebuild(views)

    def _views(self) -> tuple[EvidenceView, ...]:
        """Return what is attached. Most items have nothing, which is seen without reading anything more."""
        progress = self._session.progress
        attachments = progress.state.attachments.values() if progress else ()
        if not self._item or not any(entry.item == self._item for entry in attachments):
            return ()
        return self._session.workspace.evidence.of(self._practice_id, self._item)

    def _attach_dropped(self, paths: list[Path]) -> None:
        if self._item:
            self.actions_on_evidence.attach_files(self._practice_id, self._item, paths)

    def _show_busy(self, busy: bool) -> None:
        window = self.window()
        had_keyboard = window.focusWidget() is self.attach
        self.attach.setEnabled(not busy)
        self.attach.setText("Reading…" if busy else "Attach a file…")
        if busy:  # a button that is disabled hands the keyboard on: it has it back, if nobody went elsewhere meanwhile
            self._keyboard_went_to = window.focusWidget() if had_keyboard else None
        elif self._keyboard_went_to is not None and window.focusWidget() is self._keyboard_went_to:
            self.attach.setFocus(Qt.FocusReason.OtherFocusReason)

    def _rebuild(self, views: tuple[EvidenceView, ...]) -> None:
        self._shown = views
        self._buttons.clear()
        entries = QWidget()
        column = QVBoxLayout(entries)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for view in views:
            column.addWidget(self._entry(view))
        self._column.replaceWidget(self._entries, entries)
        self._entries.hide()
        self._entries.deleteLater()
        self._entries = entries
        for widget in (entries, self.heading):
            widget.setVisible(bool(views))
        if self._buttons:
            chain([stop_before(self.attach), *self._buttons, self.attach])

    def _entry(self, view: EvidenceView) -> QWidget:
        name = text_label(breakable(view.name))
        name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        widget = QWidget()
        layout = QVBoxLayout(widget)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(name)
        layout.addWidget(text_label(breakable(self._about(view)), muted=True))
        layout.addLayout(flush_left(*self._entry_buttons(view)))
        return widget

    def _about(self, view: EvidenceView) -> str:
        by = f"{view.by.name}, {moment(view.at, self._session.workspace.today)}"
        if not view.is_file:
            return by if view.address == view.name else f"{view.address} · {by}"
        here = (
            "" if view.is_here else " · not here yet: it comes from where it was attached, with a package or the share"
        )
        return f"{size_words(view.size)} · {by}{here}"

    def _entry_buttons(self, view: EvidenceView) -> list[QPushButton]:
        actions, practice = self.actions_on_evidence, self._practice_id
        offered: list[tuple[str, Callable[[], object]]] = []
        if view.is_web_address or view.is_here:
            offered.append(("Open", partial(actions.open, practice, view)))
        if view.is_here:
            offered.append(("Save a copy…", partial(actions.save, practice, view)))
        if not view.is_file and not view.is_web_address:
            offered.append(("Copy the path", partial(actions.copy_address, view)))
        offered.append(("Take off…", partial(actions.take_off, practice, view)))
        buttons = []
        for words, action in offered:
            button = quiet_button(words, f"{words}: {view.name}")
            button.clicked.connect(lambda _=False, action=action: action())
            buttons.append(button)
        self._buttons += buttons
        return buttons
