"""Packages: one file, `NAME.migdesk`, that carries whole records of practices to another computer.

A ZIP file of fixed names (a manifest, a file of events for each practice, files named by their SHA-256, and a text that
says what it is), with a passphrase inside an age file. It is refused as a whole or read as a whole.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import msgspec

from migdesk.base.atomic import reason, write_atomically
from migdesk.base.bounded_zip import MIB, RefusedZip, ZipLimits, check_directory, check_entry, chunks_of, zip_faults
from migdesk.base.errors import EnvironmentFault, UserError
from migdesk.practice.chain import hashes_in, tips_of
from migdesk.practice.event import Event
from migdesk.practice.event_rows import EventRow
from migdesk.practice.exchange.encryption import is_locked, lock, unlock
from migdesk.practice.exchange.event_file import event_bytes, read_events
from migdesk.practice.exchange.manifest import (
    MOST_MANIFEST_BYTES,
    AttachedPart,
    Manifest,
    PracticePart,
    Sender,
    manifest_bytes,
    read_manifest,
)
from migdesk.practice.exchange.refused import PassphraseNeeded, Refused, RefusedPackage
from migdesk.practice.intake import checked_event
from migdesk.practice.record_mark import mark_of

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

SUFFIX = ".migdesk"
MOST_PACKAGE_BYTES = 1024 * MIB
MOST_EVENT_BYTES = 256 * MIB
"""Some 400,000 changes; a migration has a few thousand."""
LARGEST_ATTACHMENT = 25 * MIB
LIMITS = ZipLimits(
    entries=40_000, directory_bytes=8 * MIB, file_bytes=64 * MIB, all_bytes=4096 * MIB, ratio_counts_from=4 * MIB
)

_MANIFEST, _ABOUT = "manifest.json", "what-this-is.txt"
_NAMES = re.compile(r"manifest\.json|what-this-is\.txt|events/[1-9][0-9]{0,5}\.jsonl|attachments/[0-9a-f]{64}")
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_WORDS = (
    "This file is a package of migdesk, the checklist for practices that move to another clinical system. Open it there"
    " with File, Take in a package.\n\nmanifest.json says who made it and of which practices; each file under events"
    " holds what was recorded of one of them, a line each.\n"
)


PracticeEvents = dict[bytes, tuple[EventRow, Event]]


class Attachment(Protocol):
    """A file to carry in a package, named by its SHA-256 in hexadecimal digits; `size` in bytes."""

    @property
    def sha256(self) -> str: ...

    @property
    def size(self) -> int: ...

    def read(self) -> bytes: ...


class PracticeRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A practice to hand on: what it is called, and all its events that are not private."""

    id: str
    name: str
    ods_code: str = ""
    sample: bool = False
    rows: tuple[EventRow, ...]


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """What a package says of how it came about: by whom, when, with which program and guide."""

    sender: Sender
    made: datetime
    program: str
    content_version: str = ""


class Package:
    """A package that was read and proved: its manifest, and the events and files in it."""

    def __init__(
        self, manifest: Manifest, events: dict[str, PracticeEvents], attachment: Callable[[str], bytes], locked: bool
    ) -> None:
        self.manifest = manifest
        self.events = events
        """The events of each practice, by its id and by their hashes, as `intake` sorts them out."""
        self.locked = locked
        """Whether it was opened with a passphrase."""
        self._attachment = attachment

    def rows(self) -> Iterator[EventRow]:
        """Return all events as they are taken in."""
        for events in self.events.values():
            yield from (row for row, _ in events.values())

    def attachment(self, sha256: str) -> bytes:
        """Return a file that the manifest names. Raises Refused where it is not what its name says."""
        return self._attachment(sha256)


# writing


