"""The folder of attachments: files named by the SHA-256 of their content, each kept once and never changed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from migdesk.base.atomic import make_private_folder, write_atomically
from migdesk.base.errors import EnvironmentFault, UserError
from migdesk.base.regular_file import NotReadable, read_regular
from migdesk.practice.attachment import LARGEST_FILE, Attached

_NAME = re.compile(r"[0-9a-f]{64}")


class FilesHeld(msgspec.Struct, frozen=True):
    """How many files the folder holds, and how many bytes they have together."""

    files: int
    bytes: int


class AttachmentFiles:
    """Files by their hash. A file that is not there is no fault: it may come with a package or a share."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

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
        if not _NAME.fullmatch(attached.sha256):
            return False
        try:
            return (self.folder / attached.sha256).stat().st_size == attached.size
        except OSError:
            return False

    def read(self, attached: Attached) -> bytes:
        """Return the content of an attachment.

        Raises UserError for one that is not here, and EnvironmentFault where it is not what was attached.
        """
        try:
            content = read_regular(self.folder / attached.sha256, LARGEST_FILE)
        except NotReadable as why:
            if not self.has(attached):
                raise UserError(
                    f"{attached.name} is not here yet: it lies on the computer where it was attached, and comes with"
                    " the next package from there."
                ) from None
            raise EnvironmentFault(f"{attached.name} {why}.") from None
        if hashlib.sha256(content).hexdigest() != attached.sha256:
            raise EnvironmentFault(
                f"{attached.name} is not what was attached: the file in {self.folder} was changed or is damaged."
            )
        return content

    def held(self) -> FilesHeld:
        """Count the files in the folder; what has another name than a hash is none of ours."""
        sizes = [path.stat().st_size for path in self._files()]
        return FilesHeld(len(sizes), sum(sizes))

    def hashes(self) -> frozenset[str]:
        """Return the hashes of the files that are here."""
        return frozenset(path.name for path in self._files())

    def _files(self) -> Iterator[Path]:
        if self.folder.is_dir():
            yield from (path for path in self.folder.iterdir() if _NAME.fullmatch(path.name) and path.is_file())


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
