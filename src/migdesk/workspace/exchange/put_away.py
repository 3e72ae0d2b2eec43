"""Which practices somebody has put away on this computer: a setting of this data folder, which others never hear of."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

import msgspec

from migdesk.base.atomic import make_private_folder, write_atomically

_FILE = "put-away.json"


def load_put_away(data_folder: Path) -> frozenset[str]:
    """Return the ids of the practices that are put away; none where the file is missing or no use."""
    with suppress(OSError, ValueError):
        return frozenset(msgspec.json.decode((data_folder / _FILE).read_bytes(), type=list[str]))
    return frozenset()


def save_put_away(data_folder: Path, practice_ids: Collection[str]) -> None:
    """Remember which practices are put away. Raises EnvironmentFault."""
    make_private_folder(data_folder)
    write_atomically(data_folder / _FILE, msgspec.json.format(msgspec.json.encode(sorted(practice_ids))))
