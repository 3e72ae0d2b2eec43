"""A disk that fills up or does not answer, at each statement and each call of the system that the record makes.

An operation is tried with its first call failing, then its second, and so on, until it gets through. Each time it must
either be done or say in plain words why it is not, and the record must afterwards hold what it held, or what was added.
"""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

from campaign_tally import TakesTooLongError, Tally, cut_off

from migdesk.base.errors import KnownError
from migdesk.base.ids import random_id
from migdesk.practice.backup import copy_now, sound_copies
from migdesk.practice.event import Actor, Draft
from migdesk.practice.event_rows import EventRow
from migdesk.practice.opening import open_record
from migdesk.practice.recovery import restore
from migdesk.practice.schema import migrate
from migdesk.practice.store import Store
from migdesk.practice.streams import Streams

NOW = datetime(2027, 1, 11, 12, tzinfo=UTC)
WHO = Actor("Alex Sample", "practice-manager")
RELEASE = Path(__file__).resolve().parent.parent / "tests" / "data" / "releases" / "0.1.0"
EVENTS_OF_THE_RELEASE = 10
MOST_CALLS = 400

Operation = Callable[[Path], None]
Fault = Callable[[], Exception]


def _of_sqlite(code: int, words: str) -> Fault:
    def make() -> Exception:
        error = sqlite3.OperationalError(words)
        error.sqlite_errorcode = code
        return error

    return make


STATEMENT_FAULTS: dict[str, Fault] = {
    "disk full": _of_sqlite(sqlite3.SQLITE_FULL, "database or disk is full"),
    "no answer": _of_sqlite(sqlite3.SQLITE_IOERR, "disk I/O error"),
}
SYSTEM_FAULTS: dict[str, Fault] = {
    "disk full": lambda: OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)),
    "no answer": lambda: OSError(errno.EIO, os.strerror(errno.EIO)),
}
_SYSTEM_CALLS = ("open", "fsync", "link", "replace", "rename", "unlink", "mkdir")


class _Countdown:
    """Lets so many calls through and fails the next one, once."""

    def __init__(self, left: int, fault: Fault) -> None:
        self.left, self.fault, self.struck = left, fault, False

    def call(self, before_raising: Callable[[], object] = lambda: None) -> None:
        self.left -= 1
        if self.left == 0:
            self.struck = True
            before_raising()
            raise self.fault()


@contextmanager
def failing_statements(countdown: _Countdown) -> Iterator[None]:
    """Have every connection to SQLite count its statements; the one that fails rolls back first, as SQLite does."""

    class Failing(sqlite3.Connection):
        def execute(self, *arguments: Any) -> sqlite3.Cursor:
            if not arguments[0].startswith("ROLLBACK"):
                countdown.call(self._roll_back)
            return super().execute(*arguments)

        def executemany(self, *arguments: Any) -> sqlite3.Cursor:
            countdown.call(self._roll_back)
            return super().executemany(*arguments)

        def backup(self, *arguments: Any, **more: Any) -> None:
            countdown.call()
            super().backup(*arguments, **more)

        def _roll_back(self) -> None:
            with suppress(sqlite3.Error):
                super().execute("ROLLBACK")

    connect = sqlite3.connect

    def failing(*arguments: Any, **more: Any) -> sqlite3.Connection:
        return connect(*arguments, **{"factory": Failing, **more})

    sqlite3.connect = failing  # type: ignore[assignment]
    try:
        yield
    finally:
        sqlite3.connect = connect


@contextmanager
def failing_system(countdown: _Countdown) -> Iterator[None]:
    """Have the calls by which files are made, renamed and flushed count, and one of them fail."""
    real = {name: getattr(os, name) for name in _SYSTEM_CALLS}

    def failing(name: str) -> Callable[..., Any]:
        def call(*arguments: Any, **more: Any) -> Any:
            countdown.call()
            return real[name](*arguments, **more)

        return call

    for name in _SYSTEM_CALLS:
        setattr(os, name, failing(name))
    try:
        yield
    finally:
        for name, call in real.items():
            setattr(os, name, call)


# what is tried


def open_trial(folder: Path) -> Store:
    """Open the record of a folder of the campaign."""
    return open_record(folder / "migdesk.db", folder / "backups", lambda: NOW, random_id, "campaign")


def _make(folder: Path) -> None:
    open_trial(folder).close()


def _append(folder: Path) -> None:
    with closing(open_trial(folder)) as store:
        store.append("p1", WHO, lambda _: [Draft("note-added", {"task": "t", "text": "the second"})] * 2)


