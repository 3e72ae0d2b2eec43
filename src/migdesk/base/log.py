"""A small log beside the record: what was done, how long it took, and what stood in the way. Never what anybody typed.

Whoever helps by telephone or mail has something to go by. Only words of this program's own and figures can be noted;
of a fault its kind and place in the program, but not its sentence, which may quote a name.
"""

from __future__ import annotations

import os
import re
import time
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from logging import Logger

MOST_BYTES = 200_000
"""Of the file in use; when it is full it becomes the one before, and the one before that goes."""
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+_-]{0,40}(?:,[A-Za-z0-9.+_-]{1,40})*")
_OWNER_ONLY = 0o600


class Entry(StrEnum):
    """What can be noted."""

    STARTED = "started"
    CLOSED = "closed"
    RECORDED = "recorded"
    UNDONE = "undone"
    REDONE = "redone"
    REFUSED = "refused"
    COPY_FAILED = "copy-failed"
    DAMAGE_FOUND = "damage-found"
    FAULT = "fault"


class Log:
    """Entries wait in memory until `open`, so that a start need not wait for a file, nor a reading command make one."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._waiting: list[str] = []
        self._logger: Logger | None = None

    def note(self, entry: Entry, **words: str | int) -> None:
        """Note that something happened, with figures (times in ms) and words of the program's own.

        Raises ValueError for a text that could be somebody's.
        """
        self._write(" ".join([entry, *(f"{name}={_checked(value)}" for name, value in words.items())]))

    def note_fault(self, entry: Entry, fault: BaseException) -> None:
        """Note that something stood in the way: what kind of fault it is, and where in the program it arose."""
        self._write(f"{entry} fault={type(fault).__name__} at={_place_of(fault)}")

    def open(self) -> None:
        """Write what is waiting, and from now on whatever is noted. Where that cannot be done, it is not."""
        if self._logger is None:
            self._logger = _logger_of(self.path)
            for line in self._waiting:
                self._logger.info(line)
            self._waiting.clear()

    def close(self) -> None:
        """Close the file; what is noted after this is lost."""
        for handler in self._logger.handlers if self._logger else ():
            handler.close()

    def text(self) -> str:
        """Return what was noted in this session and before, oldest first; empty where there is nothing."""
        return "".join(
            path.read_text(encoding="utf-8", errors="replace")
            for path in (self.path.with_name(f"{self.path.name}.1"), self.path)
            if path.is_file()
        )

    def _write(self, told: str) -> None:
        line = f"{time.strftime('%Y-%m-%dT%H:%M:%SZ', time.gmtime())} {told}"
        if self._logger is None:
            self._waiting.append(line)
        else:
            self._logger.info(line)


def _logger_of(path: Path) -> Logger:
    import logging
    from logging.handlers import RotatingFileHandler

    class OwnersFile(RotatingFileHandler):
        def _open(self) -> Any:
            descriptor = os.open(self.baseFilename, os.O_WRONLY | os.O_CREAT | os.O_APPEND, _OWNER_ONLY)
            return os.fdopen(descriptor, "a", encoding="utf-8")

        def handleError(self, _: logging.LogRecord) -> None:  # a full disk must not stop anybody's work
            return

    logger = logging.Logger("migdesk", logging.INFO)
    logger.addHandler(OwnersFile(path, maxBytes=MOST_BYTES, backupCount=1, encoding="utf-8", delay=True))
    return logger


def _checked(value: str | int) -> str:
    text = str(value)
    if isinstance(value, str) and not _WORD.fullmatch(text):
        raise ValueError("Only words of the program's own go into the log.")
    return text


def _place_of(fault: BaseException) -> str:
    """Return the file and line of the program where a fault arose, such as "practice/store.py:231"."""
    place, trace = "?", fault.__traceback__
    while trace is not None:
        file = Path(trace.tb_frame.f_code.co_filename)
        if "migdesk" in file.parts:
            inside = file.parts[len(file.parts) - file.parts[::-1].index("migdesk") :]
            place = f"{'/'.join(inside)}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place