def package_bytes(note: Note, practices: Sequence[PracticeRecord], attachments: Iterable[Attachment] = ()) -> bytes:
    """Return a package without a passphrase: the same content gives the same bytes. Raises UserError for too much."""
    from zipfile import ZIP_DEFLATED, ZipFile

    files = list(attachments)
    manifest = Manifest(
        program=note.program,
        made=note.made,
        sender=note.sender,
        content_version=note.content_version,
        practices=tuple(map(_part_of, practices)),
        attachments=tuple(AttachedPart(file.sha256, file.size) for file in files),
    )
    buffer = io.BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        _add(archive, _ABOUT, _about(manifest.practices))
        _add(archive, _MANIFEST, manifest_bytes(manifest))
        for number, practice in enumerate(practices, 1):
            _add(archive, f"events/{number}.jsonl", event_bytes(practice.id, practice.rows))
        for file in files:
            _add(archive, f"attachments/{file.sha256}", file.read())
            if buffer.tell() > MOST_PACKAGE_BYTES:
                raise UserError(
                    f"That is more than {MOST_PACKAGE_BYTES // MIB:,} MB with the files attached. Send fewer practices"
                    " at once."
                )
    return buffer.getvalue()


def _about(practices: Iterable[PracticePart]) -> bytes:
    """Return the text for people who unpack it, with the marks by which `migdesk verify` knows what is in it."""
    marks = (mark_of(part.id, part.tips).line for part in practices if part.tips)
    return "\n".join((_WORDS, *marks, "")).encode()


def write_package(target: Path, content: bytes, passphrase: str | None) -> None:
    """Write a package to `target`, whole or not at all, locked with a passphrase unless that is None.

    Raises UserError for an empty passphrase and EnvironmentFault.
    """
    write_atomically(target, content if passphrase is None else lock(content, passphrase))


def _part_of(practice: PracticeRecord) -> PracticePart:
    rows = [row for row in practice.rows if not row.is_private]
    return PracticePart(
        id=practice.id,
        name=practice.name[:300],
        ods_code=practice.ods_code[:300],
        sample=practice.sample,
        events=len(rows),
        tips=_tips(rows),
    )


def _tips(rows: Iterable[EventRow]) -> tuple[str, ...]:
    return tips_of((row.hash.hex(), [own.hex() for own in hashes_in(row.follows)]) for row in rows)


def _add(archive: ZipFile, name: str, data: bytes) -> None:
    from zipfile import ZIP_DEFLATED, ZipInfo

    info = ZipInfo(name, _EARLIEST)
    info.compress_type = ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    archive.writestr(info, data)


# reading


def read_package(path: Path, passphrase: str | None = None) -> Package:
    """Read a package and prove it whole: its sizes, names, counts, hashes and tips.

    Raises PassphraseNeeded where it is locked and the passphrase is missing or wrong, RefusedPackage, with the reason,
    for anything that `write_package` would not have written, and EnvironmentFault where it cannot be read.
    """
    data = _content(path)
    try:
        locked = is_locked(data)
        if locked:
            if passphrase is None:
                raise PassphraseNeeded(f"{path.name} is locked. Give the passphrase that it was made with.")
            data = unlock(data, passphrase)
        return _read(data, locked)
    except (Refused, RefusedZip) as refused:
        raise RefusedPackage(path.name, str(refused)) from refused


def is_package_locked(path: Path) -> bool:
    """Tell whether a file asks for a passphrase. Raises EnvironmentFault where it cannot be read."""
    with _disk_faults(path), path.open("rb") as file:
        return is_locked(file.read(64))


def _content(path: Path) -> bytes:
    with _disk_faults(path):
        if not path.is_file():
            raise UserError(f"There is no file {path}.")
        with path.open("rb") as file:
            if os.fstat(file.fileno()).st_size > MOST_PACKAGE_BYTES:
                raise RefusedPackage(path.name, f"it is larger than {MOST_PACKAGE_BYTES // MIB:,} MB")
            data = file.read(MOST_PACKAGE_BYTES + 1)
    if len(data) > MOST_PACKAGE_BYTES:
        raise RefusedPackage(path.name, f"it is larger than {MOST_PACKAGE_BYTES // MIB:,} MB")
    if not data:
        raise RefusedPackage(path.name, "it is empty, as files are that have only half arrived")
    return data


