"""What the printer is given: markup for QTextDocument, and the words that stand around it on every page."""

from __future__ import annotations

import msgspec


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
