"""What differs between two versions of a checklist: tasks added, moved, reworded and withdrawn, and what is signed."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from migdesk.checklist.checklist_texts import ChecklistText, MilestoneText, ReferenceText, TaskText


class TaskChange(msgspec.Struct, frozen=True):
    """A task that differs. One that is gone, but folded into another, names that in `joined_to`."""

    before: TaskText | None
    now: TaskText | None
    joined_to: TaskText | None = None

    @property
    def id(self) -> str:
        task = self.now or self.before
        return task.id if task else ""

    @property
    def words_changed(self) -> bool:
        return self.before is not None and self.now is not None and self.before.wording != self.now.wording

    @property
    def phase_changed(self) -> bool:
        return self.before is not None and self.now is not None and self.before.phase != self.now.phase

    @property
    def date_changed(self) -> bool:
        return self.before is not None and self.now is not None and self.before.rule != self.now.rule


class ReferenceChange(msgspec.Struct, frozen=True):
    """A reference that was added, is gone, or is acknowledged in other words."""

    before: ReferenceText | None
    now: ReferenceText | None

    @property
    def id(self) -> str:
        reference = self.now or self.before
        return reference.id if reference else ""


class MilestoneChange(msgspec.Struct, frozen=True):
    """A milestone with another title or rule."""

    before: MilestoneText | None
    now: MilestoneText | None


class ChecklistChanges(msgspec.Struct, frozen=True):
    """All that differs, in the order of the newer checklist; what is gone stands last."""

    tasks: tuple[TaskChange, ...]
    references: tuple[ReferenceChange, ...]
    milestones: tuple[MilestoneChange, ...]

    @property
    def added(self) -> tuple[TaskChange, ...]:
        return tuple(task for task in self.tasks if task.before is None)

    @property
    def moved(self) -> tuple[TaskChange, ...]:
        """Tasks in another phase, or with another rule for their date."""
        return tuple(task for task in self.tasks if task.phase_changed or task.date_changed)

    @property
    def reworded(self) -> tuple[TaskChange, ...]:
        return tuple(task for task in self.tasks if task.words_changed)

    @property
    def withdrawn(self) -> tuple[TaskChange, ...]:
        return tuple(task for task in self.tasks if task.now is None)


def compare_checklists(before: ChecklistText, now: ChecklistText) -> ChecklistChanges:
    """Return all that differs between two versions of a checklist."""
    return ChecklistChanges(
        tasks=tuple(_task_changes(before, now)),
        references=tuple(_reference_changes(before, now)),
        milestones=tuple(_milestone_changes(before, now)),
    )


def _task_changes(before: ChecklistText, now: ChecklistText) -> Iterator[TaskChange]:
    old = {task.id: task for task in before.tasks}
    new = {task.id: task for task in now.tasks}
    for task in new.values():
        change = TaskChange(old.get(task.id), task)
        if change.before is None or change.words_changed or change.phase_changed or change.date_changed:
            yield change
    joined = {folded: task for task in now.tasks for folded in task.folded}
    for task in old.values():
        if task.id not in new:
            yield TaskChange(task, None, joined.get(task.id))


def _reference_changes(before: ChecklistText, now: ChecklistText) -> Iterator[ReferenceChange]:
    old = {reference.id: reference for reference in before.references}
    new = {reference.id: reference for reference in now.references}
    for reference in new.values():
        was = old.get(reference.id)
        if was is None or was.wording_hash != reference.wording_hash:
            yield ReferenceChange(was, reference)
    yield from (ReferenceChange(reference, None) for reference in old.values() if reference.id not in new)


def _milestone_changes(before: ChecklistText, now: ChecklistText) -> Iterator[MilestoneChange]:
    old = {milestone.id: milestone for milestone in before.milestones}
    new = {milestone.id: milestone for milestone in now.milestones}
    for milestone in new.values():
        was = old.get(milestone.id)
        if was is None or (was.title, was.rule) != (milestone.title, milestone.rule):
            yield MilestoneChange(was, milestone)
    yield from (MilestoneChange(milestone, None) for milestone in old.values() if milestone.id not in new)
