"""What several printed reports say in a cell: of a task, and of how far a practice is."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from migdesk.report.agenda.model import Doubt
from migdesk.report.status.model import DateWarning, Headline, TaskLine
from migdesk.report.writers.pdf.markup import NOTE_GROUND, TABLE, icon, quiet, typed

Figure = tuple[str, str, str, str]
"""A name, its figure, what stands after it, and the colour's class."""


def critical(task_is_critical: bool) -> str:
    """Return the mark of what is critical, to stand behind a title."""
    return ' <span class="red">Critical</span>' if task_is_critical else ""


def status(task: TaskLine) -> str:
    """Return how a task stands, as picture and word."""
    return icon(task.status) + escape(task.status_word)


def owner(task: TaskLine) -> str:
    """Return who has a task."""
    return typed(task.owner) or quiet("Nobody yet")


def red(markup: str) -> str:
    """Return what should not be, which the words themselves say too."""
    return f'<span class="red">{markup}</span>'


def red_if_any(number: int) -> str:
    """Return a figure that should be 0."""
    return red(str(number)) if number else "0"


def warning(one: DateWarning | Doubt) -> str:
    """Return what speaks against a date as a paragraph; where there is no room for its text, its title alone."""
    return f'<p style="margin-bottom: 3px"><b>{typed(one.title)}.</b> {typed(one.text)}</p>'


def figures_of(head: Headline) -> tuple[Figure, ...]:
    """Return the figures of a practice: tasks done, overdue, critical ones and references."""
    return (
        ("Tasks done", f"{head.percent}%", f"{head.done} of {head.total}", ""),
        ("Overdue", str(head.overdue), "task" if head.overdue == 1 else "tasks", "red" if head.overdue else ""),
        ("Critical tasks", str(head.critical_open), "still open", ""),
        ("Information Governance", f"{head.references_acknowledged} of {head.references_total}", "acknowledged", ""),
    )


def figures(every: Iterable[Figure], widths: Iterable[int], *, padding: str, between: str) -> str:
    """Return figures side by side, `widths` in percent; `between` stands after the figure, a blank or a new line."""
    cells = "".join(
        f'<td width="{width}%" bgcolor="{NOTE_GROUND}" style="padding: {padding}; border-top: 2px solid #005eb8;'
        f' border-right: 4px solid #ffffff">{name}<br><span class="number {colour}">{number}</span>{between}{what}</td>'
        for (name, number, what, colour), width in zip(every, widths, strict=True)
    )
    return f"{TABLE}<tr>{cells}</tr></table>"
