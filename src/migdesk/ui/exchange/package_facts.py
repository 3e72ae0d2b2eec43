"""The top of the preview: from whom a package is, when it was made, and how much is in it."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from migdesk.base.clock import local_date
from migdesk.base.date_words import date_with_weekday
from migdesk.checklist.definitions import Definitions
from migdesk.ui.look.plain_tooltip import plain_tooltip
from migdesk.ui.look.words import days_from
from migdesk.ui.widgets.flow_layout import FlowLayout
from migdesk.ui.widgets.label import text_label
from migdesk.workspace.exchange.preview import Preview, day_and_time

_MOST_CHARACTERS = 44
"""What a line of a card shows; the rest is in its tooltip."""


class PackageFacts(QWidget):
    """A card for each fact, in as many lines as the width takes."""

    def __init__(self, preview: Preview, definitions: Definitions, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = FlowLayout(self, spacing=8, gap=8)
        sender = preview.manifest.sender
        role = definitions.role_title(sender.role) if sender.role else ""
        who = ", ".join(filter(None, (sender.name, role))) or "Somebody who gave no name"
        if len(preview.practices) == 1:  # of several, each has its name over what is new of it
            layout.addWidget(_card("Practice", preview.practices[0].name, preview.practices[0].ods_code))
        layout.addWidget(_card("From", who, sender.organisation))
        layout.addWidget(_card("Made", day_and_time(preview.manifest.made), "by that computer’s clock"))
        latest = max((each.last_taken_in for each in preview.practices if each.last_taken_in), default=None)
        layout.addWidget(_card("Last taken in", *_last_words(latest, today)))
        new = preview.new
        if preview.clashes:
            both = "changed on both" if new > preview.clashes else "of them changed on both"
            layout.addWidget(_card("", f"{preview.clashes:,}", both, danger=True))
        for number, noun in (
            (sum(each.changes for each in preview.practices), "change"),
            (sum(each.notes for each in preview.practices), "note"),
            (sum(each.acknowledgements for each in preview.practices), "acknowledgement"),
        ):
            if number:
                layout.addWidget(_card("", f"{number:,}", noun if number == 1 else f"{noun}s"))


def _last_words(latest: datetime | None, today: date) -> tuple[str, str]:
    if latest is None:
        return "Never before", "from this person"
    day = local_date(latest)
    return date_with_weekday(day), days_from(day, today)


def _card(caption: str, value: str, foot: str, *, danger: bool = False) -> QFrame:
    card = QFrame()
    card.setObjectName("card")
    card.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
    column = QVBoxLayout(card)
    column.setContentsMargins(14, 7, 14, 8)
    column.setSpacing(1)
    if caption:
        column.addWidget(_line(text_label(caption, muted=True)))
        column.addWidget(_line(text_label(value, heading="3")))
    else:
        figure = _line(text_label(value))
        figure.setObjectName("total")
        figure.setProperty("danger", danger)
        column.addWidget(figure)
    if foot:
        column.addWidget(_line(text_label(foot, muted=True)))
    card.setAccessibleName(" ".join(filter(None, (caption, value, foot))))
    return card


def _line(label: QLabel) -> QLabel:
    label.setWordWrap(False)
    words = label.text()
    if len(words) > _MOST_CHARACTERS:
        label.setText(f"{words[: _MOST_CHARACTERS - 1].rstrip()}…")
        label.setToolTip(plain_tooltip(words))
    return label
