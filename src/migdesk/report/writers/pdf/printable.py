"""What the printer is given: markup for QTextDocument, and the words that stand around it on every page."""

from __future__ import annotations

from datetime import date

import msgspec

from migdesk.base.date_words import date_with_year
from migdesk.report.status.model import StatusReport
from migdesk.report.typed_text import without_overrides


class Printable(msgspec.Struct, frozen=True):
    """Anything that is printed as a report is. `version` is migdesk's own.

    `footer` stands at the left of every page's foot, cut where it is too long. `percents` are the progress bars that
    the markup names (`bar:42`); the status icons that it may name are always there.
    """

    title: str
    footer: str
    version: str
    markup: str
    percents: frozenset[int] = frozenset()


def of_one_practice(report: StatusReport, kind: str, markup: str, percents: frozenset[int] = frozenset()) -> Printable:
    """Return what is printed on one practice; `kind` names it, such as "Status report"."""
    name = report.practice.name
    return Printable(
        without_overrides(f"{'Sample: ' if report.sample else ''}{kind}, {name}"),
        footer_of(report.today, name, sample=report.sample),
        report.migdesk_version,
        markup,
        percents,
    )


def footer_of(day: date, about: str, *, sample: bool) -> str:
    """Return the words at the foot of every page: of which day, about what, and whether that is made up."""
    return without_overrides(f"{'Made-up sample. ' if sample else ''}{date_with_year(day)}, {about}")
