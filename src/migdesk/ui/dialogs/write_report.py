"""Writing a report without keeping the window waiting: only reading the record is done in the window's own thread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from migdesk.base.errors import KnownError
from migdesk.report.formats import Format, load
from migdesk.ui.background import Background
from migdesk.workspace.reports.prepared import Prepared

Gathered = TypeVar("Gathered")


def write_report(
    background: Background,
    form: Format,
    gather: Callable[[], Prepared],
    done: Callable[[Path], object],
    failed: Callable[[str], object],
) -> None:
    """Import what the format needs, `gather` the report, and write it; `done` gets its file."""
    gather_report(background, form, gather, lambda report: background.run(report.write, done, failed), failed)


def gather_report(
    background: Background,
    form: Format,
    gather: Callable[[], Gathered],
    done: Callable[[Gathered], object],
    failed: Callable[[str], object],
) -> None:
    """Import what the format needs, in a thread, then `gather` a report in the window's own: it reads the record."""

    def gathering(_loaded: None) -> None:
        try:
            gathered = gather()
        except KnownError as error:
            failed(str(error))
        else:
            done(gathered)

    background.run(lambda _: load(form), gathering, failed)
