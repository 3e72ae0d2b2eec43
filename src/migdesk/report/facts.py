"""What is known of a practice and its migration, as the head of a report lists it."""

from __future__ import annotations

from migdesk.practice import details
from migdesk.report.blocks import Fact
from migdesk.report.status.model import PracticeFacts


def facts_of(practice: PracticeFacts) -> tuple[Fact, ...]:
    """Return what is known, each with its name."""
    archive = (("Archive", "This practice is in the archive"),) if practice.archived else ()
    return tuple(Fact(name, value) for name, value in (*details.facts_of(practice), *archive))


def brief_facts(practice: PracticeFacts) -> str:
    """Return the same in one line, without names."""
    return " · ".join((*details.facts_line(practice), *(("in the archive",) if practice.archived else ())))
