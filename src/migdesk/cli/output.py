"""What commands print: JSON that scripts rely on, and calm plain-text tables."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import msgspec

from migdesk.base.date_words import date_with_weekday

_GAP = "  "


def print_json(value: Any) -> None:
    """Print a value as JSON."""
    print(json_text(value))


def json_text(value: Any) -> str:
    """Return a value as JSON: UTF-8, indented, dates and times in ISO form, times with their offset."""
    import json

    plain = msgspec.to_builtins(value, builtin_types=(datetime, date), enc_hook=_as_text)
    return json.dumps(plain, ensure_ascii=False, indent=2, default=_as_text)


def _as_text(value: object) -> Any:
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, Path):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")


def print_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print rows under their heads, each column as wide as its longest text; the last one is not padded."""
    lines = [tuple(heads), *(tuple(map(one_line, row)) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(heads))]
    for line in lines:
        cells = [text.ljust(width) for text, width in zip(line, widths, strict=True)]
        print(_GAP.join(cells).rstrip())


def one_line(text: str) -> str:
    """Return a text without line breaks and without characters that would steer a terminal."""
    if text.isprintable():
        return text
    return "".join(character if character.isprintable() else " " for character in text)


def print_error(text: str) -> None:
    """Say on standard error, in one line, what could not be done."""
    print(one_line(f"migdesk: {text}"), file=sys.stderr)


def day(value: date | None) -> str:
    """Return a date as "16 Mar 2027", or nothing."""
    return date_with_weekday(value) if value else ""
