"""What a register's definition has a report say of it: figures, sentences and lists, each worked out from its rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from migdesk.base.date_words import date_with_weekday
from migdesk.checklist.plan.dates import date_of
from migdesk.checklist.registers.definitions import (
    STATUS,
    TODAY,
    Column,
    ColumnType,
    DaysApart,
    Register,
    ReportLine,
)
from migdesk.checklist.registers.recorded import figure_of, is_met
from migdesk.report.blocks import Percent
from migdesk.report.registers.section import Figure, FigureTable, Finding, RowGroup, RowLine

NOT_SAID = "Not said"
MOST_DAYS_OF_A_SERIES = 6
_AGES = ((7, "Up to a week"), (14, "Up to two weeks"), (28, "Up to four weeks"))
_OLDER = "Longer"


class Findings:
    """Works out the lines of one register's report as of a day. `dates` are the milestones' days."""

    def __init__(self, register: Register, rows: Sequence[RowLine], today: date, dates: Mapping[str, date]) -> None:
        self._register = register
        self._rows = rows
        self._today = today
        self._dates = dates
        self._kinds: Mapping[str, Callable[[ReportLine, list[RowLine]], Finding]] = {
            "count": self._count,
            "rows": self._list,
            "sum": self._sum,
            "share": self._share,
            "missing": self._missing,
            "same": self._same,
            "series": self._series,
            "ages": self._ages,
        }

    def all(self) -> Iterator[Finding]:
        """Yield what there is to say, in the order of the definition."""
        for line in self._register.report:
            first = date_of(line.shown_from, self._dates) if line.shown_from else None
            if line.shown_from is None or (first and first <= self._today):
                yield self._kinds[line.kind](line, [row for row in self._rows if self._is_meant(row, line)])

    # which rows

    def _is_meant(self, row: RowLine, line: ReportLine) -> bool:
        return is_met(line.condition, lambda name: value_of(row, name)) and (
            line.apart is None or self._lie_apart(row, line.apart)
        )

    def _lie_apart(self, row: RowLine, apart: DaysApart) -> bool:
        first = self._today if apart.first == TODAY else _day(row, apart.first)
        last = date_of(apart.last_due, self._dates) if apart.last_due else _day(row, apart.last)
        earlier = figure_of(row.fields.get(apart.less)) if apart.less else Decimal()
        if first is None or last is None or earlier is None:
            return False
        days = (last - first).days - earlier
        fewer = apart.fewer_than is None or days < apart.fewer_than
        return fewer and (apart.more_than is None or days > apart.more_than)

    # what is said of them

    def _count(self, line: ReportLine, rows: list[RowLine]) -> Finding:
        if line.columns:
            return Finding(words=line.words, kind=line.kind, table=self._side_by_side(line, rows))
        if not line.by:
            return Finding(words=line.words, kind=line.kind, said=f"{len(rows):,}")
        counted = tuple((title, len(found)) for title, found in self._parted(line.by, rows))
        return Finding(words=line.words, kind=line.kind, table=FigureTable((self._title(line.by), "How many"), counted))

    def _side_by_side(self, line: ReportLine, rows: list[RowLine]) -> FigureTable:
        counts = [Counter(row.shown.get(name) or NOT_SAID for row in rows) for name in line.columns]
        values = {value for counted in counts for value in counted if value != NOT_SAID}
        in_order: list[str] = sorted(values, key=lambda value: (not value.isdecimal(), value.zfill(9)))
        if any(NOT_SAID in counted for counted in counts):
            in_order.append(NOT_SAID)
        heads = ("", *map(self._title, line.columns))
        return FigureTable(heads, tuple((value, *(counted[value] for counted in counts)) for value in in_order))

    def _list(self, line: ReportLine, rows: list[RowLine]) -> Finding:
        if line.sort:
            rows = sorted(rows, key=lambda row: _sortable(row.fields.get(line.sort)))
        parted = self._parted(line.by, rows) if line.by else [("", rows)]
        groups = tuple(RowGroup(title, tuple(row.id for row in found)) for title, found in parted if found)
        return Finding(words=line.words, kind=line.kind, groups=groups, columns=line.columns)

    def _sum(self, line: ReportLine, rows: list[RowLine]) -> Finding:
        names = (line.of,) if line.of else line.columns
        rows = [row for row in rows if any(figure_of(row.fields.get(name)) is not None for name in names)]
        parted = [*self._parted(line.by, rows), ("Total", rows)] if line.by else [("Total", rows)]
        lines = tuple((title, *(self._added(name, found) for name in names)) for title, found in parted if found)
        heads = (self._title(line.by) if line.by else "", *map(self._title, names))
        return Finding(words=line.words, kind=line.kind, table=FigureTable(heads, lines))

    def _share(self, line: ReportLine, rows: list[RowLine]) -> Finding:
        meant = {row.id for row in rows}
        every = list(self._rows)
        parted = [*self._parted(line.by, every), ("All", every)] if line.by else [("All", every)]
        lines = tuple(
            (title, Percent(sum(row.id in meant for row in found) * 100 // len(found)), len(found))
            for title, found in parted
            if found
        )
        heads = (self._title(line.by) if line.by else "", line.words, "Of")
        return Finding(words=line.words, kind=line.kind, table=FigureTable(heads, lines))

    def _missing(self, line: ReportLine, rows: list[RowLine]) -> Finding:
        column = self._register.column_by_id[line.of]
        there = {row.fields.get(line.of) for row in rows}
        wanted = [choice for choice in column.choices if choice in (line.choices or column.choices)]
        named = ", ".join(column.choices[choice] for choice in wanted if choice not in there)
        said = f"{named}." if named else "None is missing."
        return Finding(words=line.words, kind=line.kind, said=said)

    def _same(self, line: ReportLine, rows: list[RowLine]) -> Finding:
        values = Counter(row.shown.get(line.of) or NOT_SAID for row in rows)
        if not rows:
            said = "There are none."
        elif len(values) == 1:
            (value,) = values
            said = f"Yes: {value}." if value != NOT_SAID else "Not said for any of them."
        else:
            said = f"No: {', '.join(f'{value} ({number})' for value, number in values.items())}."
        return Finding(words=line.words, kind=line.kind, said=said)

    def _series(self, line: ReportLine, rows: list[RowLine]) -> Finding:
        """Return counts by rows and the latest days, each day's own or the latest before it."""
        counts = {row.id: dict(_counts(row.fields.get(line.of))) for row in rows}
        days = sorted({day for counted in counts.values() for day in counted})[-MOST_DAYS_OF_A_SERIES:]
        lines = tuple((row.name, *(_latest(counts[row.id], day) for day in days)) for row in rows if counts[row.id])
        heads = (self._title(self._register.name_column), *map(date_with_weekday, days))
        return Finding(words=line.words, kind=line.kind, table=FigureTable(heads, lines))

    def _ages(self, line: ReportLine, rows: list[RowLine]) -> Finding:
        counted: Counter[str] = Counter()
        for row in rows:
            day = _day(row, line.of)
            if day is None:
                counted[NOT_SAID] += 1
                continue
            age = (self._today - day).days
            counted[next((title for most, title in _AGES if age <= most), _OLDER)] += 1
        titles = [*(title for _, title in _AGES), _OLDER, NOT_SAID]
        lines = tuple((title, counted[title]) for title in titles if counted[title])
        return Finding(words=line.words, kind=line.kind, table=FigureTable(("Open for", "How many"), lines))

    # parts

    def _title(self, name: str) -> str:
        column = self._register.column_by_id.get(name)
        return column.title if column else ""

    def _parted(self, name: str, rows: Iterable[RowLine]) -> list[tuple[str, list[RowLine]]]:
        """Return rows by what they have in a column: choices in their order, others as people read them, by value."""
        found: dict[str, list[RowLine]] = {}
        for row in rows:
            value = row.status_word if name == STATUS else row.shown.get(name)
            found.setdefault(value or NOT_SAID, []).append(row)
        column = self._register.column_by_id[name]
        order = {title: place for place, title in enumerate(column.choices.values())}
        kept = {title: _sortable(value_of(rows[0], name)) for title, rows in found.items()}
        return sorted(found.items(), key=lambda part: (part[0] == NOT_SAID, order.get(part[0], -1), kept[part[0]]))

    def _added(self, name: str, rows: Iterable[RowLine]) -> Figure:
        figures = [figure for row in rows if (figure := figure_of(row.fields.get(name))) is not None]
        total = sum(figures, Decimal())
        column: Column = self._register.column_by_id[name]
        if column.type is ColumnType.MONEY:
            return f"£{total:,.2f}"
        return int(total) if total == total.to_integral_value() else f"{total.normalize():,f}"


