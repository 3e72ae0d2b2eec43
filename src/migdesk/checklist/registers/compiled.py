"""Registers as read before, in a cache file of their own: no start reads them, only whoever asks for a register."""

from __future__ import annotations

from pathlib import Path

from migdesk.base.assets import content_folder
from migdesk.checklist.compiled import compiled
from migdesk.checklist.registers.definitions import Registers
from migdesk.checklist.registers.loading import load_registers, register_files

REGISTER_FORM = 3
"""Raised whenever the definitions of registers change their shape, so that older cache files are read anew."""


def registers_of(guide_folder: Path, cache_folder: Path | None) -> Registers:
    """Return the registers of a guide, from the cache where nothing has changed."""
    files = tuple(dict.fromkeys((*register_files(content_folder()), *register_files(guide_folder))))
    return compiled(
        Registers, "registers", files, cache_folder, lambda: load_registers(guide_folder), form=REGISTER_FORM
    )
