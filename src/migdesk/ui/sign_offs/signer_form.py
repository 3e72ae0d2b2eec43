"""Who signs: a known person or somebody else, for whom they speak, and a remark; and the button that signs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from migdesk.checklist.definitions import Definitions
from migdesk.checklist.roles import PARTY_TITLES, party_of
from migdesk.practice.event import Actor
from migdesk.practice.parties import PRACTICE
from migdesk.ui.look.restyle import set_look
from migdesk.ui.people.person_words import person_line, person_title
from migdesk.ui.widgets.button import quiet_button
from migdesk.ui.widgets.calm_combo_box import CalmComboBox
from migdesk.ui.widgets.focus_holder import FocusHolder
from migdesk.ui.widgets.label import news_label, text_label
from migdesk.workspace.sign_offs.commands import MOST_REMARK

_MOST_CHARACTERS = 120


class SignerForm(FocusHolder):
    """Requests only: the screen signs. The keyboard starts on the name, never on the button."""

    sign_requested = Signal()
    paper_requested = Signal()
    somebody_else_requested = Signal()
    organisation_changed = Signal()

    def __init__(self, definitions: Definitions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._definitions = definitions
        self._people: tuple[Actor, ...] = ()
        self._here: Actor | None = None
        self._practice = ""
        self.name = CalmComboBox()
        self.name.setMinimumContentsLength(14)
        self.name.activated.connect(self._person_chosen)
        self.party = CalmComboBox()
        self.party.addItem("choose", "")
        for party, title in PARTY_TITLES.items():
            self.party.addItem(title, party)
        self.party.activated.connect(self._party_chosen)
        self.organisation = QLineEdit()
        self.organisation.setMaxLength(_MOST_CHARACTERS)
        self.organisation.textEdited.connect(self._changed)
        self.remark = QLineEdit()
        self.remark.setMaxLength(MOST_REMARK)
        self.remark.setPlaceholderText("if you wish")
        self.remark.setToolTip("It is kept beside the words. No patient details.")
        self.remark.setAccessibleDescription(self.remark.toolTip())
        self.button = QPushButton("I have read this and sign it")
        self.button.setProperty("primary", True)
        self.button.setAutoDefault(False)
        self.button.clicked.connect(self.sign_requested)
        self.paper = QPushButton("Signed on paper…")
        self.paper.setAutoDefault(False)
        self.paper.clicked.connect(self.paper_requested)
        self.once = QCheckBox()
        self.problem = news_label(wrong=True)
        self.problem.hide()
        self._who = text_label(muted=True)
        self._recorded = text_label(muted=True)
        self.not_you = quiet_button("Not you?", "Not you? Say who you are")
        self.not_you.clicked.connect(self.somebody_else_requested)
        self._lay_out()

    def first_field(self) -> QWidget:
        return self.name if self._people else self.not_you

    def show_people(self, people: Sequence[Actor], here: Actor | None, practice: str, can_write: bool) -> None:
        """Offer people, the one at the keyboard first; who was chosen stays chosen."""
        chosen = self.chosen()
        self._people, self._here, self._practice = tuple(people), here, practice
        self.name.clear()
        for person in self._people:
            self.name.addItem(person_title(person, self._definitions), person)
        self.name.addItem("Somebody else…", None)
        same = next((n for n, person in enumerate(self._people) if chosen and person.name == chosen.name), None)
        self.name.setCurrentIndex(same if same is not None else 0)
        if chosen is None or same is None:
            self._fill(self.chosen())
        for widget in (self.button, self.paper):
            widget.setEnabled(can_write)
        self._show_around()

    def choose(self, person: Actor) -> None:
        """Take somebody who has just been named."""
        if all(known.name != person.name for known in self._people):
            self._people = (person, *self._people)
        else:
            self._people = tuple(person if known.name == person.name else known for known in self._people)
        self.name.clear()
        for known in self._people:
            self.name.addItem(person_title(known, self._definitions), known)
        self.name.addItem("Somebody else…", None)
        self.name.setCurrentIndex(next(n for n, known in enumerate(self._people) if known.name == person.name))
        self._fill(person)
        self._show_around()

    def chosen(self) -> Actor | None:
        """Return who is chosen, as they are known."""
        found = self.name.currentData()
        return found if isinstance(found, Actor) else None

    def signer(self) -> Actor | None:
        """Return who signs, with the party and organisation that the form names; None where nobody is chosen."""
        person = self.chosen()
        if person is None:
            return None
        return Actor(person.name, person.role, self.organisation.text().strip(), str(self.party.currentData() or ""))

    @property
    def is_once(self) -> bool:
        """Whether whoever is at the keyboard acts again afterwards."""
        return self.once.isChecked()

    @property
    def is_at_keyboard(self) -> bool:
        """Whether whoever signs is the one at the keyboard already."""
        person = self.chosen()
        return person is not None and self._here is not None and person.name == self._here.name

    def show_who(self, who: str) -> None:
        """Say beside the title who has to sign."""
        self._who.setText(who)

    def show_problem(self, text: str) -> None:
        """Say what is wrong, and mark what it is about."""
        self.problem.setText(text)
        self.problem.setVisible(bool(text))
        set_look(self.organisation, wrong="organisation" in text)
        set_look(self.party, wrong="for whom" in text)

    # inside

    def _lay_out(self) -> None:
        frame = QFrame()
        frame.setObjectName("signForm")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(18, 12, 18, 12)
        inside.setSpacing(8)
        top = QHBoxLayout()
        title = text_label("Who signs", heading="3")
        title.setWordWrap(False)
        top.addWidget(title)
        top.addWidget(self._who, 1)
        inside.addLayout(top)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        for row, column, words, field in (
            (0, 0, "Name", self.name),
            (0, 2, "Speaks for", self.party),
            (1, 0, "Organisation", self.organisation),
            (1, 2, "Remark", self.remark),
        ):
            label = text_label(words, buddy=field, muted=True)
            label.setWordWrap(False)
            field.setAccessibleName(words)
            grid.addWidget(label, row, column)
            grid.addWidget(field, row, column + 1)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(3, 3)
        inside.addLayout(grid)
        inside.addWidget(self.problem)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.button)
        buttons.addWidget(self.paper)
        buttons.addStretch(1)
        buttons.addWidget(self.once)
        inside.addLayout(buttons)
        recorded = QHBoxLayout()
        recorded.addWidget(self._recorded, 1)
        recorded.addWidget(self.not_you)
        inside.addLayout(recorded)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(frame)

    def _person_chosen(self) -> None:
        if self.chosen() is None:
            self.name.setCurrentIndex(0)
            self.somebody_else_requested.emit()
            return
        self._fill(self.chosen())
        self._show_around()

    def _fill(self, person: Actor | None) -> None:
        party = (person.party or party_of(person.role, self._definitions.roles)) if person else ""
        self.party.setCurrentIndex(max(0, self.party.findData(party)))
        self.organisation.setText(person.organisation if person else "")
        self.organisation.setCursorPosition(0)
        self.show_problem("")
        self.organisation_changed.emit()

    def _party_chosen(self) -> None:
        self._changed()

    def _changed(self) -> None:
        self.show_problem("")
        self._show_around()
        self.organisation_changed.emit()

    def _show_around(self) -> None:
        signer, here = self.signer(), self._here
        own = signer is not None and signer.party == PRACTICE
        self.organisation.setPlaceholderText(self._practice if own else "needed")
        other = signer is not None and here is not None and not self.is_at_keyboard
        self.once.setVisible(other)
        if other and here is not None:
            self.once.setText(f"Only this once, then back to {here.name}".replace("&", "&&"))
            if not self.once.property("asked"):
                self.once.setProperty("asked", True)
                self.once.setChecked(True)
        self.name.setVisible(bool(self._people))
        if signer is None:
            self._recorded.setText("Say who you are first: your name and role are recorded with the signature.")
            self.not_you.setText("Say who you are")
        else:
            shown = Actor(signer.name, signer.role, signer.organisation or (self._practice if own else ""))
            line = person_line(shown, self._definitions)
            self._recorded.setText(f"It will be recorded as {line}, with the words and figures above.")
            self.not_you.setText("Not you?")
        self.not_you.setAccessibleName("Not you? Say who you are" if signer else "Say who you are")
        self.button.setAccessibleDescription(self._recorded.text())
