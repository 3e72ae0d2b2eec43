"""The preview before a package is taken in: what clashes first, then all that is new; nothing is changed before the
button at its foot is pressed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from migdesk.practice.exchange.package import Package
from migdesk.ui.background import busy_pointer
from migdesk.ui.exchange.clash_table import ClashTable
from migdesk.ui.exchange.new_entries import NewEntries
from migdesk.ui.exchange.package_facts import PackageFacts
from migdesk.ui.exchange.twice_question import TwiceQuestion
from migdesk.ui.look.margins import side_margin
from migdesk.ui.look.words import counted
from migdesk.ui.session.services import Services
from migdesk.ui.widgets.label import text_label
from migdesk.workspace.exchange.commands import TakenIn
from migdesk.workspace.exchange.preview import PracticePreview, Preview

_BYTES_PER_KB = 1000


class TakeInScreen(QWidget):
    """Made anew for each package; `taken` names the practices that changed once it has been taken in."""

    taken = Signal(list)
    leave_requested = Signal()

    def __init__(self, services: Services, package: Package, name: str, size: int) -> None:
        super().__init__()
        self.setObjectName("ground")
        self._services = services
        self._package = package
        exchange = services.session.workspace.exchange
        with busy_pointer():
            self.preview: Preview = exchange.preview(package)
        workspace = services.session.workspace
        clashes = [clash for practice in self.preview.practices for clash in practice.clashes]
        self.clashes = ClashTable(
            clashes, package.manifest.sender.name, workspace.now, practices=len(self.preview.practices)
        )
        self.take_button = QPushButton()
        self.leave_button = QPushButton("Not now")
        self.back_button = QPushButton("← Back")
        self._lay_out(_proof(package, name, size))
        self._join()
        self._say_what_comes()

    def focus_first(self) -> None:
        """Give the keyboard to the first choice, or else to the way back: never to the button that takes in."""
        first = self.clashes.rows[0].choice.later if self.clashes.rows else self.leave_button
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_in(self) -> None:
        """Take the package in, then settle what was decided."""
        session, exchange = self._services.session, self._services.session.workspace.exchange
        with busy_pointer():
            taken = session.attempt(exchange.take_in, self._package)
        if taken is None:
            return
        for question in self.twice:
            for other in question.practice.made_twice if question.is_one else ():
                session.attempt(exchange.pair, question.practice.id, other)
        for clash, key in self.clashes.decided:
            session.attempt(partial(exchange.settle, clash.conflict, key))
        self._services.say(_taken_words(taken, self._package.manifest.sender.name))
        changed = taken.new or (self._package.events if taken.files.new else ())
        self.taken.emit(sorted({session.workspace.practice(practice_id).id for practice_id in changed}))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave_requested.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        margin = side_margin(self.width())
        self._column.setContentsMargins(margin, 12, margin, 12)
        self._foot_line.setContentsMargins(margin, 8, margin, 8)

    # building

    def _lay_out(self, proof: str) -> None:
        inside = QWidget()
        inside.setObjectName("ground")
        column = self._column = QVBoxLayout(inside)
        column.setSpacing(10)
        column.addLayout(self._head(proof))
        workspace = self._services.session.workspace
        column.addWidget(PackageFacts(self.preview, workspace.definitions, workspace.today))
        self.twice = [TwiceQuestion(practice) for practice in self.preview.practices if practice.made_twice]
        for question in self.twice:
            column.addWidget(question)
        for remark in self.preview.remarks:
            column.addWidget(_remark(remark))
        column.addWidget(self.clashes)
        column.addLayout(self._news())
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setObjectName("planScroll")  # on the same ground
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(scroll, 1)
        layout.addWidget(self._foot())

    def _head(self, proof: str) -> QHBoxLayout:
        self.back_button.setAccessibleName("Back")
        self.back_button.setToolTip("Back, without taking anything in (Esc)")
        heading = text_label("Take in a package", heading="1")
        heading.setStyleSheet("font-size: 18pt;")  # as on the board
        heading.setWordWrap(False)
        line = QHBoxLayout()
        line.setSpacing(16)
        line.addWidget(self.back_button)
        line.addWidget(heading)
        said = text_label(proof, muted=True)
        said.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(said, 1)
        return line

    def _news(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(6)
        practices = self.preview.practices
        if self.preview.new:
            title = QHBoxLayout()
            title.setSpacing(10)
            heading = text_label("New to you", heading="2")
            heading.setWordWrap(False)
            title.addWidget(heading)
            sender = self._package.manifest.sender.name or "the other side"
            about = f"{self.preview.new:,} in all. They go in as {sender} recorded them."
            title.addWidget(text_label(about, muted=True), 1)
            column.addLayout(title)
        for practice in practices:
            if len(practices) > 1 or practice.added:
                column.addWidget(text_label(_practice_words(practice), heading="3"))
            if practice.new:
                column.addWidget(NewEntries(practice, unfolded=len(practices) == 1))
        return column

    def _foot(self) -> QFrame:
        foot = QFrame()
        foot.setObjectName("status")
        self._foot_line = QHBoxLayout(foot)
        self._foot_line.setSpacing(10)
        self._foot_words = text_label()
        self._foot_line.addWidget(self._foot_words, 1)
        self._foot_line.addWidget(self.leave_button)
        self.take_button.setProperty("primary", True)
        self._foot_line.addWidget(self.take_button)
        return foot

    def _join(self) -> None:
        self.take_button.clicked.connect(self.take_in)
        self.leave_button.clicked.connect(self.leave_requested)
        self.back_button.clicked.connect(self.leave_requested)

    def _say_what_comes(self) -> None:
        new, waiting, workspace = self.preview.new, self.preview.waiting, self._services.session.workspace
        coming, files = new + waiting, self.preview.files
        self.take_button.setVisible(bool(coming or files))
        self.take_button.setEnabled(workspace.can_write)
        what = [counted(number, noun) for number, noun in ((coming, "change"), (files, "file")) if number]
        self.take_button.setText(f"Take in {' and '.join(what)}")
        if not what:
            self._foot_words.setText("There is nothing new in this package: all of it is here already.")
            self.leave_button.setText("Close")
        elif not workspace.can_write:
            self._foot_words.setText(workspace.why_read_only)
        else:
            self._foot_words.setText(
                "A copy of your record is made first. Then all of it goes in at once, or nothing. It is not undone as a"
                " whole; each thing can be set back."
            )


def _remark(words: str) -> QFrame:
    box = QFrame()
    box.setObjectName("warning")
    line = QHBoxLayout(box)
    line.setContentsMargins(14, 6, 12, 6)
    line.addWidget(text_label(words))
    return box


def _practice_words(practice: PracticePreview) -> str:
    code = f" ({practice.ods_code})" if practice.ods_code else ""
    return f"{practice.name}{code}" + (", not on this computer yet" if practice.added else "")


def _proof(package: Package, name: str, size: int) -> str:
    how = "opened with its passphrase" if package.locked else "not locked"
    return f"✓ Whole and unchanged · {how} · {name}, {max(1, round(size / _BYTES_PER_KB)):,} KB"


def _taken_words(taken: TakenIn, sender: str) -> str:
    whose = f" from {sender}" if sender else ""
    came = ((taken.events, "change"), (taken.files.new, "file"))
    what = " and ".join(counted(number, noun) for number, noun in came if number)
    said = f"Taken in{whose}: {what}." if what else "Taken in: it waits for more."
    return " ".join((said, *taken.files.left_out))
