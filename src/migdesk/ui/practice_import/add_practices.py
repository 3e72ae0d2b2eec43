"""Recording the practices of a list, as one action."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from migdesk.base.errors import KnownError
from migdesk.practice.details import PracticeDetails
from migdesk.ui.background import busy_pointer
from migdesk.ui.session.session import Session

Updates = Sequence[tuple[str, Mapping[str, Any]]]
"""Ids of practices, each with the details to set."""


def add_practices(
    session: Session, wanted: Sequence[PracticeDetails], updates: Updates = ()
) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    """Return the ids of the practices that were added and of those that were updated; else none, and why in whole
    sentences."""
    practices = session.workspace.practices
    problem: list[KnownError] = []

    def adding() -> tuple[tuple[str, ...], tuple[str, ...]]:
        try:
            return practices.add_and_update(wanted, updates)
        except KnownError as error:  # said by the dialog: behind it nobody would read it
            problem.append(error)
            return (), ()

    with busy_pointer():
        added, updated = session.attempt(adding) or ((), ())
    return added, updated, str(problem[0]) if problem else ""
