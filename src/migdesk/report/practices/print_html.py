"""The report on several practices as markup for QTextDocument, a sheet of paper at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from migdesk.base.date_words import date_with_year
from migdesk.practice.details import facts_line
from migdesk.report import words
from migdesk.report.practices import words as portfolio_words
from migdesk.report.practices.model import BoardLine, Group, NoteAbout, Portfolio, PracticePage
from migdesk.report.status.date_warnings import TITLE
from migdesk.report.status.model import SAMPLE_NOTICE, KeyDate, TaskLine
from migdesk.report.typed_text import without_overrides
from migdesk.report.writers.pdf.cells import Figure, critical, figures, figures_of, owner, red_if_any, status, warning
from migdesk.report.writers.pdf.markup import (
    NOTE_GROUND,
    SAMPLE_GROUND,
    SMALLER_HEADINGS,
    TABLE,
    about_section,
    boxed,
    document,
    quiet,
    row,
    table,
    typed,
    wide_row,
)
from migdesk.report.writers.pdf.printable import Printable, footer_of

BOARD_HEAD = ("Practice", "Systems", "Phase now", "Done", "Go-Live", "Overdue", "IG", "Last change")
BOARD_WIDTHS = (23, 15, 15, 7, 13, 9, 6, 12)
PAGED_WIDTHS = (21, 13, 14, 6, 13, 9, 6, 12, 6)
_STYLE = f"{SMALLER_HEADINGS}.number {{ font-size: 13pt; }}\n"

Row = tuple[str, int]
"""A row of the board as markup, and how many practices it shows: 1, or 0 for the name of a commissioner."""


def board_rows(portfolio: Portfolio, start: int, end: int, pages: Sequence[int] = ()) -> Iterator[Row]:
    """Yield the rows of the practices from `start` up to `end`, counted from 0, each group under its commissioner.

    A group that began on an earlier sheet is named again. `pages` holds the number of each practice's page, by its
    place in the report.
    """
    columns = len(_widths(portfolio))
    named = len(portfolio.groups) > 1
    for group in portfolio.groups:
        first = group.first - 1
        for place in range(max(start, first), min(end, first + len(group.lines))):
            if named and place in {start, first}:
                yield wide_row(_group(group, continued=place > first), columns), 0
            page = str(pages[place]) if pages else ""
            line = group.lines[place - first]
            yield row((*_cells(line), page) if portfolio.with_pages else _cells(line)), 1


def board_sheet(portfolio: Portfolio, rows: Iterable[str], *, first: bool, last: bool) -> Printable:
    """Return a sheet of the board; the `first` says what the report is, the `last` how it was made."""
    head = (*BOARD_HEAD, "Page") if portfolio.with_pages else BOARD_HEAD
    parts = (
        _opening(portfolio) if first else "",
        table(head, rows, _widths(portfolio)) if portfolio.totals.practices else "",
        _about(portfolio) if last else "",
    )
    return _printable(portfolio, parts, portfolio.scope, sample=_only_samples(portfolio))


def practice_sheet(portfolio: Portfolio, page: PracticePage) -> Printable:
    """Return the sheet of one practice."""
    practice = page.practice
    archive = "in the archive" if practice.archived else ""
    facts = (*facts_line(practice), archive)
    parts = (
        boxed(f"<b>{SAMPLE_NOTICE}</b>", SAMPLE_GROUND) if page.sample else "",
        f"<h1>{typed(practice.name or practice.id)}</h1>",
        f"<p>{typed(' · '.join(fact for fact in facts if fact))}</p>",
        boxed(page.newer_line, NOTE_GROUND) if page.newer_line else "",
        f'<p>{typed(page.summary)}</p><p style="font-size: 3pt">&nbsp;</p>',
        _figures(figures_of(page.headline)),
        _key_dates(page.milestones),
        _warnings(page),
        _tasks("Overdue", page.overdue, page.headline.overdue),
        _tasks("Blocked", page.blocked, page.headline.blocked, why=True),
        _tasks("Due in the next 14 days", page.due_soon, page.headline.due_soon),
        f"<h2>Information Governance</h2><p>{typed(portfolio_words.missing_line(page.missing))}</p>",
        _notes(page.notes),
    )
    return _printable(portfolio, parts, practice.name or practice.id, sample=page.sample)


def _printable(portfolio: Portfolio, parts: Iterable[str], about: str, *, sample: bool) -> Printable:
    return Printable(
        without_overrides(portfolio_words.title_of(portfolio)),
        footer_of(portfolio.today, about, sample=sample),
        portfolio.migdesk_version,
        document(parts, _STYLE),
    )


def _only_samples(portfolio: Portfolio) -> bool:
    return 0 < portfolio.totals.practices == portfolio.totals.samples


# the board


def _widths(portfolio: Portfolio) -> tuple[int, ...]:
    return PAGED_WIDTHS if portfolio.with_pages else BOARD_WIDTHS


def _opening(portfolio: Portfolio) -> str:
    notice = portfolio_words.sample_notice(portfolio.totals)
    every = [
        (name, number, what, "red" if alert else "")
        for name, number, what, alert in portfolio_words.figures(portfolio.totals)
    ]
    return (
        (boxed(f"<b>{notice}</b>", SAMPLE_GROUND) if notice else "")
        + f"<p><b>Status report on several practices</b></p><h1>{typed(portfolio.scope)}</h1>"
        + f"<p>{typed(words.made_line(portfolio))}.</p>"
        + f'<p style="font-size: 10pt">{typed(portfolio_words.summary_sentence(portfolio.totals))}</p>'
        + '<p style="font-size: 3pt">&nbsp;</p>'
        + (_figures(every) + '<p style="font-size: 6pt">&nbsp;</p>' if portfolio.totals.practices else "")
    )


def _group(group: Group, *, continued: bool) -> str:
    name = f'<b style="font-size: 10pt; color: #003087">{typed(portfolio_words.group_title(group))}</b>'
    return f"{name} &nbsp;{quiet('continued' if continued else portfolio_words.group_line(group))}"


def _cells(line: BoardLine) -> tuple[str, ...]:
    below = (line.ods_code, *portfolio_words.tags(line))
    changed, by = portfolio_words.last_change(line)
    days = portfolio_words.go_live_when(line)
    return (
        _over(f"<b>{typed(line.name or line.id)}</b>", ", ".join(part for part in below if part)),
        typed(portfolio_words.systems(line)),
        typed(line.phase_now or "Finished"),
        f"{line.percent}%",
        _over(date_with_year(line.go_live) if line.go_live else "Not set", days),
        red_if_any(line.overdue),
        f"{line.references_acknowledged} of {line.references_total}",
        _over(changed, by),
    )


def _over(markup: str, below: str) -> str:
    return f"{markup}<br>{quiet(typed(below))}" if below else markup


def _about(portfolio: Portfolio) -> str:
    lines = (
        f"{words.source_line(portfolio)}.",
        portfolio_words.PAGES_LINE if portfolio.with_pages else "",
        words.DUE_DATES_LINE,
    )
    return about_section(lines)


# a practice


def _figures(four: Iterable[Figure]) -> str:
    return figures(four, (25, 25, 25, 25), padding="4px 9px", between=" ")


def _key_dates(milestones: Sequence[KeyDate]) -> str:
    """Return the milestones in two columns, the first half at the left."""
    half = (len(milestones) + 1) // 2
    right = [*map(_key_date, milestones[half:]), ("", "")]
    rows = [row((*_key_date(one), *right[place])) for place, one in enumerate(milestones[:half])]
    return f"<h2>Key dates</h2>{table(('Milestone', 'Date') * 2, rows, (20, 30, 20, 30))}"


def _key_date(one: KeyDate) -> tuple[str, str]:
    if one.date is None:
        return escape(one.title), "Not dated"
    line = portfolio_words.key_date_line(one)
    day = f"{date_with_year(one.date)} {_late(line) if one.late else quiet(line)}"
    return (f"<b>{escape(one.title)}</b>", f"<b>{day}</b>") if one.id == "go-live" else (escape(one.title), day)


def _late(line: str) -> str:
    return f'<span class="red" style="font-size: 8pt">{line}</span>'


def _warnings(page: PracticePage) -> str:
    if not page.date_warnings:
        return ""
    lines = map(warning, page.date_warnings)
    more = portfolio_words.more_warnings(page)
    heading = f"<h2>{TITLE} &nbsp;{quiet(str(page.warnings_total))}</h2>"
    return heading + "".join(lines) + (f"<p>{quiet(more)}</p>" if more else "")


def _tasks(title: str, tasks: Sequence[TaskLine], total: int, *, why: bool = False) -> str:
    """Return one list of tasks; `why` shows the reason in place of the status."""
    if not tasks:
        return _nothing(title, "nothing")
    rows = [row((_title(task), _reason(task) if why else status(task), owner(task), _due(task))) for task in tasks]
    more = portfolio_words.more_line(len(tasks), total)
    rows += [wide_row(quiet(more), 4)] if more else []
    return f"<h2>{title} &nbsp;{quiet(str(total))}</h2>" + table(
        ("Task", "Why" if why else "Status", "Owner", "Due"), rows, (42, 20, 16, 22)
    )


def _nothing(title: str, what: str) -> str:
    return f'<p style="margin-top: 10px"><b>{title}:</b> {what}.</p>'


def _title(task: TaskLine) -> str:
    return typed(task.title) + critical(task.critical)


def _reason(task: TaskLine) -> str:
    return typed(portfolio_words.brief(task.reason))


def _due(task: TaskLine) -> str:
    day = date_with_year(task.due) if task.due else ""
    remarks = words.due_remarks(task)
    return f'{day} <span class="{"red" if task.overdue else "quiet"}">{remarks}</span>' if remarks else day


def _notes(notes: Sequence[NoteAbout]) -> str:
    if not notes:
        return _nothing("Latest notes", "none so far")
    rows = [row((_note(one),)) for one in notes]
    return f"<h2>Latest notes</h2>{TABLE}{''.join(rows)}</table>"


def _note(one: NoteAbout) -> str:
    about = typed(one.about or portfolio_words.ABOUT_PRACTICE)
    text = typed(portfolio_words.brief(one.note.text))
    return f"<b>{about}</b>: {text}<br>{quiet(typed(words.byline(one.note.by, one.note.at)))}"
