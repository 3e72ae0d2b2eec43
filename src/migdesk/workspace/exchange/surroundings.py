"""What exchanging needs of the workspace around it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from migdesk.base.clock import Clock
from migdesk.base.ids import IdSource
from migdesk.base.paths import Paths
from migdesk.checklist.definitions import Definitions
from migdesk.guide.guide import Guide
from migdesk.practice.event import Event
from migdesk.practice.event_rows import EventRow
from migdesk.practice.history import Entry
from migdesk.practice.intake import Taken
from migdesk.practice.record_mark import RecordMark
from migdesk.practice.rows import WordsOfRegister
from migdesk.practice.state import PracticeState
from migdesk.practice.store import NoteTaken, Store
from migdesk.workspace.recorder import Recorder

if TYPE_CHECKING:
    from migdesk.workspace.evidence.commands import EvidenceCommands


class Surroundings(msgspec.Struct, frozen=True, kw_only=True):
    """The record, the guide and who records, with what only the whole workspace can do.

    `words_in` gives the words of registers in a state, `told` the history of some events, `take_in` and
    `note_handed_out` are the workspace's own. `evidence` is asked for once files are attached.
    """

    paths: Paths
    store: Store
    guide: Guide
    definitions: Definitions
    recorder: Recorder
    clock: Clock
    new_id: IdSource
    words_in: Callable[[PracticeState], WordsOfRegister]
    told: Callable[[str, Sequence[Event], PracticeState], tuple[Entry, ...]]
    take_in: Callable[[Iterable[EventRow], NoteTaken], Taken]
    evidence: Callable[[], EvidenceCommands]
    note_handed_out: Callable[[RecordMark], None]

    @property
    def now(self) -> datetime:
        return self.clock()
