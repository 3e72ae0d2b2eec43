"""The report as markup for QTextDocument, which the PDF is set from.

QTextDocument knows tables, a handful of styles and no page layout: so there is a table wherever columns stand side by
side, a phase's heading is a head row of its table (it is repeated on every page, and never left alone at the foot of
one), and bars and status icons are images that the PDF writer draws (`bar:42`, `icon:done`).
"""

from __future__ import annotations

from html import escape

from msgspec.structs import replace

from migdesk.base.date_words import date_with_year
from migdesk.practice.details import facts_of
from migdesk.report import words
from migdesk.report.status.date_warnings import TITLE
from migdesk.report.status.model import (
    NoteLine,
    OffChecklist,
    Person,
    PhaseSection,
    StatusReport,
    TaskLine,
)
from migdesk.report.status.print_governance import acknowledged_words, governance
from migdesk.report.writers.pdf.cells import critical, figures, figures_of, owner, red, red_if_any, status, warning
from migdesk.report.writers.pdf.markup import (
    NOTE_GROUND,
    SAMPLE_GROUND,
    about_section,
    boxed,
    document,
    quiet,
    row,
    table,
    typed,
    wide_row,
)
from migdesk.report.writers.pdf.printable import Printable, of_one_practice


def printable(report: StatusReport) -> Printable:
    """Return the status report as it is printed."""
    percents = frozenset(phase.percent for phase in report.phases)
    return of_one_practice(report, "Status report", print_html(report), percents)


def print_html(report: StatusReport) -> str:
    """Return the whole report as QTextDocument's markup; everything typed is escaped."""
    parts = (
        _opening(report),
        _figures(report),
        _progress(report),
        _key_dates(report),
        _attention(report),
        governance(report),
        _all_tasks(report),
        _other_notes(report),
        _recent(report),
        _about(report),
    )
    return document(parts)


def _opening(report: StatusReport) -> str:
    practice = report.practice
    facts = (*facts_of(practice), ("Archive", "in the archive" if practice.archived else ""))
    known = [f"{name}: <b>{typed(value)}</b>" for name, value in facts if value]
    sample = boxed(f"<b>{report.sample_notice}</b>", SAMPLE_GROUND) if report.sample_notice else ""
    newer = boxed(report.newer_line, NOTE_GROUND) if report.newer_events else ""
    return (
        f"{sample}<p><b>Status report</b></p><h1>{typed(practice.name or practice.id)}</h1>"
        f"<p>{' &nbsp; '.join(known)}</p><p>{typed(words.made_line(report))}.</p>{newer}"
        f'<p style="font-size: 10pt; margin-top: 8px; margin-bottom: 8px">{typed(words.summary_sentence(report))}</p>'
    )


def _figures(report: StatusReport) -> str:
    head = report.headline
    go_live = date_with_year(head.go_live) if head.go_live else "Not set"
    done, overdue, critical_open, references = figures_of(head)
    colour = "red" if head.go_live_late else ""
    live = ("Go-Live", go_live.replace(" ", "&nbsp;"), words.go_live_days(head), colour)
    every = (done, overdue, critical_open, live, references)
    shown = figures(every, (15, 13, 17, 27, 28), padding="6px 9px", between="<br>")
    return f'<p style="font-size: 3pt">&nbsp;</p>{shown}'


def _key_dates(report: StatusReport) -> str:
    rows = []
    for one in report.milestones:
        day = date_with_year(one.date) if one.date else "Not dated"
        when = words.key_date_when(one)
        cells = (escape(one.title), day, red(when) if one.late else when, escape(words.key_date_basis(one)))
        rows.append(row([f"<b>{cell}</b>" for cell in cells] if one.id == "go-live" else cells))
    head = ("Milestone", "Date", "When", "Where the date comes from")
    return "<h2>Key dates</h2>" + table(head, rows, (26, 13, 25, 36)) + _warnings(report)


def _warnings(report: StatusReport) -> str:
    if not report.date_warnings:
        return ""
    return f"<h3>{TITLE}</h3>" + "".join(map(warning, report.date_warnings))


def _progress(report: StatusReport) -> str:
    rows = []
    for phase in report.phases:
        name = f"{phase.number} {escape(phase.title)}"
        rows.append(
            row(
                (
                    f"<b>{name}</b>" if phase.under_way else name,
                    f'<img src="bar:{phase.percent}" width="100" height="9">&nbsp;&nbsp;{phase.percent}%',
                    f"{phase.done} of {phase.total}",
                    red_if_any(phase.overdue),
                    words.span(phase.start, phase.end),
                )
            )
        )
    head = ("Phase", "Progress", "Done", "Overdue", "Planned")
    return "<h2>Progress by phase</h2>" + table(head, rows, (32, 23, 10, 10, 25))


