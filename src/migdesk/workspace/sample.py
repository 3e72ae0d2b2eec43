"""Made-up practices at various stages, marked as samples: to look round with, for the tour, and to try things on."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import count, islice

from migdesk.base.errors import UserError
from migdesk.base.ids import IdSource, random_id
from migdesk.practice.event import Draft
from migdesk.practice.state import PracticeState
from migdesk.workspace.changes import Changes
from migdesk.workspace.sample_history import Sitting, sittings_of, withdrawal_of
from migdesk.workspace.sample_practice import LAST_CODE, SamplePractice, ods_code, riverside, sample_practice
from migdesk.workspace.workspace import Workspace

MOST_AT_ONCE = 10_000
FIRST_SEED = 1


def add_sample_practice(workspace: Workspace) -> str:
    """Return the id of the sample that people look round with, Riverside Surgery; added unless it is there."""
    for state in workspace.store.states():
        if state.sample and not state.archived and state.name == "Riverside Surgery":
            return state.id
    number = next(_free_numbers(workspace))
    return _record(workspace, riverside(number, workspace.today), random.Random(FIRST_SEED), random_id())  # noqa: S311


def add_samples(workspace: Workspace, practices: int, seed: int, new_id: IdSource = random_id) -> tuple[str, ...]:
    """Add `practices` made-up practices and return their ids.

    The same seed on the same day makes the same practices. Their ids are new, and their ODS codes (Z99001 and on) go
    on where earlier samples ended. Raises UserError for a number of practices that cannot be meant.
    """
    if not 1 <= practices <= MOST_AT_ONCE:
        raise UserError(f"{practices:,} is no number of sample practices. Ask for 1 to {MOST_AT_ONCE:,}.")
    added = []
    for number in list(islice(_free_numbers(workspace), practices)):
        if (number, seed) == (1, FIRST_SEED):
            sample, chance = riverside(number, workspace.today), random.Random(FIRST_SEED)  # noqa: S311
        else:
            chance = random.Random(f"{seed}/{number}")  # noqa: S311 (made-up practices need no secrets)
            sample = sample_practice(number, workspace.today, chance)
        added.append(_record(workspace, sample, chance, new_id()))
    return tuple(added)


def _free_numbers(workspace: Workspace) -> Iterator[int]:
    """Return the numbers of samples that are not there yet, smallest first."""
    states = tuple(workspace.store.states())
    codes = {state.ods_code for state in states}
    without_code = sum(state.sample and not state.ods_code for state in states)
    yield from (number for number in range(1, LAST_CODE + 1) if ods_code(number) not in codes)
    yield from count(LAST_CODE + 1 + without_code)


def _record(workspace: Workspace, sample: SamplePractice, chance: random.Random, practice_id: str) -> str:
    for sitting in sittings_of(sample, workspace.definitions, workspace.now, chance):
        _record_sitting(workspace, practice_id, sitting)
    workspace.recorder.announce(Changes(practice_id, everything=True))
    return practice_id


def _record_sitting(workspace: Workspace, practice_id: str, sitting: Sitting) -> None:
    def build(state: PracticeState) -> list[Draft]:
        standing = [one.id for one in state.acknowledgements_of(sitting.withdraws)] if sitting.withdraws else []
        return [*sitting.drafts, *(withdrawal_of(one) for one in standing)]

    workspace.store.append(practice_id, sitting.actor, build, at=sitting.at)
