"""The Plan: all milestones as cards to change, what speaks against their dates, and the timeline below."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from migdesk.base.errors import KnownError, UserError
from migdesk.checklist.plan.dates import GO_LIVE
from migdesk.ui.background import Background
from migdesk.ui.exchange.settle_strip import SettleStrip
from migdesk.ui.look.margins import side_margin
from migdesk.ui.look.theme import Theme
from migdesk.ui.plan_pane.bank_holidays import load_bank_holidays
from migdesk.ui.plan_pane.change_plan import change_plan
from migdesk.ui.plan_pane.conflict_boxes import ConflictBoxes
from migdesk.ui.plan_pane.milestone_cards import MilestoneCards
from migdesk.ui.plan_pane.milestone_change import ChangeRequest
from migdesk.ui.plan_pane.milestone_editor import MilestoneEditor
from migdesk.ui.plan_pane.no_dates import NoDates
from migdesk.ui.plan_pane.no_practice import NoPractice
from migdesk.ui.plan_pane.plan_heading import PlanHeading
from migdesk.ui.plan_pane.plan_output import print_plan, save_picture
from migdesk.ui.plan_pane.timeline.timeline import Timeline
from migdesk.ui.session.session import Session
from migdesk.ui.session.settings import Settings
from migdesk.workspace.changes import Changes
from migdesk.workspace.plan.view import PlanView

TIMELINE_LINES = 13
"""How many lines of text the timeline is high at least; where that is too much, the whole screen scrolls."""


class PlanScreen(QWidget):
    """Reads the plan of the practice in hand whenever it is in sight, and follows changes from then on."""

    leave_requested = Signal()  # back to the checklist
    board_requested = Signal()  # there is no practice in hand to show
    guide_requested = Signal(str)  # a permalink with anchor
    phase_requested = Signal(str)  # a phase's id, to be shown in the checklist
    register_requested = Signal(str, str)  # a register, and a row of it or nothing
    message = Signal(str)  # what has been done that is no change of the record

    def __init__(
        self, session: Session, theme: Theme, settings: Settings | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("ground")
        self._session = session
        self._settings = settings or Settings()
        self._shown_practice = ""
        self._stale = True
        self._wants_conflicts = False
        self.plan: PlanView | None = None
        self.editor: MilestoneEditor | None = None
        self.heading = PlanHeading()
        self.cards = MilestoneCards(theme)
        self.conflicts = ConflictBoxes()
        self.settle = SettleStrip(session)
        self.timeline = Timeline(theme)
        self._no_dates: NoDates | None = None
        self._came_from: QWidget | None = None  # had the keyboard before the editor
        self.no_practice = NoPractice()
        self._background = Background(self)
        self._saving = Background(self)
        self._lay_out()
        self._join()

    # what the window may ask

    def focus_current(self) -> None:
        """Give the keyboard to Go-Live's card, or to the question that stands in its place."""
        if self.editor is not None:
            self.editor.start()
        elif self.plan is not None and self._stack.currentWidget() is self._dated:
            self.cards.cards[GO_LIVE].setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._no_dates is not None and self._stack.currentWidget() is self._no_dates:
            self._no_dates.go_live.line.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.no_practice.button.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def no_dates(self) -> NoDates:
        """The question in place of a plan without dates; few practices ever see it, so it is built when one does."""
        if self._no_dates is None:
            self._no_dates = NoDates(self._session.workspace.today)
            self._no_dates.change_requested.connect(self._apply_first_date)
            self._stack.addWidget(self._no_dates)
        return self._no_dates

    def open_milestone(self, milestone: str) -> None:
        """Open the editor under a milestone's card, in place of any other that is open."""
        if self.plan is None or milestone not in self.cards.cards:
            return
        card, focus = self.cards.cards[milestone], self.focusWidget()
        self._came_from = focus if focus is not None and self.timeline.isAncestorOf(focus) else card
        self._drop_editor()
        self._scroll.ensureWidgetVisible(card)
        editor = self.editor = MilestoneEditor(self.plan, milestone, self)
        editor.change_requested.connect(self._apply_edited)
        editor.closed.connect(self.close_editor)
        editor.guide_requested.connect(self.guide_requested)
        self.cards.show_open(milestone)
        editor.place_under(card)
        editor.show()
        editor.raise_()
        editor.start()

    def close_editor(self) -> None:
        """Close the editor and give the keyboard back to what had it: the milestone's card, or its row in the table."""
        if self.editor is None:
            return
        back = self._came_from or self.cards.cards[self.editor.milestone.id]
        self._drop_editor()
        back.setFocus(Qt.FocusReason.OtherFocusReason)

    def save_picture(self) -> None:
        """Ask where the picture of the timeline goes, and write it."""
        save_picture(self, self._session, self.timeline, self._settings, self._saving, self.message.emit)

    def print_plan(self) -> None:
        """Show the timeline as it will be printed, and print it from there."""
        print_plan(self, self._session, self.timeline)

    def _show_zoom(self) -> None:
        """Offer only the steps that there are."""
        self.heading.zoom_in_button.setEnabled(self.timeline.can_zoom_in)
        self.heading.zoom_out_button.setEnabled(self.timeline.can_zoom_out)

    def change_settings(self) -> None:
        """Enter leave, or plan the cutover rehearsal."""
        from migdesk.ui.plan_pane.plan_settings_dialog import PlanSettingsDialog

        PlanSettingsDialog(self._session, self).exec()
        self.heading.settings_button.setFocus()

    # Qt's events

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale or self.plan is None or self.plan.today != self._session.workspace.today:
            self._refresh()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The dates are on the screen before anything is looked for that speaks against them."""
        super().paintEvent(event)
        if self._wants_conflicts:
            self._wants_conflicts = False
            load_bank_holidays(self._background, self._show_conflicts, self._session.refused.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        margin = side_margin(self.width())
        self._layout.setContentsMargins(margin, 14, margin, margin - 6)
        self._layout.activate()
        self._place_editor()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.editor is not None:
            self.close_editor()
        else:
            self.leave_requested.emit()

    # following

    def _on_change(self, changes: Changes) -> None:
        if changes.practice_id == self._session.practice_id:
            self._follow()

    def _follow(self) -> None:
        if self.isVisible():
            self._refresh()
        else:
            self._stale = True

    def _refresh(self) -> None:
        self._stale = False
        if self._shown_practice != self._session.practice_id:
            self._shown_practice = self._session.practice_id
            self._drop_editor()
            self.conflicts.show_conflicts(())
            self.conflicts.start_folded()
            if self._no_dates is not None:
                self._no_dates.start(self._session.workspace.today)
        self.plan = self._read()
        dated = self.plan is not None and any(milestone.date for milestone in self.plan.milestones)
        self.heading.show_plan(self.plan if dated else None)
        progress = self._session.progress if self.plan is not None else None
        self.settle.show_item("", progress.conflicts if progress else ())
        if self.plan is None:
            self._stack.setCurrentWidget(self.no_practice)
        elif not dated:
            self._drop_editor()
            self._stack.setCurrentWidget(self.no_dates)
        else:
            self.cards.show_plan(self.plan)
            self.timeline.show_plan(self.plan)
            self._stack.setCurrentWidget(self._dated)
            self._renew_editor(self.plan)
        self._wants_conflicts = dated
        self.update()

    def _read(self) -> PlanView | None:
        """Return the plan of the practice in hand; None where there is none, or its addition was undone."""
        try:
            return self._session.workspace.plans.view(self._session.practice_id)
        except UserError:
            return None

    def _renew_editor(self, plan: PlanView) -> None:
        """The editor shows a change that came from elsewhere, unless that would take away what is being typed."""
        editor = self.editor
        if editor is None or editor.has_unsaved_answers or editor.milestone == plan.milestone(editor.milestone.id):
            return
        self.open_milestone(editor.milestone.id)

    def _show_conflicts(self) -> None:
        if not self.isVisible() or self.plan is None:
            return
        try:
            found = self._session.workspace.plans.conflicts(self._session.practice_id)
        except KnownError:  # the practice is gone again; a refresh is on its way
            return
        self.conflicts.show_conflicts(found)

    # changing

    def _apply_edited(self, request: ChangeRequest) -> None:
        if self.editor is not None and self._apply(request, self.editor):
            self.close_editor()

    def _apply_first_date(self, request: ChangeRequest) -> None:
        if self._apply(request, self.no_dates):
            self.focus_current()

    def _apply(self, request: ChangeRequest, asker: MilestoneEditor | NoDates) -> bool:
        """Make the change that an answer asks for, once the person has seen what it moves; True where it was made."""
        try:
            return change_plan(self._session, self, request, self.register_requested.emit)
        except UserError as error:
            asker.show_problem(str(error))
            return False

    def _place_editor(self) -> None:
        """Keep the editor at its card while that moves."""
        if self.editor is not None:
            self.editor.place_under(self.cards.cards[self.editor.milestone.id])

    def _drop_editor(self) -> None:
        if self.editor is not None:
            editor, self.editor = self.editor, None
            editor.hide()
            editor.deleteLater()
            self.cards.show_open("")

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Going elsewhere in the window closes the editor, unless something in it is not saved."""
        editor = self.editor
        if editor is None or new is None or new.window() is not self.window():
            return
        if new is not editor and not editor.isAncestorOf(new) and not editor.has_unsaved_answers:
            self._drop_editor()

    # building

    def _lay_out(self) -> None:
        self._dated = QWidget()
        column = QVBoxLayout(self._dated)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.cards)
        column.addWidget(self.conflicts)
        column.addWidget(self.timeline, 1)
        self._stack = QStackedWidget()
        for page in (self._dated, self.no_practice):
            self._stack.addWidget(page)
        inside = QWidget()
        inside.setObjectName("ground")
        self._layout = QVBoxLayout(inside)
        self._layout.setSpacing(10)
        self._layout.addWidget(self.heading)
        self._layout.addWidget(self.settle)
        self._layout.addWidget(self._stack, 1)
        self._scroll = QScrollArea()
        self._scroll.setObjectName("planScroll")
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll)
        self._size_timeline()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._size_timeline()

    def _size_timeline(self) -> None:
        self.timeline.setMinimumHeight(self.fontMetrics().lineSpacing() * TIMELINE_LINES)

    def _join(self) -> None:
        heading, timeline = self.heading, self.timeline
        heading.leave_requested.connect(self.leave_requested)
        heading.settings_requested.connect(self.change_settings)
        heading.print_requested.connect(self.print_plan)
        heading.picture_requested.connect(self.save_picture)
        heading.zoom_out_requested.connect(timeline.zoom_out)
        heading.zoom_fit_requested.connect(timeline.zoom_fit)
        heading.zoom_in_requested.connect(timeline.zoom_in)
        heading.table_toggled.connect(timeline.set_table_shown)
        self._scroll.verticalScrollBar().valueChanged.connect(self._place_editor)
        self.cards.opened.connect(self.open_milestone)
        self.conflicts.guide_requested.connect(self.guide_requested)
        timeline.milestone_requested.connect(self.open_milestone)
        timeline.phase_requested.connect(self.phase_requested)
        timeline.absence_requested.connect(self.change_settings)
        timeline.zoom_changed.connect(self._show_zoom)
        self.no_practice.board_requested.connect(self.board_requested)
        self._session.changed.connect(self._on_change)
        self._session.practice_chosen.connect(self._follow)
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]
