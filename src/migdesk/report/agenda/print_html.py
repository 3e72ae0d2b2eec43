"""The agenda for a visit as markup for QTextDocument, for the printer and the PDF: two sheets at most, and room to
write on them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from html import escape

from migdesk.practice.details import facts_line
from migdesk.report import words
from migdesk.report.agenda import words as agenda_words
from migdesk.report.agenda.model import Agenda, Change, Coming
from migdesk.report.status.date_warnings import TITLE
from migdesk.report.status.model import TaskLine
from migdesk.report.writers.pdf.cells import critical, red, warning
from migdesk.report.writers.pdf.markup import (
    HEAD_LINE,
    LINE,
    NOTE_GROUND,
    SAMPLE_GROUND,
    SMALLER_HEADINGS,
    TABLE,
    boxed,
    document,
    icon,
    quiet,
    row,
    table,
    typed,
    wide_row,
)
from migdesk.report.writers.pdf.printable import Printable, of_one_practice

NOTE_LINES, ACTION_LINES = 6, 5
"""Ruled lines to write on."""
_STYLE = f"{SMALLER_HEADINGS}.number {{ font-size: 12pt; }}\n"


def printable(agenda: Agenda) -> Printable:
    """Return the agenda as it is printed."""
    return of_one_practice(agenda.report, agenda_words.TITLE, print_html(agenda))


def print_html(agenda: Agenda) -> str:
    """Return the whole agenda as QTextDocument's markup; everything typed is escaped."""
    parts = (
        _opening(agenda),
        _figures(agenda),
        _changes(agenda),
        _overdue(agenda),
        _blocked(agenda),
        _coming(agenda),
        _references(agenda),
        _doubts(agenda),
        _room_to_write(),
        f'<p style="margin-top: 10px">{quiet(typed(words.source_line(agenda.report)))}</p>',
    )
    return document(parts, _STYLE)


def _opening(agenda: Agenda) -> str:
    report = agenda.report
    practice = report.practice
    facts = facts_line(practice)
    known = typed(" · ".join(fact for fact in facts if fact))
    sample = boxed(f"<b>{report.sample_notice}</b>", SAMPLE_GROUND) if report.sample_notice else ""
    newer = boxed(report.newer_line, NOTE_GROUND) if report.newer_events else ""
    return (
        f"{sample}<p><b>{agenda_words.TITLE}</b> &nbsp; {quiet(typed(words.made_line(report)))}</p>"
        f"<h1>{typed(practice.name or practice.id)}</h1>"
        f"<p>{known}</p>{newer}<p>{typed(words.summary_sentence(report))}</p>"
        '<p style="font-size: 3pt">&nbsp;</p>'
    )


def _figures(agenda: Agenda) -> str:
    head = agenda.report.headline
    figures = (
        (f"{head.percent}%", f"of {words.count(head.total, 'task')} done", ""),
        (str(head.overdue), "overdue", "red" if head.overdue else ""),
        (str(head.blocked), "blocked", "red" if head.blocked else ""),
        (str(head.critical_open), "critical still open", ""),
        (f"{head.references_acknowledged} of {head.references_total}", "IG acknowledged", ""),
    )
    cells = "".join(
        f'<td width="20%" bgcolor="{NOTE_GROUND}" style="padding: 3px 8px; border-right: 3px solid #ffffff">'
        f'<span class="number {colour}">{number}</span> {what}</td>'
        for number, what, colour in figures
    )
    return f"{TABLE}<tr>{cells}</tr></table>"


def _section(
    title: str, head: Sequence[str], rows: Iterable[str], widths: Sequence[int], more: str, under: str = ""
) -> str:
    """Return a heading with its table, whose last row says what was left out; `under` stands between the two."""
    last = [wide_row(quiet(more), len(widths))] if more else []
    return f"<h2>{title}</h2>{under}{table(head, [*rows, *last], widths)}"


def _none(title: str, sentence: str) -> str:
    return f"<h2>{title}</h2><p>{sentence}</p>"


def _changes(agenda: Agenda) -> str:
    remark = agenda_words.since_remark(agenda)
    title = agenda_words.since_line(agenda)
    under = f'<p style="margin-bottom: 1px">{quiet(remark)}</p>' if remark else ""
    if not agenda.changes.items:
        return f"<h2>{title}</h2>{under}<p>{agenda_words.NO_CHANGES}</p>"
    more = agenda_words.more_line(agenda.changes.more, "the history")
    rows = [row(_change(one, agenda.report.today)) for one in agenda.changes.items]
    return _section(title, ("What", "How it stands now", "By whom"), rows, (38, 39, 23), more, under)


