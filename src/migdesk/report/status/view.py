"""The report as the web page's template takes it: plain dicts and lists of words, nothing left to decide but looks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from migdesk.base.date_words import date_with_year, long_date
from migdesk.practice.details import facts_of
from migdesk.report import words
from migdesk.report.status.date_warnings import TITLE
from migdesk.report.status.model import (
    AcknowledgementLine,
    DateWarning,
    Headline,
    KeyDate,
    NoteLine,
    OffChecklist,
    PhaseSection,
    PracticeFacts,
    ReferenceSection,
    StatusReport,
    TaskLine,
)
from migdesk.report.typed_text import without_controls

View = dict[str, Any]
WEB_ADDRESS = ("http://", "https://")


def view_of(report: StatusReport) -> View:
    """Return everything that the template names, with control characters taken out of what people typed."""
    view = {
        "sample_notice": report.sample_notice,
        "newer_line": report.newer_line,
        "made_line": words.made_line(report),
        "source_line": words.source_line(report),
        "due_dates_line": words.DUE_DATES_LINE,
        "practice": practice_view(report.practice),
        "headline": headline_view(report.headline),
        "summary": words.summary_sentence(report),
        "milestones": [_key_date(one) for one in report.milestones],
        "warnings_title": TITLE,
        "date_warnings": warnings_view(report.date_warnings),
        "phases": [_phase(phase) for phase in report.phases],
        "overdue": [task_view(task) for task in report.overdue],
        "blocked": [task_view(task) for task in report.blocked],
        "due_soon": [task_view(task) for task in report.due_soon],
        "references": [_reference(one) for one in report.references],
        "practice_notes": notes_view(report.practice_notes),
        "off_checklist": [_off_checklist(one) for one in report.off_checklist],
        "withdrawn_line": words.withdrawn_line(report),
        "recent_days": report.recent_days,
        "recent": [
            {
                "at": words.moment(one.at),
                "by": words.person(one.by),
                "title": one.title,
                "text": words.shortened(one.text),
            }
            for one in report.recent
        ],
    }
    return cleaned(view)


def practice_view(practice: PracticeFacts) -> View:
    """Return a practice's name, and what is known of it and its migration."""
    facts = (*facts_of(practice), ("Archive", "This practice is in the archive" if practice.archived else ""))
    known = [{"name": name, "value": value} for name, value in facts if value]
    return {"name": practice.name or practice.id, "facts": known}


def headline_view(head: Headline) -> View:
    """Return the figures, each with its noun."""
    return {
        "percent": head.percent,
        "done": f"{head.done} of {words.count(head.total, 'task')}",
        "overdue": head.overdue,
        "critical_open": head.critical_open,
        "blocked": head.blocked,
        "due_soon": head.due_soon,
        "go_live": long_date(head.go_live) if head.go_live else "Not set",
        "days": words.go_live_days(head),
        "go_live_late": head.go_live_late,
        "references": f"{head.references_acknowledged} of {head.references_total}",
    }


def _key_date(one: KeyDate) -> View:
    return {
        "title": one.title,
        "date": long_date(one.date) if one.date else "",
        "when": words.key_date_when(one),
        "basis": words.key_date_basis(one),
        "happened": one.happened,
        "late": one.late,
        "go_live": one.id == "go-live",
    }


def _phase(phase: PhaseSection) -> View:
    return {
        "id": f"phase-{phase.number}",
        "name": f"{phase.number} {phase.title}",
        "done": f"{phase.done} of {phase.total}",
        "percent": phase.percent,
        "finished": phase.done == phase.total,
        "under_way": phase.under_way,
        "overdue": phase.overdue,
        "not_applicable": phase.not_applicable,
        "dates": words.span(phase.start, phase.end),
        "tasks": [task_view(task) for task in phase.tasks],
    }


def task_view(task: TaskLine) -> View:
    """Return a task with all that is to be said of it."""
    return {
        "title": task.title,
        "critical": task.critical,
        "own": task.own,
        "status": task.status,
        "status_word": task.status_word,
        "reason": task.reason,
        "set_by": words.status_byline(task),
        "due": date_with_year(task.due) if task.due else "",
        "due_remarks": words.due_remarks(task),
        "overdue": task.overdue,
        "owner": task.owner,
        "roles": ", ".join(task.roles),
        "notes": notes_view(task.notes),
    }


def warnings_view(warnings: Iterable[DateWarning]) -> list[View]:
    """Return what speaks against the dates."""
    return [{"title": one.title, "text": one.text} for one in warnings]


def notes_view(notes: Iterable[NoteLine]) -> list[View]:
    """Return notes, each with who wrote it and when."""
    return [{"text": note.text, "by": words.byline(note.by, note.at)} for note in notes]


def _reference(one: ReferenceSection) -> View:
    return {
        "name": one.name,
        "why": one.why,
        "wording": one.wording,
        "acknowledged": one.acknowledged,
        "verdict": one.verdict,
        "addresses": [
            {"label": address.label, "url": address.url, "is_web": address.url.startswith(WEB_ADDRESS)}
            for address in one.addresses
        ],
        "acknowledgements": [_acknowledgement(line) for line in one.acknowledgements],
    }


def _acknowledgement(one: AcknowledgementLine) -> View:
    return {
        "name": one.by.name,
        "role": one.by.role,
        "organisation": one.by.organisation,
        "at": words.moment(one.at),
        "wording": one.wording,
        "remarks": words.acknowledgement_remarks(one),
        "withdrawn": one.withdrawn is not None,
    }


def _off_checklist(one: OffChecklist) -> View:
    return {
        "title": one.title,
        "why": one.why,
        "status_word": one.status_word,
        "reason": one.reason,
        "notes": notes_view(one.notes),
        "acknowledgements": [_acknowledgement(line) for line in one.acknowledgements],
    }


def cleaned(view: View) -> View:
    """Return the values with control characters taken out of every text in them."""
    return {key: _clean(value) for key, value in view.items()}


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return without_controls(value)
    if isinstance(value, dict):
        return cleaned(value)
    return [_clean(item) for item in value] if isinstance(value, list) else value
