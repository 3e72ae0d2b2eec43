"""Files attached that a share carries beside its segments: each once for a practice, named by the hash of its content.

Whoever holds a file that the share lacks puts it there, and whoever lacks one that it holds takes it. A file that has
only half arrived is not what its name says, and is looked at again.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from contextlib import suppress

import msgspec

from migdesk.base.errors import EnvironmentFault
from migdesk.practice.attachment import Attached
from migdesk.practice.attachment_files import AttachmentFiles
from migdesk.practice.attachment_types import why_refused
from migdesk.practice.exchange.carriers.carrier import Carrier, NotAllowed, NotArrived, Part
from migdesk.practice.exchange.folder_key import FolderKey
from migdesk.practice.exchange.refused import Refused
from migdesk.practice.exchange.segment_names import FILE_SUFFIX, practice_word
from migdesk.practice.kinds import attached
from migdesk.practice.store import Store

_NAME = re.compile(rf"(?P<practice>[0-9a-z][0-9a-z-]{{0,39}})\.(?P<sha256>[0-9a-f]{{64}}){re.escape(FILE_SUFFIX)}")


class FilesMoved(msgspec.Struct, frozen=True):
    """How many files were taken from a share and put into it, and the practices of which some were taken."""

    taken: int
    sent: int
    practices: frozenset[str]


class ShareFiles(msgspec.Struct, frozen=True, kw_only=True):
    """The files of one share; `place` is whose part of it is written to."""

    store: Store
    carrier: Carrier
    key: FolderKey | None
    place: str
    files: AttachmentFiles

    def exchange(self, there: Collection[Part], practice_ids: Collection[str]) -> FilesMoved:
        """Take and put what is attached in these practices, given the files that lie there. Raises CarrierAway."""
        parts = _by_content(there)
        taken = sent = 0
        practices: set[str] = set()
        for practice_id, said in self._attached(practice_ids):
            lying = parts.get((practice_word(practice_id), said.sha256), ())
            if self.files.has(said):
                sent += not lying and self._send(practice_id, said)
            elif any(self._take(part, said) for part in lying):
                taken += 1
                practices.add(practice_id)
        return FilesMoved(taken, sent, frozenset(practices))

    def _attached(self, practice_ids: Collection[str]) -> Iterator[tuple[str, Attached]]:
        """Yield the files that are attached in practices, each once for a practice."""
        for practice_id in self.store.practices_with(attached.KIND.name):
            if practice_id in practice_ids:
                entries = self.store.own_state(practice_id).standing_attachments()
                files = {entry.said.sha256: entry.said for entry in entries if entry.said.is_file}
                yield from ((practice_id, said) for said in files.values())

    def _send(self, practice_id: str, said: Attached) -> bool:
        with suppress(NotAllowed):  # which is told of the practice's changes
            try:
                content = self.files.read(said)
            except EnvironmentFault:  # a damaged one is not handed on
                return False
            data = self.key.lock(content) if self.key else content
            name = f"{practice_word(practice_id)}.{said.sha256}{FILE_SUFFIX}"
            self.carrier.add(Part(self.place, name, str(len(data))), data)
            return True
        return False

    def _take(self, part: Part, said: Attached) -> bool:
        try:
            data = self.carrier.read(part)
            content = self.key.unlock(data) if self.key else data
        except (NotArrived, Refused):
            return False
        is_it = hashlib.sha256(content).hexdigest() == said.sha256 and len(content) == said.size
        if not is_it or why_refused(said.name, content):
            return False
        self.files.add(content)
        return True


def _by_content(there: Collection[Part]) -> dict[tuple[str, str], list[Part]]:
    """Return where each file lies, by its practice and hash."""
    found: dict[tuple[str, str], list[Part]] = defaultdict(list)
    for part in there:
        name = _NAME.fullmatch(part.name)
        if name:
            found[name["practice"], name["sha256"]].append(part)
    return found
