"""The head of the table of tasks: titles that sort, and under each the filter of its column."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton, QWidget

from migdesk.ui.look.theme import Theme
from migdesk.ui.tasks_table.table_settings import DoneFilter, DueFilter, TaskFilter
from migdesk.ui.tasks_table.task_rows import NOBODY, Column
from migdesk.ui.widgets.calm_combo_box import CalmComboBox
from migdesk.ui.widgets.choosing_box import ChoosingHead
from migdesk.ui.widgets.focus_order import chain

_DELAY_MS = 60
_DUE: dict[DueFilter, str] = {
    "": "Any day",
    "late": "Overdue",
    "7 days": "Within 7 days",
    "14 days": "Within 14 days",
    "28 days": "Within 28 days",
    "none": "Without a date",
}
_DONE: dict[DoneFilter, str] = {"": "Any day", "7 days": "Last 7 days", "28 days": "Last 28 days", "not": "Not done"}


class FilterHead(ChoosingHead):
    """Says what is wanted whenever that changes."""

    wanted_changed = Signal(object)
    table_wanted = Signal()

    def __init__(self, theme: Theme, statuses: Mapping[str, str], parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.setAccessibleName("Sort by")
        self._wanted = TaskFilter()
        self._words = _words_field("Words of the task")
        self._note = _words_field("Words of the note")
        self._timer = QTimer(self, singleShot=True, interval=_DELAY_MS)
        self._timer.timeout.connect(self._announce)
        for field in (self._words, self._note):
            field.textChanged.connect(lambda _: self._timer.start())
            field.returnPressed.connect(self.table_wanted)
        self._phases = ChoicesButton("Phase", "Any phase")
        self._owners = ChoicesButton("Owner", "Anybody")
        self._statuses = ChoicesButton("Status", "Any")
        self._statuses.offer(statuses)
        for button in (self._phases, self._owners, self._statuses):
            button.changed.connect(self._announce)
        self._due, self._done = _box("Due", _DUE), _box("Done on", _DONE)
        for box in (self._due, self._done):
            box.activated.connect(self._announce)
        self.fields: dict[Column, QWidget] = {
            Column.TASK: self._words,
            Column.PHASE: self._phases,
            Column.OWNER: self._owners,
            Column.DUE: self._due,
            Column.STATUS: self._statuses,
            Column.DONE_ON: self._done,
            Column.LAST_NOTE: self._note,
        }
        for part in self.fields.values():
            part.setParent(self)
            part.show()
        chain(list(self.fields.values()))
        self.sectionResized.connect(lambda *_: self.place_fields())

    def offer(self, phases: Mapping[str, str], owners: Iterable[str]) -> None:
        """Offer the phases, by id, and the owners that there are."""
        self._phases.offer(phases)
        self._owners.offer({**{name: name for name in sorted(owners, key=str.casefold) if name}, "": NOBODY})

    def show_wanted(self, wanted: TaskFilter) -> None:
        """Show filters as they are set. Tells nobody."""
        self._wanted = wanted
        for field, text in ((self._words, wanted.words), (self._note, wanted.note)):
            if field.text().strip() != text:
                field.blockSignals(True)
                field.setText(text)
                field.blockSignals(False)
        self._phases.choose(wanted.phases)
        self._owners.choose(wanted.owners)
        self._statuses.choose(wanted.statuses)
        self._due.setCurrentIndex(self._due.findData(wanted.due))
        self._done.setCurrentIndex(self._done.findData(wanted.done))

    def focus_words(self) -> None:
        self._words.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def sizeHint(self) -> QSize:
        titles = super().sizeHint()
        return QSize(titles.width(), titles.height() + self._room)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        painter.fillRect(rect, self.palette().base())
        super().paintSection(painter, rect.adjusted(0, 0, 0, -self._room), section)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.position().y() < self.height() - self._room:
            super().mouseReleaseEvent(event)

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() in (QEvent.Type.Resize, QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.Show):
            self.place_fields()
        return handled

    def place_fields(self) -> None:
        """Put each filter under its title; one whose column is not shown is hidden."""
        top = self.height() - self._room + 3
        for column, field in self.fields.items():
            field.setVisible(not self.isSectionHidden(column))
            left, width = self.sectionViewportPosition(column), self.sectionSize(column)
            field.setGeometry(left + 3, top, max(20, width - 6), self._room - 7)

    @property
    def _room(self) -> int:
        return self._due.sizeHint().height() + 8

    def _announce(self) -> None:
        wanted = TaskFilter(
            words=self._words.text().strip(),
            phases=self._phases.chosen,
            owners=self._owners.chosen,
            due=self._due.currentData(),
            statuses=self._statuses.chosen,
            done=self._done.currentData(),
            note=self._note.text().strip(),
            mine=self._wanted.mine,
        )
        if wanted != self._wanted:
            self._wanted = wanted
            self.wanted_changed.emit(wanted)


class ChoicesButton(QPushButton):
    """Opens a list in which several can be ticked; it stays open until it is left."""

    changed = Signal()

    def __init__(self, name: str, any_words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("choices")
        self._name = name
        self._any = any_words
        self._titles: dict[str, str] = {}
        self.chosen: tuple[str, ...] = ()
        self._menu = _StayingMenu(self)
        self._menu.triggered.connect(self._turned)
        self.setMenu(self._menu)
        self._show()

    def offer(self, titles: Mapping[str, str]) -> None:
        """Offer these by their ids."""
        if dict(titles) == self._titles:
            return
        self._titles = dict(titles)
        self._menu.clear()
        for key, title in titles.items():
            entry = QAction(title.replace("&", "&&"), self._menu)
            entry.setCheckable(True)
            entry.setData(key)
            self._menu.addAction(entry)
        self.choose(self.chosen)

    def choose(self, chosen: Sequence[str]) -> None:
        """Show what is chosen. Tells nobody."""
        self.chosen = tuple(chosen)
        for entry in self._menu.actions():
            entry.setChecked(entry.data() in self.chosen)
        self._show()

    def _turned(self) -> None:
        self.chosen = tuple(str(entry.data()) for entry in self._menu.actions() if entry.isChecked())
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        names = [self._titles.get(key, key) for key in self.chosen]
        words = names[0] if len(names) == 1 else f"{len(names)} chosen" if names else self._any
        self._words = words
        self._fit()
        self.setToolTip(", ".join(names))
        self.setAccessibleName(f"{self._name}: {words}")
        self.setProperty("set", bool(names))
        self.style().polish(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - self.fontMetrics().horizontalAdvance("\N{EN SPACE} ▾") - 12
        words = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        self.setText(f"\N{EN SPACE}{words.replace('&', '&&')} ▾")


class _StayingMenu(QMenu):
    """A click or Space turns an entry and leaves the menu open; Enter turns it and closes."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        entry = self.actionAt(event.position().toPoint())
        if entry is not None and entry.isCheckable():
            entry.trigger()
        else:
            super().mouseReleaseEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Space:
            entry = self.activeAction()
            if entry is not None:
                entry.trigger()
            return True
        return super().event(event)


def _words_field(name: str) -> QLineEdit:
    field = QLineEdit()
    field.setPlaceholderText(name)
    field.setAccessibleName(name)
    field.setClearButtonEnabled(True)
    return field


def _box(name: str, titles: Mapping[Any, str]) -> CalmComboBox:
    box = CalmComboBox()
    box.setAccessibleName(name)
    for key, title in titles.items():
        box.addItem(title, key)
    box.setSizeAdjustPolicy(CalmComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(4)
    return box
