"""What the cards over the grid say: how much is left, when all will be in, and what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec
from msgspec.structs import replace

from migdesk.base.date_words import weekday_and_day
from migdesk.ui.look.words import counted, days_from
from migdesk.workspace.registers.forecast import Forecast
from migdesk.workspace.registers.re_entry import Line, ReEntry


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """One card: its first line with what stands out of it, and smaller lines. `danger` and `warning` are lines that
    press; `link` leads to a category, on its oldest day or, with `to_check`, to its second check."""

    head: str
    rest: str = ""
    lines: tuple[str, ...] = ()
    danger: str = ""
    link: str = ""
    category: str = ""
    to_check: bool = False

    @property
    def in_words(self) -> str:
        return ". ".join(part for part in (f"{self.head}{self.rest}", *self.lines, self.danger) if part)


def left_card(view: ReEntry) -> Card:
    """Return how much is left, and how much of all that was logged is done with."""
    oldest = f" oldest from {weekday_and_day(view.oldest, view.today)}" if view.oldest else ""
    if not view.logged and not any(line.is_recorded for line in view.lines):
        return Card(head="Nothing logged yet", lines=(_today_line(view),))
    if not view.entering:
        return Card(head=f"{view.left:,} left", rest=oldest, lines=(_today_line(view),))
    done = view.logged - view.left
    line = f"{done:,} of {view.logged:,}: {view.entered:,} entered, {view.set_aside:,} set aside"
    return Card(head=f"{view.left:,} left" if view.left else "All in", rest=oldest, lines=(line,))


def _today_line(view: ReEntry) -> str:
    shown = len(view.shown)
    if view.today in view.days:
        return f"today: {view.counted_on(view.today)} of {shown} categories counted"
    return f"{counted(shown, 'category', 'categories')} to count on each day of Cutover"


def forecast_card(view: ReEntry) -> Card:
    """Return when all will be in, against the plan and the end of the old system."""
    return _while_entering(view) if view.entering else _while_counting(view)


def _while_counting(view: ReEntry) -> Card:
    found, today = view.forecast, view.today
    until = f"The old system can be read until {weekday_and_day(found.ends, today)}" if found.ends else ""
    if found.needed_a_day is None or found.planned is None:
        return Card(head="All in", rest=f" by {_day(found.planned, view)}" if found.planned else "", lines=(until,))
    from_ = f"on each working day from Go-Live, {weekday_and_day(view.go_live, today)}" if view.go_live else ""
    return Card(
        head=f"{found.needed_a_day:,} a day",
        rest=f" to be all in by {_day(found.planned, view)}",
        lines=(from_, until),
    )


def _while_entering(view: ReEntry) -> Card:
    found, today = view.forecast, view.today
    if not view.left:
        since = f" since {_day(found.all_in, view)}" if found.all_in and view.logged else ""
        return Card(head="All in", rest=since, lines=(_late_words(found) if view.logged else "",))
    if found.all_in is None:
        what = "Nothing entered lately" if found.days else "Nothing entered yet"
        return Card(head=what, lines=(_needed(view), _ends(view)))
    late, spare = _late_words(found), _spare(view)
    when = f"in the last {found.days} working days" if found.days > 1 else "on the last working day"
    rate = f"at {found.a_day:,.0f} a day, as {when}"
    is_late = (found.days_late or 0) > 0
    return Card(
        head=f"All in by {weekday_and_day(found.all_in, today)}",
        rest=f", {late}" if late else "",
        lines=(rate, _needed(view) if is_late else "", "" if _too_late(found) else spare),
        danger=spare if _too_late(found) else "",
    )


def _late_words(found: Forecast) -> str:
    days = found.days_late
    if days is None:
        return ""
    if days == 0:
        return "as planned"
    return f"{counted(abs(days), 'day')} {'late' if days > 0 else 'early'}"


def _needed(view: ReEntry) -> str:
    found = view.forecast
    if found.needed_a_day is None or found.planned is None:
        return f"It was to be all in by {_day(found.planned, view)}" if found.planned else ""
    return f"{found.needed_a_day:,} a day would be all in by {_day(found.planned, view)}"


def _too_late(found: Forecast) -> bool:
    return found.days_to_spare is not None and found.days_to_spare < 0


def _spare(view: ReEntry) -> str:
    days = view.forecast.days_to_spare
    if days is None:
        return ""
    if days < 0:
        return f"{counted(-days, 'day')} after the old system closes, on {_day(view.forecast.ends, view)}"
    return f"{counted(days, 'day')} to spare before the old system closes"


def _ends(view: ReEntry) -> str:
    ends = view.forecast.ends
    return f"The old system can be read until {_day(ends, view)}" if ends else ""


def _day(day: date | None, view: ReEntry) -> str:
    return weekday_and_day(day, view.today) if day else ""


def next_card(view: ReEntry) -> Card:
    """Return what comes next: when entering starts, what must be in first, or the second checks."""
    if not view.entering:
        return _first_linked(_start_card(view), view.come_first)
    card, first = _checks_card(view), [line for line in view.come_first if line.left]
    to_do = [line for line in view.shown if line.needs_check and not line.checked]
    if first:
        return _first_linked(card, first)
    if not to_do:
        return card
    clinician = any(line.definition.second_check == "clinician" for line in to_do)
    link = f"{len(to_do)} to do{', by a clinician' if clinician else ''} ›"
    return replace(card, link=link, category=to_do[0].id, to_check=True)


def _start_card(view: ReEntry) -> Card:
    if view.go_live is None:
        return Card(head="No day for Go-Live yet", lines=("Entering starts once the practice is live",))
    start = f"Entering starts {weekday_and_day(view.go_live, view.today)}"
    return Card(head=start, lines=(f"{days_from(view.go_live, view.today)}, after Go-Live",))


def _checks_card(view: ReEntry) -> Card:
    needed = [line for line in view.shown if line.needs_check]
    samples = [line.sample for line in view.shown if line.sample]
    looked_at, wrong = sum(sample.looked_at for sample in samples), sum(sample.wrong for sample in samples)
    if not needed and not samples:
        return Card(head="No second check yet", lines=("A sample of what was entered is looked at again",))
    head = f"{sum(line.checked for line in needed)} of {counted(len(needed), 'second check')} done"
    seen = f"{wrong:,} wrong in {looked_at:,} looked at" if looked_at else ""
    return Card(head=head, danger=seen) if wrong else Card(head=head, lines=(seen,))


def _first_linked(card: Card, lines: Sequence[Line]) -> Card:
    """Return a card that leads to the first of what comes before all others."""
    if not lines:
        return card
    verb = "comes" if len(lines) == 1 else "come"
    link = f"{counted(len(lines), 'category', 'categories')} {verb} first ›"
    return replace(card, link=link, category=lines[0].id)


def one_line(view: ReEntry) -> str:
    """Return all of it in a line or two, for where the cards have no room."""
    left, forecast, following = left_card(view), forecast_card(view), next_card(view)
    last = f"{following.head}{f', {following.danger}' if following.danger else ''}"
    return " · ".join((f"{left.head}{',' if left.rest else ''}{left.rest}", f"{forecast.head}{forecast.rest}", last))
