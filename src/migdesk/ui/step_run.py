"""Takes the steps of a long piece of writing between the window's own work, so that it never stalls."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

from migdesk.base.errors import KnownError
from migdesk.workspace.steps import Step

SLICE_SECONDS = 0.008
"""A step that began before this is over takes some 20 ms at most, so that a slice stays under 50."""
WAITING_MS = 15


class StepRun(QObject):
    """Runs one set of steps. `stop` ends it early; what was being written is then gone, and nothing is sent."""

    progressed = Signal(object)  # the latest Step
    finished = Signal()
    failed = Signal(str)  # what stood in the way, in whole sentences

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps: Iterator[Step] | None = None
        self._loading: threading.Thread | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._slice)

    @property
    def is_running(self) -> bool:
        return self._steps is not None

    def start(self, steps: Iterator[Step], load: Callable[[], None] | None = None) -> None:
        """Take the steps from now on. `load`, which imports what they need, runs beside the window's work before."""
        self._steps = steps
        self._loading = threading.Thread(target=load, daemon=True) if load else None
        if self._loading:
            self._loading.start()
        self._timer.start(WAITING_MS if self._loading else 0)

    def stop(self) -> None:
        """Take no more of them."""
        steps, self._steps = self._steps, None
        self._timer.stop()
        close = getattr(steps, "close", None)
        if close:
            close()

    def _slice(self) -> None:
        if self._loading:
            if self._loading.is_alive():
                return
            self._loading = None
            self._timer.setInterval(0)
        try:
            step, ended = self._take()
        except KnownError as error:
            self.stop()
            self.failed.emit(str(error))
            return
        except BaseException:
            self.stop()
            raise
        if step is not None and self.is_running:
            self.progressed.emit(step)
        if ended:
            self.stop()
            self.finished.emit()

    def _take(self) -> tuple[Step | None, bool]:
        """Take steps for a slice; return the last one, and whether there are no more."""
        assert self._steps is not None
        end, step = perf_counter() + SLICE_SECONDS, None
        while perf_counter() < end:
            following = next(self._steps, None)
            if following is None:
                return step, True
            step = following
        return step, False
