"""Sheets of a register to print: for the wall, to fill in by hand, and to log on during Cutover."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

from migdesk.base.atomic import output_file
from migdesk.base.errors import UserError
from migdesk.checklist.registers.definitions import Register
from migdesk.report.document import Document
from migdesk.report.formats import Content, format_of
from migdesk.report.registers.printed_sheets import SHEET_TITLES, Log, SheetKind, sheets_document
from migdesk.report.status.model import Vouched
from migdesk.workspace.practice_lookup import name_key
from migdesk.workspace.reports.prepared import Prepared
from migdesk.workspace.reports.registers import registers_report
from migdesk.workspace.workspace import Workspace


def sheet_kinds(register: Register) -> tuple[SheetKind, ...]:
    """Return which sheets there are of a register."""
    return (*(("wall",) if register.wall else ()), "blank", *(("log",) if register.grid else ()))


def register_sheets(
    workspace: Workspace,
    practice_id: str,
    register_id: str,
    kind: SheetKind,
    *,
    day: date | None = None,
    categories: Sequence[str] = (),
) -> Document:
    """Return the sheets of a kind. Log sheets are of `categories`, by id or title, or of all that apply; `day` is
    written on them.

    Raises UserError for a register that has no such sheet, and for a category that is not there.
    """
    register = workspace.registers.find(register_id)
    if kind not in sheet_kinds(register):
        which = " or ".join(SHEET_TITLES[known].lower() for known in sheet_kinds(register))
        raise UserError(f"{register.title} has no such sheet. There is {which}.")
    logs = _logs(workspace, practice_id, register, day, categories) if kind == "log" else ()
    report = registers_report(workspace, practice_id, [register.id], vouched=Vouched())
    return sheets_document(report, kind, logs)


def prepare_sheets(
    workspace: Workspace,
    practice_id: str,
    path: Path,
    register_id: str,
    kind: SheetKind,
    chosen: str | None = None,
    *,
    day: date | None = None,
    categories: Sequence[str] = (),
) -> Prepared:
    """Gather the sheets for `path`; raises as `register_sheets`, and as any report for a format or a place."""
    form = format_of("sheet", path, chosen)
    target = output_file(path)
    document = register_sheets(workspace, practice_id, register_id, kind, day=day, categories=categories)
    return Prepared(Content(document=partial(_itself, document)), form, target)


def _itself(document: Document) -> Document:
    return document


def _logs(
    workspace: Workspace, practice_id: str, register: Register, day: date | None, categories: Sequence[str]
) -> tuple[Log, ...]:
    view = workspace.registers.re_entry.view(practice_id)
    lines = [line for line in view.lines if line.is_shown]
    if categories:
        by_name = {name: line for line in view.lines for name in (line.id, name_key(line.title))}
        unknown = [name for name in categories if name not in by_name and name_key(name) not in by_name]
        if unknown:
            known = ", ".join(line.id for line in view.lines)
            raise UserError(f"{register.title} has no category “{unknown[0]}”. They are {known}.")
        lines = [by_name.get(name) or by_name[name_key(name)] for name in categories]
    return tuple(Log(line.title, day) for line in lines)
