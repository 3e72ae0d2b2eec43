"""Files that are either wholly the old one or wholly the new one, and readable by their owner alone."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from migdesk.base.errors import EnvironmentFault

OWNER_ONLY_FILE = 0o600
OWNER_ONLY_FOLDER = 0o700


def make_private_folder(folder: Path) -> Path:
    """Create `folder` and the parents it lacks, each for its owner alone, and return it. Raises EnvironmentFault."""
    try:
        if not folder.parent.exists():  # with `parents=True` the mode would hold for the last folder alone
            make_private_folder(folder.parent)
        folder.mkdir(mode=OWNER_ONLY_FOLDER, exist_ok=True)
    except OSError as error:
        raise EnvironmentFault(f"The folder {folder} cannot be made: {reason(error)}.") from error
    return folder


def write_atomically(path: Path, data: bytes, *, durable: bool = True) -> None:
    """Replace `path` by `data`. As `replacing`, for what is at hand in one piece."""
    with replacing(path, durable=durable) as file:
        file.write(data)


@contextmanager
def replacing(path: Path, *, durable: bool = True) -> Iterator[BinaryIO]:
    """Open a file beside `path`, which is flushed to disk and renamed over it where the block ends.

    Whatever leads out of the block before its end leaves the old file as it was, and nothing beside it.
    `durable=False` leaves out the flush, for caches that can be made again. Raises EnvironmentFault.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        descriptor = os.open(
            temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), OWNER_ONLY_FILE
        )
        with os.fdopen(descriptor, "wb") as file:
            yield file
            if durable:
                file.flush()
                os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException as error:
        with suppress(OSError):  # where the folder itself is the trouble, there is nothing to tidy up either
            temporary.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise EnvironmentFault(f"{path.name} could not be written in {path.parent}: {reason(error)}.") from error
        raise


def put_in_place(finished: Path, target: Path) -> None:
    """Give a file that is whole its final name, on the disk when this returns. Raises FileExistsError for one in use.

    A plain rename would replace what another program has put there since one looked.
    """
    if os.name == "nt":
        finished.rename(target)  # which refuses a name in use
        return
    try:
        target.hardlink_to(finished)
    except OSError as error:
        if error.errno in {errno.EEXIST, errno.ENOSPC, errno.EIO} or target.exists():
            raise
        finished.rename(target)  # a file system without hard links
    else:
        finished.unlink()
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    """Have the names in a folder on the disk; some file systems of other systems cannot."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def reason(error: OSError) -> str:
    """Return what went wrong in the system's own words, without its error number."""
    return (error.strerror or str(error)).lower()
