"""A move file, `NAME.migdesk-record`: one file that carries everything of a data folder to another computer.

It is a ZIP file of fixed names. Locked, it holds `key.age` (a key, encrypted with the passphrase) and `record.age`
(everything else, encrypted to that key, so that the memory need not hold it); without a passphrase `record.zip`. What
is inside is a ZIP file again: a manifest, the packed copy of the record, private notes among it, the people and
settings of the folder, what it shares, and the files attached. It is refused as a whole or read as a whole.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, BinaryIO

import msgspec

from migdesk import __version__
from migdesk.base.atomic import reason, replacing
from migdesk.base.bounded_zip import MIB, RefusedZip, ZipLimits, check_directory, check_entry, chunks_of, zip_faults
from migdesk.base.errors import EnvironmentFault, UserError
from migdesk.base.paths import ATTACHMENTS, IDENTITY_FILE, PEOPLE_FILE
from migdesk.practice.copy_file import Source, write_copy
from migdesk.practice.exchange.encryption import is_locked, lock, unlock
from migdesk.practice.exchange.refused import PassphraseNeeded, Refused

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

SUFFIX = ".migdesk-record"
FORMAT = 1
RECORD = "record.db.gz"
SETTINGS, SHARES, GUIDE_SHOWN = "settings.json", "shares.json", "guide-shown.bin"
CARRIED = (PEOPLE_FILE, IDENTITY_FILE, SETTINGS, SHARES, GUIDE_SHOWN)
"""What lies beside the record and goes with it, where it is there. Copies, caches and notes of this computer stay."""

_ABOUT, _KEY, _LOCKED, _OPEN, _MANIFEST = "what-this-is.txt", "key.age", "record.age", "record.zip", "manifest.json"
CARRIERS = frozenset({_KEY, _LOCKED, _OPEN})
"""What a move file holds and a package does not."""
_NO_RECORD = "it carries no whole record; a package of practices goes in by “migdesk exchange take-in”"
_UNFINISHED, _UNFINISHED_AFTER_SECONDS = ".move-", 3600
_MOST_BYTES = 3900 * MIB
_LIMITS = ZipLimits(entries=40_000, directory_bytes=8 * MIB, file_bytes=4000 * MIB, all_bytes=4090 * MIB)
_OUTER_LIMITS = ZipLimits(entries=_LIMITS.entries, directory_bytes=8 * MIB, file_bytes=4090 * MIB, all_bytes=4094 * MIB)
_ATTACHED = re.compile(r"[0-9a-f]{64}")
_WORDS = (
    "This file carries a whole record of migdesk, the checklist for practices that move to another clinical system,"
    " from one computer to another. Open it there at the first start, with “I come from another computer”.\n\nA locked"
    " one opens with the passphrase that was told: key.age and record.age are in the age format"
    " (age-encryption.org/v1).\n"
)


class MovedPart(msgspec.Struct, frozen=True):
    """A file in a move file: its name, its size in bytes and its SHA-256 in hexadecimal digits."""

    name: str
    size: Annotated[int, msgspec.Meta(ge=0)]
    sha256: str


class MoveManifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a move file says of itself: when it was made, on which computer, and what is in it."""

    format: int = FORMAT
    program: str
    made: Annotated[datetime, msgspec.Meta(tz=True)]
    computer: str = ""
    practices: int
    events: int
    parts: tuple[MovedPart, ...]


class Arrived(msgspec.Struct, frozen=True):
    """A move file that was read and proved: its manifest, and the folder in which its parts lie for now."""

    manifest: MoveManifest
    folder: Path

    def part(self, name: str) -> Path | None:
        """Return where a part lies; None where the file holds none of that name."""
        return self.folder / name if any(part.name == name for part in self.manifest.parts) else None

    @property
    def attachments(self) -> list[Path]:
        return [self.folder / part.name for part in self.manifest.parts if part.name.startswith(f"{ATTACHMENTS}/")]


# writing


def write_move_file(
    target: Path, database: Source, data_folder: Path, made: datetime, computer: str, passphrase: str | None
) -> MoveManifest:
    """Write everything of a data folder to `target`, whole or not at all; locked unless the passphrase is None.

    Raises UserError for an empty passphrase or too much to carry, and EnvironmentFault.
    """
    with _own_folder(data_folder) as folder:
        with _disk_faults(target):
            inner = folder / _OPEN
            manifest = _write_inner(inner, database, data_folder, made, computer)
        _write_outer(target, inner, passphrase)
    return manifest


