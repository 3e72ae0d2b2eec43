"""The agenda for a visit as one web page that stands alone: no scripts, nothing fetched, readable with a screen reader.

The page is `resources/report/agenda.html`; its looks are `status.css` and, for what is new, `agenda.css`. Everything
that people typed is escaped by the template engine, everywhere.
"""

from __future__ import annotations

from migdesk.report import words
from migdesk.report.agenda import words as agenda_words
from migdesk.report.agenda.model import Agenda, Change, Coming
from migdesk.report.agenda.print_html import ACTION_LINES, NOTE_LINES
from migdesk.report.status.date_warnings import TITLE
from migdesk.report.status.model import TaskLine
from migdesk.report.status.view import View, cleaned, headline_view, practice_view
from migdesk.report.templates import style, template

STYLES = ("status.css", "agenda.css")


def to_html(agenda: Agenda) -> str:
    """Return the whole page, in UTF-8's characters."""
    return template("agenda.html").render(**cleaned(_view(agenda)), style=style(*STYLES))


def _view(agenda: Agenda) -> View:
    report = agenda.report
    more = agenda_words.more_line
    return {
        "title": agenda_words.TITLE,
        "sample_notice": report.sample_notice,
        "newer_line": report.newer_line,
        "made_line": words.made_line(report),
        "source_line": words.source_line(report),
        "practice": practice_view(report.practice),
        "headline": headline_view(report.headline),
        "summary": words.summary_sentence(report),
        "since_line": agenda_words.since_line(agenda),
        "since_remark": agenda_words.since_remark(agenda),
        "changes": [_change(one, agenda) for one in agenda.changes.items],
        "more_changes": more(agenda.changes.more, "the history"),
        "no_changes": agenda_words.NO_CHANGES,
        "overdue": [_task(task) for task in agenda.overdue.items],
        "more_overdue": more(agenda.overdue.more, "the checklist"),
        "nothing_overdue": agenda_words.NOTHING_OVERDUE,
        "blocked": [_task(task) for task in agenda.blocked.items],
        "more_blocked": more(agenda.blocked.more, "the checklist"),
        "coming": [_coming(one, agenda) for one in agenda.coming.items],
        "more_coming": more(agenda.coming.more, "the checklist"),
        "nothing_comes": agenda_words.NOTHING_COMES,
        "references": [agenda_words.reference_name(one) for one in agenda.references.items],
        "more_references": more(agenda.references.more, "the list"),
        "all_acknowledged": agenda_words.ALL_ACKNOWLEDGED,
        "doubts_title": TITLE,
        "doubts": [{"title": one.title, "text": one.text} for one in agenda.doubts.items],
        "more_doubts": more(agenda.doubts.more, "the plan"),
        "note_lines": list(range(NOTE_LINES)),
        "action_lines": list(range(ACTION_LINES)),
    }


def _change(one: Change, agenda: Agenda) -> View:
    return {
        "title": agenda_words.change_title(one),
        "text": one.text,
        "by": agenda_words.who(one, agenda.report.today),
        "critical": one.critical,
    }


def _task(task: TaskLine) -> View:
    return {
        "title": agenda_words.brief(task.title),
        "critical": task.critical,
        "status": task.status,
        "stands": agenda_words.how_it_stands(task),
        "reason": agenda_words.brief(task.reason),
        "owner": agenda_words.owner(task),
        "late": agenda_words.late(task),
    }


def _coming(one: Coming, agenda: Agenda) -> View:
    return {
        "day": agenda_words.weekday_and_day(one.day, agenda.report.today),
        "title": agenda_words.coming_title(one),
        "milestone": one.kind == "milestone",
        "critical": one.critical,
        "by_hand": agenda_words.BY_HAND if one.by_hand else "",
        "about": agenda_words.coming_about(one),
    }
