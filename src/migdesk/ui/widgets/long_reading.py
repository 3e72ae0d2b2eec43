"""Reading what there is much of: the first rows at once, the rest between what the window does, changes meanwhile."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QObject, Signal

from migdesk.ui.background import Background, next_slice


class LongReading(QObject):
    """What a screen over all practices knows of its own list: whether it was read, is being read, or has gone stale.

    `begun` brings the first slice, `extended` all the rest, and then comes `ended`. What changes while the screen is
    out of sight or its list still being read is noted, for the screen to catch up with.
    """

    begun = Signal(object)  # a list of what was read
    extended = Signal(object)
    ended = Signal()
    counted = Signal(int)  # how many have been read so far
    failed = Signal(str)  # what stands in the way of reading on, in whole sentences

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.is_loaded = False
        """Whether the list was read, at least from its start."""
        self.is_reading = False
        """Whether more of it is still on its way."""
        self._stale: set[str] = set()
        self._waiting: list[object] = []
        self._seen = 0
        self._background = Background(self)

    @property
    def stale_count(self) -> int:
        """How many practices have changed since they were read."""
        return len(self._stale)

    def start(self, source: Iterator[object]) -> None:
        """Read `source` from its start; what was still being read is dropped, and nothing is stale any more."""
        self._background.cancel()
        self._stale.clear()
        self.is_loaded = True
        first, ended = next_slice(source)
        self._waiting, self._seen = [], len(first)
        self.is_reading = not ended
        self.begun.emit(first)
        if ended:
            self.ended.emit()
        elif self.is_reading:  # what was begun with may have led elsewhere
            self.counted.emit(self._seen)
            self._background.take(source, self._take, self._end, self._fail)

    def forget(self) -> None:
        """Read no further, and from the start when next asked; what has not arrived yet is dropped."""
        self._background.cancel()
        self._waiting = []
        self.is_loaded = self.is_reading = False

    def note_stale(self, practice_ids: Iterable[str]) -> None:
        """Remember that these practices have changed."""
        self._stale.update(practice_ids)

    def take_stale(self) -> set[str]:
        """Return what has changed, to be read anew, and forget it; nothing while more is on its way."""
        if self.is_reading:
            return set()
        stale, self._stale = self._stale, set()
        return stale

    def _take(self, items: list[object]) -> None:
        self._waiting += items
        self._seen += len(items)
        self.counted.emit(self._seen)

    def _end(self) -> None:
        rest, self._waiting = self._waiting, []
        self.is_reading = False
        self.extended.emit(rest)
        self.ended.emit()

    def _fail(self, why: str) -> None:
        self.forget()
        self.failed.emit(why)
