"""The checklist as its editors wrote it: values read from `_data/migdesk/`, never changed in place."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Literal

import msgspec

from migdesk.checklist.news import News
from migdesk.checklist.roles import Party, Role, find_role

Anchor = Literal["order", "kick-off", "technical-survey", "idp", "data-sign-off", "cutover-planning-meeting", "fdp",
                 "cutover-start", "go-live", "re-entry-done", "end", "old-system-read-only-until"]  # fmt: skip
Basis = Literal["guide", "newer-guide", "derived"]
"""Where a figure comes from: the guide, the newer official one, or this checklist, which worked it out."""

TaskKind = Literal["task", "check", "decision", "notify", "sign-off", "meeting"]
Unit = Literal["calendar", "working"]
OffsetUnit = Literal["days", "working-days", "weeks", "months"]

DayCount = Annotated[int, msgspec.Meta(ge=-2000, le=2000)]
"""Bounded, so that a figure with too many noughts is a fault at its line and not a date that no calendar has."""

Identifier = str


class Timeline(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How long the guide says a phase takes; days in `unit`, None where the guide gives no figure."""

    text: str
    min_days: int | None = None
    max_days: int | None = None
    unit: Unit | None = None


class Offset(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A day counted from a milestone, negative before it. `unit` "days" is calendar days."""

    anchor: Anchor
    offset: DayCount
    unit: OffsetUnit = "days"


class Span(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """From which day to which day a phase runs. It ends with `end`, or after `length` in `unit`, both days included."""

    start: Offset
    end: Offset | None = None
    basis: Basis = "derived"
    because: str = ""
    source: str = ""
    length: Annotated[int, msgspec.Meta(ge=1, le=2000)] | None = None
    unit: OffsetUnit = "days"


class PhaseSpan(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A phase's rule as the plan has it, under the phase's id."""

    id: Identifier
    span: Span


class Phase(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One of the 15 key phases. `span` is filled in from the plan; None where it has no rule for the phase."""

    id: Identifier
    number: int
    title: str
    short_title: str
    link: str
    span: Span | None = None
    timeline: Timeline | None = None


class Due(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When a task is due: calendar days from a milestone, and whether that is the guide's figure or derived."""

    anchor: Anchor
    offset_days: DayCount
    basis: Basis
    because: str
    source: str = ""


CRITICAL_MEANS = "If it is missed, patients may come to harm, data may be lost, or Go-Live may have to move."
"""What `critical` stands for, wherever it is said."""


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
    """One law, standard or guideline of the list in the guide's Introduction, Information Governance.

    `asks_for` says what whoever acknowledges it has to name, where it is no one document. `earlier_words` are hashes of
    the words that were acknowledged before today's and stay valid.
    """

    id: Identifier
    name: str
    why: str
    addresses: tuple[Address, ...] = ()
    related: tuple[Address, ...] = ()
    year: int | None = None
    notes: str | None = None
    changed: str = ""
    changed_url: str = ""
    asks_for: str = ""
    earlier_words: tuple[str, ...] = ()


class Choice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One of several figures that the guide gives for the same thing, for the practice to choose from."""

    id: Identifier
    title: str
    rule: Offset
    basis: Basis
    because: str
    source: str


class Milestone(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A dated turning point.

    `rule` says what it counts from, and `basis`, `because` and `source` where the rule comes from; without a rule it
    keeps its distance from Go-Live by `day`, its calendar day after the order in the default plan. Where the guide
    gives several figures, `choices` has a rule for each, the standard first. `after` are the milestones that it must
    not come before, and `waits_for` is one that it may well wait for, however long that takes.
    `staffed` tells whether people have to be at work for it.
    """

    id: Anchor
    title: str
    short_title: str
    day: DayCount
    basis: Basis
    because: str = ""
    source: str = ""
    rule: Offset | None = None
    after: tuple[Anchor, ...] = ()
    waits_for: Anchor | None = None
    choices: tuple[Choice, ...] = ()
    staffed: bool = True


class Timing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A figure of time or number in the guide, with the place that gives it; days in `unit`."""

    id: Identifier
    figure: str
    what: str
    source: str
    min_days: int | None = None
    max_days: int | None = None
    unit: Unit | None = None


class Signer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who has to sign: somebody in a role, somebody who speaks for a party, or both; `title` is what to call them."""

    role: Identifier = ""
    party: Party | Literal[""] = ""
    title: str = ""


class SigningAgain(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sign-off that is made a second time: once the milestone `after` has happened, until the day `due`."""

    after: Anchor
    due: Offset


class SignOffRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is to be known of a sign-off to tell how far it is: who has to sign it and by when.

    `tasks` are those that it belongs to; of these a task of the kind `sign-off` is done once it is made.
    """

    id: Identifier
    title: str
    short_title: str
    signers: tuple[Signer, ...]
    due: Offset
    again: SigningAgain | None = None
    tasks: tuple[Identifier, ...] = ()


class Definitions(msgspec.Struct, frozen=True, dict=True):
    """Everything the checklist is made of. Lookups by id are built when first needed."""

    roles: tuple[Role, ...]
    phases: tuple[Phase, ...]
    tasks: tuple[Task, ...]
    references: tuple[Reference, ...]
    milestones: tuple[Milestone, ...]
    timings: tuple[Timing, ...] = ()
    news: News = News()
    sign_offs: tuple[SignOffRule, ...] = ()

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
    def milestone_by_id(self) -> dict[str, Milestone]:
        return {milestone.id: milestone for milestone in self.milestones}

    @cached_property
    def sign_off_by_id(self) -> dict[str, SignOffRule]:
        return {sign_off.id: sign_off for sign_off in self.sign_offs}

    @cached_property
    def sign_off_of_task(self) -> dict[str, SignOffRule]:
        """Sign-offs by the tasks that they belong to."""
        return {task: sign_off for sign_off in reversed(self.sign_offs) for task in sign_off.tasks}

    @cached_property
    def timing_by_id(self) -> dict[str, Timing]:
        return {timing.id: timing for timing in self.timings}

    @cached_property
    def role_by_id(self) -> dict[str, Role]:
        return {role.id: role for role in self.roles}

    def role_title(self, role: str) -> str:
        """Return how a role is shown: the title of the one it names, or a role in the person's own words as it is."""
        known = self.role_by_id.get(role)
        if known is None:
            known = find_role(role, self.roles)
        return known.title if known else role
