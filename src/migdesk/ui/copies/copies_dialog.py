"""The copies of the record: a list, looking into one, taking a practice out of one, going back to one."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QHeaderView, QPushButton

from migdesk.base.errors import UserError
from migdesk.practice.backup import Copy, copy_now, sound_copies
from migdesk.practice.outside_copy import elsewhere_in_words, save_elsewhere
from migdesk.ui.background import Background, Report
from migdesk.ui.copies.copies_model import HEADS, CopiesModel, made_in_words
from migdesk.ui.copies.copy_window import show_in_window
from migdesk.ui.dialogs.dialog_frame import DialogFrame
from migdesk.ui.dialogs.progress_dialog import WorkCancelled, with_progress
from migdesk.ui.dialogs.question import is_agreed
from migdesk.ui.look.restyle import set_look
from migdesk.ui.look.words import counted
from migdesk.ui.session.services import Services
from migdesk.ui.widgets.label import news_label, text_label
from migdesk.ui.widgets.row_table import RowTable

_ABOUT = (
    "migdesk makes a copy at the day's first start, each hour of work and at closing. Fourteen days stay, then one a"
    " week, then one a month."
)
_ROWS_IN_SIGHT = 8


class CopiesDialog(DialogFrame):
    """Closing changes nothing. `chosen` is the copy to go back to, None where nobody wants that."""

    def __init__(self, services: Services) -> None:
        super().__init__(services.parent, "Copies of the record", width_in_characters=92)
        self._services = services
        self._workspace = services.session.workspace
        self._paths = self._workspace.paths
        self.chosen: Copy | None = None
        self.model = CopiesModel(self)
        self.table = RowTable(self.model, "Copies of the record")
        self.table.setObjectName("copies")
        self.look_button = QPushButton("Look into it")
        self.take_button = QPushButton("Take a practice out…")
        self.back_button = QPushButton("Go back to it…")
        self.now_button = QPushButton("Back up now")
        self.elsewhere_button = QPushButton("Save a copy elsewhere…")
        self.elsewhere = text_label("", muted=True)
        self.news = news_label()
        self._reading = Background(self)
        self._lay_out()
        self._join()
        self._read()
        self.fit()

    def done(self, result: int) -> None:
        """Close, and read no further."""
        self._reading.cancel()
        super().done(result)

    @property
    def copy_in_hand(self) -> Copy | None:
        return self.model.copy_at(self.table.currentIndex().row())

    # reading

    def _read(self, said: str = "") -> None:
        """Read the list, which reads each copy to its end, in a thread."""
        self._say(said or "Looking at the copies…")
        self.elsewhere.setText(elsewhere_in_words(self._paths.data))
        backups = self._paths.backups

        def work(report: Report) -> list[Copy]:
            found = []
            for copy in sound_copies(backups):
                report(0, 0)
                found.append(copy)
            return found

        self._reading.run(work, partial(self._show, said), partial(self._say, wrong=True), awaited=False, soon=True)

    def _show(self, said: str, copies: list[Copy]) -> None:
        self.model.show(copies)
        self._say(said or ("" if copies else "There is no copy yet. “Back up now” makes one."))
        if copies:
            self.table.setCurrentIndex(self.model.index(0, 0))
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._allow()

    # what can be done

    def back_up(self) -> None:
        """Make a copy now."""
        self._make("Making a copy…", lambda: copy_now(self._paths.database, self._paths.backups, self._workspace.now))

    def save_elsewhere(self) -> None:
        """Make a copy now, and save it where the person says."""
        folder = QFileDialog.getExistingDirectory(self, "Where the copy goes, such as a stick", str(Path.home()))
        if folder:
            paths, now = self._paths, self._workspace.now
            self._make(
                "Saving a copy…", lambda: save_elsewhere(paths.database, paths.backups, Path(folder), now), folder
            )

    def look(self) -> None:
        """Open the copy in hand in a window of its own, for reading only."""
        copy = self.copy_in_hand
        if copy is not None:
            try:
                show_in_window(self, copy, self._services)
            except WorkCancelled:
                self._say("")
            except UserError as error:
                self._say(str(error), wrong=True)
            else:
                self._say(f"The copy of {made_in_words(copy)} opens in a window of its own, for reading only.")

    def take(self) -> None:
        """Take a practice out of the copy in hand."""
        from migdesk.ui.copies.take_out_dialog import take_out_of

        copy = self.copy_in_hand
        if copy is not None:
            said = take_out_of(copy, self._services, self)
            if said:
                self._read(said)

    def go_back(self) -> None:
        """Ask whether the record is to be the one in the copy in hand, and close where it is."""
        copy = self.copy_in_hand
        if copy is None:
            return
        made = made_in_words(copy)
        held = f"{counted(copy.counts.practices, 'practice')} and {counted(copy.counts.events, 'recorded change')}"
        about = (
            f"It holds {held}. What was recorded since is not in it. The record as it is now is set aside beside it,"
            " never deleted."
        )
        if self._workspace.has_shares:
            about += " Changes that colleagues share come again by themselves."
        question = f"Go back to the copy of {made}?"
        if is_agreed(self, "Go back to a copy?", question, about, yes="Go back to it", no="Stay as it is"):
            self.chosen = copy
            self.accept()

    def _make(self, words: str, work: object, where: str = "") -> None:
        assert callable(work)
        try:
            with_progress(self, "Copies of the record", words, lambda _: work(), cancel="")
        except UserError as error:
            self._say(str(error), wrong=True)
        else:
            self._read(f"A copy was saved in {where}." if where else "A copy was made.")

    # parts

    def _say(self, text: str, *, wrong: bool = False) -> None:
        set_look(self.news, wrong=wrong)
        self.news.setText(text)
        self.news.setVisible(bool(text))

    def _allow(self) -> None:
        chosen, writes = self.copy_in_hand is not None, self._workspace.can_write
        self.look_button.setEnabled(chosen)
        self.take_button.setEnabled(chosen and writes)
        self.back_button.setEnabled(chosen and writes)
        self.now_button.setEnabled(writes)
        self.elsewhere_button.setEnabled(writes)

    def _lay_out(self) -> None:
        of_one, of_all = QHBoxLayout(), QHBoxLayout()
        for button in (self.look_button, self.take_button, self.back_button):
            button.setAutoDefault(False)
            of_one.addWidget(button)
        of_one.addStretch(1)
        for button in (self.now_button, self.elsewhere_button):
            button.setAutoDefault(False)
            self.buttons.insertWidget(self.buttons.count() - 1, button)
        height = self.table.verticalHeader().defaultSectionSize()
        self.table.setMinimumHeight(height * (_ROWS_IN_SIGHT + 1))
        head = self.table.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(len(HEADS) - 1, QHeaderView.ResizeMode.Stretch)
        self.content.addWidget(text_label(_ABOUT, muted=True))
        self.content.addWidget(self.table, 1)
        self.content.addLayout(of_one)
        self.content.addWidget(self.news)
        self.content.addWidget(self.elsewhere)
        self.content.addLayout(of_all)
        self.close_button = self.add_button("Close")

    def _join(self) -> None:
        self.look_button.clicked.connect(self.look)
        self.take_button.clicked.connect(self.take)
        self.back_button.clicked.connect(self.go_back)
        self.now_button.clicked.connect(self.back_up)
        self.elsewhere_button.clicked.connect(self.save_elsewhere)
        self.close_button.clicked.connect(self.reject)
        self.table.doubleClicked.connect(lambda _: self.look())
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._allow())
        self._allow()
