"""Commands on evidence: attach a file or the address of one, list what is attached, open a copy, take one off."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from migdesk.base.atomic import output_file, write_atomically
from migdesk.base.errors import UserError
from migdesk.base.paths import Paths, whole_path
from migdesk.base.regular_file import NotReadable, read_regular
from migdesk.checklist.definitions import Definitions
from migdesk.practice.attachment import LARGEST_FILE, Attached, Attachment
from migdesk.practice.attachment_files import CarriedFile, attachments_beside
from migdesk.practice.attachment_types import safe_name, why_refused
from migdesk.practice.event import Draft
from migdesk.practice.folded_tasks import with_folded_tasks
from migdesk.practice.history import title_of
from migdesk.practice.kinds import attached, withdrawn
from migdesk.practice.state import PracticeState
from migdesk.practice.store import Store
from migdesk.workspace.evidence.items import found_item
from migdesk.workspace.evidence.opened_copies import opened_copy
from migdesk.workspace.evidence.view import EvidenceView, view_of
from migdesk.workspace.free_text import one_line
from migdesk.workspace.practice_lookup import no_practice
from migdesk.workspace.recorder import Recorder

if TYPE_CHECKING:
    from migdesk.workspace.registers.commands import RegisterCommands

MOST_NAME, MOST_ADDRESS = 150, 1000
HOLDS_PATIENTS = "Does what you attach hold patient data?"
KEEP_PATIENTS_OUT = (
    "migdesk cannot look into files. What is attached goes with the record to whomever it is sent: keep patients out of"
    " it."
)


class EvidenceQuestion(UserError):  # noqa: N818 (it asks; it is no error of anybody's)
    """Nobody has said yet that what is attached to a practice holds no patient data. Ask the person first."""

    def __init__(self) -> None:
        super().__init__(f"Not attached yet. {HOLDS_PATIENTS} {KEEP_PATIENTS_OUT}")


class PreparedFile(msgspec.Struct, frozen=True):
    """A file that was read, found good, and kept in the folder of attachments: it can be attached now."""

    name: str
    sha256: str
    size: int


class EvidenceCommands:
    """What is attached in practices' records. Taking something off is recorded beside it; the file stays.

    Whatever takes a text raises PatientDataQuestion where it looks like a patient's and nobody says that it is not.
    """

    def __init__(
        self,
        paths: Paths,
        store: Store,
        definitions: Definitions,
        recorder: Recorder,
        registers: Callable[[], RegisterCommands],
    ) -> None:
        self._paths = paths
        self._store = store
        self._definitions = definitions
        self._recorder = recorder
        self._registers = registers
        self._without_patients: set[str] = set()
        self.files = attachments_beside(paths.database)

    # asking

    def item(self, practice_id: str, wanted: str) -> str:
        """Return the item that is meant: a task or sign-off by its id, a row as "register/row" or by its id alone.

        Raises UserError where there is none, or more than one.
        """
        return found_item(wanted, self._state(practice_id), self._definitions, self._registers())

    def of(self, practice_id: str, item: str = "") -> tuple[EvidenceView, ...]:
        """Return what is attached to an item or, without one, anywhere in a practice; oldest first."""
        state = self._state(practice_id)
        entries = [entry for entry in state.standing_attachments() if not item or entry.item == item]
        return tuple(view_of(entry, self._title(entry.item, state), self.files) for entry in entries)

    def by_item(self, practice_id: str) -> dict[str, list[EvidenceView]]:
        """Return all that is attached in a practice, by what it is attached to."""
        found: dict[str, list[EvidenceView]] = defaultdict(list)
        for view in self.of(practice_id) if self._store.state(practice_id).attachments else ():
            found[view.item].append(view)
        return found

    def find(self, practice_id: str, wanted: str) -> EvidenceView:
        """Return something attached by its id or name. Raises UserError where that is not one."""
        every = self.of(practice_id)
        found = [view for view in every if wanted in (view.id, view.key)] or [
            view for view in every if view.name.casefold() == wanted.strip().casefold()
        ]
        if len(found) == 1:
            return found[0]
        if not found:
            raise UserError(f"Nothing is attached as “{wanted}”. “migdesk attach PRACTICE --list” shows what is.")
        raise UserError(f"Say which “{wanted}” is meant: {', '.join(view.id for view in found)}.")

    def asks_about_patients(self, practice_id: str) -> bool:
        """Tell whether the question about patient data is still to be asked, before a session's first file."""
        return practice_id not in self._without_patients

    def state_no_patients(self, practice_id: str) -> None:
        """Note that a person says that what they attach to a practice holds no patient data, until migdesk closes."""
        self._without_patients.add(practice_id)

    # changing

    def prepare(self, path: Path) -> PreparedFile:
        """Read a file, look whether it can be attached, and keep it; nothing is recorded. May run in any thread.

        Raises UserError for a file that is not there, too large, or of a type that cannot be attached, and
        EnvironmentFault where it cannot be kept.
        """
        name = one_line(path.name, "The file's name", MOST_NAME)
        try:
            content = read_regular(path, LARGEST_FILE)
        except NotReadable as why:
            words = f"is larger than {LARGEST_FILE >> 20} MB" if "larger" in str(why) else str(why)
            raise UserError(f"{path.name} cannot be attached: it {words}.") from None
        refused = why_refused(name, content)
        if refused:
            raise UserError(f"{path.name} {refused}.")
        return PreparedFile(name, self.files.add(content), len(content))

    def attach(self, practice_id: str, item: str, file: PreparedFile) -> str:
        """Attach a prepared file to an item and return the attachment's id.

        Raises EvidenceQuestion before a session's first one, and UserError where it is attached there already.
        """
        if self.asks_about_patients(practice_id):
            raise EvidenceQuestion
        return self._record(practice_id, Attached(item=item, name=file.name, sha256=file.sha256, size=file.size))

    def attach_address(self, practice_id: str, item: str, address: str, name: str = "") -> str:
        """Keep a path or a web address beside an item, and return the attachment's id. Raises UserError."""
        place = one_line(address, "The address", MOST_ADDRESS)
        if not place:
            raise UserError("Give a path or a web address.")
        called = one_line(name, "The name", MOST_NAME) or (place if len(place) <= MOST_NAME else f"{place[:149]}…")
        return self._record(practice_id, Attached(item=item, name=called, address=place))

    def take_off(self, practice_id: str, attachment_id: str, reason: str = "") -> None:
        """Take something off; it stays in the history, and its file in the folder. Raises UserError."""
        words = one_line(reason, "The reason", 500)

        def build(state: PracticeState) -> list[Draft]:
            entry = state.attachment(attachment_id)
            if entry is None or entry.key in state.withdrawn():
                raise UserError("That is not attached any more.")
            return [withdrawn.draft(entry, words)]

        self._recorder.record(practice_id, "Take off what was attached", build)

    # opening

    def open_copy(self, practice_id: str, attachment_id: str) -> Path:
        """Return a copy of a file attached, for its own program to open; changing it changes nothing in the record.

        Raises UserError where it is not here or is not what its name says, and EnvironmentFault.
        """
        said, content = self._content(practice_id, attachment_id)
        return opened_copy(self._paths.cache, safe_name(said.name), content)

    def content(self, practice_id: str, attachment_id: str) -> bytes:
        """Return what is in a file attached. Raises as `open_copy`."""
        return self._content(practice_id, attachment_id)[1]

    def save(self, practice_id: str, attachment_id: str, target: Path) -> Path:
        """Write a file attached to `target`, or under its own name into the folder that this is; return where.

        Raises as `open_copy`.
        """
        said, content = self._content(practice_id, attachment_id)
        place = whole_path(str(target))
        path = output_file(place / safe_name(said.name) if place.is_dir() else place)
        if place.is_dir() and path.exists():
            raise UserError(f"There is a {path.name} in {place} already. Name the file to write.")
        write_atomically(path, content)
        return path

    # carrying

    def attachments_of(self, practice_ids: Iterable[str]) -> tuple[CarriedFile, ...]:
        """Return the files that go with practices' records, each once; those that are not here cannot go."""
        said = self._files_of(practice_ids)
        return tuple(CarriedFile(self.files, attached) for attached in said if self.files.has(attached))

    def count_missing(self, practice_ids: Iterable[str]) -> int:
        """Count the files attached in practices' records that are not on this computer."""
        return sum(not self.files.has(attached) for attached in self._files_of(practice_ids))

    def _files_of(self, practice_ids: Iterable[str]) -> list[Attached]:
        """Return the files that are attached in practices' records, each once, in the order of their hashes."""
        states = (self._store.own_state(practice_id) for practice_id in practice_ids)
        every = (entry.said for state in states for entry in state.standing_attachments())
        return [attached for _, attached in sorted({said.sha256: said for said in every if said.is_file}.items())]

    # parts

    def _state(self, practice_id: str) -> PracticeState:
        return with_folded_tasks(self._store.state(practice_id), self._definitions)

    def _title(self, item: str, state: PracticeState) -> str:
        return title_of(item, state, self._definitions, self._registers().words_in(state))

    def _record(self, practice_id: str, said: Attached) -> str:
        known = self._state(practice_id)

        def build(state: PracticeState) -> list[Draft]:
            if not state.details:
                raise no_practice(practice_id)
            if any(_is_same(entry, said) for entry in state.standing_attachments()):
                raise UserError(f"{said.name} is attached to this already.")
            return [attached.draft(said)]

        label = f"Attach: {said.name} to {self._title(said.item, known)}"
        return self._recorder.record(practice_id, label, build)[0].id

    def _content(self, practice_id: str, attachment_id: str) -> tuple[Attached, bytes]:
        entry = self._state(practice_id).attachment(attachment_id)
        if entry is None:
            raise UserError("That is not attached here.")
        if not entry.said.is_file:
            raise UserError(f"Only its place is kept here: {entry.said.address}")
        content = self.files.read(entry.said)
        refused = why_refused(entry.said.name, content)
        if refused:
            raise UserError(f"{entry.said.name} {refused}.")
        return entry.said, content


def _is_same(entry: Attachment, said: Attached) -> bool:
    return entry.said.item == said.item and (entry.said.sha256, entry.said.address) == (said.sha256, said.address)


def is_address(text: str) -> bool:
    """Tell whether somebody wrote a web address rather than a file's path."""
    return text.strip().lower().startswith(("https://", "http://"))
