"""Copies of files attached that were opened: readable by their owner alone, and gone after a day."""

from __future__ import annotations

import os
import shutil
import time
from contextlib import suppress
from pathlib import Path

from migdesk.base.atomic import make_private_folder, write_atomically
from migdesk.base.platform import mark_as_from_elsewhere

_FOLDER = "opened"
_KEPT_SECONDS = 24 * 60 * 60


def opened_copy(cache: Path, name: str, content: bytes) -> Path:
    """Write a copy under its own name into a folder that nobody can guess, and return it. Raises EnvironmentFault."""
    folder = make_private_folder(cache / _FOLDER)
    _clear(folder)
    path = make_private_folder(folder / os.urandom(8).hex()) / name
    write_atomically(path, content)
    mark_as_from_elsewhere(path)
    with suppress(OSError):
        path.chmod(0o400)  # what is typed into a copy would be lost, so that its program says so
    return path


def _clear(folder: Path) -> None:
    """Remove the copies of days before; one that a program has open is left for the next time."""
    with suppress(OSError):
        for old in folder.iterdir():
            if time.time() - old.stat().st_mtime > _KEPT_SECONDS:
                shutil.rmtree(old, ignore_errors=True)
