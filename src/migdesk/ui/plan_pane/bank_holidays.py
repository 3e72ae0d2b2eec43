"""Has the bank holidays read beside the window's work: importing them takes 0.15 s, in which nothing would move."""

from __future__ import annotations

from collections.abc import Callable

from migdesk.ui.background import Background, Report


def load_bank_holidays(background: Background, then: Callable[[], None], failed: Callable[[str], object]) -> None:
    """Call `then` as soon as bank holidays can be asked for without a wait; always after what is being done now."""
    background.run(_read, lambda _: then(), failed)


def _read(_report: Report) -> None:
    from migdesk.checklist.working_days import bank_holidays

    bank_holidays(2027)  # any year: it is the import that takes long
