"""Small data files of a guide, read from the cache while they have not changed: nobody should wait for YAML."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import msgspec

from migdesk.base.atomic import write_atomically
from migdesk.base.errors import EnvironmentFault

Value = TypeVar("Value")


def cached(source: Path, cache_folder: Path, kind: type[Value], read: Callable[[], Value]) -> Value:
    """Return what `read` makes of the file `source`, from the cache where the file is still the same.

    Raises OSError where `source` cannot be read, and whatever `read` raises. A cache that cannot be written costs time
    at the next start, and nothing else.
    """
    begins = f"{source.stem}-"
    compiled = cache_folder / f"{begins}{hashlib.sha256(source.read_bytes()).hexdigest()[:16]}.json"
    try:
        return msgspec.json.decode(compiled.read_bytes(), type=kind)
    except (OSError, msgspec.MsgspecError):
        pass
    value = read()
    try:
        for outdated in cache_folder.glob(f"{begins}*.json"):
            outdated.unlink(missing_ok=True)
        write_atomically(compiled, msgspec.json.encode(value), durable=False)
    except (EnvironmentFault, OSError):
        pass
    return value
