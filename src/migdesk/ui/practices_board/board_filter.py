"""Which practices the board shows: one question for each filter, asked alike by the filters and by the totals."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from migdesk.practice.details import TEXT_DETAILS
from migdesk.ui.practices_board.board_settings import BoardFilters
from migdesk.workspace.summary import PracticeSummary

SOON_DAYS = 28
"""From today on, so many days count as soon."""
_NUMBER = re.compile(r"\d+")


def is_under_way(summary: PracticeSummary) -> bool:
    """A migration is under way until its last task is settled."""
    return summary.phase is not None


def is_soon(summary: PracticeSummary, today: date) -> bool:
    """Tell whether a practice goes live today or in the next `SOON_DAYS` days."""
    return summary.go_live is not None and 0 <= (summary.go_live - today).days <= SOON_DAYS


def missing_references(summary: PracticeSummary) -> int:
    """Return how many references of Information Governance are not acknowledged yet."""
    return summary.references_total - summary.references_acknowledged


def is_admitted(summary: PracticeSummary, filters: BoardFilters) -> bool:
    """Tell whether a practice is shown as far as the archive goes."""
    return filters.archive == "also" or summary.archived == (filters.archive == "only")


def is_shown(summary: PracticeSummary, filters: BoardFilters, today: date) -> bool:
    """Tell whether a practice passes all filters."""
    return (
        is_admitted(summary, filters)
        and (not filters.under_way or is_under_way(summary))
        and (not filters.overdue or summary.overdue > 0)
        and (not filters.blocked or summary.blocked > 0)
        and (not filters.soon or is_soon(summary, today))
        and (not filters.ig_incomplete or missing_references(summary) > 0)
        and (not filters.no_go_live or summary.go_live is None)
        and (not filters.no_samples or not summary.sample)
        and all(getattr(summary, detail.id) == value for detail, value in filters.values)
    )


class Searched(NamedTuple):
    """What the search field looks at: `text` in small letters, and `numbers`, a space before each, of name and code.

    A word of digits is meant as a number's beginning: "20" is in "Surgery 20" and Z20001, and not in Z99020.
    """

    text: str
    numbers: str

    def has(self, word: str) -> bool:
        """Tell whether a word, in small letters, is found."""
        return f" {word}" in self.numbers if word.isdecimal() else word in self.text


def searched(summary: PracticeSummary) -> Searched:
    """Return what the search looks at of a practice."""
    details = (detail.worded(getattr(summary, detail.id)) for detail in TEXT_DETAILS)
    text = "\n".join((*details, summary.phase_title)).casefold()
    return Searched(text, "".join(f" {number}" for number in _NUMBER.findall(f"{summary.name} {summary.ods_code}")))


def in_words(filters: BoardFilters) -> str:
    """Return what the filters ask for, such as "overdue, no Go-Live date, commissioner North Moor ICB"."""
    parts = {
        "under way": filters.under_way,
        "overdue": filters.overdue,
        "blocked": filters.blocked,
        f"Go-Live in {SOON_DAYS} days": filters.soon,
        "IG incomplete": filters.ig_incomplete,
        "no Go-Live date": filters.no_go_live,
        "no samples": filters.no_samples,
        **{f"{detail.filtered} {value}": True for detail, value in filters.values},
        "only archived": filters.archive == "only",
        "archived or not": filters.archive == "also",
    }
    return ", ".join(words for words, holds in parts.items() if holds)


def values_of(summaries: Iterable[PracticeSummary], field: Callable[[PracticeSummary], str]) -> tuple[str, ...]:
    """Return what stands in a field of the practices, each once, in alphabetical order."""
    return tuple(sorted({field(practice) for practice in summaries} - {""}, key=str.casefold))
