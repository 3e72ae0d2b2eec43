"""The agenda as it is handed to whoever writes it."""

from __future__ import annotations

from functools import partial

from migdesk.report.agenda.document import agenda_document
from migdesk.report.agenda.model import Agenda
from migdesk.report.formats import Content


def agenda_content(agenda: Agenda) -> Content:
    """Return what an agenda can be written from."""
    return Content(document=partial(agenda_document, agenda))
