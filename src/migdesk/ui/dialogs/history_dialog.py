"""All that happened to a practice or one of its items, newest first, in plain words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QTextBrowser, QWidget

from migdesk.base.clock import local_date, system_clock
from migdesk.checklist.definitions import Definitions
from migdesk.practice.history import Entry
from migdesk.ui.dialogs.dialog_frame import DialogFrame
from migdesk.ui.look.words import counted, moment
from migdesk.ui.widgets.label import text_label


class HistoryDialog(DialogFrame):
    """One text from top to bottom, so that it wraps, can be selected and copied, and holds years of entries."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        entries: tuple[Entry, ...],
        definitions: Definitions,
        *,
        today: date | None = None,
    ) -> None:
        super().__init__(parent, "History", width_in_characters=84)
        self.content.setSpacing(8)
        self.content.addWidget(text_label(title))
        self.content.addWidget(text_label(f"{counted(len(entries), 'entry', 'entries')}, newest first", muted=True))
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self.text.setAccessibleName(f"History of {title}")
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.text.setMinimumHeight(self.fontMetrics().lineSpacing() * 16)
        muted = self._muted_colour()
        self.text.setHtml(history_html(entries, definitions, today or local_date(system_clock()), muted))
        self.content.addWidget(self.text, 1)
        self.add_button("Close", primary=True, default=True).clicked.connect(self.accept)
        self.text.setFocus()
        self.fit()

    def _muted_colour(self) -> str:
        return self.palette().placeholderText().color().name()


def history_html(entries: Iterable[Entry], definitions: Definitions, today: date, muted: str) -> str:
    """Return the entries (given oldest first) as HTML, newest first; `muted` is the colour of who and when.

    An item is named only where the entries are about more than one.
    """
    newest_first = tuple(entries)[::-1]
    named = len({entry.item for entry in newest_first}) > 1
    if not newest_first:
        return "<p>Nothing has happened here yet.</p>"
    return "".join(_entry_html(entry, definitions, today, muted, named) for entry in newest_first)


def _entry_html(entry: Entry, definitions: Definitions, today: date, muted: str, named: bool) -> str:
    who = entry.actor.name + (f" ({entry.actor.organisation})" if entry.actor.organisation else "")
    role = definitions.role_title(entry.actor.role)
    when = f"{moment(entry.at, today)} · {who}, {role}"
    title = f"<b>{escape(entry.title)}</b><br/>" if named and entry.title else ""
    text = escape(entry.text).replace("\n", "<br/>")
    return f'<p style="margin: 0 0 12px 0"><span style="color: {muted}">{escape(when)}</span><br/>{title}{text}</p>'
