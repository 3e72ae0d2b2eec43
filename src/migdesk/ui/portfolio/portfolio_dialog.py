"""The report on several practices: which of them, in which form, and where to."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from migdesk.report.formats import Format, formats_of, load, too_many_for_pages
from migdesk.ui.dialogs.report_dialog import offer_to_open
from migdesk.ui.dialogs.writing_dialog import WritingDialog
from migdesk.ui.look.words import counted
from migdesk.ui.session.session import Session
from migdesk.ui.session.settings import Settings
from migdesk.ui.widgets.label import text_label
from migdesk.workspace.reports.practices import ALL_PRACTICES, portfolio_steps

INDENT = 24  # pixels, under a choice
LONG = 10  # seconds
NO_PRACTICES = "There are no practices to report on yet. Add one first."


def save_portfolio(
    parent: QWidget,
    session: Session,
    settings: Settings,
    practice_ids: Sequence[str] | None = None,
) -> None:
    """Ask for the report on several practices and where it goes, write it, and offer to open it.

    `practice_ids` are those that the board shows, in its order; without them the report is on all practices.
    """
    dialog = PortfolioDialog(parent, session, settings, practice_ids)
    if dialog.exec() and dialog.written is not None:
        offer_to_open(parent, dialog.written, dialog.form.about_in("practices"))


class PortfolioDialog(WritingDialog):
    """Asks which practices, in which form and whether with a page for each, and writes the report itself."""

    not_written = "The report was not written."

    def __init__(
        self,
        parent: QWidget | None,
        session: Session,
        settings: Settings,
        practice_ids: Sequence[str] | None = None,
    ) -> None:
        super().__init__(parent, "Report on all practices", session, settings, width_in_characters=72)
        every = {practice.id for practice in session.workspace.names(archived=False)}
        self._every = len(every)
        self._shown_ids = tuple(practice_ids or ()) if set(practice_ids or ()) != every else ()
        self._shown_words = f"{counted(len(self._shown_ids), 'practice')} chosen on the board"
        self._fill()
        self.save_button.clicked.connect(self._choose_file)
        self._refresh()
        self.fit()

    # what is chosen

    @property
    def form(self) -> Format:
        """The format chosen."""
        chosen = self._form_group.checkedId()
        return formats_of("practices")[max(chosen, 0)]

    @property
    def practice_ids(self) -> tuple[str, ...] | None:
        """The practices chosen; None for all."""
        return self._shown_ids if self.shown_practices.isChecked() else None

    # building

    def _fill(self) -> None:
        choices = self.choices
        choices.setSpacing(6)
        self._add_practices(choices)
        self._add_forms(choices)
        self.pages = QCheckBox("A page for each practice after the board")
        self.pages.setChecked(True)
        self.about_pages = text_label(muted=True)
        self.about_pages.setIndent(INDENT)
        choices.addSpacing(4)
        choices.addWidget(self.pages)
        choices.addWidget(self.about_pages)
        self.progress.setAccessibleName("How far the report is")
        self.said.setText(NO_PRACTICES)

    def _add_practices(self, choices: QVBoxLayout) -> None:
        self.all_practices = QRadioButton(f"All practices ({self._every:,}), without those in the archive")
        self.shown_practices = QRadioButton(f"The {self._shown_words}")
        group = QButtonGroup(self)
        group.addButton(self.all_practices)
        group.addButton(self.shown_practices)
        chosen = bool(self._shown_ids)
        (self.shown_practices if chosen else self.all_practices).setChecked(True)
        for button in (self.shown_practices, self.all_practices):
            button.setVisible(chosen)
            button.toggled.connect(self._refresh)
            choices.addWidget(button)
        if chosen:
            choices.addSpacing(8)

    def _add_forms(self, choices: QVBoxLayout) -> None:
        self._form_group = QButtonGroup(self)
        self.forms: dict[str, QRadioButton] = {}
        for number, form in enumerate(formats_of("practices")):
            button = self.forms[form.id] = QRadioButton(form.title)
            button.setAccessibleDescription(form.about_in("practices"))
            button.setChecked(number == 0)
            button.toggled.connect(self._refresh)
            self._form_group.addButton(button, number)
            about = text_label(form.about_in("practices"), muted=True)
            about.setIndent(INDENT)
            choices.addWidget(button)
            choices.addWidget(about)

    def _refresh(self) -> None:
        """Offer pages only where the format can have them, and say why not or how long they take."""
        number = self._every if self.practice_ids is None else len(self.practice_ids)
        why_not = too_many_for_pages(number, self.form)
        self.pages.setEnabled(not why_not)
        self.about_pages.setText(why_not or _about_pages(number, self.form))
        self.pages.setAccessibleDescription(self.about_pages.text())
        self.said.setVisible(number == 0)
        self.save_button.setEnabled(number > 0)

    # writing it

    def _choose_file(self) -> None:
        form, today = self.form, self._session.workspace.today
        self.ask_where("Save the report", f"Migrations {today:%Y-%m-%d}{form.suffix}", f"{form.id.upper()} file")

    def write(self, path: Path) -> None:
        form, chosen = self.form, self.practice_ids
        steps = partial(
            portfolio_steps,
            self._session.workspace,
            path,
            chosen,
            form.id,
            pages=self.pages.isEnabled() and self.pages.isChecked(),
            scope=ALL_PRACTICES if chosen is None else self._shown_words,
        )
        self.begin(path, steps, partial(load, form))


def _about_pages(number: int, form: Format) -> str:
    seconds = number * form.seconds_a_page
    what = "Key dates, what is overdue, blocked or due soon, and the latest notes."
    if seconds < LONG:
        return what
    return f"{what} They take {'up to a minute' if seconds < 45 else 'some minutes'} to write."
