"""A checklist as its words and rules alone, which is what two versions of a guide are compared by."""

from __future__ import annotations

import msgspec

from migdesk.checklist.definitions import Definitions, Due, Offset, Task
from migdesk.checklist.plan.rules import rule_in_words
from migdesk.checklist.wording import hash_of, wording_of


class TaskText(msgspec.Struct, frozen=True, array_like=True):
    """A task by its words. `due` is its date rule in words, `rule` the same by ids, which no new title changes.

    `folded` are the ids of the tasks that it has taken in.
    """

    id: str
    title: str
    words: str
    phase: str
    phase_title: str
    due: str
    rule: str
    folded: tuple[str, ...] = ()

    @property
    def wording(self) -> tuple[str, str]:
        """What whoever did the task had before them, white space aside."""
        return " ".join(self.title.split()), " ".join(self.words.split())


class ReferenceText(msgspec.Struct, frozen=True, array_like=True):
    """A reference by the words that are acknowledged, and their hash."""

    id: str
    name: str
    wording: str
    wording_hash: str


class MilestoneText(msgspec.Struct, frozen=True, array_like=True):
    """A milestone by its title and its rule, in words and by ids; both empty where it has none."""

    id: str
    title: str
    due: str
    rule: str


class ChecklistText(msgspec.Struct, frozen=True, array_like=True):
    """All of a checklist that people read or count by."""

    tasks: tuple[TaskText, ...] = ()
    references: tuple[ReferenceText, ...] = ()
    milestones: tuple[MilestoneText, ...] = ()


def texts_of(definitions: Definitions) -> ChecklistText:
    """Return a checklist by its words and rules."""
    return ChecklistText(
        tasks=tuple(task_text(task, definitions) for task in definitions.tasks),
        references=tuple(
            ReferenceText(reference.id, reference.name, wording_of(reference), hash_of(wording_of(reference)))
            for reference in definitions.references
        ),
        milestones=tuple(
            MilestoneText(
                milestone.id, milestone.title, _in_words(milestone.rule, definitions), _by_ids(milestone.rule)
            )
            for milestone in definitions.milestones
        ),
    )


def task_text(task: Task, definitions: Definitions) -> TaskText:
    """Return a task by its words and its date rule."""
    phase = definitions.phase_by_id.get(task.phase)
    applies = f"Applies if {task.applies_if}." if task.applies_if else ""
    return TaskText(
        id=task.id,
        title=task.title,
        words="\n".join(filter(None, (task.detail, applies, *task.steps))),
        phase=task.phase,
        phase_title=phase.title if phase else task.phase,
        due=_in_words(_offset_of(task.due), definitions),
        rule=_by_ids(_offset_of(task.due)),
        folded=task.folded,
    )


def _offset_of(due: Due | None) -> Offset | None:
    return Offset(due.anchor, due.offset_days) if due else None


def _by_ids(rule: Offset | None) -> str:
    return f"{rule.offset} {rule.unit} {rule.anchor}" if rule else ""


def _in_words(rule: Offset | None, definitions: Definitions) -> str:
    if rule is None:
        return ""
    anchor = definitions.milestone_by_id.get(rule.anchor)
    return rule_in_words(rule, anchor.title if anchor else rule.anchor)
