"""Rows of a table that are made when they are written, so that thousands are never held at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar, overload

from migdesk.report.blocks import Row

Source = TypeVar("Source")


class LazyRows(Sequence[Row]):
    """One row for each of `sources`; `make` is handed a source and its place, counted from 0."""

    def __init__(self, sources: Sequence[Source], make: Callable[[Source, int], Row]) -> None:
        self._sources = sources
        self._make: Callable[..., Row] = make

    def __len__(self) -> int:
        return len(self._sources)

    @overload
    def __getitem__(self, place: int) -> Row: ...

    @overload
    def __getitem__(self, place: slice) -> list[Row]: ...

    def __getitem__(self, place: int | slice) -> Row | list[Row]:
        if isinstance(place, slice):
            return [self._make(self._sources[index], index) for index in range(*place.indices(len(self._sources)))]
        return self._make(self._sources[place], place)
