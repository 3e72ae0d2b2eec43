"""What the Plan says of a milestone: the small line of its card, its name for screen readers, and its rule."""

from __future__ import annotations

from datetime import date

from migdesk.base.date_words import long_date
from migdesk.checklist.plan.dates import GO_LIVE
from migdesk.ui.look.words import BASIS_WORDS, counted, days_from, sentence
from migdesk.workspace.plan.view import MilestoneView

NO_DATE = "no date yet"
NOT_MARKED = "past, not marked"


def small_line(milestone: MilestoneView, today: date) -> str:
    """Return how a milestone stands, in a few words: "in 114 days · by hand", "happened, 4 days late"."""
    if milestone.date is None:
        return NO_DATE
    if milestone.happened:
        return happened_words(milestone.slipped)
    if milestone.late:
        return NOT_MARKED
    return days_from(milestone.date, today) + (
        " · by hand" if milestone.by_hand else " · not set" if milestone.id == GO_LIVE else ""
    )


def spoken(milestone: MilestoneView, today: date) -> str:
    """Return a milestone in whole words: "Go-Live: 16 March 2027, in 114 days, set by hand"."""
    if milestone.date is None:
        return f"{milestone.title}: {NO_DATE}"
    if milestone.happened:
        planned = f"planned for {long_date(milestone.planned)}" if milestone.planned and milestone.slipped else ""
        happened = f"{milestone.title}: happened on {long_date(milestone.date)}"
        return ", ".join(filter(None, (happened, slip_words(milestone.slipped), planned, moved_words(milestone))))
    words = f"{milestone.title}: {long_date(milestone.date)}, {days_from(milestone.date, today)}"
    words += f", {moved}" if (moved := moved_words(milestone)) else ""
    words += ", set by hand" if milestone.by_hand else ", worked out and not set" if milestone.id == GO_LIVE else ""
    return words + (", past and not marked as happened" if milestone.late else "")


def moved_words(milestone: MilestoneView) -> str:
    """Return when a milestone was agreed first and why it moved, as "was Fri 5 March 2027 at first (supplier late)"."""
    if not milestone.moved or milestone.baseline is None:
        return ""
    return f"was {long_date(milestone.baseline)} at first" + (f" ({milestone.why})" if milestone.why else "")


def rule_line(milestone: MilestoneView) -> str:
    """Return a milestone's rule with the day that it gives; empty for Go-Live, which has none."""
    if not milestone.rule:
        return ""
    day = f", which is {long_date(milestone.by_rule)}" if milestone.by_rule else ""
    return f"Its rule: {milestone.rule}{day}."


def origin(milestone: MilestoneView) -> str:
    """Return where a milestone's rule comes from, in whole sentences."""
    if not milestone.rule:
        return ""
    return f"{sentence(BASIS_WORDS[milestone.basis])}. {milestone.because}".strip()


def slip_words(days: int) -> str:
    """Return "4 days late", "1 day early", or nothing for the day that was planned."""
    if not days:
        return ""
    return f"{counted(abs(days), 'day')} {'late' if days > 0 else 'early'}"


def happened_words(slipped: int) -> str:
    """Return "happened", or "happened, 4 days late"."""
    return ", ".join(filter(None, ("happened", slip_words(slipped))))
