"""Files that are either wholly the old one or wholly the new one, and readable by their owner alone."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from migdesk.base.errors import EnvironmentFault
from migdesk.base.paths import whole_path
from migdesk.base.platform import (
    OWNER_ONLY_FILE,
    is_held_by_another,
    make_owner_only_folder,
    rename_to_unused,
    replace_file,
)

_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_SHOWN_OF_A_NAME = 60


def make_private_folder(folder: Path) -> Path:
    """Create `folder` and the parents it lacks, each for its owner alone, and return it. Raises EnvironmentFault."""
    try:
        if not folder.parent.exists():  # with `parents=True` the mode would hold for the last folder alone
            make_private_folder(folder.parent)
        make_owner_only_folder(folder)
    except OSError as error:
        raise EnvironmentFault(f"The folder {folder} cannot be made: {reason(error)}.") from error
    return folder


def output_file(path: Path) -> Path:
    """Return the whole path of a file that a person wants written; one that is there will be replaced.

    Raises UserError for “~name” of nobody, and EnvironmentFault for a folder, a pipe, a device, a name that is too
    long, and a folder that is not there.
    """
    target = whole_path(str(path))
    try:
        kind = target.stat().st_mode
    except FileNotFoundError:
        kind = stat.S_IFREG
    except OSError as error:
        raise EnvironmentFault(f"{_short(target.name)} cannot be written: {reason(error)}.") from error
    if stat.S_ISDIR(kind):
        raise EnvironmentFault(f"{target} is a folder. Name a file in it.")
    _refuse_special(target)
    if not target.parent.is_dir():
        raise EnvironmentFault(f"There is no folder {target.parent}. Make it first, or choose another place.")
    return target


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
    _refuse_special(path)
    temporary = path.with_name(f".{os.urandom(8).hex()}.tmp")  # nobody can have put a link there beforehand
    try:
        descriptor = os.open(temporary, _NEW_FILE, OWNER_ONLY_FILE)
        with os.fdopen(descriptor, "wb") as file:
            yield file
            if durable:
                file.flush()
                os.fsync(file.fileno())
        replace_file(temporary, path)
    except BaseException as error:
        with suppress(OSError):  # where the folder itself is the trouble, there is nothing to tidy up either
            temporary.unlink(missing_ok=True)
        if isinstance(error, OSError):
            where = f"{_short(path.name)} could not be written in {path.parent}"
            raise EnvironmentFault(f"{where}: {reason(error)}.") from error
        raise


def put_in_place(finished: Path, target: Path) -> None:
    """Give a file that is whole its final name, on the disk when this returns. Raises FileExistsError for one in use.

    A plain rename would replace what another program has put there since one looked.
    """
    rename_to_unused(finished, target)
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    """Have the names in a folder on the disk; some file systems of other systems cannot."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _refuse_special(path: Path) -> None:
    """Raise EnvironmentFault for a pipe or a device, which a rename would turn into a file."""
    with suppress(OSError):
        kind = path.stat().st_mode
        if not (stat.S_ISREG(kind) or stat.S_ISDIR(kind)):
            raise EnvironmentFault(f"{path} is a pipe or a device, and no file. Choose another name.")


def _short(name: str) -> str:
    return name if len(name) <= _SHOWN_OF_A_NAME else f"{name[:_SHOWN_OF_A_NAME]}…"


def reason(error: OSError) -> str:
    """Return what went wrong in the system's own words, without its error number."""
    if is_held_by_another(error):
        return "another program has it open, or you have no right to it; close it in that program and try again"
    return (error.strerror or str(error)).lower().rstrip(".")
