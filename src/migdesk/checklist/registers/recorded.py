"""What a row's recorded values say: which rows a condition means, and which values are figures."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any

from migdesk.checklist.registers.definitions import Condition


def is_met(condition: Condition, value_of: Callable[[str], Any]) -> bool:
    """Tell whether all of a condition is true of a row, of which `value_of` returns what stands in a column."""
    return all(_is_among(value_of(name), values) for name, values in condition.items())


def figure_of(value: Any) -> Decimal | None:
    """Return a recorded figure, None for anything else; a newer version may have kept anything here."""
    if value is None or isinstance(value, (bool, list, tuple)):
        return None
    try:
        figure = Decimal(str(value))
    except InvalidOperation:
        return None
    return figure if figure.is_finite() else None


def _is_among(value: Any, values: tuple[str | bool | int, ...]) -> bool:
    found = value if isinstance(value, (list, tuple)) else (value,)
    return any(type(part) is type(wanted) and part == wanted for part in found for wanted in values)
