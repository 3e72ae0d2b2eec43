"""Calendar files of one practice or many, written step by step.

Each step takes some milliseconds, so that a window can take the steps between its own work, show how far they are,
and stop.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from msgspec.structs import replace

from migdesk import __version__
from migdesk.base.atomic import output_file, replacing
from migdesk.base.errors import UserError
from migdesk.checklist.roles import find_role
from migdesk.practice.progress import Progress
from migdesk.practice.rows import item_of_row
from migdesk.practice.state import PracticeState
from migdesk.report.calendar.entries import DueRow, Entry, entries_of
from migdesk.report.calendar.model import Calendar, PracticeEntries, calendar_title
from migdesk.report.formats import FORMAT_BY_ID, Content, parts_of
from migdesk.report.words import count
from migdesk.workspace.reports.calendar_memory import (
    Written,
    WrittenEntry,
    as_written,
    left_since,
    note_written,
    sequence_after,
    written_before,
)
from migdesk.workspace.reports.prepared import take_steps
from migdesk.workspace.steps import Step
from migdesk.workspace.workspace import Workspace

MOST_WITH_TASKS = 500
"""Practices: with all their tasks they make some 70,000 entries, more than a calendar program can be trusted with."""
PUT_AWAY = "This practice was put away on this computer: somebody else looks after it."
NOTHING_DATED = (
    "Nothing was written: nothing has a date yet. Set Go-Live or another milestone, and the plan dates the rest."
)


def write_calendar(
    workspace: Workspace,
    path: Path,
    practice_ids: Sequence[str] | None = None,
    *,
    tasks: bool = False,
    role: str = "",
    progress: Callable[[Step], None] | None = None,
    remember: bool = True,
) -> Path:
    """Write a calendar file as `calendar_steps` and return its path.

    `progress` is told each step. Whatever it raises ends the writing, and leaves nothing behind.
    """
    steps = calendar_steps(workspace, path, practice_ids, tasks=tasks, role=role, remember=remember)
    take_steps(steps, progress)
    return output_file(path)


def calendar_steps(
    workspace: Workspace,
    path: Path,
    practice_ids: Sequence[str] | None = None,
    *,
    tasks: bool = False,
    role: str = "",
    remember: bool = True,
) -> Iterator[Step]:
    """Return the steps of writing practices with their milestones and leave to an .ics file, `tasks` too by choice.

    Without `practice_ids` it is every practice that is not in the archive. `role` is a role's id or title, and leaves
    only that role's tasks. What stood in the file when it was written last, and is in it no more (its practice is in
    the archive, handed over or not chosen), is cancelled once; a file that nobody keeps is not to be `remember`ed.

    Steps that are closed early (or raise) leave no new file and the old one as it was. Raises UserError for an unknown
    role, for tasks of too many practices, and where nothing has a date; EnvironmentFault where the file cannot be
    written.
    """
    role_id = _role_id(workspace, role)
    target = output_file(path)
    if practice_ids is None:
        every = workspace.store.names(put_away=True)
        practice_ids = [practice.id for practice in every if not practice.archived]
    if tasks and len(practice_ids) > MOST_WITH_TASKS:
        raise UserError(
            f"The tasks of {len(practice_ids):,} practices are more than a calendar can take. "
            f"Take the milestones alone, or at most {MOST_WITH_TASKS} practices."
        )
    return _steps(workspace, target, tuple(practice_ids), tasks, role_id, remember=remember)


def _role_id(workspace: Workspace, role: str) -> str:
    known = find_role(role, workspace.definitions.roles) if role else None
    if role and known is None:
        every = ", ".join(known.id for known in workspace.definitions.roles)
        raise UserError(f"There is no role “{role}”. Use one of {every}.")
    return known.id if known else ""


def _steps(
    workspace: Workspace, target: Path, practice_ids: Sequence[str], tasks: bool, role: str, *, remember: bool
) -> Iterator[Step]:
    entries = _Entries(workspace, practice_ids, tasks=tasks, role=role)
    calendar = Calendar(
        name=_name(workspace, practice_ids),
        made_at=workspace.now,
        version=__version__,
        number=len(practice_ids),
        practices=entries.of_practices(),
    )
    entries.before = written_before(workspace.paths.data, target) if remember else {}
    with replacing(target) as file:
        for part in parts_of(Content(calendar=lambda: calendar), FORMAT_BY_ID["ics"]):
            file.write(part.data)
            yield Step(part.doing, part.done, part.total)
        if not entries.number:
            raise UserError(NOTHING_DATED)
    if remember:
        note_written(workspace.paths.data, target, entries.written)


class _Entries:
    """Makes the entries of practices one after another, counts and remembers them; at the end those that are cancelled,
    as they stood in the file `before` and have left it."""

    def __init__(self, workspace: Workspace, practice_ids: Sequence[str], *, tasks: bool, role: str) -> None:
        self.number = 0
        self.before: Written = {}
        self.written: dict[str, WrittenEntry] = {}
        self._workspace = workspace
        self._practice_ids = practice_ids
        self._tasks = tasks
        self._role = role

    def of_practices(self) -> Iterator[PracticeEntries]:
        for practice_id in self._practice_ids:
            progress = self._workspace.progress(practice_id)
            yield PracticeEntries(progress.state, self._entries(progress, practice_id))
        here = dict(self.written)
        self.written |= {uid: was for uid, was in self.before.items() if was.cancelled and uid not in here}
        for practice_id, entry in left_since(self.before, here):
            self.number += 1
            self.written[entry.uid] = as_written(practice_id, entry)
            yield PracticeEntries(self._workspace.practice(practice_id), (entry,))

    def _entries(self, progress: Progress, practice_id: str) -> Iterator[Entry]:
        events = self._workspace.store.events(practice_id)
        away = progress.state.id in self._workspace.store.put_away
        rows = due_rows(self._workspace, progress.state) if self._tasks else ()
        definitions, tasks, role = self._workspace.definitions, self._tasks, self._role
        for entry in entries_of(progress, events, definitions, tasks=tasks, role=role, rows=rows):
            self.number += 1
            sequence = sequence_after(self.before.get(entry.uid), entry.sequence)
            shown = replace(entry, sequence=sequence)
            shown = replace(shown, about=(PUT_AWAY,), cancelled=True) if away else shown
            self.written[entry.uid] = as_written(practice_id, shown)
            yield shown


def due_rows(workspace: Workspace, state: PracticeState) -> Iterator[DueRow]:
    """Yield the rows with a day of the registers that a practice has begun; closed ones on the day they had, or today.

    What was closed or removed was in an earlier file, maybe, and is to be taken off a calendar.
    """
    today = workspace.today
    for view in workspace.registers.begun_views(state):
        known = {row.id for row in view.rows}
        for row in view.rows:
            day = row.due or (None if row.is_open else today)
            if day and (row.is_open or row.recorded):
                yield DueRow(
                    item=item_of_row(view.register.id, row.id),
                    day=day,
                    register=view.register.short_title,
                    name=row.name,
                    status=row.status.title,
                    owner=row.owner,
                    closed=not row.is_open,
                )
        for removed in state.all_rows(view.register.id):
            if removed.removed and removed.id not in known:
                yield DueRow(
                    item=removed.item,
                    day=today,
                    register=view.register.short_title,
                    name=removed.title,
                    status="Removed",
                    owner="",
                    closed=True,
                )


def _name(workspace: Workspace, practice_ids: Sequence[str]) -> str:
    if len(practice_ids) != 1:
        return f"Migrations of {count(len(practice_ids), 'practice')}"
    return f"{calendar_title(workspace.store.state(practice_ids[0]))}: migration"