@contextmanager
def _disk_faults(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise EnvironmentFault(f"{path.name} cannot be read: {reason(error)}.") from error


def _read(data: bytes, locked: bool) -> Package:
    from zipfile import ZipFile

    if not data.startswith(b"PK"):
        raise Refused("it is not a package of migdesk")
    file = io.BytesIO(data)
    with zip_faults():
        check_directory(file, LIMITS)
        archive = ZipFile(file)
        entries = _entries(archive)

        def content(name: str, most: int) -> bytes:
            info = entries.get(name)
            if info is None:
                raise Refused("a part of it is missing")
            if info.file_size > most:
                raise Refused(f"a part of it is larger than {most // MIB} MB")
            return b"".join(chunks_of(archive, info))

        manifest = read_manifest(content(_MANIFEST, MOST_MANIFEST_BYTES))
        _check_names(entries, manifest)
        events = {
            part.id: _proved(part, content(f"events/{number}.jsonl", LIMITS.file_bytes))
            for number, part in enumerate(manifest.practices, 1)
        }

    def attachment(sha256: str) -> bytes:
        with zip_faults():
            found = content(f"attachments/{sha256}", LARGEST_ATTACHMENT)
        if hashlib.sha256(found).hexdigest() != sha256:
            raise Refused("a file attached in it was changed")
        return found

    return Package(manifest, events, attachment, locked)


def _entries(archive: ZipFile) -> dict[str, ZipInfo]:
    """Return what is in a package by name, all of it checked before any of it is read."""
    infos = archive.infolist()
    if len(infos) > LIMITS.entries:
        raise RefusedZip(LIMITS.too_many)
    found: dict[str, ZipInfo] = {}
    for info in infos:
        check_entry(info, LIMITS)
        if info.orig_filename in found:
            raise Refused("a part of it is there twice")
        if not _NAMES.fullmatch(info.orig_filename):
            raise Refused(_why_foreign(info.orig_filename))
        found[info.orig_filename] = info
    events = sum(info.file_size for info in infos if not info.orig_filename.startswith("attachments/"))
    if events > MOST_EVENT_BYTES or sum(info.file_size for info in infos) > LIMITS.all_bytes:
        raise Refused(f"it would unpack to more than {MOST_EVENT_BYTES // MIB:,} MB of changes")
    return found


def _why_foreign(name: str) -> str:
    from migdesk.practice.exchange.move_file import CARRIERS

    if name in CARRIERS:
        return (
            "it is no package but a whole record, for a computer that has none yet: “I come from another computer” or"
            " “migdesk move in” brings it in"
        )
    return "it holds a file that no package holds"


def _check_names(entries: dict[str, ZipInfo], manifest: Manifest) -> None:
    """Refuse what the manifest does not name, and files attached that are not of the size that it says."""
    named = {_MANIFEST, _ABOUT} | {f"events/{number}.jsonl" for number in range(1, len(manifest.practices) + 1)}
    for attached in manifest.attachments:
        name = f"attachments/{attached.sha256}"
        named.add(name)
        if name not in entries or entries[name].file_size != attached.size or attached.size > LARGEST_ATTACHMENT:
            raise Refused("a file attached in it is missing, or is not what the package says")
    if not entries.keys() <= named:
        raise Refused("it holds a file that it does not speak of")


def _proved(part: PracticePart, data: bytes) -> PracticeEvents:
    """Return the events of one practice, once they are all that the manifest says and each is one of ours."""
    found = read_events(data)
    if found.practice_id != part.id:
        raise Refused("it holds an entry of another practice than it says")
    if len(found.rows) != part.events or _tips(found.rows) != part.tips:
        raise Refused("changes of a practice are missing in it, or were added to it")
    try:
        return {row.hash: (row, checked_event(row)) for row in found.rows}
    except (ValueError, RecursionError) as error:
        raise Refused(str(error)) from error
