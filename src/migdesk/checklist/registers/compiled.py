"""Registers as read before, in a cache file of their own: no start reads them, only whoever asks for a register."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from migdesk.base.assets import content_folder
from migdesk.checklist.compiled import compiled, hash_of
from migdesk.checklist.registers.definitions import Registers
from migdesk.checklist.registers.loading import load_registers, register_files

REGISTER_FORM = 3
"""Raised whenever the definitions of registers change their shape, so that older cache files are read anew."""


class RegisterSource:
    """The registers of one guide, read when they are first asked for. `form` tells them from any others unread."""

    def __init__(self, guide_folder: Path, cache_folder: Path | None) -> None:
        self._guide_folder = guide_folder
        self._cache_folder = cache_folder

    @cached_property
    def registers(self) -> Registers:
        return registers_of(self._guide_folder, self._cache_folder)

    @cached_property
    def form(self) -> str:
        return hash_of(_files_of(self._guide_folder), REGISTER_FORM)[:16]


def _files_of(guide_folder: Path) -> tuple[Path, ...]:
    return tuple(dict.fromkeys((*register_files(content_folder()), *register_files(guide_folder))))


def registers_of(guide_folder: Path, cache_folder: Path | None) -> Registers:
    """Return the registers of a guide, from the cache where nothing has changed."""
    files = _files_of(guide_folder)
    return compiled(
        Registers, "registers", files, cache_folder, lambda: load_registers(guide_folder), form=REGISTER_FORM
    )
