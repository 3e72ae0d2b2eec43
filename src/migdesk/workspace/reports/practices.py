"""The report on several practices: gathered from the workspace and written where the person wants it, step by step.

Nothing but the board's lines is held at once. Each step takes some milliseconds, so that a window can take the steps
between its own work, show how far they are, and stop.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from pathlib import Path

from migdesk import __version__
from migdesk.base.atomic import output_file
from migdesk.base.errors import UserError
from migdesk.practice.details import DETAILS
from migdesk.report.formats import Format, format_of, too_many_for_pages, too_many_practices
from migdesk.report.people import person_of
from migdesk.report.practices.build import groups_of, practice_page, totals_of
from migdesk.report.practices.content import practices_content
from migdesk.report.practices.model import BoardLine, ChangeLine, Portfolio, PracticePage
from migdesk.report.status.build import build_report
from migdesk.report.status.model import GuideName, Person
from migdesk.workspace.reports.prepared import Prepared, take_steps
from migdesk.workspace.reports.shared import earlier_versions, shared_progress, vouched_record
from migdesk.workspace.steps import Step
from migdesk.workspace.summary import PracticeSummary
from migdesk.workspace.workspace import Workspace

READ_AT_ONCE = 50
ALL_PRACTICES = "All practices"


def write_portfolio(
    workspace: Workspace,
    path: Path,
    practice_ids: Collection[str] | None = None,
    chosen: str | None = None,
    *,
    pages: bool = True,
    scope: str = ALL_PRACTICES,
    progress: Callable[[Step], None] | None = None,
) -> Path:
    """Write the report on several practices to `path` and return the path; the arguments are `portfolio_steps`'s.

    `progress` is told each step. Whatever it raises ends the writing, and leaves nothing behind.
    """
    take_steps(portfolio_steps(workspace, path, practice_ids, chosen, pages=pages, scope=scope), progress)
    return output_file(path)


def portfolio_steps(
    workspace: Workspace,
    path: Path,
    practice_ids: Collection[str] | None = None,
    chosen: str | None = None,
    *,
    pages: bool = True,
    scope: str = ALL_PRACTICES,
) -> Iterator[Step]:
    """Return the steps of writing the report on several practices; the file is there after the last one.

    The format is `chosen`, or the one that the suffix of `path` names. Without `practice_ids` it is on every practice
    that is not in the archive; `scope` says in words which ones they are. With `pages` each has a page of its own,
    where the format has any. Steps that are closed early (or raise) leave no new file and the old one as it was.
    Raises UserError for a format, or a number of practices, that cannot be; EnvironmentFault where the file cannot be
    written.
    """
    form = format_of("practices", path, chosen)
    target = output_file(path)
    return _steps(workspace, target, practice_ids, form, pages and form.most_pages > 0, scope)


def _steps(
    workspace: Workspace,
    target: Path,
    practice_ids: Collection[str] | None,
    form: Format,
    with_pages: bool,
    scope: str,
) -> Iterator[Step]:
    lines: list[BoardLine] = []
    for line in _lines(workspace, practice_ids):
        lines.append(line)
        if len(lines) % READ_AT_ONCE == 0:
            yield Step(f"Reading practices: {len(lines):,} so far", 0, 0)
    too_many = too_many_for_pages(len(lines), form) if with_pages else ""
    if too_many:
        raise UserError(f"{too_many} Leave the pages out, or choose fewer practices.")
    if len(lines) > form.most_practices:
        raise UserError(too_many_practices(len(lines), form))
    lines = _in_order(lines, practice_ids)
    yield Step(f"Reading practices: {len(lines):,}", 0, 0)
    portfolio = _portfolio(workspace, lines, with_pages, scope)
    yield from Prepared(practices_content(portfolio, _pages(workspace, portfolio)), form, target).steps()


def _lines(workspace: Workspace, practice_ids: Collection[str] | None) -> Iterator[BoardLine]:
    wanted = None if practice_ids is None else frozenset(practice_ids)
    today = workspace.today
    for summary in workspace.summaries():
        if (not summary.archived) if wanted is None else (summary.id in wanted):
            yield _line(summary, today)


def _in_order(lines: list[BoardLine], practice_ids: Collection[str] | None) -> list[BoardLine]:
    """Return the practices in the order in which they were asked for, else by name."""
    if practice_ids is None:
        return sorted(lines, key=lambda line: (line.name.casefold(), line.ods_code, line.id))
    place = {practice_id: number for number, practice_id in enumerate(practice_ids)}
    return sorted(lines, key=lambda line: place[line.id])


def _line(summary: PracticeSummary, today: date) -> BoardLine:
    last = summary.last_change
    return BoardLine(
        **{detail.id: getattr(summary, detail.id) for detail in DETAILS},
        id=summary.id,
        phase_now=summary.phase_title if summary.phase else "",
        percent=summary.percent,
        done=summary.tasks_done,
        total=summary.tasks_total,
        days_to_go_live=(summary.go_live - today).days if summary.go_live else None,
        went_live=summary.went_live,
        overdue=summary.overdue,
        references_acknowledged=summary.references_acknowledged,
        references_total=summary.references_total,
        last_change=ChangeLine(last.at, Person(last.by, last.role_title, "")) if last else None,
        archived=summary.archived,
        sample=summary.sample,
        newer_events=summary.made_by_newer_version,
    )


def _portfolio(workspace: Workspace, lines: Sequence[BoardLine], with_pages: bool, scope: str) -> Portfolio:
    guide, actor = workspace.guide, workspace.actor
    return Portfolio(
        scope=scope,
        made_at=workspace.now,
        made_by=person_of(actor, workspace.definitions) if actor else None,
        today=workspace.today,
        migdesk_version=__version__,
        guide=GuideName(guide.title, guide.version, guide.as_of),
        totals=totals_of(lines),
        groups=groups_of(lines),
        with_pages=with_pages,
    )


def _pages(workspace: Workspace, portfolio: Portfolio) -> Iterator[PracticePage]:
    """Make the pages one after another, in the report's order. History is left out: no page shows any."""
    for number, line in enumerate(portfolio.lines if portfolio.with_pages else (), 1):
        report = build_report(
            shared_progress(workspace, line.id),
            workspace.definitions,
            (),
            portfolio.guide,
            portfolio.made_at,
            workspace.actor,
            portfolio.migdesk_version,
            workspace.plans.conflicts(line.id),
            vouched_record(workspace, line.id),
            earlier_versions(workspace),
        )
        yield practice_page(report, number)
