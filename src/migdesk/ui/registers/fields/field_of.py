"""Which field a column has."""

from __future__ import annotations

from migdesk.checklist.registers.definitions import Column, ColumnType
from migdesk.ui.registers.fields.choice_fields import ChoiceField, PersonsField, RowField
from migdesk.ui.registers.fields.date_fields import DayField, DueField
from migdesk.ui.registers.fields.field import Field, FieldContext
from migdesk.ui.registers.fields.text_fields import ComputedField, CountField, LineField, LongTextField

_FIELDS: dict[ColumnType, type[Field]] = {
    ColumnType.TEXT: LineField,
    ColumnType.LONG_TEXT: LongTextField,
    ColumnType.CHOICE: ChoiceField,
    ColumnType.DATE: DayField,
    ColumnType.YES_NO: ChoiceField,
    ColumnType.NUMBER: LineField,
    ColumnType.MONEY: LineField,
    ColumnType.PERSON: PersonsField,
    ColumnType.PERSONS: PersonsField,
    ColumnType.ROW: RowField,
    ColumnType.DATES: LineField,
    ColumnType.COUNTS: LineField,
    ColumnType.DUE: DueField,
}


def field_of(column: Column, context: FieldContext) -> Field:
    """Return a field for a column, still empty."""
    if column.computed:
        return ComputedField(column, context)
    return CountField(column, context) if column.accumulates else _FIELDS[column.type](column, context)