def _elsewhere() -> list[EventRow]:
    """Return two events of the same practice that another place recorded."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection)
    with closing(Store(connection, Streams(connection, random_id, "elsewhere"), lambda: NOW)) as store:
        store.append("p1", WHO, lambda _: [Draft("note-added", {"task": "t", "text": "from elsewhere"})] * 2)
        return list(store.rows("p1"))


FROM_ELSEWHERE = _elsewhere()


def _take(folder: Path) -> None:
    with closing(open_trial(folder)) as store:
        store.take(FROM_ELSEWHERE)


def _rebuild(folder: Path) -> None:
    with closing(open_trial(folder)) as store:
        store.rebuild()


def _copy(folder: Path) -> None:
    copy_now(folder / "migdesk.db", folder / "backups", NOW)


def _restore(folder: Path) -> None:
    best = next(sound_copies(folder / "backups"))
    restore(best.path, folder / "migdesk.db", NOW, random_id, "campaign", "replaced")


def _nothing(_folder: Path) -> None:
    return


def _record(folder: Path) -> None:
    with closing(open_trial(folder)) as store:
        store.append("p1", WHO, lambda _: [Draft("note-added", {"task": "t", "text": "the first"})])
    copy_now(folder / "migdesk.db", folder / "backups", NOW)


def _old_record(folder: Path) -> None:
    shutil.copyfile(RELEASE / "migdesk.db", folder / "migdesk.db")


OPERATIONS: dict[str, tuple[Operation, Operation]] = {
    "making a record": (_nothing, _make),
    "bringing one of 0.1.0 up to date": (_old_record, _make),
    "saving": (_record, _append),
    "taking in": (_record, _take),
    "folding anew": (_record, _rebuild),
    "copying": (_record, _copy),
    "going back to a copy": (_record, _restore),
}


def _held(folder: Path) -> int | None:
    """Return how many events the record holds; None where there is none but a copy that can be gone back to."""
    if not (folder / "migdesk.db").exists():
        best = next(sound_copies(folder / "backups"), None)
        return best.counts.events if best else 0
    with closing(open_trial(folder)) as store:
        ids = {row[0] for row in store._connection.execute("SELECT DISTINCT practice_id FROM event")}
        if ids != set(store.practice_ids()):
            return -1
        return store.counts().events


def _try_once(name: str, folder: Path, fails: Callable[[_Countdown], Any], countdown: _Countdown, tally: Tally) -> None:
    prepare, operation = OPERATIONS[name]
    prepare(folder)
    before = (
        _held(folder) if prepare is not _nothing and prepare is not _old_record else {_old_record: 10}.get(prepare, 0)
    )
    outcome = "done"
    where = f"{name}, call {countdown.left}, {countdown.fault()}"
    try:
        with cut_off(), fails(countdown):
            operation(folder)
    except KnownError:
        outcome = "told"
        tally.told += 1
    except TakesTooLongError:
        tally.note("hangs", where)
        return
    except Exception as error:
        tally.note("tracebacks", f"{where}: {type(error).__name__}: {error}")
        outcome = "traceback"
    try:
        after = _held(folder)
    except Exception as error:
        tally.note("lost", f"{where}: afterwards {type(error).__name__}: {error}")
        return
    added = 2 if operation in {_append, _take} else 0
    allowed = {before + added} if outcome == "done" and added else {before, before + added}
    if after not in allowed:
        tally.note("lost", f"{where}: {before} events before, {after} afterwards, {outcome}")
    left = [path.name for path in folder.rglob("*") if path.name.endswith((".new", ".restoring"))]
    if left and "unlink" not in where and outcome == "done":
        tally.note("wrong", f"{where}: left behind: {left}")


def attack_with_faults(folder: Path, goes_on: Callable[[], bool], step: int = 1) -> Iterator[Tally]:
    """Try every operation with every `step`th call failing, for as long as it `goes_on`, and yield the figures."""
    ways = (
        ("fault at a statement", failing_statements, STATEMENT_FAULTS),
        ("fault of the system", failing_system, SYSTEM_FAULTS),
    )
    for kind, fails, faults in ways:
        tally = Tally(kind)
        for name in OPERATIONS:
            for fault in faults.values():
                for number in count(1, step):
                    if number > MOST_CALLS or not goes_on():
                        break
                    trial = folder / "trial"
                    trial.mkdir()
                    countdown = _Countdown(number, fault)
                    _try_once(name, trial, fails, countdown, tally)
                    shutil.rmtree(trial)
                    tally.tried += 1
                    if not countdown.struck:
                        break
        yield tally
