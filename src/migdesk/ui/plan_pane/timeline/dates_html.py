"""All dates of a plan as tables for paper, with where each comes from. HTML for Qt's rich text; knows no Qt."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from migdesk.base.date_words import date_with_weekday
from migdesk.ui.look.words import sentence
from migdesk.ui.plan_pane.timeline.rows import Item, Kind, in_date_order
from migdesk.ui.plan_pane.timeline.words import ItemWords, words_of
from migdesk.workspace.plan.view import PlanView

LINE = "#cccccc"
MILESTONE_HEADS = ("Milestone", "Date", "State", "Why this date")
STRETCH_HEADS = ("What", "First day", "Last day", "State")


def dates_html(view: PlanView, title: str, subtitle: str) -> str:
    """Return the milestones with their dates and what these rest on, then the phases, then leave and rehearsal."""
    absences = _rows(view, ("rehearsal", "leave"))
    tables = [
        _table("Milestones", MILESTONE_HEADS, map(_milestone, _rows(view, ("milestone",)))),
        _table("Phases", STRETCH_HEADS, map(_stretch, _rows(view, ("phase",)))),
        _table("Leave and rehearsal", STRETCH_HEADS, map(_stretch, absences)) if absences else "",
    ]
    below = f'<p class="subtitle">{escape(subtitle)}</p>' if subtitle else ""
    return f"<html><body><h1>{escape(title)}</h1>{below}{''.join(tables)}</body></html>"


def _rows(view: PlanView, kinds: tuple[Kind, ...]) -> list[tuple[Item, ItemWords]]:
    return [(item, words_of(view, item)) for item in in_date_order(view) if item.kind in kinds]


def _milestone(row: tuple[Item, ItemWords]) -> tuple[str, ...]:
    _, words = row
    return words.what, date_with_weekday(words.first) if words.first else "", words.state, words.origin


def _stretch(row: tuple[Item, ItemWords]) -> tuple[str, ...]:
    _, words = row
    first, last = words.first, words.last or words.first
    return words.what, *(date_with_weekday(day) if day else "" for day in (first, last)), words.state


def _table(title: str, heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Return a table with its title inside, so that the two stay on one sheet."""
    head = "".join(f'<th align="left">{escape(title)}</th>' for title in heads)
    body = "".join(f"<tr>{''.join(_cell(text) for text in row)}</tr>" for row in rows)
    return (
        '<table width="100%" border="0" cellspacing="0" cellpadding="4">'
        f'<tr><td colspan="{len(heads)}"><h2>{escape(title)}</h2></td></tr><tr>{head}</tr>{body}</table>'
    )


def _cell(text: str) -> str:
    return f'<td style="border-bottom: 1px solid {LINE}">{escape(sentence(text))}</td>'