def _write_inner(inner: Path, database: Source, data_folder: Path, made: datetime, computer: str) -> MoveManifest:
    from zipfile import ZIP_STORED, ZipFile

    record = inner.with_name(RECORD)
    note = write_copy(database, record, made, 0)
    sources = {RECORD: record}
    sources |= {name: data_folder / name for name in CARRIED if (data_folder / name).is_file()}
    for attached in sorted((data_folder / ATTACHMENTS).glob("*")):
        if _ATTACHED.fullmatch(attached.name) and attached.is_file():
            sources[f"{ATTACHMENTS}/{attached.name}"] = attached
    if sum(source.stat().st_size for source in sources.values()) > _MOST_BYTES:
        raise UserError(
            f"Record and attachments come to more than {_MOST_BYTES // MIB:,} MB, which one file does not carry. Close"
            f" migdesk and copy the folder {data_folder} as it is."
        )
    with ZipFile(inner, "w", ZIP_STORED, allowZip64=False) as archive:
        parts = tuple(_add(archive, name, source) for name, source in sources.items())
        manifest = MoveManifest(
            program=__version__,
            made=made,
            computer=computer,
            practices=note.practices,
            events=note.events,
            parts=parts,
        )
        archive.writestr(_MANIFEST, msgspec.json.encode(manifest))
    return manifest


def _add(archive: ZipFile, name: str, source: Path) -> MovedPart:
    digest, size = hashlib.sha256(), 0
    with source.open("rb") as file, archive.open(name, "w") as entry:
        while block := file.read(MIB):
            digest.update(block)
            size += len(block)
            entry.write(block)
    return MovedPart(name, size, digest.hexdigest())


def _write_outer(target: Path, inner: Path, passphrase: str | None) -> None:
    from zipfile import ZIP_STORED, ZipFile

    with replacing(target) as file, ZipFile(file, "w", ZIP_STORED, allowZip64=False) as archive:
        archive.writestr(_ABOUT, _WORDS)
        with inner.open("rb") as everything:
            if passphrase is None:
                with archive.open(_OPEN, "w") as entry:
                    shutil.copyfileobj(everything, entry, MIB)
            else:
                _write_locked(archive, everything, passphrase)


def _write_locked(archive: ZipFile, everything: BinaryIO, passphrase: str) -> None:
    import pyrage

    key = pyrage.x25519.Identity.generate()
    archive.writestr(_KEY, lock(str(key).encode(), passphrase))
    with archive.open(_LOCKED, "w") as entry:
        pyrage.encrypt_io(everything, entry, [key.to_public()])


# reading


def is_move_file_locked(path: Path) -> bool:
    """Tell whether a move file asks for a passphrase. Raises UserError for what is none, and EnvironmentFault."""
    with _opened(path) as (_, entries):
        return _KEY in entries


@contextmanager
def move_file_opened(path: Path, near: Path, passphrase: str | None = None) -> Iterator[Arrived]:
    """Read a move file and prove it whole: its names, sizes and hashes. What is in it lies in a folder in `near`, for
    its owner alone, until the block ends.

    Raises PassphraseNeeded where it is locked and the passphrase is missing or wrong, UserError, with the reason, for
    anything that `write_move_file` would not have written, and EnvironmentFault where it cannot be read.
    """
    with _own_folder(near) as folder:
        with _opened(path) as (archive, entries), (folder / _OPEN).open("w+b") as inner, zip_faults():
            _unlock(archive, entries, inner, passphrase, path)
            inner.seek(0)
            manifest = _unpack(inner, folder)
        yield Arrived(manifest, folder)


@contextmanager
def _opened(path: Path) -> Iterator[tuple[ZipFile, dict[str, ZipInfo]]]:
    from zipfile import ZipFile

    try:
        with _disk_faults(path):
            if not path.is_file():
                raise UserError(f"There is no file {path}.")
            with path.open("rb") as file:
                if file.read(2) != b"PK":
                    raise Refused(_NO_RECORD)
                with zip_faults():
                    check_directory(file, _OUTER_LIMITS)
                    archive = ZipFile(file)
                    entries = _entries(archive, _OUTER_LIMITS)
                    if entries.keys() not in ({_ABOUT, _OPEN}, {_ABOUT, _KEY, _LOCKED}):
                        raise Refused(_NO_RECORD)
                with closing(archive):
                    yield archive, entries
    except (Refused, RefusedZip) as refused:
        raise UserError(f"{path.name} was refused: {refused}. Nothing was changed.") from refused


