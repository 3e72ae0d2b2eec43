"""The checklist as read before, cached under the hash of its sources, so that a normal start reads no YAML."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import msgspec

from migdesk.base.atomic import make_private_folder, write_atomically
from migdesk.base.bounded_yaml import MOST_CHARACTERS
from migdesk.base.errors import EnvironmentFault
from migdesk.base.regular_file import NotReadable, read_regular
from migdesk.checklist.definitions import Definitions
from migdesk.checklist.loading import load_definitions, source_files
from migdesk.checklist.role_checklists import RoleChecklist, load_role_checklists, role_checklists_file
from migdesk.checklist.sign_offs.files import sign_off_files

FORM = 4
"""Raised whenever the definitions change their shape, so that older cache files are read anew."""

Value = TypeVar("Value")


def definitions_of(guide_folder: Path, cache_folder: Path | None) -> Definitions:
    """Return a guide's checklist, from the cache where nothing has changed. Raises DataFault as `load_definitions`."""
    files = (*source_files(guide_folder), *sign_off_files(guide_folder))
    return compiled(Definitions, "checklist", files, cache_folder, lambda: load_definitions(guide_folder))


def role_checklists_of(guide_folder: Path, cache_folder: Path | None) -> tuple[RoleChecklist, ...]:
    """Return the questions of a guide's role pages likewise; none where the guide brings none. Raises DataFault."""
    files = (role_checklists_file(guide_folder),)
    kind = tuple[RoleChecklist, ...]
    return compiled(kind, "role-checklists", files, cache_folder, lambda: load_role_checklists(guide_folder))


def compiled(
    kind: type[Value],
    name: str,
    files: tuple[Path, ...],
    cache_folder: Path | None,
    load: Callable[[], Value],
    form: int = FORM,
) -> Value:
    """Return what `load` makes of `files`, from the cache while they are the same. Raises what `load` raises.

    `name` is the cache file's, one for each kind of value, and `form` that of its values; `cache_folder` None means no
    cache.
    """
    if cache_folder is None:
        return load()
    kept = cache_folder / f"{name}-{hash_of(files, form)}.json"
    try:
        return msgspec.json.decode(kept.read_bytes(), type=kind)
    except (OSError, ValueError):
        pass  # not cached yet, or not readable: a cache file is never worth a message
    value = load()
    try:
        make_private_folder(cache_folder)
        for outdated in cache_folder.glob(f"{name}-*.json"):
            outdated.unlink(missing_ok=True)
        write_atomically(kept, msgspec.json.encode(value), durable=False)
    except (EnvironmentFault, OSError):
        pass  # a cache that cannot be written costs time at the next start, and nothing else
    return value


def hash_of(files: tuple[Path, ...], form: int) -> str:
    """Return what tells files and the form that they are read in from any others."""
    digest = hashlib.sha256(str(form).encode())
    for path in files:
        try:
            content = read_regular(path, MOST_CHARACTERS)
        except NotReadable:
            content = b""
        digest.update(path.name.encode() + b"\0" + str(len(content)).encode() + b"\0" + content)
    return digest.hexdigest()[:16]
