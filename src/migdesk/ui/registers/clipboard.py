"""Rows on their way to a spreadsheet program: the columns that are shown, as a list of the register has them."""

from __future__ import annotations

from collections.abc import Collection
from html import escape

from PySide6.QtCore import QMimeData

from migdesk.report.writers.csv import defused
from migdesk.workspace.registers.lists.cells import as_text
from migdesk.workspace.registers.lists.columns import ID, PLANNED
from migdesk.workspace.registers.lists.list_file import RegisterList


def copied(found: RegisterList, rows: Collection[str], columns: Collection[str]) -> QMimeData:
    """Return rows by their ids, with the columns of these ids, as text between tabs and as a table.

    Pasted again they say nothing new: a day that the plan gives stands in a column of its own.
    """
    shown = [listed for listed in found.columns if listed.field in columns or listed.field == PLANNED]
    if not any(PLANNED in row for row in found.rows):
        shown = [listed for listed in shown if listed.field != PLANNED]
    lines = [[listed.title for listed in shown]]
    lines += [
        [defused(as_text(row.get(listed.field, ""))) for listed in shown] for row in found.rows if row.get(ID) in rows
    ]
    data = QMimeData()
    data.setText("\n".join("\t".join(map(_quoted, line)) for line in lines))
    data.setHtml(_table(lines))
    return data


def _quoted(cell: str) -> str:
    """Return a cell so that a spreadsheet program takes it for one."""
    return '"' + cell.replace('"', '""') + '"' if any(sign in cell for sign in '\t\n\r"') else cell


def _table(lines: list[list[str]]) -> str:
    head, *rows = lines
    heads = "".join(f"<th>{escape(cell)}</th>" for cell in head)
    body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"


def _cell(cell: str) -> str:
    return f"<td>{escape(cell)}</td>".replace("\n", "<br>")