def _entries(archive: ZipFile, limits: ZipLimits) -> dict[str, ZipInfo]:
    found: dict[str, ZipInfo] = {}
    for info in archive.infolist():
        check_entry(info, limits)
        if info.orig_filename in found:
            raise Refused("a part of it is there twice")
        found[info.orig_filename] = info
    if len(found) > limits.entries or sum(info.file_size for info in found.values()) > limits.all_bytes:
        raise RefusedZip(limits.too_many)
    return found


def _unlock(archive: ZipFile, entries: dict[str, ZipInfo], inner: BinaryIO, passphrase: str | None, path: Path) -> None:
    """Write what a move file carries to `inner`, opened with the passphrase where it is locked."""
    if _OPEN in entries:
        for block in chunks_of(archive, entries[_OPEN]):
            inner.write(block)
        return
    if passphrase is None:
        raise PassphraseNeeded(f"{path.name} is locked. Give the passphrase that it was made with.")
    if entries[_KEY].file_size > MIB:
        raise Refused("its key is no key")
    import pyrage

    locked_key = b"".join(chunks_of(archive, entries[_KEY]))
    try:
        key = pyrage.x25519.Identity.from_str(unlock(locked_key, passphrase).decode("ascii", "replace"))
        with archive.open(entries[_LOCKED]) as locked:
            _refuse_unlocked(locked)
        with archive.open(entries[_LOCKED]) as locked:
            pyrage.decrypt_io(locked, inner, [key])
    except PassphraseNeeded:
        raise PassphraseNeeded(
            "The passphrase is wrong, or the file was damaged on its way. If the passphrase is lost, have the old"
            " computer write the file again: nobody can open this one."
        ) from None
    except (pyrage.IdentityError, pyrage.DecryptError) as error:
        raise Refused("it was damaged on its way") from error


def _refuse_unlocked(locked: IO[bytes]) -> None:
    if not is_locked(locked.read(64)):
        raise Refused("it is not locked as it says")


def _unpack(inner: BinaryIO, folder: Path) -> MoveManifest:
    from zipfile import ZipFile

    check_directory(inner, _LIMITS)
    with ZipFile(inner) as archive:
        entries = _entries(archive, _LIMITS)
        manifest = _manifest(archive, entries)
        if entries.keys() != {_MANIFEST, *(part.name for part in manifest.parts)} or RECORD not in entries:
            raise Refused("a part of it is missing, or it holds a file that it does not speak of")
        (folder / ATTACHMENTS).mkdir(exist_ok=True)
        for part in manifest.parts:
            _unpack_part(archive, entries[part.name], part, folder)
    return manifest


def _manifest(archive: ZipFile, entries: dict[str, ZipInfo]) -> MoveManifest:
    info = entries.get(_MANIFEST)
    if info is None or info.file_size > 16 * MIB:
        raise Refused("it does not say what is in it")
    data = b"".join(chunks_of(archive, info))
    try:
        number = msgspec.json.decode(data, type=dict[str, object]).get("format")
        if isinstance(number, int) and number > FORMAT:
            raise Refused("a newer version of migdesk made it; install that first")
        manifest = msgspec.json.decode(data, type=MoveManifest)
    except ValueError as error:
        raise Refused("it does not say what is in it") from error
    for part in manifest.parts:
        folder, _, name = part.name.rpartition("/")
        attached = folder == ATTACHMENTS and _ATTACHED.fullmatch(name) and name == part.sha256
        if not attached and part.name not in (RECORD, *CARRIED):
            raise Refused("it holds a file that no move carries")
    return manifest


def _unpack_part(archive: ZipFile, info: ZipInfo, part: MovedPart, folder: Path) -> None:
    digest = hashlib.sha256()
    with (folder / part.name).open("xb") as file:
        for block in chunks_of(archive, info):
            digest.update(block)
            file.write(block)
    if info.file_size != part.size or digest.hexdigest() != part.sha256:
        raise Refused("a part of it was changed on its way")


@contextmanager
def _own_folder(near: Path) -> Iterator[Path]:
    """Make a folder for its owner alone that is gone at the end, and remove those of programs that were killed."""
    for left in near.glob(f"{_UNFINISHED}*"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _UNFINISHED_AFTER_SECONDS:
                shutil.rmtree(left)
    with tempfile.TemporaryDirectory(prefix=_UNFINISHED, dir=near, ignore_cleanup_errors=True) as folder:
        yield Path(folder)


@contextmanager
def _disk_faults(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise EnvironmentFault(f"{path.name} cannot be read or written: {reason(error)}.") from error