def _change(one: Change, today: date) -> tuple[str, ...]:
    title = typed(agenda_words.change_title(one)) + critical(one.critical)
    return title, typed(one.text), typed(agenda_words.who(one, today))


def _overdue(agenda: Agenda) -> str:
    if not agenda.overdue.items:
        return _none("Overdue", agenda_words.NOTHING_OVERDUE)
    rows = [
        row((_title(task), _stands(task), _owner(task), red(agenda_words.late(task)))) for task in agenda.overdue.items
    ]
    more = agenda_words.more_line(agenda.overdue.more, "the checklist")
    title = f"Overdue &nbsp;{quiet(str(agenda.overdue.total))}"
    return _section(title, ("Task", "Status", "Owner", "Late by"), rows, (40, 29, 18, 13), more)


def _blocked(agenda: Agenda) -> str:
    if not agenda.blocked.items:
        return ""
    rows = [row((_title(task), typed(agenda_words.brief(task.reason)), _owner(task))) for task in agenda.blocked.items]
    more = agenda_words.more_line(agenda.blocked.more, "the checklist")
    title = f"Blocked, not overdue yet &nbsp;{quiet(str(agenda.blocked.total))}"
    return _section(title, ("Task", "Why", "Owner"), rows, (40, 42, 18), more)


def _title(task: TaskLine) -> str:
    return typed(agenda_words.brief(task.title)) + critical(task.critical)


def _stands(task: TaskLine) -> str:
    return icon(task.status) + typed(agenda_words.how_it_stands(task))


def _owner(task: TaskLine) -> str:
    return typed(agenda_words.owner(task)) if task.owner else quiet(agenda_words.NOBODY)


def _coming(agenda: Agenda) -> str:
    title = "The next four weeks"
    if not agenda.coming.items:
        return _none(title, agenda_words.NOTHING_COMES)
    today = agenda.report.today
    rows = [
        row((agenda_words.weekday_and_day(one.day, today), _coming_title(one), _coming_about(one)))
        for one in agenda.coming.items
    ]
    more = agenda_words.more_line(agenda.coming.more, "the checklist")
    return _section(title, ("Day", "What", "Owner"), rows, (14, 62, 24), more)


def _coming_title(one: Coming) -> str:
    name = typed(agenda_words.coming_title(one))
    if one.kind == "milestone":
        return f"<b>{name}</b> {quiet('Milestone')}"
    return name + critical(one.critical) + (f" {quiet(agenda_words.BY_HAND)}" if one.by_hand else "")


def _coming_about(one: Coming) -> str:
    about = agenda_words.coming_about(one)
    return typed(about) if one.about else quiet(about)


def _references(agenda: Agenda) -> str:
    title = "Information Governance, not acknowledged yet"
    if not agenda.references.items:
        return _none(title, agenda_words.ALL_ACKNOWLEDGED)
    names = "; ".join(agenda_words.reference_name(one) for one in agenda.references.items)
    more = agenda_words.more_line(agenda.references.more, "the list")
    every = f"{escape(names)}{'; ' + more if more else ''}"
    return f"<h2>{title} &nbsp;{quiet(str(agenda.references.total))}</h2><p>{every}.</p>"


def _doubts(agenda: Agenda) -> str:
    if not agenda.doubts.items:
        return ""
    lines = [warning(one) for one in agenda.doubts.items]
    more = agenda_words.more_line(agenda.doubts.more, "the plan")
    return f"<h2>{TITLE}</h2>" + "".join(lines) + (f"<p>{quiet(more)}</p>" if more else "")


def _room_to_write() -> str:
    ruled = "".join(f'<tr><td style="padding: 13px 0 0 0; {LINE}">&nbsp;</td></tr>' for _ in range(NOTE_LINES))
    action = "".join(f'<td style="padding: 13px 8px 0 0; {LINE}">&nbsp;</td>' for _ in range(3))
    head = "".join(
        f'<th width="{width}%" style="{HEAD_LINE}; padding: 3px 8px 3px 0">{name}</th>'
        for name, width in (("What", 56), ("Who", 24), ("By when", 20))
    )
    return (
        f"<h2>Notes</h2>{TABLE}{ruled}</table>"
        f"<h2>Agreed</h2>{TABLE}<thead><tr>{head}</tr></thead>{f'<tr>{action}</tr>' * ACTION_LINES}</table>"
        '<p style="margin-top: 12px"><b>Next visit:</b> ______________________</p>'
    )
