"""An import in words, the same on the screen and on the command line."""

from __future__ import annotations

from migdesk.workspace.practice_import.import_plan import ImportPlan, PlannedRow

RESULTS = {"add": "Will be added", "there": "There already", "bad": "Fault"}
MAYBE_DOUBLE = "Maybe a double"


def result_of(row: PlannedRow) -> str:
    """Return what becomes of a row, in a word or three."""
    return MAYBE_DOUBLE if row.maybe_double else RESULTS[row.outcome]


def remarks_on(row: PlannedRow) -> str:
    """Return why a row is not added, or what may be wrong with adding it; empty for nothing."""
    if row.there:
        where = " in the archive" if row.there.archived else ""
        return f"{row.there.ods_code} is {row.there.name}{where}. Nothing is changed there."
    return row.maybe_double or " ".join(f"{fault.column}: {fault.why}" for fault in row.faults)


def summary_of(plan: ImportPlan, *, without_doubles: bool = False) -> str:
    """Return the plan in one sentence: "27 practices will be added, 2 are there already, 1 row has a fault."."""
    adding, there, bad = len(plan.to_add(without_doubles=without_doubles)), len(plan.of("there")), len(plan.of("bad"))
    parts = [f"{adding:,} {'practice' if adding == 1 else 'practices'} will be added" if adding else ""]
    parts.append(f"{there:,} {'is' if there == 1 else 'are'} there already" if there else "")
    parts.append(f"{bad:,} {'row has a fault' if bad == 1 else 'rows have faults'}" if bad else "")
    if without_doubles and plan.doubtful:
        doubles = len(plan.doubtful)
        parts.append(f"{doubles:,} left out as {_doubles(doubles)}")
    said = ", ".join(part for part in parts if part)
    if not plan.rows:
        return "There is no row to add: the list holds nothing under its titles."
    return f"{said}." if adding else f"Nothing to add: {said}."


def notes_on(plan: ImportPlan) -> tuple[str, ...]:
    """Return what else a person should know: columns that are left out, and the template's example."""
    notes = []
    if plan.table.left_out:
        shown = [f"“{title}”" for title in plan.table.left_out[:6]]
        more = len(plan.table.left_out) - len(shown)
        named = ", ".join(shown) + (f" and {more:,} more" if more else "")
        one = len(plan.table.left_out) == 1
        notes.append(f"Left out: the {'column' if one else 'columns'} {named}.")
    if plan.examples:
        notes.append("The template's example row is left out.")
    return tuple(notes)


def done_in_words(plan: ImportPlan, added: int) -> str:
    """Return what an import has done, in one sentence as `summary_of`."""
    there, bad = len(plan.of("there")), len(plan.of("bad"))
    doubles = len(plan.of("add")) - added
    parts = [f"{added:,} {'practice was' if added == 1 else 'practices were'} added" if added else "Nothing was added"]
    parts.append(f"{there:,} {'was' if there == 1 else 'were'} there already" if there else "")
    parts.append(f"{bad:,} {'row with a fault was' if bad == 1 else 'rows with faults were'} left out" if bad else "")
    parts.append(f"{doubles:,} left out as {_doubles(doubles)}" if doubles else "")
    return f"{', '.join(filter(None, parts))}."


def _doubles(count: int) -> str:
    return "a possible double" if count == 1 else "possible doubles"
