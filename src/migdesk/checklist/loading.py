"""Reads the checklist from a guide's `_data/migdesk/` folder and checks all that a type cannot say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol, TypeVar

from msgspec.structs import replace

from migdesk.base.errors import DataFault
from migdesk.checklist.definitions import (
    Definitions,
    Milestone,
    Phase,
    PhaseSpan,
    Reference,
    SignOffRule,
    Span,
    Task,
    Timing,
)
from migdesk.checklist.located_yaml import DATA_FOLDER, LocatedFile
from migdesk.checklist.news import FILE as NEWS_FILE
from migdesk.checklist.news import load_news
from migdesk.checklist.role_checklists import find_role_faults
from migdesk.checklist.roles import Role

MOST_TITLE_CHARACTERS = 90

_ID = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")
_LINK = re.compile(r"/[A-Za-z0-9/_-]*(?:#[A-Za-z0-9_-]+)?")


class _WithId(Protocol):
    @property
    def id(self) -> str: ...


Item = TypeVar("Item", bound=_WithId)


def has_checklist(guide_folder: Path) -> bool:
    """Tell whether a guide brings a checklist of its own."""
    return any(path.exists() for path in source_files(guide_folder))


def load_definitions(guide_folder: Path) -> Definitions:
    """Read and check the checklist of the guide in `guide_folder`. Raises the first DataFault there is."""
    reader = _Reader(guide_folder)
    definitions = reader.read()
    if reader.faults:
        raise reader.faults[0]
    assert definitions is not None  # a reader without faults has read everything
    return definitions


def find_faults(guide_folder: Path) -> tuple[DataFault, ...]:
    """Return every fault of the checklist in `guide_folder`, in the order of files and lines."""
    reader = _Reader(guide_folder)
    definitions = reader.read()
    if definitions is not None:
        reader.faults += find_role_faults(guide_folder, definitions)
    return tuple(sorted(reader.faults, key=lambda fault: (fault.file, fault.line)))


def source_files(guide_folder: Path) -> tuple[Path, ...]:
    """Return the files that the checklist is read from."""
    folder = guide_folder / DATA_FOLDER
    names = ("roles.yml", "phases.yml", "references.yml", "plan.yml", NEWS_FILE)
    return (*(folder / name for name in names), *sorted((folder / "tasks").glob("*.yml")))


class _Reader:
    """Reads one checklist, going on after a fault so that an editor sees them all at once."""

    def __init__(self, guide_folder: Path) -> None:
        self._guide_folder = guide_folder
        self._folder = guide_folder / DATA_FOLDER
        self.faults: list[DataFault] = []

    def read(self) -> Definitions | None:
        roles = self._items("roles.yml", Role)
        phases = self._items("phases.yml", Phase)
        references = self._items("references.yml", Reference)
        milestones, spans, timings = self._plan({phase.id: phase for phase in phases})
        # Where one of these could not be read, what names it is not at fault as well.
        named = [] if self.faults else [{item.id for item in items} for items in (roles, phases, milestones)]
        tasks = self._tasks(*(named or [set(), set(), set()]))
        if self.faults:
            return None
        dated = [replace(phase, span=spans.get(phase.id, phase.span)) for phase in phases]
        phases_in_order = tuple(sorted(dated, key=lambda phase: phase.number))
        order = {phase.id: phase.number for phase in phases}
        tasks_in_order = tuple(sorted(tasks, key=lambda task: order[task.phase]))
        return Definitions(
            roles=tuple(roles),
            phases=phases_in_order,
            tasks=tasks_in_order,
            references=tuple(references),
            milestones=milestones,
            timings=timings,
            news=load_news(self._guide_folder),
            sign_offs=self._sign_offs(),
        )

    def _sign_offs(self) -> tuple[SignOffRule, ...]:
        """Return who signs what by when. One with a fault is left out: `find_sign_off_faults` tells of it."""
        from migdesk.checklist.sign_offs.loading import load_sign_offs

        return tuple(sign_off.rule for sign_off in load_sign_offs(self._guide_folder).sign_offs)

    def _open(self, path: Path) -> LocatedFile | None:
        try:
            return LocatedFile(path, path.relative_to(self._guide_folder).as_posix())
        except DataFault as fault:
            self.faults.append(fault)
            return None

    def _items(self, name: str, kind: type[Item], part: Sequence[str] = ()) -> list[Item]:
        """Read a list of `kind`, one by one, so that each faulty item is named."""
        file = self._open(self._folder / name)
        if file is None:
            return []
        found = dict(self._each(file, kind, part))
        self._check_ids(file, found, part, set())
        return list(found.values())

    def _plan(self, phases: Mapping[str, Phase]) -> tuple[tuple[Milestone, ...], dict[str, Span], tuple[Timing, ...]]:
        """Read the plan: its milestones, each phase's span, and the guide's figures where the file has them."""
        file = self._open(self._folder / "plan.yml")
        if file is None:
            return (), {}, ()
        milestones = self._part(file, Milestone, "milestones")
        spans = self._part(file, PhaseSpan, "phases") if _has(file, "phases") else {}
        timings = self._part(file, Timing, "timings") if _has(file, "timings") else {}
        names: set[str] = {milestone.id for milestone in milestones.values()}
        if "go-live" not in names:
            message = "no milestone 'go-live' here; expected one, since every date is counted from it"
            self._add(file, ("milestones",), message)
        if not self.faults:
            from migdesk.checklist.plan.faults import milestone_faults, span_faults

            for place, message in milestone_faults(milestones):
                self._add(file, ("milestones", *place), message)
            for place, message in span_faults(spans, phases, names):
                self._add(file, ("phases", *place), message)
            dated = {span.id for span in spans.values()} | {name for name, phase in phases.items() if phase.span}
            for name in phases.keys() - dated:
                self._add(file, ("phases",), f"no phase {name!r} here; expected one with a span, to date it")
        by_phase = {span.id: span.span for span in spans.values()}
        return tuple(milestones.values()), by_phase, tuple(timings.values())

    def _part(self, file: LocatedFile, kind: type[Item], part: str) -> dict[int, Item]:
        found = dict(self._each(file, kind, (part,)))
        self._check_ids(file, found, (part,), set())
        return found

    def _each(self, file: LocatedFile, kind: type[Item], part: Sequence[str]) -> Iterator[tuple[int, Item]]:
        """Yield each item that can be read with its place in the file, by which faults found later are located."""
        try:
            raw = file.read(list, part)
        except DataFault as fault:
            self.faults.append(fault)
            return
        for index in range(len(raw)):
            try:
                yield index, file.read(kind, (*part, index))
            except DataFault as fault:
                self.faults.append(fault)

    def _check_ids(self, file: LocatedFile, items: Mapping[int, Item], part: Sequence[str], seen: set[str]) -> None:
        for index, item in items.items():
            place: list[str | int] = [*part, index, "id"]
            if not _ID.fullmatch(item.id):
                self._add(file, place, f"the id {item.id!r} should be lower-case words joined by - or .")
            if item.id in seen:
                self._add(file, place, f"the id {item.id!r} is used twice; expected one of its own")
            seen.add(item.id)

    def _tasks(self, roles: set[str], phases: set[str], milestones: set[str]) -> list[Task]:
        """Read all tasks. What they name is checked against the ids given; an empty set stands for no check."""
        tasks: list[Task] = []
        seen: set[str] = set()
        for path in sorted((self._folder / "tasks").glob("*.yml")):
            file = self._open(path)
            if file is None:
                continue
            phase = path.stem.partition("-")[2]
            if phases and phase not in phases:
                self._add(file, (), f"the file's name should be a number and a phase; {phase!r} is no phase")
            found = {index: replace(task, phase=phase) for index, task in self._each(file, Task, ())}
            self._check_ids(file, found, (), seen)
            for index, task in found.items():
                for place, message in _faults_of(task, roles, milestones):
                    self._add(file, [index, *place], message)
            tasks += found.values()
        if not tasks:
            self.faults.append(
                DataFault((DATA_FOLDER / "tasks").as_posix(), 1, "no tasks found; expected NN-phase.yml files")
            )
        return tasks

    def _add(self, file: LocatedFile, path: Sequence[str | int], message: str) -> None:
        self.faults.append(file.fault(path, message))


def _has(file: LocatedFile, part: str) -> bool:
    return isinstance(file.value, dict) and part in file.value


def _faults_of(task: Task, roles: set[str], milestones: set[str]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield what is wrong with a task, each with its place inside the task."""
    if len(task.title) > MOST_TITLE_CHARACTERS:
        yield ("title",), f"the title has {len(task.title)} characters; expected at most {MOST_TITLE_CHARACTERS}"
    if not task.roles:
        yield (), f"the task {task.id!r} has no role; expected at least one of {', '.join(sorted(roles))}"
    for index, role in enumerate(task.roles):
        if roles and role not in roles:
            yield ("roles", index), f"unknown role {role!r}; expected one of {', '.join(sorted(roles))}"
    links: dict[tuple[str | int, ...], str] = {("link",): task.link}
    links.update((("see_also", index), link) for index, link in enumerate(task.see_also))
    for place, link in links.items():
        if not _LINK.fullmatch(link):
            yield place, f"the link {link!r} should be a permalink such as /guide/kick-off#make-staff-aware"
    if task.due is None:
        yield (), f"the task {task.id!r} has no date rule; expected due: with anchor, offset_days, basis and because"
    elif milestones and task.due.anchor not in milestones:
        yield ("due", "anchor"), f"the plan has no milestone {task.due.anchor!r} to count from"
