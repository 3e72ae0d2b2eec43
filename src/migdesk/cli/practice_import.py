"""`migdesk practice import` and `migdesk practice template`: practices from a list in CSV or Excel."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from migdesk.base.paths import whole_path
from migdesk.cli.arguments import Parser
from migdesk.cli.opening import open_workspace
from migdesk.cli.output import print_json, print_table
from migdesk.practice.details import DETAILS

if TYPE_CHECKING:
    from migdesk.workspace.practice_import.import_plan import ImportPlan, PlannedRow

DONE, THE_ANSWER_IS_NO = 0, 1
_HEADS = ("Row", "Result", *(detail.head for detail in DETAILS), "Why")


def add_actions(actions: Any, general: Parser) -> None:
    """Add the two actions to those of `migdesk practice`."""
    importing = actions.add_parser("import", help="add practices from a list in CSV or Excel", parents=[general])
    importing.add_argument("file", metavar="FILE", help="a row for each practice, with a title over each column")
    importing.add_argument("--preview", action="store_true", help="only say what would become of each row")
    importing.add_argument("--skip-bad", action="store_true", help="leave out rows with faults and add the others")
    importing.add_argument("--skip-doubles", action="store_true", help="leave out rows that may be doubles, by name")
    importing.add_argument("--json", action="store_true", help="for scripts")
    importing.set_defaults(run=_import)
    template = actions.add_parser("template", help="write a list to fill in", parents=[general])
    template.add_argument("--output", metavar="FILE", required=True, help="a file that ends in .xlsx or .csv")
    template.set_defaults(run=_template)


def _import(options: argparse.Namespace) -> int:
    from migdesk.workspace.practice_import.import_plan import plan_import

    with open_workspace(options, "without" if options.preview else "made") as workspace:
        no_patients = hasattr(options, "no_patient_data")
        plan = plan_import(whole_path(options.file), workspace.names(), workspace.today, no_patients=no_patients)
        refused = bool(plan.of("bad")) and not options.skip_bad
        adding = () if refused else plan.to_add(without_doubles=options.skip_doubles)
        added = workspace.practices.add_all(adding) if adding and not options.preview else ()
    if options.json:
        print_json(plan_json(plan, added))
    elif options.preview:
        _print_preview(plan, options)
    else:
        _print_result(plan, options, refused, len(added))
    return THE_ANSWER_IS_NO if refused else DONE


def _template(options: argparse.Namespace) -> int:
    from migdesk.workspace.practice_import.template import write_template

    print(write_template(whole_path(options.output)))
    return DONE


def _print_preview(plan: ImportPlan, options: argparse.Namespace) -> None:
    from migdesk.workspace.practice_import.wording import notes_on, summary_of

    if plan.rows:
        _print_rows(plan.worst_first)
        print()
    print(summary_of(plan, without_doubles=options.skip_doubles), *notes_on(plan))


def _print_result(plan: ImportPlan, options: argparse.Namespace, refused: bool, added: int) -> None:
    from migdesk.workspace.practice_import.wording import done_in_words, notes_on

    telling = [row for row in plan.worst_first if row.faults or (row.needs_a_look and not refused)]
    if telling:
        _print_rows(telling)
        print()
    if refused:
        bad = len(plan.of("bad"))
        rows = "this row has a fault" if bad == 1 else f"{bad:,} rows have faults"
        print(f"Nothing was added, as {rows}. Mend the list, or leave such rows out with --skip-bad.")
    else:
        print(done_in_words(plan, added), *notes_on(plan))


def _print_rows(rows: Sequence[PlannedRow]) -> None:
    from migdesk.workspace.practice_import.wording import remarks_on, result_of

    print_table(
        _HEADS,
        (
            (str(row.row), result_of(row), *(row.shown.get(detail.id, "") for detail in DETAILS), remarks_on(row))
            for row in rows
        ),
    )


def plan_json(plan: ImportPlan, added: Sequence[str]) -> dict[str, Any]:
    """Return what `practice import --json` prints; `added` are the ids of the practices that were added."""
    return {
        "file": plan.file,
        "sheet": plan.table.sheet,
        "columns": [{"title": column.title, "detail": column.field} for column in plan.table.columns],
        "left_out": plan.table.left_out,
        "to_add": len(plan.of("add")),
        "to_check": len(plan.to_check),
        "there": len(plan.of("there")),
        "bad": len(plan.of("bad")),
        "examples": plan.examples,
        "added": added,
        "rows": [_row_json(row) for row in plan.rows],
    }


def _row_json(row: PlannedRow) -> dict[str, Any]:
    return {
        "row": row.row,
        "outcome": row.outcome,
        **{detail.id: row.shown.get(detail.id, "") for detail in DETAILS},
        "go_live": row.details.go_live if row.details else None,
        "faults": [{"column": fault.column, "why": fault.why} for fault in row.faults],
        "practice_there": row.there.id if row.there else None,
        "maybe_double": row.maybe_double,
        "remarks": row.remarks,
    }
