"""What a newer version of a guide means for what a practice has done and signed already."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from migdesk.checklist.checklist_changes import ReferenceChange, TaskChange
from migdesk.practice.progress import Progress
from migdesk.practice.status import OPEN_STATUSES
from migdesk.workspace.guide_updates.snapshot import GuideChanges


class PracticeEffect(msgspec.Struct, frozen=True):
    """`done` are tasks settled under earlier words, `to_sign_again` references acknowledged in earlier words.

    `withdrawn` are tasks that left the checklist with something recorded of them.
    """

    done: tuple[TaskChange, ...]
    to_sign_again: tuple[ReferenceChange, ...]
    withdrawn: tuple[TaskChange, ...]

    @property
    def any(self) -> bool:
        return bool(self.done or self.to_sign_again or self.withdrawn)


def effect_on(progress: Progress, changes: GuideChanges) -> PracticeEffect:
    """Return which of a practice's own work the changes touch. All of it stays as it was recorded."""
    state = progress.state
    valid = {found.reference.id for found in progress.references if not found.words_changed}
    signed = {acknowledgement.reference for acknowledgement in state.acknowledgements.values()} - valid
    recorded = {*state.tasks, *(note.task for note in state.standing_notes())}
    return PracticeEffect(
        done=tuple(task for task in changes.checklist.reworded if state.status(task.id) not in OPEN_STATUSES),
        to_sign_again=tuple(_signed(changes.checklist.references, signed)),
        withdrawn=tuple(task for task in changes.checklist.withdrawn if task.id in recorded),
    )


def _signed(references: tuple[ReferenceChange, ...], signed: set[str]) -> Iterator[ReferenceChange]:
    return (reference for reference in references if reference.before is not None and reference.id in signed)
