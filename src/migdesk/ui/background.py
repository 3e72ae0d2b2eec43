"""Work that takes longer than a blink: in a thread of its own, or in slices between what the window does.

Both are asked for in the same way, tell how far they are, can be cancelled, and hand what comes of them to functions
that are called in the window's thread. So nothing of Qt is ever touched by another thread:

- `Background.run` is for what needs neither the open record nor the screen, such as reading a list or writing a file.
- `Background.take` is for what does: SQLite's connections, like widgets, belong to the thread that made them.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from time import monotonic, perf_counter
from typing import Generic, Protocol, TypeVar, cast

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from migdesk.base.errors import KnownError
from migdesk.workspace.steps import Step

SLICE_SECONDS = 0.02
"""What begins before this is over takes some 20 ms at most, so that a slice stays under the 50 that nobody notices."""
LOOK_EVERY_MS, LOOK_SELDOM_MS = 15, 250
"""How often one looks at a thread that somebody waits for, and at one that nobody does and that takes its time."""
CLOSING_SECONDS = 10
"""How long the window waits, when it closes, for threads that have been told to end."""

Result = TypeVar("Result")
Item = TypeVar("Item")
Report = Callable[[int, int], None]
"""Tells how far a thread is, as `done` of `total`, 0 while that is not known; raises where the work was cancelled."""
Deliver = Callable[[], object]


class _Cancelled(Exception):  # noqa: N818 (no fault: the person pressed Cancel)
    """Leads out of the work."""


class Background(QObject):
    """Does one piece of work at a time; beginning another cancels it.

    Nothing is called any more once the work is cancelled, or this object gone. What stands in the way of the work goes
    to `failed` in whole sentences; what nobody foresaw goes there too, and then on to the crash file as any bug does.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work: _Work | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)

    @property
    def is_running(self) -> bool:
        """Tell whether work is under way."""
        return self._work is not None

    def run(
        self,
        work: Callable[[Report], Result],
        done: Callable[[Result], object],
        failed: Callable[[str], object],
        progressed: Callable[[Step], object] | None = None,
        *,
        awaited: bool = True,
        soon: bool = False,
    ) -> None:
        """Do `work` in a thread, which begins when the window has painted what it is about to; `done` gets the result.

        `work` gets a function that it may call to tell how far it is, and that ends it once it is cancelled. A window
        that closes waits for it a while, unless it need not be `awaited`: that is looked at seldom, unless it comes
        `soon`.
        """
        self._begin(
            _InThread(_Thread(work, awaited=awaited), done, failed, progressed),
            LOOK_EVERY_MS if awaited or soon else LOOK_SELDOM_MS,
        )

    def take(
        self,
        items: Iterator[Item],
        arrived: Callable[[list[Item]], object],
        done: Callable[[], object],
        failed: Callable[[str], object],
    ) -> None:
        """Take `items` in the window's thread, a slice whenever it has nothing else to do; `arrived` gets each slice.

        Cancelling closes `items`, where they are a generator.
        """
        self._begin(_InSlices(items, arrived, done, failed), 0)

    def cancel(self) -> None:
        """End the work; a thread ends when it next tells how far it is."""
        work, self._work = self._work, None
        self._timer.stop()
        if work is not None:
            work.cancel()

    def _begin(self, work: _Work, look_every_ms: int) -> None:
        self.cancel()
        self._work = work
        self._timer.start(look_every_ms)

    def _look(self) -> None:
        work = self._work
        if work is None:
            return
        deliver = work.go_on()
        if deliver is not None and self._work is work:  # telling how far it is may have led to a Cancel
            self._work = None
            self._timer.stop()
            deliver()


class _Work(Protocol):
    def go_on(self) -> Deliver | None:
        """Return what there is to call once there is nothing left to do; None before."""

    def cancel(self) -> None: ...


