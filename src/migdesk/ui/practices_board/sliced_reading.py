"""Reads what there is much of in slices, so that thousands show their first rows at once and never stall the window."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

SLICE_SECONDS = 0.03
_END = object()


class SlicedReading(QObject):
    """Sends `arrived` with the first slice, and once more with all the rest."""

    arrived = Signal(object, bool)  # a list of what was read; whether it is the last
    counted = Signal(int)  # how many have been read so far

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source: Iterator[object] = iter(())
        self._waiting: list[object] = []
        self._seen = 0
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._next_slice)

    def start(self, source: Iterator[object]) -> None:
        """Read `source` from its start; what was still being read is dropped."""
        self._timer.stop()
        self._source = source
        first, ended = self._slice()
        self._waiting = []
        self._seen = len(first)
        self.arrived.emit(first, ended)
        if not ended:
            self._timer.start()

    def stop(self) -> None:
        """Read no further; what has not arrived yet is dropped."""
        self._timer.stop()
        self._source = iter(())
        self._waiting = []

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

    def _slice(self) -> tuple[list[object], bool]:
        end = perf_counter() + SLICE_SECONDS
        read: list[object] = []
        while perf_counter() < end:
            one = next(self._source, _END)
            if one is _END:
                return read, True
            read.append(one)
        return read, False
