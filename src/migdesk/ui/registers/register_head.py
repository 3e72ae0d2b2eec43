"""The top of a register: what it is for, where the guide asks for it, its tasks, and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from migdesk.guide.guide import Guide
from migdesk.practice.progress import TaskProgress
from migdesk.practice.status import STATUS_WORDS, Status
from migdesk.ui.look.words import counted
from migdesk.ui.registers.list_model import state_in_figures
from migdesk.ui.widgets.button import quiet_button
from migdesk.ui.widgets.calm_combo_box import CalmComboBox
from migdesk.ui.widgets.flow_layout import FlowLayout
from migdesk.ui.widgets.label import text_label
from migdesk.workspace.registers.view import RegisterView


class RegisterHead(QWidget):
    """Requests only; the entries of its menu are the screen's."""

    add_requested = Signal()
    link_requested = Signal(str)
    task_requested = Signal(str)
    grid_requested = Signal()  # the register by categories and days

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link = ""
        self.back = quiet_button("‹ Back")
        self.box = CalmComboBox()
        self.box.setAccessibleName("Register")
        self._tasks: tuple[TaskProgress, ...] = ()
        self.heading = text_label(heading="1")
        self.heading.setStyleSheet("font-size: 18pt;")  # as on the board
        self.more = QPushButton("More ▾")
        self.more.setAccessibleName("More ▾: columns, suggested rows, copying and pasting")
        self.menu = QMenu(self.more)
        self.more.setMenu(self.menu)
        self.add = QPushButton("Add a row")
        self.add.setProperty("primary", True)
        self.add.clicked.connect(self.add_requested)
        self._purpose = text_label(muted=True)
        self._guide = quiet_button("")
        self._guide.clicked.connect(lambda: self.link_requested.emit(self._link))
        self._grid = quiet_button("By category and day ›")
        self._grid.clicked.connect(self.grid_requested)
        self._tasks_button = quiet_button("")
        self._tasks_menu = QMenu(self._tasks_button)
        self._tasks_button.setMenu(self._tasks_menu)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.back)
        line.addWidget(self.box, 1)
        line.addWidget(self.heading, 1)
        line.addWidget(self.more)
        line.addWidget(self.add)
        links = QWidget()
        flow = FlowLayout(links, spacing=14, gap=14)
        for button in (self._guide, self._tasks_button, self._grid):
            button.setProperty("flush", True)
            flow.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(line)
        layout.addWidget(self._purpose)
        layout.addWidget(links)

    def show_register(self, view: RegisterView, link_title: str) -> None:
        """Show what a register is for, and where the guide's section is, by its title."""
        register = view.register
        self.heading.setText(register.title)
        self._purpose.setText(register.purpose)
        self._link = register.link
        self._guide.setText(f"{link_title} ›".replace("&", "&&"))
        self._guide.setAccessibleName(f"{link_title} ›, in the guide")
        self._guide.setVisible(bool(link_title))
        self._grid.setVisible(register.grid is not None)

    def show_views(self, views: Sequence[RegisterView], chosen: str) -> None:
        """Offer the registers in the box, each with how far it is."""
        words = [(f"{view.register.title}: {state_in_figures(view)}", view.register.id) for view in views]
        if words != [(self.box.itemText(place), self.box.itemData(place)) for place in range(self.box.count())]:
            self.box.clear()
            for title, register_id in words:
                self.box.addItem(title, register_id)
            self.box.setCurrentIndex(self.box.findData(chosen))

    def show_tasks(self, tasks: Sequence[TaskProgress]) -> None:
        """Show how many of a register's tasks are done; its menu leads to each."""
        self._tasks = tuple(tasks)
        counting = [task for task in tasks if task.status != Status.NOT_APPLICABLE]
        done = sum(task.status == Status.DONE for task in counting)
        words = f"☑ {done} of {counted(len(counting), 'task')} done"
        self._tasks_button.setText(f"{words} ▾")
        self._tasks_button.setAccessibleName(f"{words} ▾: show the tasks of this register")
        self._tasks_button.setVisible(bool(tasks))
        self._tasks_menu.clear()
        for task in tasks:
            entry = QAction(f"{task.title}: {STATUS_WORDS[task.status].lower()}".replace("&", "&&"), self._tasks_menu)
            entry.triggered.connect(lambda _=False, task_id=task.id: self.task_requested.emit(task_id))
            self._tasks_menu.addAction(entry)

    def show_box(self, shown: bool) -> None:
        """Show the box that stands in for the list, and for the heading, where there is no room for them."""
        for widget in (self.back, self.box):
            widget.setVisible(shown)
        self.heading.setVisible(not shown)

    def show_purpose(self, shown: bool) -> None:
        """Show what it is for, unless that stands elsewhere or there is little room."""
        self._purpose.setVisible(shown)

    def focus_add(self) -> None:
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)


def title_of_link(guide: Guide, link: str) -> str:
    """Return the page and section that a link leads to, by their titles; empty where it leads to none."""
    permalink, _, anchor = link.partition("#")
    if guide.resolve(link, "/").kind != "page":
        return ""
    page = guide.render(permalink)
    section = next((section.title for section in page.sections if section.anchor == anchor), "")
    return f"{page.title}: {section}" if section else page.title
