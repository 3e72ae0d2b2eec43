"""Goes to places in the window: pages, tasks, phases, practices, tabs and whole screens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from migdesk.practice.rows import row_of_item
from migdesk.ui.guide_pane.contents_view import ContentsView
from migdesk.ui.main_window.panes import Side
from migdesk.ui.main_window.right_pane import RightPane, Tab
from migdesk.ui.main_window.shell import Shell
from migdesk.ui.main_window.whole_screens import WholeScreens
from migdesk.ui.session.session import Session

if TYPE_CHECKING:  # the search is built when it is first asked
    import re

    from migdesk.practice.exchange.package import Package
    from migdesk.ui.guide_changes.changes_html import Place
    from migdesk.workspace.search.search import Hit


class Navigation(QObject):
    """Everything that shows another place of one window goes through here."""

    frame_shown = Signal(bool)  # whether header and status line stand around what is shown

    def __init__(
        self, shell: Shell, session: Session, contents: ContentsView, right: RightPane, screens: WholeScreens
    ) -> None:
        super().__init__(shell)
        self._shell = shell
        self._session = session
        self._contents = contents
        self._right = right
        self._screens = screens
        self._reads_for_a_task = False
        self._trail: list[QWidget] = []  # what was shown one after the other, each once: the way back
        screens.practice_opened.connect(self.open_practice)
        screens.task_opened.connect(self.open_task)
        screens.phase_requested.connect(self.show_phase)
        screens.link_requested.connect(self.read_link)
        screens.work_requested.connect(self.back_to_work)
        screens.back_requested.connect(self.back)
        shell.stack.currentChanged.connect(self._follow)
        screens.board_requested.connect(self.show_board)
        screens.week_requested.connect(self.show_week)
        screens.register_requested.connect(self.show_register)
        screens.plan_requested.connect(self.show_plan)
        session.sign_off_requested.connect(self.show_sign_off)

    # the guide

    def open_page(self, permalink: str, anchor: str = "") -> None:
        """Show a page of the guide, at a section if there is one."""
        self.show_work()
        self._shell.open_page(permalink, anchor)

    def open_link(self, link: str) -> None:
        """Show what a permalink with an anchor leads to, and mark the section for a moment."""
        permalink, _, anchor = link.partition("#")
        self.open_page(permalink, anchor)
        if anchor:
            self._shell.guide.view.flash_section(anchor)

    def read_link(self, link: str) -> None:
        """Show what a link leads to, and give the keyboard to the page."""
        self.open_link(link)
        self._shell.guide.focus_page()

    def read_section_of_task(self, link: str) -> None:
        """Show the section behind the task in hand and give the page the keyboard, until `back_to_task`."""
        self.read_link(link)
        self._reads_for_a_task = True

    def back_to_task(self) -> bool:
        """Give the keyboard back to the task whose section is being read; False where nobody came from one."""
        focus = self._shell.focusWidget()
        here = self._reads_for_a_task and focus is not None and self._shell.guide.isAncestorOf(focus)
        self._reads_for_a_task = False
        if here:
            self._right.focus_current()
        return here

    def show_change(self, place: Place) -> None:
        """Show where something is new: a section of the guide, or a task."""
        if place.kind == "guide":
            self.read_link(place.target)
            return
        task = self._session.workspace.definitions.task_by_id.get(place.target)
        if task is not None and self._session.practice_id:
            self.open_task(self._session.practice_id, task.id)
        elif task is not None and task.link:
            self.read_link(task.link)

    # the practice in hand

    def open_practice(self, practice_id: str) -> None:
        """Take a practice in hand and show its checklist beside the guide."""
        self._session.choose_practice(practice_id)
        self.back_to_work()

    def open_task(self, practice_id: str, task_id: str) -> None:
        """Take a practice in hand and show one of its tasks, or a row of a register."""
        if practice_id and practice_id != self._session.practice_id:
            self._session.choose_practice(practice_id)
        if place := row_of_item(task_id):
            self.show_register(*place)
            return
        self.show_work()
        if self._session.practice_id:
            self._shell.panes.set_shown(Side.CHECKLIST, True)
            self._right.show_task(task_id)
            self._right.focus_current()

    def show_phase(self, phase_id: str) -> None:
        """Show a phase in the checklist."""
        self.show_work()
        self._shell.panes.set_shown(Side.CHECKLIST, True)
        self._right.show_phase(phase_id)
        self._right.focus_current()

    def show_section_tasks(self, permalink: str, anchor: str) -> None:
        """Show the tasks of a page's section in the checklist."""
        page = self._session.workspace.guide.render(permalink)
        title = next((section.title for section in page.sections if section.anchor == anchor), page.title)
        self._shell.panes.set_shown(Side.CHECKLIST, True)
        self._right.show_section(f"{permalink}#{anchor}" if anchor else permalink, title)

    def show_tab(self, tab: Tab) -> None:
        """Show the checklist, the references or the plan beside the guide, and give it the keyboard."""
        self.show_work()
        self._shell.panes.set_shown(Side.CHECKLIST, True)
        self._right.show_tab(tab)
        self._right.focus_current()

    def filter_checklist(self) -> None:
        """Show the checklist, and give the keyboard to its filter."""
        self.show_tab(Tab.CHECKLIST)
        if self._session.practice_id:
            self._right.checklist.focus_filter()

    def take_chosen_practice(self) -> None:
        """While the board is shown, what is asked for is about the practice chosen on it: take that one in hand."""
        board = self._screens.shown_board
        chosen = board.selected_practice() if board else ""
        if chosen and chosen != self._session.practice_id:
            self._session.choose_practice(chosen)

    # screens

    def show_work(self) -> None:
        """Show the guide and the checklist."""
        self.frame_shown.emit(True)
        self._shell.stack.setCurrentWidget(self._shell.panes)

    def back_to_work(self) -> None:
        """Leave a whole-width screen for the checklist beside the guide."""
        self.show_work()
        self._right.focus_current()

    def back(self) -> None:
        """Leave a whole-width screen for where one came from: another of them, or the checklist beside the guide."""
        before = next(iter(self._trail[-2:-1]), None)
        match before:
            case None | self._shell.panes:
                self.back_to_work()
            case self._screens.board:
                self.show_board()
            case self._screens.week:
                self.show_week()
            case _:
                self._shell.stack.setCurrentWidget(before)
                before.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow(self) -> None:
        """Keep the way back: a screen that is on it already is where it ends now."""
        shown = self._shell.stack.currentWidget()
        if shown is not self._shell.panes and shown not in self._screens.every:
            return  # a screen that is shown once
        if shown in self._trail:
            del self._trail[self._trail.index(shown) + 1 :]
        else:
            self._trail.append(shown)

    def show_board(self) -> None:
        """Show all practices."""
        self.show_practices(())

    def show_practices(self, chosen: Sequence[str]) -> None:
        """Show all practices, with the first of those that are `chosen` by their ids selected."""
        self.frame_shown.emit(True)
        self._screens.show_board(chosen)

    def show_plan(self, milestone: str = "") -> None:
        """Show the plan of the practice in hand, or of the one chosen on the board."""
        self.take_chosen_practice()
        self.frame_shown.emit(True)
        self._screens.show_plan(milestone)

    def show_register(self, register: str = "", row: str = "") -> None:
        """Show a register of the practice in hand, or of the one chosen on the board, at a row of it.

        One that is counted by days has a screen of its own; its table stands among the others.
        """
        self.take_chosen_practice()
        if not self._session.practice_id:
            self.show_tab(Tab.REGISTERS)  # which says how to get a practice
            return
        known = self._session.workspace.registers.definitions.by_id.get(register)
        if known is not None and known.grid is not None:
            self.show_re_entry(row)
            return
        self.frame_shown.emit(True)
        self._screens.show_registers(register, row)

    def show_sign_off(self, practice_id: str = "", sign_off: str = "") -> None:
        """Show a sign-off of a practice: of the one in hand, or of the one chosen on the board."""
        self.take_chosen_practice()
        if practice_id and practice_id != self._session.practice_id:
            self._session.choose_practice(practice_id)
        if not self._session.practice_id:
            self.show_tab(Tab.CHECKLIST)  # which says how to get a practice
            return
        self.frame_shown.emit(True)
        self._screens.show_sign_off(sign_off)

    def show_week(self) -> None:
        """Show what is due over all practices."""
        self.frame_shown.emit(True)
        self._screens.show_week()

    def show_tasks(self) -> None:
        """Show all tasks of the practice in hand, or of the one chosen on the board, as a table."""
        self.take_chosen_practice()
        if not self._session.practice_id:
            self.show_tab(Tab.CHECKLIST)  # which says how to get a practice
            return
        self.frame_shown.emit(True)
        self._screens.show_tasks()

    def show_re_entry(self, row: str = "") -> None:
        """Show re-entry of the practice in hand, or of the one chosen on the board, at a row if one is named."""
        self.take_chosen_practice()
        self.frame_shown.emit(True)
        self._screens.show_re_entry(row)

    def show_take_in(self, package: Package, name: str, size: int) -> None:
        """Show what taking in a package would do."""
        self.frame_shown.emit(True)
        self._screens.show_take_in(package, name, size)

    def show_alone(self, screen: QWidget) -> None:
        """Show a screen without header and status line around it."""
        self._shell.stack.addWidget(screen)
        self._shell.stack.setCurrentWidget(screen)
        self.frame_shown.emit(False)

    # finding

    def find_words(self) -> None:
        """Find words where the person is: on the page, among the practices, or in what is due."""
        board, week, registers = self._screens.shown_board, self._screens.shown_week, self._screens.shown_registers
        if board is not None:
            board.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif week is not None:
            week.bar.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif registers is not None:
            registers.find_words()
        elif self._screens.shown_tasks is not None:
            self._screens.shown_tasks.find_words()
        else:
            self._shell.guide.find_words()

    def choose_hit(self, hit: Hit, words: re.Pattern[str] | None = None) -> None:
        """Go to what the search found; `words` finds on a page what was looked for, which is marked there."""
        if hit.practice_id and hit.practice_id != self._session.practice_id:
            self._session.choose_practice(hit.practice_id)
        self.show_work()
        match hit.kind:
            case "note" if hit.item in self._session.workspace.definitions.sign_off_by_id:
                self.show_sign_off(hit.practice_id, hit.item)
            case "row" | "note" if (place := row_of_item(hit.item)) is not None:
                self.show_register(*place)
            case "task" | "note" if self._session.practice_id:
                self.open_task(hit.practice_id, hit.item)
            case "reference":  # its link may lead outside; without a practice the tab says how to get one
                self._shell.panes.set_shown(Side.CHECKLIST, True)
                self._right.show_reference(hit.item)
            case "sign-off" if self._session.practice_id:
                self.show_sign_off(hit.practice_id, hit.item)
            case "practice":
                self._right.focus_current()
            case _:
                self.read_link(hit.link)
                if words:
                    begins = hit.title if hit.kind == "glossary" else ""
                    self._shell.guide.view.mark_words(words, hit.link.partition("#")[2], begins)

    def next_pane(self, step: int = 1) -> None:
        """Give the keyboard to the next pane (contents, page, checklist), and round again; with -1 the other way."""
        if self._screens.shown_registers is not None:
            self._screens.shown_registers.next_part(step)
            return
        panes: dict[QWidget, Callable[[], None]] = {
            self._contents: self._focus_contents,
            self._shell.guide: self._shell.guide.focus_page,
            self._right: self._right.focus_current,
        }
        shown = [pane for pane in panes if pane.isVisible()]
        focus = self._shell.focusWidget()
        here = next((n for n, pane in enumerate(shown) if focus and (pane is focus or pane.isAncestorOf(focus))), -1)
        if shown:
            panes[shown[(here + step) % len(shown) if here >= 0 else 0]]()

    def _focus_contents(self) -> None:
        self._contents.setFocus(Qt.FocusReason.ShortcutFocusReason)
