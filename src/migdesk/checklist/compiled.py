"""The checklist as read before, cached under the hash of its sources, so that a normal start reads no YAML."""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec

from migdesk.base.atomic import make_private_folder, write_atomically
from migdesk.base.errors import EnvironmentFault
from migdesk.checklist.definitions import Definitions
from migdesk.checklist.loading import load_definitions, source_files

FORM = 1
"""Raised whenever the definitions change their shape, so that older cache files are read anew."""


def definitions_of(guide_folder: Path, cache_folder: Path | None) -> Definitions:
    """Return a guide's checklist, from the cache where nothing has changed. Raises DataFault as `load_definitions`."""
    if cache_folder is None:
        return load_definitions(guide_folder)
    compiled = cache_folder / f"checklist-{_hash_of(source_files(guide_folder))}.json"
    try:
        return msgspec.json.decode(compiled.read_bytes(), type=Definitions)
    except (OSError, ValueError):
        pass  # not cached yet, or not readable: a cache file is never worth a message
    definitions = load_definitions(guide_folder)
    try:
        make_private_folder(cache_folder)
        for outdated in cache_folder.glob("checklist-*.json"):
            outdated.unlink(missing_ok=True)
        write_atomically(compiled, msgspec.json.encode(definitions), durable=False)
    except (EnvironmentFault, OSError):
        pass  # a cache that cannot be written costs time at the next start, and nothing else
    return definitions


def _hash_of(files: tuple[Path, ...]) -> str:
    digest = hashlib.sha256(str(FORM).encode())
    for path in files:
        try:
            content = path.read_bytes()
        except OSError:
            content = b""
        digest.update(path.name.encode() + b"\0" + str(len(content)).encode() + b"\0" + content)
    return digest.hexdigest()[:16]
