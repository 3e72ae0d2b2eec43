"""What is entered in a column, checked by the column's type: from typed text, from a cell of a list, from a field."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

import msgspec

from migdesk.base.date_words import date_with_weekday
from migdesk.base.errors import UserError
from migdesk.checklist.definitions import Milestone
from migdesk.checklist.plan.rules import rule_in_words
from migdesk.checklist.registers.definitions import Column, ColumnType
from migdesk.checklist.registers.due import rule_in, rule_text
from migdesk.workspace.free_text import one_line, paragraphs
from migdesk.workspace.list_reading.dates import date_in
from migdesk.workspace.people.owners import people_named
from migdesk.workspace.practice_commands import checked_date
from migdesk.workspace.practice_lookup import name_key

MOST_TEXT_CHARACTERS = 500
MOST_VALUES = 200
"""Days, counts or persons in one field."""
MOST_FIGURE = 1_000_000_000

_YES = frozenset({"yes", "y", "true", "1", "x", "✓"})
_NO = frozenset({"no", "n", "false", "0"})
_PARTING = re.compile(r"[;\n]")


class Names(msgspec.Struct, frozen=True):
    """What names in a field can mean: the rows of a register and the people of the practice, names by ids."""

    rows: Callable[[str], Mapping[str, str]]
    people: Callable[[], Mapping[str, str]]
    milestones: tuple[Milestone, ...]


def checked(column: Column, value: Any, names: Names) -> Any:
    """Return `value` as it is recorded; None for nothing. What was recorded is returned as it is.

    Raises UserError, naming the column, for what cannot be meant.
    """
    if value is None or (isinstance(value, str) and not value.strip()) or value in ([], ()):
        return None
    try:
        found = _CHECKS[column.type](column, value, names)
    except UserError as error:
        raise UserError(f"{column.title}: {error}") from error
    return None if found in ("", []) else found


def shown(column: Column, value: Any, names: Names) -> str:
    """Return a recorded or computed value as people read it; empty for nothing."""
    if value is None or value == "":
        return ""
    match column.type:
        case ColumnType.CHOICE:
            return column.choices.get(str(value), str(value))
        case ColumnType.YES_NO:
            return "Yes" if value is True else "No" if value is False else str(value)
        case ColumnType.ROW:
            return names.rows(column.register).get(str(value), str(value))
        case ColumnType.MONEY:
            return _pounds(value)
        case ColumnType.NUMBER:
            return _figure_shown(value)
        case ColumnType.DUE:
            return _due_shown(value, names)
    if isinstance(value, (list, tuple)):
        return "; ".join(map(_part_shown, value))
    return _day_shown(value)


def _part_shown(part: Any) -> str:
    """Return one of several values: a name, a day, or a day with its number."""
    if isinstance(part, (list, tuple)):
        return ": ".join((*map(_day_shown, part[:1]), *map(_figure_shown, part[1:])))
    return _day_shown(part)


def _figure_shown(value: Any) -> str:
    return f"{value:,}" if isinstance(value, (int, float)) else str(value)


def _day_shown(value: Any) -> str:
    try:
        return date_with_weekday(date.fromisoformat(value))
    except (TypeError, ValueError):
        return str(value)


def _due_shown(value: Any, names: Names) -> str:
    """Return a day, or a rule with its milestone's name: "2 weeks before Go-Live"."""
    try:
        rule = rule_in(str(value), names.milestones)
    except UserError:  # another guide's milestone
        rule = None
    titles = {milestone.id: milestone.title for milestone in names.milestones}
    return rule_in_words(rule, titles[rule.anchor]) if rule else _day_shown(value)


def _pounds(value: Any) -> str:
    try:
        return f"£{Decimal(str(value)):,.2f}"
    except InvalidOperation:
        return str(value)


def _text(column: Column, value: Any, _: Names) -> str:
    return one_line(_as_text(value), "The text", MOST_TEXT_CHARACTERS)


def _long_text(column: Column, value: Any, _: Names) -> str:
    return paragraphs(_as_text(value), "The text")


def _as_text(value: Any) -> str:
    if isinstance(value, (datetime, date)):
        return value.isoformat()[:10]
    if isinstance(value, (list, tuple)):
        raise UserError("expected one text.")
    return str(value)


