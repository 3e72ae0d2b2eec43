"""The checklist as its editors wrote it: values read from `_data/migdesk/`, never changed in place."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Literal

import msgspec

Anchor = Literal["order", "kick-off", "technical-survey", "idp", "data-sign-off", "cutover-planning-meeting", "fdp",
                 "cutover-start", "go-live", "re-entry-done", "end"]  # fmt: skip
Basis = Literal["guide", "derived"]
TaskKind = Literal["task", "check", "decision", "notify", "sign-off", "meeting"]
Unit = Literal["calendar", "working"]

Identifier = str


class Role(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Someone with a part in the migration. `of_practice` tells whose acknowledgement counts as the practice's own."""

    id: Identifier
    title: str
    plural: str
    of_practice: bool = False


class Timeline(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How long the guide says a phase takes; days in `unit`, None where the guide gives no figure."""

    text: str
    min_days: int | None = None
    max_days: int | None = None
    unit: Unit | None = None


class Offset(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A day counted from a milestone, in calendar days, negative before it."""

    anchor: Anchor
    offset_days: int


class Span(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """From which day to which day a phase runs in the default plan."""

    start: Offset
    end: Offset
    basis: Basis
    because: str = ""


class Phase(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One of the 15 key phases."""

    id: Identifier
    number: int
    title: str
    short_title: str
    link: str
    span: Span
    timeline: Timeline | None = None


class Due(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When a task is due: calendar days from a milestone, and whether that is the guide's figure or derived."""

    anchor: Anchor
    offset_days: int
    basis: Basis
    because: str
    source: str = ""


class Task(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing to do in a phase. `phase` is filled in from the file it stands in; own tasks have no `due` rule."""

    id: Identifier
    title: str
    detail: str = ""
    roles: tuple[Identifier, ...] = ()
    link: str = ""
    kind: TaskKind = "task"
    due: Due | None = None
    critical: bool = False
    phase: Identifier = ""
    steps: tuple[str, ...] = ()
    see_also: tuple[str, ...] = ()
    applies_if: str = ""
    folded: tuple[Identifier, ...] = ()
    source: str = ""
    since: str = ""
    own: bool = False


class Address(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A place on the web; a guide from elsewhere must not be able to name files or programs of this computer."""

    label: str
    url: Annotated[str, msgspec.Meta(pattern="^https?://")]


class Reference(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One law, standard or guideline of the list in the guide's Introduction, Information Governance."""

    id: Identifier
    name: str
    why: str
    addresses: tuple[Address, ...] = ()
    related: tuple[Address, ...] = ()
    year: int | None = None
    notes: str | None = None
    changed: str = ""
    changed_url: str = ""


class Milestone(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A dated turning point; `day` is its calendar day after the order in the default plan."""

    id: Anchor
    title: str
    short_title: str
    day: int
    basis: Basis
    because: str = ""
    source: str = ""


class Definitions(msgspec.Struct, frozen=True, dict=True):
    """Everything the checklist is made of. Lookups by id are built when first needed."""

    roles: tuple[Role, ...]
    phases: tuple[Phase, ...]
    tasks: tuple[Task, ...]
    references: tuple[Reference, ...]
    milestones: tuple[Milestone, ...]

    @cached_property
    def task_by_id(self) -> dict[str, Task]:
        """Tasks by their id and by the ids that were folded into them, so that old links still arrive."""
        by_id = {folded: task for task in self.tasks for folded in task.folded}
        by_id.update((task.id, task) for task in self.tasks)
        return by_id

    @cached_property
    def phase_by_id(self) -> dict[str, Phase]:
        return {phase.id: phase for phase in self.phases}

    @cached_property
    def reference_by_id(self) -> dict[str, Reference]:
        return {reference.id: reference for reference in self.references}

    @cached_property
    def role_by_id(self) -> dict[str, Role]:
        return {role.id: role for role in self.roles}

    def role_title(self, role: str) -> str:
        """Return how a role is shown: the title of the one it names, or a role in the person's own words as it is."""
        from migdesk.checklist.roles import find_role

        known = self.role_by_id.get(role) or find_role(role, self.roles)
        return known.title if known else role
