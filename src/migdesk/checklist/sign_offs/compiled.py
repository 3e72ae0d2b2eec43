"""Sign-offs as read before, in a cache file of their own: their words are read by whoever asks for one."""

from __future__ import annotations

from pathlib import Path

from migdesk.checklist.compiled import compiled
from migdesk.checklist.sign_offs.definitions import SignOffs
from migdesk.checklist.sign_offs.files import sign_off_files
from migdesk.checklist.sign_offs.loading import load_sign_offs

SIGN_OFF_FORM = 1
"""Raised whenever the definitions of sign-offs change their shape, so that older cache files are read anew."""


def sign_offs_of(guide_folder: Path, cache_folder: Path | None) -> SignOffs:
    """Return the sign-offs of a guide, from the cache where nothing has changed."""
    files = sign_off_files(guide_folder)
    return compiled(
        SignOffs, "sign-offs", files, cache_folder, lambda: load_sign_offs(guide_folder), form=SIGN_OFF_FORM
    )
