"""What the Plan says of a milestone: the small line of its card, its name for screen readers, and its rule."""

from __future__ import annotations

from datetime import date

from migdesk.base.date_words import long_date
from migdesk.checklist.definitions import Basis
from migdesk.checklist.plan import GO_LIVE
from migdesk.ui.look.words import counted, days_from
from migdesk.workspace.plan.view import MilestoneView

BASIS_WORDS: dict[Basis, str] = {"guide": "the guide’s figure", "derived": "worked out from the guide’s figures"}
NO_DATE = "no date yet"
NOT_MARKED = "past, not marked"


def small_line(one: MilestoneView, today: date) -> str:
    """Return how a milestone stands, in a few words: "in 114 days · by hand", "happened, 4 days late"."""
    if one.date is None:
        return NO_DATE
    if one.happened:
        return happened_words(one.slipped)
    if one.late:
        return NOT_MARKED
    return days_from(one.date, today) + (" · by hand" if one.by_hand else " · not set" if one.id == GO_LIVE else "")


def spoken(one: MilestoneView, today: date) -> str:
    """Return a milestone in whole words: "Go-Live: 16 March 2027, in 114 days, set by hand"."""
    if one.date is None:
        return f"{one.title}: {NO_DATE}"
    if one.happened:
        planned = f"planned for {long_date(one.planned)}" if one.planned and one.slipped else ""
        happened = f"{one.title}: happened on {long_date(one.date)}"
        return ", ".join(filter(None, (happened, slip_words(one.slipped), planned)))
    words = f"{one.title}: {long_date(one.date)}, {days_from(one.date, today)}"
    words += ", set by hand" if one.by_hand else ", worked out and not set" if one.id == GO_LIVE else ""
    return words + (", past and not marked as happened" if one.late else "")


def rule_line(one: MilestoneView) -> str:
    """Return a milestone's rule with the day that it gives; empty for Go-Live, which has none."""
    if not one.rule:
        return ""
    day = f", which is {long_date(one.by_rule)}" if one.by_rule else ""
    return f"Its rule: {one.rule}{day}."


def origin(one: MilestoneView) -> str:
    """Return where a milestone's rule comes from, in whole sentences."""
    if not one.rule:
        return ""
    return f"{sentence(BASIS_WORDS[one.basis])}. {one.because}".strip()


def slip_words(days: int) -> str:
    """Return "4 days late", "1 day early", or nothing for the day that was planned."""
    if not days:
        return ""
    return f"{counted(abs(days), 'day')} {'late' if days > 0 else 'early'}"


def happened_words(slipped: int) -> str:
    """Return "happened", or "happened, 4 days late"."""
    return ", ".join(filter(None, ("happened", slip_words(slipped))))


def sentence(text: str) -> str:
    """Return a text with a capital at its beginning."""
    return text[:1].upper() + text[1:]
