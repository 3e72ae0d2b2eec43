"""What reading a list into a register would do, in words, the same on the screen and on the command line."""

from __future__ import annotations

from collections.abc import Mapping

from migdesk.workspace.registers.lists.plan import Outcome, PlannedRow, RegisterImport

RESULTS: Mapping[Outcome, str] = {
    "add": "Will be added",
    "change": "Will be changed",
    "same": "Nothing new",
    "bad": "Fault",
}


def what_of(row: PlannedRow) -> str:
    """Return what a row changes, or why it does not."""
    if row.faults:
        said = [f"{fault.column}: {fault.why}" if fault.column else fault.why for fault in row.faults]
    elif row.outcome == "change":
        said = [f"{cell.column}: {cell.before or 'nothing'} → {cell.after}." for cell in row.cells]
    else:
        said = [f"{cell.column}: {cell.after}." for cell in row.cells]
    return " ".join((*said, *row.remarks))


def summary_of(plan: RegisterImport) -> str:
    """Return the plan in one sentence: "12 rows will be added, 3 changed, 1 row has a fault."."""
    add, change, same, bad = (len(plan.of(outcome)) for outcome in ("add", "change", "same", "bad"))
    if not plan.rows:
        return "Nothing new: the list holds nothing under its titles."
    parts = [f"{_rows(add)} will be added"] if add else []
    parts += [f"{change:,} changed" if add else f"{_rows(change)} will be changed"] if change else []
    parts += [_faults(bad)] if bad else []
    if not parts:
        return "Nothing new: all of it stands here already."
    parts += [f"{same:,} {'says' if same == 1 else 'say'} nothing new"] if same else []
    return f"{', '.join(parts)}."


def notes_on(plan: RegisterImport) -> tuple[str, ...]:
    """Return what else a person should know: what was not read of the file, and what is worked out."""
    passed = ", ".join(f"“{title}”" for title in plan.not_read)
    return (*plan.left_out, *((f"Worked out here, so not read: {passed}.",) if passed else ()))


def done_in_words(plan: RegisterImport) -> str:
    """Return what was done: "12 rows were added, 3 changed."."""
    add, change, bad = (len(plan.of(outcome)) for outcome in ("add", "change", "bad"))
    parts = [f"{_rows(add)} {_was(add)} added"] if add else []
    parts += [f"{change:,} changed" if add else f"{_rows(change)} {_was(change)} changed"] if change else []
    done = f"{', '.join(parts)}." if parts else "Nothing new was in the list."
    return f"{done} {_faults(bad)} and {_was(bad)} left out." if bad else done


def _rows(count: int) -> str:
    return f"{count:,} {'row' if count == 1 else 'rows'}"


def _was(count: int) -> str:
    return "was" if count == 1 else "were"


def _faults(count: int) -> str:
    return f"{count:,} {'row has a fault' if count == 1 else 'rows have faults'}"
