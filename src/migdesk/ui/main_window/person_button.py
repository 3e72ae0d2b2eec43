"""Who is at the keyboard, as a quiet button of the status line: in full, or in short where there is little room."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from migdesk.ui.look.restyle import set_look
from migdesk.ui.session.session import Session
from migdesk.ui.widgets.announce import announce

_SHARE_OF_WIDTH = 0.42
_OPENS = " ▾"


class PersonButton(QPushButton):
    """Stands out while the next entry alone is recorded as somebody else. A press opens the menu of people."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._full = self._short = ""
        self._width = 0
        self.setProperty("quiet", True)
        self.setAutoDefault(False)
        self.setToolTip("Change who is at the keyboard")
        self.show_person()

    def show_person(self) -> None:
        """Show who is at the keyboard, and as whom the next entry is recorded where that is somebody else."""
        workspace = self._session.workspace
        actor, here = workspace.actor, workspace.back_to
        person = f"{actor.name}, {workspace.definitions.role_title(actor.role)}" if actor else ""
        if actor is None:
            self._full = self._short = said = "Say who you are"
        elif here is not None:
            self._full, self._short = f"Next entry: {person} · then {here.name}", f"Next: {actor.name}"
            said = f"The next entry is by {person}, and then {here.name} is here again"
        else:
            self._full, self._short, said = person, actor.name, f"At the keyboard: {person}"
        self.setAccessibleName(said)
        set_look(self, once=here is not None)
        self.fit(self._width)

    def person_changed(self) -> None:
        """Show who is here now, and say it."""
        self.show_person()
        announce(self, self.accessibleName())

    def fit(self, width: int) -> None:
        """Say as much as there is room for in a status line of this width; 0 for one that is not shown yet."""
        self._width = width
        room, metrics = int(width * _SHARE_OF_WIDTH), self.fontMetrics()
        words = self._full if not width or metrics.horizontalAdvance(self._full) <= room else self._short
        if width:
            words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
        self.setText(words.replace("&", "&&") + _OPENS)
