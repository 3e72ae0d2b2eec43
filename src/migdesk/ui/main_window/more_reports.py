"""The other reports that the window offers: on all practices, for a visit, and as a calendar file."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from migdesk.ui.main_window.main_window import MainWindow


def report_on_practices(window: MainWindow) -> None:
    """Write one report on all practices, or on those that the board shows while it is in sight."""
    from migdesk.ui.portfolio.portfolio_dialog import save_portfolio

    board = window.screens.board if window.screens.board_is_shown else None
    save_portfolio(window, window.session, window.settings, board.shown_practices() if board else None)


def prepare_agenda(window: MainWindow) -> None:
    """Prepare a visit to the practice in hand."""
    from migdesk.ui.visit.agenda_dialog import prepare_visit

    window.take_chosen_practice()
    if not window.session.practice_id:
        window.banner.say("Choose a practice first; the agenda is for a visit to one practice.")
        return
    prepare_visit(window, window.session, window.settings)


def save_calendar_file(window: MainWindow) -> None:
    """Write milestones and tasks for a calendar program."""
    from migdesk.ui.calendar_export.calendar_dialog import save_calendar

    window.take_chosen_practice()
    save_calendar(window, window.session, window.settings)
