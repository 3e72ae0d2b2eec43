"""Made-up practices at various stages, marked as samples: to look round with, for the tour, and to try things on."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from itertools import chain, count, islice

from migdesk.base.errors import UserError
from migdesk.base.ids import IdSource, random_id
from migdesk.practice.event import Draft
from migdesk.practice.state import PracticeState
from migdesk.practice.store import Write
from migdesk.workspace.changes import Changes
from migdesk.workspace.sample.history import Sitting, sittings_of, withdrawal_of
from migdesk.workspace.sample.practice import LAST_CODE, SamplePractice, ods_code, riverside, sample_practice
from migdesk.workspace.workspace import Workspace

MOST_AT_ONCE = 10_000
FIRST_SEED = 1
_RECORDED_AT_ONCE = 50


def add_sample_practice(workspace: Workspace) -> str:
    """Return the id of the sample that people look round with, Riverside Surgery; added unless it is there."""
    for one in workspace.store.names():
        if one.sample and not one.archived and one.name == "Riverside Surgery":
            return one.id
    number, practice_id = next(_free_numbers(workspace)), random_id()
    sample, chance = riverside(number, workspace.today), random.Random(FIRST_SEED)  # noqa: S311
    _record(workspace, _writes(workspace, sample, chance, practice_id))
    return practice_id


def add_samples(workspace: Workspace, practices: int, seed: int, new_id: IdSource = random_id) -> tuple[str, ...]:
    """Add `practices` made-up practices and return their ids.

    The same seed on the same day makes the same practices. Their ids are new, and their ODS codes (Z99001 and on) go
    on where earlier samples ended. Raises UserError for a number of practices that cannot be meant.
    """
    if not 1 <= practices <= MOST_AT_ONCE:
        raise UserError(f"{practices:,} is no number of sample practices. Ask for 1 to {MOST_AT_ONCE:,}.")
    added: list[str] = []
    numbers = iter(list(islice(_free_numbers(workspace), practices)))
    while some := tuple(islice(numbers, _RECORDED_AT_ONCE)):
        ids = [new_id() for _ in some]
        made = (_sample(number, seed, workspace.today) for number in some)
        every = (_writes(workspace, *one, practice_id) for one, practice_id in zip(made, ids, strict=True))
        _record(workspace, chain.from_iterable(every))
        added += ids
    return tuple(added)


def _sample(number: int, seed: int, today: date) -> tuple[SamplePractice, random.Random]:
    if (number, seed) == (1, FIRST_SEED):
        return riverside(number, today), random.Random(FIRST_SEED)  # noqa: S311
    chance = random.Random(f"{seed}/{number}")  # noqa: S311 (made-up practices need no secrets)
    return sample_practice(number, today, chance), chance


def _free_numbers(workspace: Workspace) -> Iterator[int]:
    """Return the numbers of samples that are not there yet, smallest first."""
    every = workspace.store.names()
    codes = {one.ods_code for one in every}
    without_code = sum(one.sample and not one.ods_code for one in every)
    yield from (number for number in range(1, LAST_CODE + 1) if ods_code(number) not in codes)
    yield from count(LAST_CODE + 1 + without_code)


def _writes(workspace: Workspace, sample: SamplePractice, chance: random.Random, practice_id: str) -> Iterator[Write]:
    for sitting in sittings_of(sample, workspace.definitions, workspace.now, chance):
        yield Write(practice_id, sitting.actor, partial(_drafts, sitting), sitting.at)


def _drafts(sitting: Sitting, state: PracticeState) -> list[Draft]:
    standing = [one.id for one in state.acknowledgements_of(sitting.withdraws)] if sitting.withdraws else []
    return [*sitting.drafts, *(withdrawal_of(one) for one in standing)]


def _record(workspace: Workspace, writes: Iterable[Write]) -> None:
    """Record samples in one transaction: each on its own would wait for the disk a dozen times."""
    every = tuple(writes)
    workspace.store.append_all(every)
    workspace.recorder.announce(Changes("", everything=True, practices=frozenset(one.practice_id for one in every)))