def _choice(column: Column, value: Any, _: Names) -> str:
    wanted = name_key(_as_text(value))
    for choice, title in column.choices.items():
        if wanted in {choice, name_key(title)}:
            return choice
    raise UserError(f"“{_as_text(value)}” is none of {', '.join(column.choices.values())}.")


def _date(column: Column, value: Any, _: Names) -> str | None:
    if isinstance(value, datetime):
        value = value.date()
    day = value if isinstance(value, date) else date_in(_as_text(value))
    return checked_date(day, "The date").isoformat() if day else None


def _yes_no(column: Column, value: Any, _: Names) -> bool:
    if isinstance(value, bool):
        return value
    word = _as_text(value).strip().casefold()
    if word in _YES or word in _NO:
        return word in _YES
    raise UserError(f"“{value}” is neither yes nor no.")


def _number(column: Column, value: Any, _: Names) -> int | float:
    figure = _decimal(value)
    return int(figure) if figure == figure.to_integral_value() else float(figure)


def _money(column: Column, value: Any, _: Names) -> str:
    return f"{_decimal(_as_text(value).strip().lstrip('£')):.2f}"


def _decimal(value: Any) -> Decimal:
    if isinstance(value, bool):
        raise UserError(f"“{value}” is no number.")
    words = _as_text(value).replace(",", "").replace("\u00a0", "").strip()
    try:
        figure = Decimal(words)
    except InvalidOperation:
        raise UserError(f"“{_as_text(value)}” is no number.") from None
    if not figure.is_finite() or abs(figure) > MOST_FIGURE:
        raise UserError(f"“{_as_text(value)}” is too large.")
    return round(figure, 3)


def _person(column: Column, value: Any, names: Names) -> str:
    found = _persons(column, value, names)
    if len(found) > 1:
        raise UserError("one person can stand here.")
    return found[0] if found else ""


def _persons(column: Column, value: Any, names: Names) -> list[str]:
    return people_named(map(_as_text, _parts(value)), names.people())


def _row(column: Column, value: Any, names: Names) -> str:
    rows, wanted = names.rows(column.register), _as_text(value).strip()
    if wanted in rows:
        return wanted
    named = [row for row, name in rows.items() if name_key(name) == name_key(wanted)]
    if len(named) == 1:
        return named[0]
    raise UserError(f"{'Several rows are' if named else 'No row is'} called “{wanted}”.")


def _dates(column: Column, value: Any, names: Names) -> list[str]:
    days = (_date(column, part, names) for part in _parts(value))
    return sorted({day for day in days if day})


def _counts(column: Column, value: Any, names: Names) -> list[list[Any]]:
    """Return days with a number each, from pairs or from "5 Jan 2027: 12; 6 Jan 2027: 9"; the last of a day counts."""
    counts: dict[str, int | float] = {}
    for part in _parts(value):
        pair = part.rsplit(":", 1) if isinstance(part, str) else part
        if not isinstance(pair, (list, tuple)) or len(pair) != 2:
            raise UserError(f"“{part}” is no day with a number. Write 16/03/2027: 12.")
        day = _date(column, pair[0], names)
        if day:
            counts[day] = _number(column, pair[1], names)
    return [[day, counts[day]] for day in sorted(counts)]


def _due(column: Column, value: Any, names: Names) -> str | None:
    rule = rule_in(value, names.milestones) if isinstance(value, str) else None
    return rule_text(rule) if rule else _date(column, value, names)


def _parts(value: Any) -> list[Any]:
    parts: Iterable[Any] = value if isinstance(value, (list, tuple)) else _PARTING.split(_as_text(value))
    found = [part.strip() if isinstance(part, str) else part for part in parts]
    if len(found) > MOST_VALUES:
        raise UserError(f"more than {MOST_VALUES} of them.")
    return [part for part in found if part != ""]


_CHECKS: dict[ColumnType, Callable[[Column, Any, Names], Any]] = {
    ColumnType.TEXT: _text,
    ColumnType.LONG_TEXT: _long_text,
    ColumnType.CHOICE: _choice,
    ColumnType.DATE: _date,
    ColumnType.YES_NO: _yes_no,
    ColumnType.NUMBER: _number,
    ColumnType.MONEY: _money,
    ColumnType.PERSON: _person,
    ColumnType.PERSONS: _persons,
    ColumnType.ROW: _row,
    ColumnType.DATES: _dates,
    ColumnType.COUNTS: _counts,
    ColumnType.DUE: _due,
}