def value_of(row: RowLine, name: str) -> Any:
    """Return what stands in a column of a row, or how the row stands."""
    return row.status if name == STATUS else row.fields.get(name)


def _sortable(value: Any) -> tuple[int, Decimal, str]:
    """Return what values are sorted by: figures, then texts and days, what is empty last."""
    if value is None or value == "":
        return 2, Decimal(), ""
    figure = figure_of(value) if not isinstance(value, str) else None
    return (0, figure, "") if figure is not None else (1, Decimal(), str(value).casefold())


def _day(row: RowLine, name: str) -> date | None:
    try:
        return date.fromisoformat(str(row.fields.get(name) or ""))
    except ValueError:
        return None


def _counts(value: Any) -> Iterator[tuple[date, int]]:
    """Yield the days and figures of a column of counts; what is neither is passed over."""
    for pair in value if isinstance(value, (list, tuple)) else ():
        if isinstance(pair, (list, tuple)) and len(pair) == 2 and (figure := figure_of(pair[1])) is not None:
            try:
                yield date.fromisoformat(str(pair[0])), int(figure)
            except ValueError:
                continue


def _latest(counts: Mapping[date, int], day: date) -> Figure:
    """Return the figure of a day, or of the latest day before it; nothing before the first."""
    known = [found for found in counts if found <= day]
    return counts[max(known)] if known else ""
