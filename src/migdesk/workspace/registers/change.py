"""What a change of rows records: only what differs, counts that add up, and never more entered than was logged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from migdesk.base.errors import UserError
from migdesk.checklist.registers.computed import computed_of
from migdesk.checklist.registers.definitions import Column, ComputedKind, Register
from migdesk.practice.event import Draft
from migdesk.practice.heads import same_value
from migdesk.practice.kinds import note_added, row_counted, row_set
from migdesk.practice.kinds.row_counted import MOST_COUNTED
from migdesk.practice.removal import REMOVED
from migdesk.practice.rows import item_of_row
from migdesk.practice.state import PracticeState
from migdesk.workspace.free_text import one_line, paragraphs
from migdesk.workspace.registers.reading import RegisterReader
from migdesk.workspace.registers.values import Names, checked
from migdesk.workspace.registers.view import TOO_MANY_ENTERED


class RowChange(msgspec.Struct, frozen=True, kw_only=True):
    """What to set of a row, by columns; None or an empty text empties a field, and what is left out stays.

    `row` None adds one, or names the row with the same key where rows are named by theirs. What is given for a column
    that accumulates is added to it, for `reason` where the column needs one. `note` is added to the row.
    """

    fields: Mapping[str, Any] = {}
    row: str | None = None
    reason: str = ""
    note: str = ""


class CheckedChange(msgspec.Struct, frozen=True, kw_only=True):
    """A change with its row and its values as they are recorded; `counts` is what is added to which measure."""

    row: str
    is_new: bool
    fields: Mapping[str, Any]
    counts: Mapping[str, int]
    reason: str
    note: str


def checked_change(register: Register, change: RowChange, reader: RegisterReader, new_id: str) -> CheckedChange:
    """Return a change as it is recorded. Raises UserError for a row or column that is not there and for what cannot be
    entered, naming the column."""
    fields: dict[str, Any] = {}
    counts: dict[str, int] = {}
    for name, value in change.fields.items():
        column = _column(register, name)
        if column.accumulates:
            counts[column.id] = _counted(column, value, change.reason, reader.names)
        else:
            fields[column.id] = _value(column, value, reader.names)
    row, is_new = _row(register, change, fields, reader, new_id)
    if is_new:
        fields = _key_of(register, row, reader.names) | fields
        _refuse_without_required(register, fields)
    if counts:
        known = reader.row(register, row)
        _refuse_without_key(register, fields, known.values if known else {})
    note = paragraphs(change.note, "The note") if change.note.strip() else ""
    reason = one_line(change.reason, "The reason", 500)
    return CheckedChange(row=row, is_new=is_new, fields=fields, counts=counts, reason=reason, note=note)


def drafts_of(register: Register, changes: Sequence[CheckedChange], state: PracticeState) -> Iterator[Draft]:
    """Yield what records changes on a state: fields that differ, counts and notes.

    Raises UserError where less than nothing would be left of what was logged.
    """
    for change in changes:
        before = values_before(register, change.row, state)
        fields = {name: value for name, value in change.fields.items() if not is_same(value, before.get(name))}
        starting = register.starting_row_by_id.get(change.row)
        says_something = fields or change.counts or change.note
        if says_something and state.removed(item_of_row(register.id, change.row)):
            fields[REMOVED] = False
        if starting and says_something and not state.fields_of(item_of_row(register.id, change.row)):
            fields = dict(starting.fields) | fields
        if fields:
            yield row_set.draft(register.id, change.row, fields)
        for measure, n in change.counts.items():
            yield row_counted.draft(register.id, change.row, measure, n, change.reason)
        if change.note:
            yield note_added.draft(item_of_row(register.id, change.row), change.note)
    added: dict[str, Counter[str]] = {}
    for change in changes:
        added.setdefault(change.row, Counter()).update(change.counts)
    for row, counts in added.items():
        refuse_below_zero(register, row, counts, state)


def values_before(register: Register, row: str, state: PracticeState) -> dict[str, Any]:
    """Return the values of a row that are shown, those too that it begins with."""
    starting = register.starting_row_by_id.get(row)
    fields = state.fields_of(item_of_row(register.id, row))
    recorded = {name: field.value for name, field in fields.items() if field.value is not None}
    return (dict(starting.fields) if starting else {}) | recorded


def refuse_below_zero(register: Register, row: str, added: Mapping[str, int], state: PracticeState) -> None:
    """Raise UserError where counts would leave less than nothing of what was logged, and less than before, or where
    more would be taken off a count than there is."""
    left = [column.id for column in register.columns if column.computed and column.computed.kind is ComputedKind.LEFT]
    if not added:
        return
    item = item_of_row(register.id, row)
    sums: Counter[str] = Counter()
    for count in state.standing_counts():
        if count.item == item:
            sums[count.measure] += count.n
    before = computed_of(register, dict(sums))
    for measure, n in added.items():
        if n < 0 and sums[measure] + n < 0:
            title = register.column_by_id[measure].title if measure in register.column_by_id else measure
            raise UserError(f"{title}: only {max(0, sums[measure]):,} were counted, so {-n:,} fewer cannot be right.")
    sums.update(added)
    after = computed_of(register, dict(sums))
    for column in left:
        was = before.get(column) or 0
        if (after.get(column) or 0) < min(0, was):
            raise UserError(f"{TOO_MANY_ENTERED} Only {max(0, was):,} are left here.")


def _column(register: Register, name: str) -> Column:
    column = register.column_by_id.get(name)
    if column is None:
        wanted = name.strip().casefold()
        named = [known for known in register.column_by_id.values() if known.title.casefold() == wanted]
        if len(named) != 1:
            known_columns = ", ".join(known.id for known in register.column_by_id.values() if not known.computed)
            raise UserError(f"{register.title} has no column “{name}”. Its columns are {known_columns}.")
        column = named[0]
    if column.computed:
        raise UserError(f"{column.title} is computed, so nothing can be entered in it.")
    return column


def _value(column: Column, value: Any, names: Names) -> Any:
    found = checked(column, value, names)
    if column.required and found is None:
        raise UserError(f"{column.title} is missing.")
    return found


def _counted(column: Column, value: Any, reason: str, names: Names) -> int:
    """Return how many more were counted; 0 says that there were none, and less takes off what was too much."""
    number = checked(column, value.strip().lstrip("+") if isinstance(value, str) else value, names)
    if not isinstance(number, int) or abs(number) > MOST_COUNTED:
        raise UserError(f"{column.title}: say how many more, a whole number up to {MOST_COUNTED:,}.")
    if column.reason_needed and not reason.strip():
        raise UserError(f"{column.title}: say why.")
    return number


def _row(
    register: Register, change: RowChange, fields: Mapping[str, Any], reader: RegisterReader, new_id: str
) -> tuple[str, bool]:
    """Return the id of the row that a change is about, and whether it is a new one."""
    row = change.row
    if row is None and register.row_id_from_key:
        row = register.row_id(*_names_in_key(register, fields))
    if row is None:
        return new_id, True
    if reader.row(register, row):
        return row, False
    if row in register.starting_row_by_id:
        return row, False
    if _key_of(register, row, reader.names):
        return row, True
    raise UserError(f"{register.title} has no row “{row}”. “migdesk register show” lists them.")


def _key_of(register: Register, row: str, names: Names) -> dict[str, Any]:
    """Return the values of the key that names a row, where rows are named by theirs."""
    beginning = register.row_id("")
    parts = row.removeprefix(beginning).split(".")
    columns = [register.column_by_id[name] for name in register.key]
    if not register.row_id_from_key or not row.startswith(beginning) or len(parts) > len(columns):
        return {}
    if any(column.required for column in columns[len(parts) :]):
        return {}
    return {column.id: checked(column, part, names) for column, part in zip(columns, parts, strict=False)}


def _names_in_key(register: Register, fields: Mapping[str, Any]) -> list[str]:
    """Return what names a new row by its key, without the last columns of it where they are not required and empty."""
    given = [fields.get(name) is not None for name in register.key]
    last = max((place for place, is_given in enumerate(given, 1) if is_given), default=0)
    columns = [register.column_by_id[name] for name in register.key]
    missing = [
        column.title
        for place, (column, is_given) in enumerate(zip(columns, given, strict=True), 1)
        if not is_given and (column.required or place < last)
    ]
    if missing:
        raise UserError(f"{' and '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing.")
    return [str(fields[name]) for name in register.key[:last]]


def _refuse_without_key(register: Register, fields: Mapping[str, Any], known: Mapping[str, Any]) -> None:
    """Raise UserError where something is counted on a row whose key is not complete: it stands for several."""
    for name in register.key if register.row_id_from_key else ():
        if fields.get(name) is None and known.get(name) is None:
            title = register.column_by_id[name].title
            raise UserError(f"{title} is missing: say of which {title.casefold()} this was counted.")


def _refuse_without_required(register: Register, fields: Mapping[str, Any]) -> None:
    for column in register.columns:
        if column.required and fields.get(column.id) is None:
            raise UserError(f"{column.title} is missing.")


def is_same(value: Any, old: Any) -> bool:
    """Tell whether two values are the same; 0 and “no” are something, and an emptied field is nothing."""
    if isinstance(value, (list, tuple)) or isinstance(old, (list, tuple)):
        return same_value(value, old)
    return (value if value != "" else None) == (old if old != "" else None) and type(value) is type(old)
