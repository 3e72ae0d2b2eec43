"""What the report on several practices says, in the web page and in print alike."""

from __future__ import annotations

from datetime import date

from migdesk.base.clock import local_date
from migdesk.report import words
from migdesk.report.practices.build import SOON_DAYS
from migdesk.report.practices.model import BoardLine, Group, Portfolio, PracticePage, Totals
from migdesk.report.status.model import KeyDate

NO_COMMISSIONER = "No commissioner named"
SAMPLES_ONLY = "Made-up samples. These practices do not exist, and nothing here says anything about real ones."
MISSING, NONE_MISSING = "Not yet acknowledged by the practice", "The practice has acknowledged every reference."
ABOUT_PRACTICE = "The practice"
PAGES_LINE = (
    "The page of a practice shows the first tasks of each list and the latest notes, long ones cut short. "
    "Its own status report has every task, note and acknowledgement."
)


def go_live_when(line: BoardLine) -> str:
    """Return how far Go-Live is from today, and whether one that is past is marked; empty where there is no date."""
    if line.days_to_go_live is None:
        return ""
    unmarked = line.days_to_go_live < 0 and not line.went_live
    return words.from_today(line.days_to_go_live) + (", not marked as happened" if unmarked else "")


def title_of(portfolio: Portfolio) -> str:
    """Return the report's title."""
    sample = "Sample: " if portfolio.totals.practices == portfolio.totals.samples > 0 else ""
    return f"{sample}Migrations, {portfolio.scope[:1].lower()}{portfolio.scope[1:]}"


def sample_notice(totals: Totals) -> str:
    """Return the notice that made-up practices are among these; empty where none are."""
    if not totals.samples:
        return ""
    if totals.samples == totals.practices:
        return SAMPLES_ONLY
    are = "is a made-up sample and does" if totals.samples == 1 else "are made-up samples and do"
    return f"{totals.samples:,} of these practices {are} not exist. “Sample” stands beside the name."


def summary_sentence(totals: Totals) -> str:
    """Return how all the practices stand, in sentences that can be read out."""
    if not totals.practices:
        return "There are no practices to report on."
    finished = f", {totals.finished:,} finished" if totals.finished else ""
    archived = f" {totals.archived:,} of them {_are(totals.archived)} in the archive." if totals.archived else ""
    return f"{words.count(totals.under_way, 'migration')} under way{finished}.{archived} {_overdue_sentence(totals)}"


def _overdue_sentence(totals: Totals) -> str:
    if not totals.overdue:
        return "Nothing is overdue."
    tasks, practices = words.count(totals.overdue, "task"), words.count(totals.with_overdue, "practice")
    return f"{tasks} {_are(totals.overdue)} overdue, in {practices}."


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def figures(totals: Totals) -> tuple[tuple[str, str, str, bool], ...]:
    """Return the report's figures: what each counts, the figure, what stands after it, and whether it is an alert."""
    late = totals.overdue > 0
    soon = f"{'practice' if totals.soon == 1 else 'practices'} in {SOON_DAYS} days"
    missing = _in_practices("acknowledgement", totals.missing, totals.with_missing, " missing")
    return (
        ("Practices", f"{totals.practices:,}", f"{totals.under_way:,} under way, {totals.finished:,} finished", False),
        ("Overdue", f"{totals.overdue:,}", _in_practices("task", totals.overdue, totals.with_overdue), late),
        ("Going live", f"{totals.soon:,}", soon, False),
        ("Information Governance", f"{totals.missing:,}", missing, False),
    )


def _in_practices(noun: str, number: int, practices: int, after: str = "") -> str:
    things = f"{noun if number == 1 else noun + 's'}{after}"
    return f"{things} in {words.count(practices, 'practice')}" if practices else things


def group_title(group: Group) -> str:
    """Return the commissioner of a group, or that none is named."""
    return group.commissioner or NO_COMMISSIONER


def group_line(group: Group) -> str:
    """Return how many practices a group has, and what of it is overdue."""
    overdue = sum(line.overdue for line in group.lines)
    late = f", {words.count(overdue, 'overdue task')}" if overdue else ", nothing overdue"
    return f"{words.count(len(group.lines), 'practice')}{late}"


def systems(line: BoardLine) -> str:
    """Return "Old System to New System", as far as they are known."""
    if not line.from_system and not line.to_system:
        return "Not named"
    return f"{line.from_system or 'Unknown'} to {line.to_system or 'unknown'}"


def tags(line: BoardLine) -> tuple[str, ...]:
    """Return the marks beside a practice's name."""
    return tuple(tag for tag, holds in (("Sample", line.sample), ("Archived", line.archived)) if holds)


def last_change(line: BoardLine) -> tuple[date | None, str]:
    """Return the day of the last change and who made it, by role; nothing where nothing is known."""
    if line.last_change is None:
        return None, ""
    by = line.last_change.by
    return local_date(line.last_change.at), by.role or by.name


def more_line(shown: int, total: int) -> str:
    """Return what a shortened list leaves out; empty where it is whole."""
    if total <= shown:
        return ""
    return f"And {total - shown:,} more, in the practice’s own status report."


def key_date_line(milestone: KeyDate) -> str:
    """Return how far a milestone is, how it stands, and whether its date was set by hand, in few words."""
    if milestone.days is None:
        return "not dated"
    when = words.key_date_when(milestone)
    if words.is_worked_out(milestone):
        return f"{when}; {words.WORKED_OUT}"
    return f"{when}, set by hand" if milestone.set and not milestone.happened and not milestone.late else when


def more_warnings(page: PracticePage) -> str:
    """Return how many more warnings there are; empty where all are shown."""
    more = page.warnings_total - len(page.date_warnings)
    return f"and {more:,} more" if more > 0 else ""
