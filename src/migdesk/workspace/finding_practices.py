"""A practice by what a person calls it."""

from __future__ import annotations

from migdesk.base.errors import UserError
from migdesk.practice.state import PracticeState
from migdesk.practice.store import Store


def find_practice(store: Store, wanted: str) -> PracticeState:
    """Return the practice with this id, ODS code or exact name (whatever its case).

    Raises UserError where there is none, and where a name belongs to more than one.
    """
    text = " ".join(wanted.split())
    every = tuple(store.states())
    for matches in (
        [state for state in every if state.id == text],
        [state for state in every if state.ods_code and state.ods_code == text.upper()],
        [state for state in every if state.name.casefold() == text.casefold()],
    ):
        if len(matches) == 1:
            return matches[0]
        if matches:
            codes = ", ".join(state.ods_code or state.id for state in matches)
            raise UserError(f"{len(matches)} practices are called “{text}”. Use one of {codes}.")
    raise UserError(f"There is no practice “{text}”. “migdesk practice list” shows them all.")
