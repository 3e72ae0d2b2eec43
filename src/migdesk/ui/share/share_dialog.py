"""Sharing with colleagues: what is shared and how it stands, and sharing through one more folder."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from migdesk.base.errors import KnownError
from migdesk.practice.exchange.share import Looked
from migdesk.ui.background import Background, Report
from migdesk.ui.dialogs.dialog_frame import DialogFrame
from migdesk.ui.dialogs.question import is_agreed
from migdesk.ui.look.restyle import set_look
from migdesk.ui.look.words import counted
from migdesk.ui.session.services import Services
from migdesk.ui.share.share_card import ShareCard
from migdesk.ui.share.share_form import ShareForm, ShareWanted
from migdesk.ui.share.shares import Shares
from migdesk.ui.widgets.label import news_label, text_label
from migdesk.workspace.share.commands import EverythingQuestion, ShareStatus
from migdesk.workspace.share.words import made_twice_in_words
from migdesk.workspace.steps import Step

_ABOUT = (
    "Choose a folder that your colleagues have on their computers too. What each of you records of the practices goes"
    " there and comes from there by itself. Private notes stay here, and nothing that is missing there is ever taken"
    " out of your record."
)


_MOST_OF_SCREEN = 0.88
_BESIDE_COLUMN, _LEAST_HEIGHT = 60, 120  # pixels: the dialog's edges and a scroll bar; a few lines


class ShareDialog(DialogFrame):
    """Shares, looks and leaves; each is done at once, so that closing changes nothing."""

    def __init__(
        self, services: Services, shares: Shares, shown: Sequence[str] | None, parent: QWidget | None = None
    ) -> None:
        """`shown` are the practices that the board shows, where it is in sight."""
        super().__init__(parent, "Share with colleagues", width_in_characters=84)
        self._services = services
        self._session = services.session
        self._shares = shares
        self._joining = Background(self)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(10)
        self.form = ShareForm(self._session, shown)
        self.progress = QProgressBar()
        self.progress.setAccessibleName("How far the sharing is")
        self.progress.hide()
        self.state = news_label()
        self.state.hide()
        self._lay_out()
        self.close_button = self.add_button("Close")
        self.share_button = self.add_button("Share", primary=True, default=True)
        self._join()
        self._show_shares(())
        if self._session.workspace.has_shares:
            self._refresh()
        self._allow()
        self.fit()

    def done(self, result: int) -> None:
        """Close. What was begun to be shared goes on with the next look."""
        self._joining.cancel()
        super().done(result)

    def fit(self) -> None:
        """Grow to what is to be shown, as far as the screen goes; the rest is scrolled to."""
        most = int(self.screen().availableGeometry().height() * _MOST_OF_SCREEN)
        around = self._layout.totalMinimumSize().height() - self._area.minimumHeight()
        wanted = self._column.totalHeightForWidth(self._width - _BESIDE_COLUMN)
        self._area.setMinimumHeight(max(_LEAST_HEIGHT, min(wanted, most - around)))
        super().fit()

    def share(self, *, confirmed: bool = False) -> None:
        """Share what the form says, in a thread of its own."""
        wanted = self.form.read()
        if wanted is None:
            return
        beside = self._session.workspace.shares_beside()

        def work(report: Report) -> Looked | EverythingQuestion:
            with beside as shares:
                try:
                    return shares.join(
                        wanted.location,
                        wanted.practices,
                        every=wanted.every,
                        passphrase=wanted.passphrase,
                        confirmed=confirmed,
                        report=report,
                    )
                except EverythingQuestion as question:
                    return question

        self._show_running(True)
        self._say(f"Looking at {wanted.location}…")
        self._joining.run(work, partial(self._joined, wanted), self._failed, self._progressed)

    # what the joining sends

    def _joined(self, wanted: ShareWanted, outcome: Looked | EverythingQuestion) -> None:
        self._show_running(False)
        if isinstance(outcome, EverythingQuestion):
            self._say("")
            if is_agreed(self, "Share all practices?", str(outcome), "", yes="Share all", no="Go back"):
                self.share(confirmed=True)
            return
        self.form.clear()
        self._shares.refresh()
        self._refresh()
        self._say(_outcome_in_words(outcome))
        self.close_button.setFocus()
        self._ask_about_twice(outcome.practices)

    def _ask_about_twice(self, practices: Sequence[str]) -> None:
        """Ask once whether what came in and was made here too is one; Enter and Esc leave both beside each other."""
        workspace = self._session.workspace
        workspace.look_for_changes()
        twice = workspace.exchange.all_made_twice(practices)
        states = [workspace.practice(own) for own in twice]
        question = made_twice_in_words([f"{state.name} ({state.ods_code})" for state in states])
        about = "As one, what either side recorded stands together, and what differs is shown to be settled."
        if twice and is_agreed(self, "Made twice?", question, about, yes="Yes, make one", no="No, keep both"):
            for own, others in twice.items():
                for other in others:
                    self._session.attempt(workspace.exchange.pair, own, other)
            self._look()

    def _failed(self, why: str) -> None:
        self._show_running(False)
        self._say(why, wrong=True)
        self.form.folder.setFocus()

    def _progressed(self, step: Step) -> None:
        self.progress.setRange(0, step.total)
        self.progress.setValue(step.done)
        self.state.show_quietly(f"Taking in part {step.done:,} of {step.total:,}")

    # what is shared

    def _refresh(self) -> None:
        try:
            self._show_shares(self._session.workspace.shares.status())
        except KnownError as error:
            self._say(str(error), wrong=True)

    def _show_shares(self, statuses: Sequence[ShareStatus]) -> None:
        while (item := self._cards.takeAt(0)) is not None:
            if card := item.widget():
                card.deleteLater()
        for status in statuses:
            card = ShareCard(status, self._session.workspace.today)
            card.look_requested.connect(self._look)
            card.leave_requested.connect(self._leave)
            card.settle_requested.connect(self._settle)
            self._cards.addWidget(card)
        self.shared.setVisible(bool(statuses))
        self.form.set_first(not statuses)

    def _look(self) -> None:
        self._say("Looking…")
        self._shares.look()

    def _looked(self, statuses: Sequence[ShareStatus]) -> None:
        self._show_shares(statuses)
        if self.state.text() == "Looking…":
            self._say(next((status.failure for status in statuses if status.failure), "Looked."))

    def _settle(self) -> None:
        """Show what two people changed without knowing of each other, of all practices that have any."""
        from migdesk.ui.exchange.settle_dialog import SettleDialog

        workspace = self._session.workspace
        workspace.look_for_changes()
        open_in = [summary.id for summary in workspace.summaries() if summary.to_settle]
        views = [view for practice in open_in for view in workspace.exchange.conflicts(practice)]
        if views:
            SettleDialog(self._session, views, self).exec()
        self._look()

    def _leave(self, location: str) -> None:
        about = "What lies there stays there, and what came from there stays here. You can share it again at any time."
        if not is_agreed(
            self, "Stop sharing?", f"Stop sharing through {location}?", about, yes="Stop sharing", no="Keep"
        ):
            return
        try:
            self._session.workspace.shares.leave(location)
        except KnownError as error:
            self._say(str(error), wrong=True)
            return
        self._shares.refresh()
        self._refresh()
        self._say(f"{location} is no longer shared.")
        self.close_button.setFocus()

    # parts

    def _lay_out(self) -> None:
        self.shared = QWidget()
        shared = QVBoxLayout(self.shared)
        shared.setContentsMargins(0, 0, 0, 6)
        shared.setSpacing(8)
        shared.addLayout(self._cards)
        inner = QWidget()
        inner.setObjectName("shareColumn")
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(1, 0, 6, 0)
        self._column.setSpacing(12)
        self._column.addWidget(text_label(_ABOUT))
        self._column.addWidget(self.shared)
        self._column.addWidget(self.form)
        self._column.addStretch(1)
        self._area = QScrollArea()  # a small screen, or large text, has no room for all of it
        self._area.setObjectName("shareScroll")
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(inner)
        self.content.addWidget(self._area, 1)
        self.content.addWidget(self.progress)
        self.content.addWidget(self.state)

    def _join(self) -> None:
        self.form.choose_requested.connect(self._choose)
        self.share_button.clicked.connect(lambda: self.share())
        self.close_button.clicked.connect(self.reject)
        self._shares.looked.connect(self._looked)

    def _choose(self) -> None:
        at = self.form.folder.text() or str(Path.home())
        chosen = QFileDialog.getExistingDirectory(self, "The folder that you share", at)
        if chosen:
            self.form.set_folder(chosen)

    def _allow(self) -> None:
        why_not = self._session.workspace.why_read_only
        self.form.setEnabled(not why_not)
        self.share_button.setEnabled(not why_not)
        if why_not:
            self._say(why_not, wrong=True)

    def _show_running(self, running: bool) -> None:
        self.progress.setRange(0, 0)
        self.progress.setVisible(running)
        self.form.setEnabled(not running)
        self.share_button.setEnabled(not running)
        if running:
            self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, text: str, *, wrong: bool = False) -> None:
        set_look(self.state, wrong=wrong)
        self.state.setText(text)
        self.state.setVisible(bool(text))


def _outcome_in_words(looked: Looked) -> str:
    said = []
    if looked.taken:
        said.append(f"{counted(looked.taken, 'change')} of {counted(len(looked.practices), 'practice')} came in")
    if looked.sent:
        said.append(f"{counted(looked.sent, 'change')} went there")
    if looked.files_taken:
        said.append(f"{counted(looked.files_taken, 'file')} attached came in")
    if looked.files_sent:
        said.append(f"{counted(looked.files_sent, 'file')} attached went there")
    if looked.to_settle:
        said.append(f"{counted(looked.to_settle, 'thing')} to settle")
    if not said:
        return "Shared. The folder holds nothing yet, and nothing was chosen to be sent."
    return f"Shared: {', '.join(said)}. From now on this happens by itself while migdesk is open."
