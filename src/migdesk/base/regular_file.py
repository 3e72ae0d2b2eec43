"""Reads files that somebody else put there: regular ones of a bounded size, and nothing outside their folder.

A named pipe would keep the program waiting for ever, a device has no end, and a link may lead to what is none of the
guide's business.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from migdesk.base.atomic import reason


class NotReadable(Exception):  # noqa: N818 (the caller says it in the words of its own place)
    """Why a file is not read, as what follows “the file” in a sentence."""


def read_regular(path: Path, most_bytes: int, within: Path | None = None) -> bytes:
    """Return the content of the regular file `path`. Raises NotReadable.

    `within` is the folder that a link must not lead out of; None trusts the path.
    """
    try:
        state = os.lstat(path)
        if stat.S_ISLNK(state.st_mode) or within is not None:
            why = reason_to_leave_out(path, within)
            if why:
                raise NotReadable(why)
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0))
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            os.close(descriptor)
            raise NotReadable("is no ordinary file")
        with os.fdopen(descriptor, "rb") as file:
            content = file.read(most_bytes + 1)
    except OSError as error:
        raise NotReadable(f"cannot be read: {reason(error)}") from error
    if len(content) > most_bytes:
        raise NotReadable(f"is larger than {most_bytes // 1_000_000} MB")
    return content


def reason_to_leave_out(path: Path, within: Path | None) -> str:
    """Return why `path` is not to be read, as what follows “the file”; "" for an ordinary one."""
    try:
        real = path.resolve(strict=True)
        state = real.stat()
    except FileNotFoundError:
        return "is a link to a file that is not there" if path.is_symlink() else "is not there"
    except (OSError, RuntimeError):  # Python says RuntimeError of links in a circle
        return "is a link that leads round in a circle" if path.is_symlink() else "cannot be reached"
    if within is not None and not real.is_relative_to(within.resolve()):
        return "is a link to a file outside the guide's folder"
    return "" if stat.S_ISREG(state.st_mode) else "is no ordinary file"
