"""Says who is at the keyboard from now on, or for one entry: a laptop goes from hand to hand."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QWidget

from migdesk.base.errors import KnownError
from migdesk.practice.event import Actor
from migdesk.ui.dialogs.dialog_frame import DialogFrame
from migdesk.ui.people.hand_over import is_role_meant
from migdesk.ui.people.known_people_list import KnownPeopleList
from migdesk.ui.people.person_form import PersonForm
from migdesk.ui.session.session import Session
from migdesk.ui.widgets.label import news_label, text_label

WHAT_IS_RECORDED = "Name, role and for whom you speak go into the record with every change that you make."


class PersonDialog(DialogFrame):
    """Offers the people who are known here, and takes anybody else. Starts from who is here now.

    `once` presets that only the next entry is theirs. What is in the record already keeps the name it was recorded
    under.
    """

    def __init__(self, session: Session, parent: QWidget | None = None, *, once: bool = False) -> None:
        super().__init__(parent, "Who is at the keyboard?", width_in_characters=80)
        self._session = session
        people, definitions = session.workspace.people, session.workspace.definitions
        self._here = people.at_keyboard()
        known = people.known(session.practice_id)
        here = next((each for each in known if self._here and each.name == self._here.name), None)
        self.list = KnownPeopleList(known, here, definitions)
        self.form = PersonForm(definitions, self._here, known=known)
        self.form.arrange_for(self.content_width)
        self.only_once = QCheckBox(f"Only this once, then back to {self._here.name}" if self._here else "")
        self.only_once.setVisible(self._here is not None)
        self.only_once.setChecked(once and self._here is not None)
        self._problem = news_label(wrong=True)
        self._problem.hide()
        self._lay_out(offers_others=len(known) > (here is not None))
        self.list.choose(here)
        self.list.person_chosen.connect(self._fill)
        self.list.itemActivated.connect(lambda _: self.accept())
        self.form.person_matched.connect(self.list.choose)
        (self.form if self.list.isHidden() else self.list).setFocus()
        self.fit()

    def accept(self) -> None:
        """Take the person on; stays open and says why where that cannot be."""
        self._problem.hide()
        try:
            person = self.form.read()
        except KnownError:
            return
        if not is_role_meant(self, self._session, person):
            self.form.role.setFocus()
            return
        people = self._session.workspace.people
        try:
            (people.once if self.only_once.isChecked() else people.switch)(person)
        except KnownError as error:
            self._problem.setText(str(error))
            self._problem.show()
            return
        self._session.actor_changed.emit()
        super().accept()

    def _fill(self, person: Actor | None) -> None:
        if person is None:
            self.form.clear()
        else:
            self.form.fill(person)

    def _lay_out(self, *, offers_others: bool) -> None:
        self.content.addWidget(text_label(WHAT_IS_RECORDED))
        self.content.addWidget(self.list)
        self.list.setVisible(offers_others)
        self.content.addWidget(self.form)
        self.content.addWidget(self.only_once)
        self.content.addWidget(self._problem)
        self.content.addStretch(1)
        self.add_button("Cancel").clicked.connect(self.reject)
        self.save_button = self.add_button("Save", primary=True, default=True)
        self.save_button.clicked.connect(self.accept)


def ask_who_is_here(session: Session, parent: QWidget | None, *, once: bool = False) -> bool:
    """Ask who is at the keyboard; True where they said so, False where they left it as it was."""
    return bool(PersonDialog(session, parent, once=once).exec())
