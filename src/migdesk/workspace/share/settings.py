"""The shares of a data folder, and what the last look at each came to: two files of its own beside the record.

Neither is part of the record, and neither is sent anywhere. The first holds keys, so it is its owner's alone.
"""

from __future__ import annotations

from contextlib import suppress

import msgspec

from migdesk.base.atomic import make_private_folder, write_atomically
from migdesk.base.errors import EnvironmentFault
from migdesk.base.paths import Paths
from migdesk.practice.exchange.share import Looked, Share

_LOOKS_FILE = "share-looks.json"


class LookNote(msgspec.Struct, frozen=True):
    """What the last look at a share came to: what it found or, where it could not look, why."""

    looked: Looked | None = None
    failure: str = ""


def load_shares(paths: Paths) -> tuple[Share, ...]:
    """Return the shares of a data folder. Raises EnvironmentFault for a file that cannot be read as one."""
    path = paths.shares
    try:
        return msgspec.json.decode(path.read_bytes(), type=tuple[Share, ...])
    except FileNotFoundError:
        return ()
    except (OSError, ValueError) as error:
        raise EnvironmentFault(
            f"{path} cannot be read, so nothing is shared. Move it away and share the folder again; nothing is lost by"
            " that."
        ) from error


def save_shares(paths: Paths, shares: tuple[Share, ...]) -> None:
    """Keep the shares of a data folder; without any, there is no file. Raises EnvironmentFault."""
    make_private_folder(paths.data)
    write_atomically(paths.shares, msgspec.json.format(msgspec.json.encode(shares)))
    if not shares:
        with suppress(OSError):  # which says nothing either
            paths.shares.unlink()


def load_looks(paths: Paths) -> dict[str, LookNote]:
    """Return what the last look at each share came to, by the share's id; nothing where it is not known."""
    try:
        return msgspec.json.decode((paths.data / _LOOKS_FILE).read_bytes(), type=dict[str, LookNote])
    except (OSError, ValueError):
        return {}


def save_looks(paths: Paths, looks: dict[str, LookNote]) -> None:
    """Note what looks came to. What cannot be noted is not: it is found out again."""
    try:
        write_atomically(paths.data / _LOOKS_FILE, msgspec.json.encode(looks), durable=False)
    except EnvironmentFault:
        return
