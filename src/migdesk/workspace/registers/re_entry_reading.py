"""Reads re-entry from the rows of its register and the practice's plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from migdesk.base.clock import local_date
from migdesk.checklist.plan.dates import date_of
from migdesk.checklist.registers.definitions import DayGrid, Register
from migdesk.checklist.registers.grid import DOES_NOT_APPLY, GridColumn
from migdesk.checklist.working_days import is_working_day
from migdesk.workspace.registers.forecast import Forecast, Progress, forecast_of
from migdesk.workspace.registers.re_entry import Cell, Line, ReEntry, Sample
from migdesk.workspace.registers.view import RegisterView, RowView

MOST_DAYS = 60
"""Days of a plan that are shown: a Cutover of more than that is a slip of the keys in its dates."""

_ONE_DAY = timedelta(days=1)


def re_entry_of(
    view: RegisterView, grid: DayGrid, dates: Mapping[str, date], today: date, *, weekends: bool = False
) -> ReEntry:
    """Return re-entry as it stands. `dates` are the milestones' days.

    Weekends and bank holidays are among the days where something is recorded on them, or with `weekends`.
    """
    register = view.register
    of_days, of_categories = _parted(view)
    first, last = date_of(grid.first, dates), date_of(grid.last, dates)
    days = tuple(sorted({*_planned_days(first, last, weekends), *(day for _, day in of_days)}))
    lines = tuple(_lines(register, grid, days, of_days, of_categories, dates))
    go_live = dates.get(grid.entering_from)
    entering = go_live is not None and today >= go_live
    if go_live is None:
        entering = any(line.entered for line in lines)
    return ReEntry(
        register=register,
        today=today,
        days=days,
        lines=lines,
        entering=entering,
        cutover_starts=first,
        go_live=go_live,
        all_in_by=dates.get(grid.all_in),
        forecast=_forecast(lines, grid, dates, today),
    )


_Key = tuple[str, date]


def _parted(view: RegisterView) -> tuple[dict[_Key, RowView], dict[str, RowView]]:
    """Return the rows by category and day, and those of categories as a whole. What has no category that is known, as
    in a record of another guide, stands on no line."""
    of_days: dict[_Key, RowView] = {}
    of_categories: dict[str, RowView] = {}
    known = view.register.column_by_id[GridColumn.CATEGORY].choices
    for row in view.rows:
        category, day = str(row.fields.get(GridColumn.CATEGORY) or ""), row.fields.get(GridColumn.DAY)
        if category not in known:
            continue
        if day is None:
            of_categories[category] = row
            continue
        try:
            of_days[category, date.fromisoformat(str(day))] = row
        except ValueError:
            continue
    return of_days, of_categories


def _planned_days(first: date | None, last: date | None, weekends: bool) -> Iterator[date]:
    if first is None or last is None:
        return
    for number in range(min((last - first).days + 1, MOST_DAYS)):
        day = first + number * _ONE_DAY
        if weekends or is_working_day(day):
            yield day


def _lines(
    register: Register,
    grid: DayGrid,
    days: tuple[date, ...],
    of_days: Mapping[_Key, RowView],
    of_categories: Mapping[str, RowView],
    dates: Mapping[str, date],
) -> Iterator[Line]:
    titles = register.column_by_id[GridColumn.CATEGORY].choices
    for group in grid.groups:
        for line in group.lines:
            whole = of_categories.get(line.id)
            yield Line(
                row=register.row_id(line.id),
                definition=line,
                title=line.title or titles[line.id],
                group=group.title,
                applies=whole is None or whole.status.id != DOES_NOT_APPLY,
                due=date_of(line.due, dates) if line.due else None,
                sample=_sample(whole.fields) if whole else None,
                in_conflict=whole is not None and bool(whole.conflicts),
                cells=tuple(_cell(register, line.id, day, of_days.get((line.id, day))) for day in days),
            )


def _cell(register: Register, category: str, day: date, row: RowView | None) -> Cell:
    if row is None:
        return Cell(row=register.row_id(category, day.isoformat()), category=category, day=day)
    fields = row.fields
    return Cell(
        row=row.id,
        category=category,
        day=day,
        logged=_number(fields[GridColumn.LOGGED]) if GridColumn.LOGGED in fields else None,
        entered=_number(fields.get(GridColumn.ENTERED)),
        not_needed=_number(fields.get(GridColumn.NOT_NEEDED)),
        cannot_enter=_number(fields.get(GridColumn.CANNOT_ENTER)),
        log_place=str(fields.get(GridColumn.LOG_PLACE) or ""),
        counted_by=str(fields.get(GridColumn.COUNTED_BY) or ""),
        counts=row.counts,
        problem=next(iter(row.problems), ""),
        in_conflict=bool(row.conflicts),
    )


def _sample(fields: Mapping[str, Any]) -> Sample | None:
    if fields.get(GridColumn.SAMPLE_SIZE) is None:
        return None
    wrong = _number(fields.get(GridColumn.SAMPLE_WRONG))
    return Sample(_number(fields[GridColumn.SAMPLE_SIZE]), wrong, str(fields.get(GridColumn.SAMPLE_BY) or ""))


def _number(value: Any) -> int:
    """Return a recorded number; a newer version may have kept anything here."""
    return int(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else 0


def _forecast(lines: tuple[Line, ...], grid: DayGrid, dates: Mapping[str, date], today: date) -> Forecast:
    logged: Counter[date] = Counter()
    done: Counter[date] = Counter()
    for cell in (cell for line in lines for cell in line.cells):
        logged[cell.day] += cell.logged or 0
        for count in cell.counts:
            if count.measure in (GridColumn.ENTERED, GridColumn.NOT_NEEDED, GridColumn.CANNOT_ENTER):
                done[local_date(count.at)] += count.n
    left = sum(line.left for line in lines)
    return forecast_of(
        Progress(
            today=today,
            left=left,
            logged={day: n for day, n in logged.items() if n},
            done={day: n for day, n in done.items() if n},
            entering_from=dates.get(grid.entering_from),
            planned=dates.get(grid.all_in),
            ends=dates.get(grid.ends),
        )
    )
