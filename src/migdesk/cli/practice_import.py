"""`migdesk practice import` and `migdesk practice template`: practices from a list in CSV or Excel."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from migdesk.base.errors import UserError
from migdesk.base.paths import whole_path
from migdesk.cli.arguments import Parser
from migdesk.cli.opening import open_workspace
from migdesk.cli.output import one_line, print_json, print_table
from migdesk.cli.streams import list_from
from migdesk.practice.details import DETAIL_BY_ID, DETAILS, Detail

if TYPE_CHECKING:
    from migdesk.workspace.practice_import.import_plan import ImportPlan, PlannedRow, Wishes
    from migdesk.workspace.workspace import Workspace

_SHEET = "a sheet of a workbook to read, more than once for several; without it, all that hold practices"
_MAP = "which detail a column holds, by its title: --map “Agreed Go Live=go-live”; with nothing after “=”, leave it out"
_SKIP_COLUMNS = "leave out what was not understood, though it looks like practices or their details"
_USE = (
    "mend all rows at once: serial-dates (46447 is 1 Mar 2027 in Excel), spaced-codes (Z99 101), system-names (EMIS is "
    "EMIS Web) or same-rows (take a row that stands twice once)"
)
_UPDATE = (
    "of practices that are there, take these details from the list, such as go-live,from,to; an empty cell says nothing"
)

DONE, THE_ANSWER_IS_NO = 0, 1
_HEADS = ("Row", "Result", *(detail.head for detail in DETAILS), "Why")


def add_actions(actions: Any, general: Parser) -> None:
    """Add the two actions to those of `migdesk practice`."""
    importing = actions.add_parser("import", help="add or update practices from a list", parents=[general])
    importing.add_argument("file", metavar="FILE", help="CSV or Excel, a title over each column; “-”: standard input")
    importing.add_argument("--preview", action="store_true", help="only say what would become of each row")
    importing.add_argument("--sheet", metavar="NAME", action="append", default=[], help=_SHEET)
    importing.add_argument("--map", metavar="TITLE=DETAIL", action="append", default=[], help=_MAP)
    importing.add_argument("--skip-columns", action="store_true", help=_SKIP_COLUMNS)
    importing.add_argument("--use", metavar="WHAT", action="append", default=[], help=_USE)
    importing.add_argument("--update", metavar="DETAILS", help=_UPDATE)
    importing.add_argument("--skip-bad", action="store_true", help="leave out rows with faults and add the others")
    importing.add_argument("--skip-doubles", action="store_true", help="leave out rows that may be doubles, by name")
    importing.add_argument("--json", action="store_true", help="for scripts")
    importing.set_defaults(run=_import)
    template = actions.add_parser("template", help="write a list to fill in", parents=[general])
    template.add_argument("--output", metavar="FILE", required=True, help="a file that ends in .xlsx or .csv")
    template.set_defaults(run=_template)


def _import(options: argparse.Namespace) -> int:
    from migdesk.workspace.practice_import.import_plan import known_in, plan_import

    updating = _details_in(options.update)
    wishes = _wishes(options)
    source = list_from(options.file)
    with open_workspace(options, "without" if options.preview else "made") as workspace:
        plan = plan_import(source, known_in(workspace), workspace.today, wishes=wishes)
        partly = plan.is_partly_read and not options.skip_columns
        refused = partly or (bool(plan.of("bad")) and not options.skip_bad)
        adding = () if refused else plan.to_add(without_doubles=options.skip_doubles)
        updates = () if refused else plan.to_update(updating)
        added: Sequence[str] = ()
        updated: Sequence[str] = ()
        moves = _moves(workspace, plan, updating) if options.preview and not options.json else ()
        if (adding or updates) and not options.preview:
            added, updated = workspace.practices.add_and_update(adding, updates)
    if options.json:
        print_json(plan_json(plan, added, updated, updating))
    elif options.preview:
        _print_preview(plan, options, updating, moves)
    else:
        _print_result(plan, options, refused, len(added), len(updated))
    return THE_ANSWER_IS_NO if refused else DONE


def _wishes(options: argparse.Namespace) -> Wishes:
    """Return what was chosen for the list. Raises UserError for a word that names nothing."""
    from migdesk.workspace.list_reading.columns import Choice
    from migdesk.workspace.practice_import.import_plan import Wishes
    from migdesk.workspace.practice_import.offers import Mend

    unknown = [word for word in options.use if word not in list(Mend)]
    if unknown:
        raise UserError(f"“{unknown[0]}” is nothing to use. Use one of {', '.join(Mend)}.")
    columns = dict(_mapped(text) for text in options.map)
    return Wishes(
        choice=Choice(sheets=tuple(options.sheet), columns=columns),
        mend=frozenset(map(Mend, options.use)),
        no_patients=hasattr(options, "no_patient_data"),
    )


def _mapped(text: str) -> tuple[str, str]:
    title, equals, detail = text.rpartition("=")
    if not equals or not title.strip():
        raise UserError(f"“{text}” names no detail. Write --map TITLE=DETAIL, or --map TITLE= to leave it out.")
    return title.strip(), _detail(detail) if detail.strip() else ""


def _details_in(text: str | None) -> tuple[str, ...]:
    return tuple(_detail(word) for word in text.split(",") if word.strip()) if text else ()


def _detail(word: str) -> str:
    """Return the id of a detail that is named as an option is, or by its id. Raises UserError naming them."""
    wanted = word.strip().casefold().replace("_", "-")
    for detail in DETAILS:
        if wanted in {_option_of(detail), detail.id.replace("_", "-"), detail.title.casefold()}:
            return detail.id
    raise UserError(f"“{word.strip()}” is no detail of a practice. Use one of {', '.join(map(_option_of, DETAILS))}.")


def _option_of(detail: Detail) -> str:
    return detail.option or detail.id


def _moves(workspace: Workspace, plan: ImportPlan, updating: Sequence[str]) -> tuple[str, ...]:
    """Return what the plans of updated practices would move, a sentence for each."""
    from migdesk.workspace.practice_import.moved_dates import moved_dates

    return tuple(moved.in_words for moved in moved_dates(workspace, plan, updating))


def _template(options: argparse.Namespace) -> int:
    from migdesk.workspace.practice_import.template import write_template

    print(write_template(whole_path(options.output)))
    return DONE


def _print_preview(
    plan: ImportPlan, options: argparse.Namespace, updating: Sequence[str], moves: Sequence[str]
) -> None:
    from migdesk.workspace.practice_import.wording import notes_on, summary_of

    if plan.rows:
        _print_rows(plan.worst_first, updating)
        print()
    _print_doubts(plan)
    for move in moves:
        print(one_line(move))
    print(summary_of(plan, without_doubles=options.skip_doubles, updating=updating), *notes_on(plan))


def _print_result(plan: ImportPlan, options: argparse.Namespace, refused: bool, added: int, updated: int) -> None:
    from migdesk.workspace.practice_import.wording import done_in_words, notes_on

    telling = [row for row in plan.worst_first if row.faults or (row.needs_a_look and not refused)]
    telling += [row for row in plan.worst_first if row.differs and not options.update]
    if telling:
        _print_rows(telling, ())
        print()
    _print_doubts(plan)
    if not refused:
        print(done_in_words(plan, added, updated), *notes_on(plan))
        return
    if plan.is_partly_read and not options.skip_columns:
        print(
            "Nothing was added, as the list was read only in part. --skip-columns takes it as it is.", *notes_on(plan)
        )
        return
    bad = len(plan.of("bad"))
    rows = "this row has a fault" if bad == 1 else f"{bad:,} rows have faults"
    print(f"Nothing was added, as {rows}. Mend the list, or leave such rows out with --skip-bad.", *notes_on(plan))


def _print_doubts(plan: ImportPlan) -> None:
    """Say what was not read, with the words that would have it read, and what can be mended."""
    from migdesk.workspace.practice_import.wording import doubts_about

    for doubt in doubts_about(plan):
        print(one_line(doubt))
    for question in plan.questions:
        option = _option_of(DETAIL_BY_ID[question.detail])
        for title in question.titles:
            print(one_line(f'  --map "{title}={option}"'))
    for sheet in plan.table.hidden_lists:
        print(one_line(f'  --sheet "{sheet}"'))
    for offer in plan.offers:
        if offer.mend not in plan.mended:
            rows = "1 row" if offer.rows == 1 else f"{offer.rows:,} rows"
            print(one_line(f"{offer.words} ({rows}): --use {offer.mend}"))


def _print_rows(rows: Sequence[PlannedRow], updating: Sequence[str]) -> None:
    from migdesk.workspace.practice_import.wording import remarks_on, result_of

    print_table(
        _HEADS,
        (
            (
                row.place,
                result_of(row, updating),
                *(row.shown.get(detail.id, "") for detail in DETAILS),
                remarks_on(row, updating),
            )
            for row in rows
        ),
    )


def plan_json(
    plan: ImportPlan, added: Sequence[str], updated: Sequence[str] = (), updating: Sequence[str] = ()
) -> dict[str, Any]:
    """Return what `practice import --json` prints; `added` and `updated` are the ids of the practices that were."""
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
        "sheets": plan.table.sheets,
        "sheets_left_out": plan.table.other_sheets,
        "hidden_lists": plan.table.hidden_lists,
        "rows_left_out": plan.table.passed_over,
        "questions": [
            {"detail": each.detail, "titles": each.titles, "is_read": each.is_read} for each in plan.questions
        ],
        "offers": [{"use": offer.mend, "words": offer.words, "rows": offer.rows} for offer in plan.offers],
        "to_update": len(plan.to_update(updating)),
        "updated": updated,
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
        "sheet": row.sheet,
        "differs": [{"detail": each.detail, "before": each.before, "after": each.after} for each in row.differs],
        "remarks": row.remarks,
    }