def _attention(report: StatusReport) -> str:
    head, widths = ("Task", "Status", "Owner", "Due"), (44, 16, 18, 22)
    blocked_head, blocked_widths = ("Task", "Why", "Owner", "Due"), (34, 32, 16, 18)
    parts = ["<h2>Needs attention</h2>"]
    lists = (("Overdue", report.overdue), ("Blocked", report.blocked), ("Due in the next 14 days", report.due_soon))
    for title, tasks in lists:
        if not tasks:
            parts.append(f"<p><b>{title}:</b> nothing.</p>")
        elif title == "Blocked":
            rows = [row((_title(task), _reason(task), owner(task), _due(task))) for task in tasks]
            parts.append(table(blocked_head, rows, blocked_widths, title=_titled(title, len(tasks))))
        else:
            rows = [row((_title(task), status(task), owner(task), _due(task))) for task in tasks]
            parts.append(table(head, rows, widths, title=_titled(title, len(tasks))))
    return "".join(parts)


def _titled(title: str, number: int) -> str:
    return f'<span style="font-size: 11pt">{title}</span> &nbsp;{quiet(str(number))}'


def _title(task: TaskLine) -> str:
    own = ' <span class="quiet">Own task</span>' if task.own else ""
    return typed(task.title) + critical(task.critical) + own


def _reason(task: TaskLine) -> str:
    return f'{typed(task.reason)}<br><span class="quiet">{typed(words.status_byline(task))}</span>'


def _due(task: TaskLine) -> str:
    remarks = words.due_remarks(task)
    shown = f'<br><span class="{"red" if task.overdue else "quiet"}">{remarks}</span>' if remarks else ""
    return (date_with_year(task.due) if task.due else "") + shown


def _all_tasks(report: StatusReport) -> str:
    tables = "".join(_phase(phase) for phase in report.phases if phase.tasks)
    return f"<h2>All tasks and notes</h2>{tables}"


def _phase(phase: PhaseSection) -> str:
    counts = [f"{phase.done} of {phase.total} done"]
    counts += [f"{phase.overdue} overdue"] if phase.overdue else []
    counts += [f"{phase.not_applicable} not applicable"] if phase.not_applicable else []
    title = (
        f'<span style="font-size: 11pt; color: #003087">{phase.number} {escape(phase.title)}</span>'
        f" &nbsp;{quiet(', '.join(counts))}"
    )
    rows = [line for task in phase.tasks for line in _task_rows(task)]
    return table(("Task", "Status", "Owner", "Due"), rows, (51, 24, 12, 13), title=title)


def _task_rows(task: TaskLine) -> list[str]:
    by = words.status_byline(task)
    stands = status(task)
    stands += f"<br>{typed(task.reason)}" if task.reason else ""
    stands += f'<br><span class="quiet">{typed(by)}</span>' if by else ""
    roles = f'<br><span class="quiet">{escape(", ".join(task.roles))}</span>' if task.roles else ""
    rows = [row((_title(task) + roles, stands, typed(task.owner), _due(task)), ruled=not task.notes)]
    for index, note in enumerate(task.notes):
        rows.append(wide_row(_note(note), 4, ground=True, ruled=index == len(task.notes) - 1))
    return rows


def _note(note: NoteLine) -> str:
    return f'{typed(note.text)}<br><span class="quiet">{typed(words.byline(note.by, note.at))}</span>'


def _other_notes(report: StatusReport) -> str:
    withdrawn = words.withdrawn_line(report)
    if not (report.practice_notes or report.off_checklist or withdrawn):
        return ""
    parts = ["<h2>Other notes and records</h2>", f"<p>{withdrawn}</p>" if withdrawn else ""]
    if report.practice_notes:
        parts += ["<h3>About the practice</h3>", *(f"<p>{_note(note)}</p>" for note in report.practice_notes)]
    parts += [_off_checklist(one) for one in report.off_checklist]
    return "".join(parts)


def _off_checklist(one: OffChecklist) -> str:
    status = f" Its status was: {one.status_word}." if one.status_word else ""
    lines = [f"<p>{_note(note)}</p>" for note in one.notes]
    for line in one.acknowledgements:
        by = f"Acknowledged by {words.byline(line.by, line.at)}"
        lines.append(f'<p>{acknowledged_words(line)}<br><span class="quiet">{typed(by)}</span></p>')
    return f"<h3>{typed(one.title)}</h3><p>{one.why}.{status} {typed(one.reason)}</p>{''.join(lines)}"


def _recent(report: StatusReport) -> str:
    title = f"<h2>The last {report.recent_days} days</h2>"
    if not report.recent:
        return f"{title}<p>Nothing was recorded in the last {report.recent_days} days.</p>"
    rows = []
    for one in report.recent:
        about = f"<b>{typed(one.title)}</b>: " if one.title else ""
        text = about + typed(words.shortened(one.text))
        rows.append(row((words.moment(one.at), text, typed(_person_here(one.by, report)))))
    return title + table(("When", "What", "By whom"), rows, (18, 57, 25))


def _person_here(one: Person, report: StatusReport) -> str:
    """Return who somebody is, without the organisation where it is the practice itself."""
    own = one.organisation == report.practice.name
    return words.person(replace(one, organisation="") if own else one)


def _about(report: StatusReport) -> str:
    lines = (
        report.sample_notice,
        f"{words.made_line(report)}.",
        f"{words.source_line(report)}.",
        report.newer_line,
        words.DUE_DATES_LINE,
    )
    return about_section(lines)
