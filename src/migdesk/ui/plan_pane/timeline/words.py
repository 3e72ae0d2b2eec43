"""What the timeline and its table say of each item: state, where its date comes from, tooltips, whole rows. Knows no
Qt.
"""

from __future__ import annotations

from datetime import date
from html import escape
from typing import Literal

import msgspec

from migdesk.base.date_words import date_with_weekday, long_date
from migdesk.ui.look.words import BASIS_WORDS, breakable, counted, days_from, sentence
from migdesk.ui.plan_pane.milestone_words import NO_DATE, NOT_MARKED, happened_words, moved_words, slip_words
from migdesk.ui.plan_pane.timeline.rows import Item, leave_of, milestone_of, phase_of, shares_name
from migdesk.workspace.plan.view import MilestoneView, PhaseView, PlanView

PhaseState = Literal["finished", "under way", "begun", "planned"]
NO_DATES = "Set Go-Live, or any other date, and the rest follow."
REHEARSAL = "Cutover rehearsal"


class ItemWords(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the table, column by column; `because` is the reason behind `origin`, for the tooltip."""

    what: str
    first: date | None
    last: date | None
    state: str
    origin: str
    because: str = ""


def phase_state(phase: PhaseView) -> PhaseState:
    """Return how far a phase is. "under way" is the first one that has something open; a later one may have begun."""
    if phase.finished:
        return "finished"
    if phase.under_way:
        return "under way"
    return "begun" if phase.done else "planned"


def days_over(phase: PhaseView, today: date) -> int:
    """Return how many days ago an unfinished phase should have ended; 0 where its time is not over."""
    return max(0, (today - phase.end).days) if phase.end and not phase.finished else 0


def row_title(phase: PhaseView) -> str:
    return f"{phase.number} {phase.short_title}"


def milestone_state(milestone: MilestoneView) -> str:
    """Return "planned", "happened", "happened, 4 days late" or "past, not marked"."""
    if milestone.happened:
        return happened_words(milestone.slipped)
    return NOT_MARKED if milestone.late else "planned"


def milestone_label(milestone: MilestoneView, phase: PhaseView | None) -> str:
    """Return what stands beside a milestone: its name unless the row has it, its day, and what is out of order."""
    day = day_and_month(milestone.date) if milestone.date else ""
    known = phase is None or shares_name(milestone, phase)
    trouble = slip_words(milestone.slipped) if milestone.happened else "not marked" if milestone.late else ""
    return ", ".join(filter(None, (day if known else f"{milestone.short_title} {day}", trouble)))


def day_and_month(day: date) -> str:
    """Return "Tue 16 Mar": the head of the timeline has the year."""
    return date_with_weekday(day).rsplit(" ", 1)[0]


def words_of(view: PlanView, item: Item) -> ItemWords:
    """Return an item's row; `item` is one of `view`."""
    if phase := phase_of(view, item):
        return _phase(phase, view.today)
    if milestone := milestone_of(view, item):
        return _milestone(milestone)
    if leave := leave_of(view, item):
        return ItemWords(
            what=f"Leave: {leave.name}",
            first=leave.first,
            last=leave.last,
            state=_time_words(view, leave.last),
            origin="set by hand",
        )
    return ItemWords(
        what=REHEARSAL, first=view.rehearsal, last=None, state=_time_words(view, view.rehearsal), origin="set by hand"
    )


def _phase(phase: PhaseView, today: date) -> ItemWords:
    over = days_over(phase, today)
    state: list[str] = [phase_state(phase)]
    if over:
        state.append(f"{counted(over, 'day')} over")
    if phase.total and not phase.finished:
        state.append(f"{phase.done} of {phase.total} done")
    origin = BASIS_WORDS[phase.basis] if phase.start else ""
    last = phase.end if phase.end != phase.start else None
    return ItemWords(
        what=row_title(phase),
        first=phase.start,
        last=last,
        state=", ".join(state),
        origin=origin,
        because=phase.because,
    )


def _milestone(milestone: MilestoneView) -> ItemWords:
    state = milestone_state(milestone) if milestone.date else NO_DATE
    because = "" if milestone.by_hand or milestone.happened else milestone.because
    return ItemWords(
        what=milestone.title,
        first=milestone.date,
        last=None,
        state=state,
        origin=", ".join(filter(None, (milestone_origin(milestone), moved_words(milestone)))),
        because=because,
    )


def milestone_origin(milestone: MilestoneView) -> str:
    """Return where a milestone's date comes from: what has been, a person's hand, or a rule with what it rests on."""
    if milestone.happened:
        planned = (
            f", planned for {date_with_weekday(milestone.planned)}" if milestone.planned and milestone.slipped else ""
        )
        return f"marked as happened{planned}"
    if milestone.by_hand:
        return "set by hand"
    if not milestone.date:
        return milestone.rule
    if not milestone.rule:
        return "worked out from the dates that are set"
    return f"{milestone.rule} ({BASIS_WORDS[milestone.basis]})"


def _time_words(view: PlanView, last: date | None) -> str:
    return "over" if last and last < view.today else "planned"


def dates_in_words(words: ItemWords) -> str:
    """Return "16 March 2027" or "1 March 2027 to 5 March 2027"."""
    if not words.first:
        return NO_DATE
    if words.last and words.last != words.first:
        return f"{long_date(words.first)} to {long_date(words.last)}"
    return long_date(words.first)


def spoken(view: PlanView, item: Item) -> str:
    """Return a whole row in words, as "Go-Live, 16 March 2027, in 114 days, planned, set by hand"."""
    words = words_of(view, item)
    what = f"Phase {words.what}" if item.kind == "phase" else words.what
    parts = [what, dates_in_words(words)]
    if words.first and item.kind in ("milestone", "rehearsal"):
        parts.append(days_from(words.first, view.today))
    parts += [words.state if words.state != parts[-1] else "", words.origin]
    return ", ".join(filter(None, parts))


def tip(view: PlanView, item: Item) -> str:
    """Return what stays on the pointer over an item: name in full, dates, state, and where the date comes from."""
    words = words_of(view, item)
    phase = phase_of(view, item)
    head = f"{phase.number} {phase.title}" if phase else words.what
    when = dates_in_words(words)
    if words.first and item.kind in ("milestone", "rehearsal"):
        when += f", {days_from(words.first, view.today)}"
    lines = [head, when, words.state if words.state != when else "", words.origin, words.because]
    return "\n".join(sentence(line) for line in lines if line)


def tip_html(view: PlanView, item: Item) -> str:
    """Return `tip` so that long lines wrap, and what a person has typed is shown as it is."""
    head, *lines = (escape(breakable(line)) for line in tip(view, item).split("\n"))
    return f"<p style='margin:0'><b>{head}</b>" + "".join(f"<br>{line}" for line in lines) + "</p>"
