"""The report on several practices as its template takes it: plain dicts and lists of words, as in view.py."""

from __future__ import annotations

from migdesk.base.date_words import date_with_year
from migdesk.report import words
from migdesk.report.practices import words as portfolio_words
from migdesk.report.practices.model import BoardLine, Group, NoteAbout, Portfolio, PracticePage
from migdesk.report.status.date_warnings import TITLE
from migdesk.report.status.model import KeyDate
from migdesk.report.status.view import View, cleaned, headline_view, practice_view, task_view, warnings_view


def frame_view(portfolio: Portfolio) -> View:
    """Return what stands before the board and after the last page."""
    return cleaned(
        {
            "title": portfolio_words.title_of(portfolio),
            "scope": portfolio.scope,
            "sample_notice": portfolio_words.sample_notice(portfolio.totals),
            "made_line": words.made_line(portfolio),
            "source_line": words.source_line(portfolio),
            "due_dates_line": words.DUE_DATES_LINE,
            "pages_line": portfolio_words.PAGES_LINE if portfolio.with_pages else "",
            "summary": portfolio_words.summary_sentence(portfolio.totals),
            "figures": [
                {"name": name, "number": number, "what": what, "alert": alert}
                for name, number, what, alert in portfolio_words.figures(portfolio.totals)
            ],
            "any": portfolio.totals.practices > 0,
            "with_pages": portfolio.with_pages,
        }
    )


def group_view(group: Group, named: bool) -> View:
    """Return the head of a group; `named` tells whether it is one of several."""
    title = portfolio_words.group_title(group) if named else ""
    return cleaned({"title": title, "line": portfolio_words.group_line(group), "number": group.first})


def line_view(line: BoardLine, number: int) -> View:
    """Return a row of the board; `number` is the practice's place in the whole report."""
    changed, by = portfolio_words.last_change(line)
    return cleaned(
        {
            "number": number,
            "name": line.name or line.id,
            "code": line.ods_code,
            "tags": list(portfolio_words.tags(line)),
            "systems": portfolio_words.systems(line),
            "phase": line.phase_now or "Finished",
            "percent": line.percent,
            "finished": not line.phase_now,
            "go_live": date_with_year(line.go_live) if line.go_live else "Not set",
            "days": portfolio_words.go_live_when(line),
            "overdue": line.overdue,
            "references": f"{line.references_acknowledged} of {line.references_total}",
            "changed": changed,
            "changed_by": by,
        }
    )


def page_view(page: PracticePage) -> View:
    """Return the page of one practice."""
    head = page.headline
    return cleaned(
        {
            "number": page.number,
            "sample": page.sample,
            "practice": practice_view(page.practice),
            "headline": headline_view(head),
            "summary": page.summary,
            "newer_line": page.newer_line,
            "milestones": [_milestone(one) for one in page.milestones],
            "warnings_title": TITLE,
            "date_warnings": warnings_view(page.date_warnings),
            "more_warnings": portfolio_words.more_warnings(page),
            "overdue": [task_view(task) for task in page.overdue],
            "more_overdue": portfolio_words.more_line(len(page.overdue), head.overdue),
            "blocked": [task_view(task) for task in page.blocked],
            "more_blocked": portfolio_words.more_line(len(page.blocked), head.blocked),
            "due_soon": [task_view(task) for task in page.due_soon],
            "more_due_soon": portfolio_words.more_line(len(page.due_soon), head.due_soon),
            "missing": list(page.missing),
            "notes": [_note(one) for one in page.notes],
        }
    )


def _note(one: NoteAbout) -> View:
    return {
        "about": one.about or portfolio_words.ABOUT_PRACTICE,
        "text": portfolio_words.brief(one.note.text),
        "by": words.byline(one.note.by, one.note.at),
    }


def _milestone(one: KeyDate) -> View:
    return {
        "title": one.title,
        "date": date_with_year(one.date) if one.date else "Not dated",
        "when": portfolio_words.key_date_line(one) if one.date else "",
        "go_live": one.id == "go-live",
        "late": one.late,
    }
