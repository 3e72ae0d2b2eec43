"""`migdesk register import` and `export`: a register from and to a list in CSV or Excel."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from migdesk.base.paths import whole_path
from migdesk.cli.opening import open_workspace
from migdesk.cli.output import print_json, print_table

if TYPE_CHECKING:
    from migdesk.workspace.registers.lists.plan import PlannedRow, RegisterImport
    from migdesk.workspace.workspace import Workspace

DONE, THE_ANSWER_IS_NO = 0, 1


def add_import_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `register import` takes."""
    parser.add_argument("file", metavar="FILE", help="a row for each entry, with a title over each column")
    parser.add_argument("--sheet", metavar="NAME", default="", help="the sheet of a workbook that is meant")
    parser.add_argument("--preview", action="store_true", help="only say what would become of each row")
    parser.add_argument("--skip-bad", action="store_true", help="leave out rows with faults and take the others")
    parser.add_argument("--json", action="store_true", help="for scripts")


def add_export_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `register export` takes."""
    parser.add_argument("--output", metavar="FILE", required=True, help="where to write it; “-” is standard output")
    parser.add_argument("--format", metavar="FORMAT", default="", help="csv, xlsx or json, where the name does not say")
    parser.add_argument("--blank", action="store_true", help="its titles alone, to fill in")


def take_in(options: argparse.Namespace) -> int:
    """Take rows from a list, or say with `--preview` what would become of them."""
    with open_workspace(options, "without" if options.preview else "made") as workspace:
        practice = workspace.find_practice(options.practice)
        plan = workspace.registers.plan_list(
            practice.id,
            options.register,
            whole_path(options.file),
            sheet=options.sheet,
            no_patients=hasattr(options, "no_patient_data"),
        )
        refused = bool(plan.of("bad")) and not options.skip_bad
        rows: tuple[str, ...] = ()
        if plan.changes and not refused and not options.preview:
            rows = workspace.registers.set_rows(practice.id, plan.register.id, plan.changes)
    if options.json:
        print_json(plan_json(plan, rows))
    elif options.preview:
        _print_preview(plan)
    else:
        _print_result(plan, refused)
    return THE_ANSWER_IS_NO if refused else DONE


def write(options: argparse.Namespace) -> int:
    """Write a register as a list and print where it is."""
    with open_workspace(options) as workspace:
        practice = workspace.find_practice(options.practice)
        form = _form(options)
        written = _json if form == "json" else _list
        data = written(workspace, practice.id, options, form)
    if options.output == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return DONE
    from migdesk.base.atomic import output_file, write_atomically

    target = output_file(whole_path(options.output))
    write_atomically(target, data)
    print(target)
    return DONE


def _form(options: argparse.Namespace) -> str:
    from migdesk.workspace.registers.lists.list_file import form_of_list

    chosen = options.format or ("csv" if options.output == "-" else Path(options.output).suffix)
    if chosen.lower().lstrip(".") == "json":
        return "json"
    return form_of_list(Path(options.output), chosen)


def _json(workspace: Workspace, practice_id: str, options: argparse.Namespace, _: str) -> bytes:
    from migdesk.cli.output import json_text
    from migdesk.cli.register_json import row_json
    from migdesk.practice.rows import item_of_row

    view = workspace.registers.view(practice_id, options.register)
    evidence = workspace.evidence.by_item(practice_id)
    rows = () if options.blank else view.rows
    found = [row_json(row, evidence.get(item_of_row(view.register.id, row.id), ())) for row in rows]
    return f"{json_text(found)}\n".encode()


def _list(workspace: Workspace, practice_id: str, options: argparse.Namespace, form: str) -> bytes:
    from migdesk.workspace.registers.lists.list_file import list_bytes

    return list_bytes(workspace.registers.as_list(practice_id, options.register, blank=options.blank), form)


def _print_preview(plan: RegisterImport) -> None:
    from migdesk.workspace.registers.lists.wording import notes_on, summary_of

    _print_rows([row for row in plan.worst_first if row.outcome != "same" or row.remarks])
    print(summary_of(plan), *notes_on(plan))


def _print_result(plan: RegisterImport, refused: bool) -> None:
    from migdesk.workspace.registers.lists.wording import done_in_words, notes_on

    _print_rows([row for row in plan.worst_first if row.faults or (row.remarks and not refused)])
    if refused:
        bad = len(plan.of("bad"))
        rows = "this row has a fault" if bad == 1 else f"{bad:,} rows have faults"
        print(f"Nothing was taken in, as {rows}. Mend the list, or leave such rows out with --skip-bad.")
    else:
        print(done_in_words(plan), *notes_on(plan))


def _print_rows(rows: Sequence[PlannedRow]) -> None:
    from migdesk.workspace.registers.lists.wording import RESULTS, what_of

    if rows:
        print_table(
            ("Row", "Result", "What", "Details"),
            ((str(row.row), RESULTS[row.outcome], row.name, what_of(row)) for row in rows),
        )
        print()


def plan_json(plan: RegisterImport, rows: Sequence[str]) -> dict[str, Any]:
    """Return what `register import --json` prints; `rows` are the ids of the rows that were set, as in the list."""
    return {
        "file": plan.file,
        "sheet": plan.table.sheet,
        "register": plan.register.id,
        "columns": [{"title": column.title, "column": column.field} for column in plan.table.columns],
        "left_out": plan.table.left_out,
        "rows_left_out": plan.table.passed_over,
        "sheets_left_out": plan.table.other_sheets,
        "worked_out": plan.not_read,
        "to_add": len(plan.of("add")),
        "to_change": len(plan.of("change")),
        "same": len(plan.of("same")),
        "bad": len(plan.of("bad")),
        "set": rows,
        "rows": [_row_json(row) for row in plan.rows],
    }


def _row_json(row: PlannedRow) -> dict[str, Any]:
    return {
        "row": row.row,
        "outcome": row.outcome,
        "id": row.change.row if row.change else None,
        "name": row.name,
        "changes": [{"column": cell.column, "before": cell.before, "after": cell.after} for cell in row.cells],
        "faults": [{"column": fault.column, "why": fault.why} for fault in row.faults],
        "remarks": row.remarks,
    }
