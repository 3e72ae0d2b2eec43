"""The one way in which a screen changes a plan: show what it would move, ask, and make it one event."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtWidgets import QWidget

from migdesk.ui.plan_pane.milestone_change import ChangeRequest
from migdesk.ui.session.session import Session


def change_plan(
    session: Session, parent: QWidget | None, request: ChangeRequest, open_row: Callable[[str, str], object]
) -> bool:
    """Ask about a change of the practice in hand and make it; True where it was made, or is so already.

    `open_row` goes to a row of a register that is still open before what is marked.

    Raises UserError for a date that cannot be right, before anything is asked; what stands in the way of saving is
    said by the session.
    """
    practice_id, plans = session.practice_id, session.workspace.plans
    said: list[str] = []
    if not is_wanted(session, parent, practice_id, request, open_row, said.append):
        return False
    return session.succeeds(plans.apply, practice_id, replace(request.change, why="".join(said)))


def is_wanted(
    session: Session,
    parent: QWidget | None,
    practice_id: str,
    request: ChangeRequest,
    open_row: Callable[[str, str], object] = lambda _register, _row: None,
    take_why: Callable[[str], object] | None = None,
) -> bool:
    """Show what a change would move and ask about it; True where the person wants it, or there is nothing to show.

    `take_why` gets the reason, where one can be given. Nor is anything asked where nothing can be saved: trying to says
    why. Raises UserError as the change itself.
    """
    from migdesk.ui.plan_pane.plan_change_dialog import agrees_to_change  # not needed to show a plan

    preview = session.workspace.plans.preview(practice_id, request.change)
    can_save = session.workspace.actor is not None and session.workspace.can_write
    return not can_save or agrees_to_change(parent, request.question, preview, open_row, take_why)
