"""The questions of the role pages, each tied to the tasks that answer it: `_data/migdesk/role_checklists.yml`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from migdesk.base.errors import DataFault
from migdesk.checklist.definitions import Definitions, Identifier
from migdesk.checklist.located_yaml import DATA_FOLDER, LocatedFile

FILE = DATA_FOLDER / "role_checklists.yml"

Place = tuple[str | int, ...]


class RoleItem(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line under a question. `link` is where the page sends its reader, "" where nowhere; `task` answers it."""

    ask: str
    task: Identifier
    link: str = ""
    also_tasks: tuple[Identifier, ...] = ()


class RoleQuestion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One question with the lines under it."""

    question: str
    items: tuple[RoleItem, ...]


class RoleGroup(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The questions of one part of the migration."""

    title: str
    questions: tuple[RoleQuestion, ...]


class RoleChecklist(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The questions on one role page, in the order in which the page has them; `page` is its permalink."""

    id: Identifier
    title: str
    page: str
    groups: tuple[RoleGroup, ...]
    roles: tuple[Identifier, ...] = ()

    @property
    def items(self) -> Iterator[RoleItem]:
        return (item for group in self.groups for question in group.questions for item in question.items)


def role_checklists_file(guide_folder: Path) -> Path:
    """Return the file that a guide's role checklists are read from; it need not be there."""
    return guide_folder / FILE


def load_role_checklists(guide_folder: Path) -> tuple[RoleChecklist, ...]:
    """Read the role checklists of the guide in `guide_folder`; none where it has no such file. Raises DataFault."""
    path = role_checklists_file(guide_folder)
    return LocatedFile(path, FILE.as_posix()).read(tuple[RoleChecklist, ...]) if path.is_file() else ()


def find_role_faults(guide_folder: Path, definitions: Definitions) -> list[DataFault]:
    """Return what is wrong with a guide's role checklists: unreadable, or naming a task or role that is not there."""
    path = role_checklists_file(guide_folder)
    if not path.is_file():
        return []
    try:
        file = LocatedFile(path, FILE.as_posix())
        checklists = file.read(tuple[RoleChecklist, ...])
    except DataFault as fault:
        return [fault]
    return [file.fault(place, message) for place, message in _unknown_names(checklists, definitions)]


def _unknown_names(checklists: tuple[RoleChecklist, ...], definitions: Definitions) -> Iterator[tuple[Place, str]]:
    for first, checklist in enumerate(checklists):
        for number, role in enumerate(checklist.roles):
            if role not in definitions.role_by_id:
                yield (first, "roles", number), f"unknown role {role!r}; expected one of those in roles.yml"
        for g, group in enumerate(checklist.groups):
            for q, question in enumerate(group.questions):
                for i, item in enumerate(question.items):
                    place = (first, "groups", g, "questions", q, "items", i)
                    yield from _unknown_tasks(item, place, definitions)


def _unknown_tasks(item: RoleItem, place: Place, definitions: Definitions) -> Iterator[tuple[Place, str]]:
    named: list[tuple[Place, str]] = [((*place, "task"), item.task)]
    named += [((*place, "also_tasks", number), task) for number, task in enumerate(item.also_tasks)]
    for where, task in named:
        if task not in definitions.task_by_id:
            yield where, f"unknown task {task!r}; expected an id of tasks/*.yml"
