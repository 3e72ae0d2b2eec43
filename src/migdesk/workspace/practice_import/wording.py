"""An import in words, the same on the screen and on the command line."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from migdesk.practice.details import DETAIL_BY_ID
from migdesk.practice.stored_lines import PracticeName
from migdesk.workspace.practice_import.import_plan import ImportPlan, PlannedRow

_MOST_NAMED = 6
_LOOKED_FOR = (DETAIL_BY_ID["ods_code"], DETAIL_BY_ID["go_live"])
"""Details without which practices are of little use: that a list has none of them is said."""

RESULTS = {"add": "Will be added", "there": "There already", "bad": "Fault"}
MAYBE_DOUBLE = "Maybe a double"
CHECK = "Add, but check"
DIFFERS = "There already, differs"
UPDATE = "Will be updated"


def result_of(row: PlannedRow, updating: Collection[str] = ()) -> str:
    """Return what becomes of a row, in a word or three; `updating` as for `remarks_on`."""
    if any(difference.detail in updating for difference in row.differs):
        return UPDATE
    if row.differs:
        return DIFFERS
    if row.maybe_double:
        return MAYBE_DOUBLE
    return CHECK if row.is_to_check else RESULTS[row.outcome]


def remarks_on(row: PlannedRow, updating: Collection[str] = ()) -> str:
    """Return why a row is not added, or what may be wrong with adding it; empty for nothing. `updating` are the details
    that are updated of practices that are there."""
    if row.there and row.outcome == "there":
        return _on_what_is_there(row, row.there, updating)
    if row.faults:
        return " ".join(f"{fault.column}: {fault.why}" for fault in row.faults)
    return " ".join(filter(None, (row.maybe_double, *row.remarks)))


def _on_what_is_there(row: PlannedRow, there: PracticeName, updating: Collection[str]) -> str:
    where = " in the archive" if there.archived else ""
    changed = [found.in_words for found in row.differs if found.detail in updating]
    kept = [found.in_words for found in row.differs if found.detail not in updating]
    said = [f"{there.ods_code} is {there.name}{where}."]
    said += [f"Will be changed: {', '.join(changed)}."] if changed else []
    said += [f"Differs{', and stays' if changed else ''}: {', '.join(kept)}."] if kept else []
    said += [] if row.differs else ["Nothing is changed there."]
    return " ".join((*said, *row.remarks))


def summary_of(plan: ImportPlan, *, without_doubles: bool = False, updating: Collection[str] = ()) -> str:
    """Return the plan in one sentence: "27 practices will be added (check 3 of them), 1 row has a fault."."""
    adding, there, bad = len(plan.to_add(without_doubles=without_doubles)), len(plan.of("there")), len(plan.of("bad"))
    parts = [f"{_practices(adding)} will be added{_checking(len(plan.to_check), adding)}" if adding else ""]
    updates, differing = len(plan.to_update(updating)), sum(bool(row.differs) for row in plan.rows)
    parts.append(f"{updates:,} will be updated" if updates else "")
    differ = f" ({differing:,} {'differs' if differing == 1 else 'differ'})" if differing and not updates else ""
    there -= updates
    parts.append(f"{there:,} {'is' if there == 1 else 'are'} there already{differ}" if there else "")
    parts.append(_faults(bad) if bad else "")
    if without_doubles and plan.doubtful:
        doubles = len(plan.doubtful)
        parts.append(f"{doubles:,} left out as {_doubles(doubles)}")
    said = ", ".join(part for part in parts if part)
    if not plan.rows:
        return "There is no row to add: the list holds nothing under its titles."
    return f"{said}." if adding or updates else f"Nothing to add: {said}."


def notes_on(plan: ImportPlan) -> tuple[str, ...]:
    """Return what else a person should know: what was read, what is left out, and the template's example."""
    table = plan.table
    notes = [*table.remarks]
    if len(table.sheets) > 1 or table.other_sheets:
        read = _named([f"{title} ({_rows(rows)})" for title, rows in table.sheets.items()])
        notes.append(f"Read: the {'sheet' if len(table.sheets) == 1 else 'sheets'} {read}.")
    if table.other_sheets:
        notes.append(
            f"Not read: the {'sheet' if len(table.other_sheets) == 1 else 'sheets'} {_named(table.other_sheets)}."
        )
    missing = [detail.title for detail in _LOOKED_FOR if detail.id not in {column.field for column in table.columns}]
    if missing:
        notes.append(f"No column was found for {' and '.join(missing)}.")
    if table.left_out:
        notes.append(f"Left out: the {'column' if len(table.left_out) == 1 else 'columns'} {_named(table.left_out)}.")
    if table.passed_over:
        rows = ", ".join(f"{row:,}" for row in table.passed_over[:_MOST_NAMED])
        more = len(table.passed_over) - _MOST_NAMED
        notes.append(
            f"Left out, as they hold nothing in these columns: rows {rows}{f' and {more:,} more' if more > 0 else ''}."
        )
    if plan.examples:
        notes.append("The template's example row is left out.")
    return tuple(notes)


def doubts_about(plan: ImportPlan) -> tuple[str, ...]:
    """Return what looks like practices or their details and was not read, in whole sentences, as loud as a fault."""
    hidden = plan.table.hidden_lists
    said = [question.in_words for question in plan.questions]
    if hidden:
        said.append(f"The hidden {'sheet' if len(hidden) == 1 else 'sheets'} {_named(hidden)} may hold practices too.")
    return tuple(said)


def _named(names: Sequence[str]) -> str:
    shown = [f"“{name}”" for name in names[:_MOST_NAMED]]
    more = len(names) - len(shown)
    return ", ".join(shown) + (f" and {more:,} more" if more else "")


def _rows(count: int) -> str:
    return f"{count:,} {'row' if count == 1 else 'rows'}"


def done_in_words(plan: ImportPlan, added: int, updated: int = 0) -> str:
    """Return what an import has done: "5 practices were added. 6 rows have faults and were not added."."""
    there, bad = len(plan.of("there")) - updated, len(plan.of("bad"))
    doubles = len(plan.of("add")) - added
    parts = [f"{_practices(added)} {_was(added)} added"] if added else [] if updated else ["Nothing was added"]
    parts += [f"{f'{updated:,}' if added else _practices(updated)} {_was(updated)} updated"] if updated else []
    parts += [f"{there:,} {_was(there)} there already"] if there else []
    parts += [f"{doubles:,} left out as {_doubles(doubles)}"] if doubles else []
    done = f"{', '.join(parts)}."
    return f"{done} {_faults(bad)} and {_was(bad)} not added." if bad else done


def _was(count: int) -> str:
    return "was" if count == 1 else "were"


def _practices(count: int) -> str:
    return f"{count:,} {'practice' if count == 1 else 'practices'}"


def _faults(rows: int) -> str:
    return f"{rows:,} {'row has a fault' if rows == 1 else 'rows have faults'}"


def _checking(rows: int, of: int) -> str:
    """Return what to do with rows that may hold a slip, out of those that are added."""
    if not rows:
        return ""
    which = f"{rows:,} of them" if rows < of else "it" if of == 1 else "all of them"
    return f" (check {which})"


def _doubles(count: int) -> str:
    return "a possible double" if count == 1 else "possible doubles"