class _InThread(Generic[Result]):
    """Only this holds what is to be called: a thread that ends last must not be what lets go of a widget."""

    def __init__(
        self,
        thread: _Thread,
        done: Callable[[Result], object],
        failed: Callable[[str], object],
        progressed: Callable[[Step], object] | None,
    ) -> None:
        self._done = done
        self._failed = failed
        self._progressed = progressed
        self._told: Step | None = None
        self._thread = thread
        self._begun = False

    def go_on(self) -> Deliver | None:
        if not self._begun:
            self._begun = True
            self._thread.start()
            return None
        ended = not self._thread.is_alive()  # asked first, so that the last step is told too
        step = self._thread.step
        if step is not self._told and step is not None and self._progressed is not None:
            self._told = step
            self._progressed(step)
        return self._outcome() if ended else None

    def cancel(self) -> None:
        self._thread.cancelled.set()

    def _outcome(self) -> Deliver:
        error = self._thread.error
        if error is None:
            return partial(self._done, cast("Result", self._thread.result))
        if isinstance(error, _Cancelled):  # the window is closing: see `end_background_work`
            return _nothing
        if isinstance(error, (KnownError, OSError)):
            return partial(self._failed, str(error))
        return partial(_fail_and_raise, self._failed, error)


class _Thread(threading.Thread):
    """Touches nothing of Qt. It may outlive the window, which Qt's own threads may not."""

    def __init__(self, work: Callable[[Report], object], *, awaited: bool) -> None:
        super().__init__(name="migdesk background", daemon=True)
        self._work = work
        self.awaited = awaited
        self.cancelled = threading.Event()
        self.step: Step | None = None
        self.result: object = None
        self.error: BaseException | None = None

    def run(self) -> None:
        try:
            self.result = self._work(self._report)
        except BaseException as error:
            self.error = error

    def _report(self, done: int, total: int) -> None:
        if self.cancelled.is_set():
            raise _Cancelled
        self.step = Step("", done, total)


class _InSlices(Generic[Item]):
    def __init__(
        self,
        items: Iterator[Item],
        arrived: Callable[[list[Item]], object],
        done: Callable[[], object],
        failed: Callable[[str], object],
    ) -> None:
        self._items = items
        self._arrived = arrived
        self._done = done
        self._failed = failed

    def go_on(self) -> Deliver | None:
        try:
            taken, ended = next_slice(self._items)
        except KnownError as error:
            return partial(self._failed, str(error))
        except BaseException as error:
            return partial(_fail_and_raise, self._failed, error)
        if taken:
            self._arrived(taken)
        return self._done if ended else None

    def cancel(self) -> None:
        close = getattr(self._items, "close", None)
        if close:
            close()


def next_slice(items: Iterator[Item]) -> tuple[list[Item], bool]:
    """Return what can be taken of `items` in one slice, and whether that is the end."""
    end, taken = perf_counter() + SLICE_SECONDS, []
    while perf_counter() < end:
        try:
            taken.append(next(items))
        except StopIteration:
            return taken, True
    return taken, False


@contextmanager
def busy_pointer() -> Iterator[None]:
    """Say by the pointer that the window is busy: for what has to be done in its own thread and all at once."""
    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        yield
    finally:
        QGuiApplication.restoreOverrideCursor()


def end_background_work() -> None:
    """Cancel all threads and wait for them a while: the window is closing, and what they write is to be whole."""
    working = [thread for thread in threading.enumerate() if isinstance(thread, _Thread)]
    for thread in working:
        thread.cancelled.set()
    latest = monotonic() + CLOSING_SECONDS
    for thread in (thread for thread in working if thread.awaited):
        thread.join(max(0.0, latest - monotonic()))


def _nothing() -> None:
    """What comes of cancelled work."""


def _fail_and_raise(failed: Callable[[str], object], error: BaseException) -> None:
    failed(f"Something went wrong in migdesk itself ({type(error).__name__}).")
    raise error
