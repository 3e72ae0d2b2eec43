"""Recording the practices of a list, as one action."""

from __future__ import annotations

from collections.abc import Sequence

from migdesk.base.errors import KnownError
from migdesk.practice.details import PracticeDetails
from migdesk.ui.background import busy_pointer
from migdesk.ui.session.session import Session


def add_practices(session: Session, wanted: Sequence[PracticeDetails]) -> tuple[tuple[str, ...], str]:
    """Return the ids of the practices that were added; else none, and why in whole sentences."""
    practices = session.workspace.practices
    problem: list[KnownError] = []

    def adding() -> tuple[str, ...]:
        try:
            return practices.add_all(wanted)
        except KnownError as error:  # said by the dialog: behind it nobody would read it
            problem.append(error)
            return ()

    with busy_pointer():
        added = session.attempt(adding) or ()
    return added, str(problem[0]) if problem else ""
