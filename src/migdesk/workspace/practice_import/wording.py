"""An import in words, the same on the screen and on the command line."""

from __future__ import annotations

from migdesk.workspace.practice_import.import_plan import ImportPlan, PlannedRow

RESULTS = {"add": "Will be added", "there": "There already", "bad": "Fault"}
MAYBE_DOUBLE = "Maybe a double"
CHECK = "Add, but check"


def result_of(row: PlannedRow) -> str:
    """Return what becomes of a row, in a word or three."""
    if row.maybe_double:
        return MAYBE_DOUBLE
    return CHECK if row.is_to_check else RESULTS[row.outcome]


def remarks_on(row: PlannedRow) -> str:
    """Return why a row is not added, or what may be wrong with adding it; empty for nothing."""
    if row.there:
        where = " in the archive" if row.there.archived else ""
        return f"{row.there.ods_code} is {row.there.name}{where}. Nothing is changed there."
    if row.faults:
        return " ".join(f"{fault.column}: {fault.why}" for fault in row.faults)
    return " ".join(filter(None, (row.maybe_double, *row.remarks)))


def summary_of(plan: ImportPlan, *, without_doubles: bool = False) -> str:
    """Return the plan in one sentence: "27 practices will be added (check 3 of them), 1 row has a fault."."""
    adding, there, bad = len(plan.to_add(without_doubles=without_doubles)), len(plan.of("there")), len(plan.of("bad"))
    parts = [f"{_practices(adding)} will be added{_checking(len(plan.to_check), adding)}" if adding else ""]
    parts.append(f"{there:,} {'is' if there == 1 else 'are'} there already" if there else "")
    parts.append(_faults(bad) if bad else "")
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
        single = len(plan.table.left_out) == 1
        notes.append(f"Left out: the {'column' if single else 'columns'} {named}.")
    if plan.examples:
        notes.append("The template's example row is left out.")
    return tuple(notes)


def done_in_words(plan: ImportPlan, added: int) -> str:
    """Return what an import has done: "5 practices were added. 6 rows have faults and were not added."."""
    there, bad = len(plan.of("there")), len(plan.of("bad"))
    doubles = len(plan.of("add")) - added
    parts = [f"{_practices(added)} {'was' if added == 1 else 'were'} added" if added else "Nothing was added"]
    parts.append(f"{there:,} {'was' if there == 1 else 'were'} there already" if there else "")
    parts.append(f"{doubles:,} left out as {_doubles(doubles)}" if doubles else "")
    done = f"{', '.join(filter(None, parts))}."
    return f"{done} {_faults(bad)} and {'was' if bad == 1 else 'were'} not added." if bad else done


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
