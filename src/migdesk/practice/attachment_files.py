"""The folder of attachments: files named by the SHA-256 of their content, each kept once and never changed."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import msgspec

from migdesk.base.atomic import make_private_folder, replacing, write_atomically
from migdesk.base.errors import EnvironmentFault, UserError
from migdesk.base.paths import ATTACHMENTS, BACKUPS
from migdesk.base.regular_file import NotReadable, read_regular
from migdesk.practice.attachment import LARGEST_FILE, Attached

_NAME = re.compile(r"[0-9a-f]{64}")


def attachments_beside(database: Path) -> AttachmentFiles:
    """Return the files attached in the record of a data folder, with those that its copies have stored."""
    return AttachmentFiles(database.parent / ATTACHMENTS, database.parent / BACKUPS / ATTACHMENTS)


def store_once(source: Path, target: Path) -> None:
    """Have every file attached that lies in `source` lie in `target` too, each once; without room where the disk can.

    A folder that is not there holds none. Raises OSError and EnvironmentFault.
    """
    for path in _files_in(source):
        there = target / path.name
        if there.is_file() and there.stat().st_size == path.stat().st_size:
            continue
        make_private_folder(target)
        there.unlink(missing_ok=True)
        try:
            there.hardlink_to(path)
        except OSError:  # another disk, or one without such links
            with path.open("rb") as read, replacing(there) as written:
                shutil.copyfileobj(read, written)


def _files_in(folder: Path) -> Iterator[Path]:
    """Yield the files that are named by a hash; what has another name is none of ours."""
    if folder.is_dir():
        yield from (path for path in folder.iterdir() if _NAME.fullmatch(path.name) and path.is_file())


class AttachmentFiles:
    """Files by their hash. A file that is not there is no fault: it may come with a package or a share.

    `stored` is where the copies of the record have them too, from where a lost one is read.
    """

    def __init__(self, folder: Path, stored: Path) -> None:
        self.folder = folder
        self._stored = stored

    def add(self, content: bytes) -> str:
        """Keep a file's content and return its hash. One that is there already is left. Raises EnvironmentFault."""
        sha256 = hashlib.sha256(content).hexdigest()
        target = self.folder / sha256
        if not target.is_file() or target.stat().st_size != len(content):  # cut short by a full disk elsewhere
            make_private_folder(self.folder)
            write_atomically(target, content)
        return sha256

    def has(self, attached: Attached) -> bool:
        """Tell whether the file of an attachment is here, as far as its size says so."""
        return bool(_NAME.fullmatch(attached.sha256)) and any(self._places(attached))

    def read(self, attached: Attached) -> bytes:
        """Return the content of an attachment.

        Raises UserError for one that is not here, and EnvironmentFault where it is not what was attached.
        """
        if not self.has(attached):
            raise UserError(
                f"{attached.name} is not here yet: it lies on the computer where it was attached, and comes with the"
                " next package from there, or by the share."
            )
        for place in self._places(attached):
            with suppress(NotReadable):
                content = read_regular(place, LARGEST_FILE)
                if hashlib.sha256(content).hexdigest() == attached.sha256:
                    return content
        raise EnvironmentFault(
            f"{attached.name} is not what was attached: the file in {self.folder} was changed or is damaged."
        )

    def _places(self, attached: Attached) -> Iterator[Path]:
        """Yield where the file of an attachment lies, as far as its size says so."""
        for place in (self.folder / attached.sha256, self._stored / attached.sha256):
            with suppress(OSError):
                if place.stat().st_size == attached.size:
                    yield place


class CarriedFile(msgspec.Struct, frozen=True):
    """A file as packages and shares carry it: read only when its turn comes."""

    files: AttachmentFiles
    attached: Attached

    @property
    def sha256(self) -> str:
        return self.attached.sha256

    @property
    def size(self) -> int:
        return self.attached.size

    def read(self) -> bytes:
        return self.files.read(self.attached)
