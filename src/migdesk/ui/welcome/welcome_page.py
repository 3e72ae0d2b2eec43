"""The first start: who are you, and where do you want to begin? Or a record that came from elsewhere: who are you?"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from migdesk.base.errors import KnownError
from migdesk.practice.event import Actor
from migdesk.ui.look.middle import put_in_the_middle
from migdesk.ui.look.theme import Theme
from migdesk.ui.look.words import counted
from migdesk.ui.people.hand_over import is_role_meant
from migdesk.ui.people.known_people_list import KnownPeopleList
from migdesk.ui.people.person_dialog import WHAT_IS_RECORDED
from migdesk.ui.people.person_form import PersonForm
from migdesk.ui.session.session import Session
from migdesk.ui.welcome.door import Door
from migdesk.ui.widgets.focus_holder import FocusHolder
from migdesk.ui.widgets.label import news_label, text_label

MOST_WIDTH = 900
SENTENCE = (
    "The guide to moving a GP practice to another clinical system, with a checklist for each practice beside it. "
    "Everything stays on this computer: nothing is sent anywhere."
)


class WelcomePage(FocusHolder):
    """Asks once, then leads to a practice, to the board, or to a made-up practice to try things out on."""

    finished = Signal(str)  # the practice to open; empty for the board
    move_in_requested = Signal()  # bring in what another computer wrote when its record moved

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ground")
        self._session = session
        workspace = session.workspace
        self._found = tuple(name for name in workspace.names() if not name.archived)
        only_one = self._found[0].id if len(self._found) == 1 else ""
        known = workspace.people.known(only_one) if self._found else ()
        self.people = KnownPeopleList(known, None, workspace.definitions)
        self.person = PersonForm(workspace.definitions, workspace.actor, known=known)
        self.doors: tuple[Door, ...]
        if self._found:
            self.found_door = Door("Go on", "Open what was found here.")
            self.doors = (self.found_door,)
        else:
            self.own_door = Door("My practice", "I work at a practice that is moving. Enter its details and start.")
            self.visits_door = Door(
                "I visit practices", "I help several practices to move. Go to the board of them all."
            )
            self.sample_door = Door("Look round", "Try everything on a made-up practice. It is marked as a sample.")
            self.doors = (self.own_door, self.visits_door, self.sample_door)
        self.move_in_button = QPushButton("I come from another computer…")
        self.move_in_button.setToolTip("Bring in the file that “Move to another computer” wrote there")
        self.move_in_button.setVisible(not self._found)
        self.move_in_button.clicked.connect(self.move_in_requested)
        self.problem = news_label(wrong=True)
        self.problem.hide()
        self._lay_out()
        for door, go in zip(self.doors, self._ways(), strict=True):
            door.clicked.connect(lambda _=False, go=go: self._enter(go))
        self.people.choose(None)
        self.people.person_chosen.connect(self._fill)
        self.person.person_matched.connect(self.people.choose)
        self.person.name.returnPressed.connect(self.person.role.setFocus)
        self.person.role_line.returnPressed.connect(self.person.organisation.setFocus)
        self.person.organisation.returnPressed.connect(self.doors[0].setFocus)

    def first_field(self) -> QWidget:
        return self.person

    def _enter(self, go: Callable[[], None]) -> None:
        """Take the person's name first; whichever door they chose, a change needs somebody behind it."""
        self.problem.hide()
        try:
            actor = self.person.read()
        except KnownError:
            return
        if not is_role_meant(self, self._session, actor):
            self.person.role.setFocus()
            return
        try:
            self._session.workspace.people.switch(actor)
            self._session.actor_changed.emit()
            go()
        except KnownError as error:
            self.problem.setText(str(error))
            self.problem.show()

    def _ways(self) -> tuple[Callable[[], None], ...]:
        """Return where each of the doors leads."""
        if self._found:
            return (self._open_found,)
        return self._add_own, partial(self.finished.emit, ""), self._add_sample

    def _fill(self, person: Actor | None) -> None:
        if person is None:
            self.person.clear()
        else:
            self.person.fill(person)

    def _open_found(self) -> None:
        self.finished.emit(self._found[0].id if len(self._found) == 1 else "")

    def _add_own(self) -> None:
        from migdesk.ui.dialogs.practice_dialog import add_practice

        practice_id = add_practice(self._session, self)
        if practice_id:
            self.finished.emit(practice_id)

    def _add_sample(self) -> None:
        self.finished.emit(self._session.workspace.samples.add_riverside())

    def _lay_out(self) -> None:
        title = text_label("Welcome to migdesk", heading="1")
        who = text_label("Who are you?", heading="2")
        why = text_label(WHAT_IS_RECORDED, muted=True)
        where = text_label("Where do you want to start?", heading="2")
        sentence = text_label(SENTENCE)
        self.people.setVisible(bool(self.people.people))
        if self._found:
            sentence.setText(f"A record of {counted(len(self._found), 'practice')} was found here. Who are you?")
            who.hide()
            where.hide()
        doors = QHBoxLayout()
        doors.setSpacing(14)
        for door in self.doors:
            doors.addWidget(door, 1)
        column = QVBoxLayout()
        column.setSpacing(8)
        for widget, space in (
            (title, 2),
            (sentence, 14),
            (who, 0),
            (why, 2),
            (self.people, 4),
            (self.person, 14),
            (where, 2),
        ):
            column.addWidget(widget)
            column.addSpacing(space)
        column.addLayout(doors)
        column.addSpacing(4)
        column.addWidget(self.move_in_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.problem)
        self._centre(column)

    def _centre(self, column: QVBoxLayout) -> None:
        """Put the column in the middle; with a large font it scrolls rather than being cut."""
        inner = QWidget()
        inner.setMaximumWidth(MOST_WIDTH)
        inner.setLayout(column)
        column.setContentsMargins(0, 0, 0, 0)
        ground = QWidget()
        ground.setObjectName("ground")
        put_in_the_middle(ground, inner, share=100, above=2).setContentsMargins(24, 16, 24, 16)
        area = QScrollArea()
        area.setWidget(ground)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)
