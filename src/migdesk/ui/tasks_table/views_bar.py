"""The views of the table of tasks: those that are always there, those that somebody saved, and how rows are grouped."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from migdesk.ui.look.chip import chip
from migdesk.ui.tasks_table.table_settings import BUILT_IN, Grouping, TaskView
from migdesk.ui.widgets.button import quiet_button
from migdesk.ui.widgets.calm_combo_box import CalmComboBox
from migdesk.ui.widgets.flow_layout import FlowLayout
from migdesk.ui.widgets.label import text_label
from migdesk.ui.widgets.menu_entries import MenuEntry, fill_menu

_GROUPINGS: dict[Grouping, str] = {
    "phase": "Phase",
    "owner": "Owner",
    "status": "Status",
    "due": "Week",
    "": "Nothing",
}


class ViewsBar(QWidget):
    """Requests only."""

    view_requested = Signal(object)
    save_requested = Signal()
    remove_requested = Signal(str)
    grouping_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._made: dict[str, QPushButton] = {}
        self._line = QWidget()
        self._flow = FlowLayout(self._line, spacing=6, gap=10)
        self.save = quiet_button("Save this view…")
        self.save.clicked.connect(self.save_requested)
        self.grouping = CalmComboBox()
        self.grouping.setAccessibleName("Group by")
        for key, title in _GROUPINGS.items():
            self.grouping.addItem(title, key)
        self.grouping.activated.connect(lambda _: self.grouping_changed.emit(str(self.grouping.currentData())))
        by = text_label("Group by", muted=True, buddy=self.grouping)
        by.setWordWrap(False)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._line, 1)
        layout.addWidget(by, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self.grouping, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_views(self, saved: Sequence[TaskView], shown: TaskView, count: Callable[[TaskView], int]) -> None:
        """Show the views with how many tasks each has, and which is shown."""
        views = {view.name: view for view in (*BUILT_IN, *saved)}
        if list(views) != list(self._made):
            self._build(views)
        for name, view in views.items():
            words = f"{name} {count(view):,}"
            self._made[name].setText(words.replace("&", "&&"))
            self._made[name].setAccessibleName(words)
        for name, made in self._made.items():
            made.setChecked(views[name] == shown)
        self.save.setVisible(not any(view == shown for view in views.values()))
        self.grouping.setCurrentIndex(self.grouping.findData(shown.grouping))
        self._views = views

    def _build(self, views: dict[str, TaskView]) -> None:
        while self._flow.takeAt(0):
            pass
        for made in self._made.values():
            made.deleteLater()
        self._made = {}
        built_in = {view.name for view in BUILT_IN}
        for name in views:
            made = chip(name, f"Show the view “{name}”")
            made.clicked.connect(lambda _=False, chosen=name: self.view_requested.emit(self._views[chosen]))
            if name not in built_in:
                made.setToolTip(f"Show the view “{name}”. Its menu removes it.")
                made.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
                made.customContextMenuRequested.connect(lambda place, chosen=name: self._open_menu(chosen, place))
            self._flow.addWidget(made)
            self._made[name] = made
        self._flow.addWidget(self.save)

    def _open_menu(self, name: str, place: QPoint) -> None:
        menu = QMenu(self)
        fill_menu(menu, (MenuEntry("Remove this view", lambda: self.remove_requested.emit(name)),))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._made[name].mapToGlobal(place))
