"""Reads the practices in slices, so that thousands show their first rows at once and never stall the window."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

from migdesk.workspace.summary import PracticeSummary

SLICE_SECONDS = 0.03


class BoardLoading(QObject):
    """Sends `arrived` with the first slice, and once more with all the rest."""

    arrived = Signal(object, bool)  # a list of PracticeSummary; whether it is the last
    counted = Signal(int)  # how many have been read so far

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source: Iterator[PracticeSummary] = iter(())
        self._waiting: list[PracticeSummary] = []
        self._seen = 0
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._next_slice)

    def start(self, source: Iterator[PracticeSummary]) -> None:
        """Read `source` from its start; what was still being read is dropped."""
        self._timer.stop()
        self._source = source
        first, ended = self._slice()
        self._waiting = []
        self._seen = len(first)
        self.arrived.emit(first, ended)
        if not ended:
            self._timer.start()

    def _next_slice(self) -> None:
        more, ended = self._slice()
        self._waiting += more
        self._seen += len(more)
        if ended:
            self._timer.stop()
            self.arrived.emit(self._waiting, True)
            self._waiting = []
        else:
            self.counted.emit(self._seen)

    def _slice(self) -> tuple[list[PracticeSummary], bool]:
        end = perf_counter() + SLICE_SECONDS
        read: list[PracticeSummary] = []
        while perf_counter() < end:
            summary = next(self._source, None)
            if summary is None:
                return read, True
            if summary.name:  # a practice whose adding was undone has none
                read.append(summary)
        return read, False
