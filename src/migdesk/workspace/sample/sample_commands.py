"""Made-up practices at various stages, marked as samples: to look round with, for the tour, and to try things on."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import partial
from itertools import chain, count, islice

from migdesk.base.clock import Clock, local_date
from migdesk.base.errors import UserError
from migdesk.base.ids import IdSource, random_id
from migdesk.checklist.definitions import Definitions
from migdesk.practice.event import Draft
from migdesk.practice.state import PracticeState
from migdesk.practice.store import Store, Write
from migdesk.workspace.changes import Changes
from migdesk.workspace.recorder import Recorder
from migdesk.workspace.sample.history import Sitting, sittings_of, withdrawal_of
from migdesk.workspace.sample.practice import LAST_CODE, SamplePractice, ods_code, riverside, sample_practice
from migdesk.workspace.sign_offs.commands import SignOffCommands

MOST_AT_ONCE = 10_000
FIRST_SEED = 1
_RECORDED_AT_ONCE = 50


class SampleCommands:
    """Adds samples. What their made-up people did is no action of the person's, so Undo does not take it back."""

    def __init__(
        self, store: Store, definitions: Definitions, recorder: Recorder, clock: Clock, sign_offs: SignOffCommands
    ) -> None:
        self._store = store
        self._definitions = definitions
        self._recorder = recorder
        self._clock = clock
        self._sign_offs = sign_offs

    def add_riverside(self) -> str:
        """Return the id of the sample that people look round with, Riverside Surgery; added unless it is there."""
        for practice in self._store.names():
            if practice.sample and not practice.archived and practice.name == "Riverside Surgery":
                return practice.id
        number, practice_id = next(self._free_numbers()), random_id()
        self._record(self._writes(*self._riverside(number), practice_id))
        return practice_id

    def add(self, practices: int, seed: int, new_id: IdSource = random_id) -> tuple[str, ...]:
        """Add `practices` made-up practices and return their ids.

        The same seed on the same day makes the same practices. Their ids are new, and their ODS codes (Z99001 and on)
        go on where earlier samples ended. Raises UserError for a number of practices that cannot be meant.
        """
        if not 1 <= practices <= MOST_AT_ONCE:
            raise UserError(f"{practices:,} is no number of sample practices. Ask for 1 to {MOST_AT_ONCE:,}.")
        added: list[str] = []
        numbers = iter(list(islice(self._free_numbers(), practices)))
        while some := tuple(islice(numbers, _RECORDED_AT_ONCE)):
            ids = [new_id() for _ in some]
            made = (self._sample(number, seed) for number in some)
            every = (self._writes(*sample, practice_id) for sample, practice_id in zip(made, ids, strict=True))
            self._record(chain.from_iterable(every))
            added += ids
        return tuple(added)

    def _sample(self, number: int, seed: int) -> tuple[SamplePractice, random.Random]:
        if (number, seed) == (1, FIRST_SEED):
            return self._riverside(number)
        chance = random.Random(f"{seed}/{number}")  # noqa: S311 (made-up practices need no secrets)
        return sample_practice(number, local_date(self._clock()), chance), chance

    def _riverside(self, number: int) -> tuple[SamplePractice, random.Random]:
        return riverside(number, local_date(self._clock())), random.Random(FIRST_SEED)  # noqa: S311

    def _free_numbers(self) -> Iterator[int]:
        """Return the numbers of samples that are not there yet, smallest first."""
        every = self._store.names()
        codes = {practice.ods_code for practice in every}
        without_code = sum(practice.sample and not practice.ods_code for practice in every)
        yield from (number for number in range(1, LAST_CODE + 1) if ods_code(number) not in codes)
        yield from count(LAST_CODE + 1 + without_code)

    def _writes(self, sample: SamplePractice, chance: random.Random, practice_id: str) -> Iterator[Write]:
        for sitting in sittings_of(sample, self._definitions, self._clock(), chance):
            yield Write(practice_id, sitting.actor, partial(self._drafts, sitting), sitting.at)

    def _drafts(self, sitting: Sitting, state: PracticeState) -> list[Draft]:
        standing = state.acknowledgements_of(sitting.withdraws) if sitting.withdraws else ()
        drafts = [*sitting.drafts, *(withdrawal_of(acknowledgement) for acknowledgement in standing)]
        if signs := sitting.signs:
            with suppress(UserError):  # a guide's own words may ask for other fields
                drafts.append(self._sign_offs.draft(state, signs.sign_off, signs.by, signs.fields))
        return drafts

    def _record(self, writes: Iterable[Write]) -> None:
        """Record samples in one transaction: each on its own would wait for the disk a dozen times."""
        every = tuple(writes)
        self._store.append_all(every)
        changed = frozenset(write.practice_id for write in every)
        self._recorder.announce(Changes("", everything=True, practices=changed))
