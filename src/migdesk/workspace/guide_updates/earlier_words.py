"""Under which words something was done or signed, where the guide has others by now."""

from __future__ import annotations

from datetime import datetime

import msgspec

from migdesk.base.clock import local_date
from migdesk.base.date_words import long_date
from migdesk.base.paths import Paths
from migdesk.checklist.checklist_texts import TaskText, task_text
from migdesk.checklist.definitions import Definitions
from migdesk.practice.entries import Acknowledgement
from migdesk.practice.progress import TaskProgress
from migdesk.workspace.guide_updates.shown_file import EarlierChecklist, read_checklists
from migdesk.workspace.guide_updates.shown_state import shown_file


class Under(msgspec.Struct, frozen=True):
    """The version under which something was done, as “version 1.0”, and the words that its task had then."""

    version: str
    task: TaskText | None = None


class EarlierWords:
    """What the checklist in use said before, as far as this data folder was there; read when it is first asked."""

    def __init__(self, paths: Paths, definitions: Definitions, checklist_place: str) -> None:
        kept = read_checklists(shown_file(paths)).get(checklist_place)
        self._earlier: tuple[EarlierChecklist, ...] = kept.earlier if kept else ()
        self._version_now = kept.version if kept else ""
        self._definitions = definitions

    def of_task(self, task: TaskProgress) -> Under | None:
        """Return under which words a task got its status; None where it has the same today, or none are known."""
        if task.status_set is None or task.is_open or task.task.own:
            return None
        earlier = self._in_use_at(task.status_set.at)
        was = next((known for known in earlier.checklist.tasks if known.id == task.id), None) if earlier else None
        if earlier is None or was is None or was.wording == task_text(task.task, self._definitions).wording:
            return None
        return Under(self._in_words(earlier), was)

    def of_acknowledgement(self, acknowledgement: Acknowledgement) -> Under | None:
        """Return the version whose words were acknowledged; None where none with these words is known."""
        for earlier in reversed(self._earlier):
            for reference in earlier.checklist.references:
                signed = (acknowledgement.reference, acknowledgement.wording_hash)
                if (reference.id, reference.wording_hash) == signed:
                    return Under(self._in_words(earlier))
        return None

    def _in_use_at(self, at: datetime) -> EarlierChecklist | None:
        return next((earlier for earlier in self._earlier if at < earlier.until), None)

    def _in_words(self, earlier: EarlierChecklist) -> str:
        if earlier.version and earlier.version != self._version_now:
            return f"version {earlier.version}"
        return f"the words of before {long_date(local_date(earlier.until))}"
