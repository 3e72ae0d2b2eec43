"""Texts in a workbook: never taken for formulas, whoever typed them."""

from __future__ import annotations

from typing import Any

from migdesk.report.typed_text import for_workbook
from migdesk.report.writers.csv import FORMULA_MARKS


def set_text(cell: Any, text: str) -> None:
    """Set a text as a text, whatever it begins with; what could begin a formula is marked, should it be edited."""
    shown = for_workbook(text)
    if not shown:
        return
    cell.value = shown
    cell.data_type = "s"
    begins = shown.lstrip()[:1]
    if begins and begins in FORMULA_MARKS:
        cell.quotePrefix = True
