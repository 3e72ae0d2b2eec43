"""The one file that keeps what was shown of each guide: `guide-shown.bin` in the data folder.

Its first line is JSON and tells by a hash which state of each guide was shown last: that is all a normal start looks
at. Behind it stand two packed parts: the checklists as they were and are, then the guides as they were last read.
The file is a help and no record: one that is damaged or too large is as good as none.
"""

from __future__ import annotations

import zlib
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from migdesk.base.atomic import write_atomically
from migdesk.base.regular_file import NotReadable, read_regular
from migdesk.checklist.checklist_texts import ChecklistText
from migdesk.workspace.guide_updates.shown_state import Header, header_in, read_header
from migdesk.workspace.guide_updates.snapshot import GuideSnapshot

MOST_GUIDES = 6
MOST_EARLIER = 8
MOST_BYTES, MOST_UNPACKED = 32_000_000, 128_000_000
"""Of the file, and of each part of it."""


class EarlierChecklist(msgspec.Struct, frozen=True):
    """A checklist that was in use until the moment at which a newer one was taken over."""

    version: str
    until: datetime
    checklist: ChecklistText


class KeptChecklist(msgspec.Struct, frozen=True):
    """The checklist in use, and those before it, oldest first."""

    version: str
    checklist: ChecklistText
    earlier: tuple[EarlierChecklist, ...] = ()


class Shown(msgspec.Struct, frozen=True):
    """All that is kept. Guides and checklists go by their place, the built-in ones by an empty one."""

    states: dict[str, str] = {}
    checklists: dict[str, KeptChecklist] = {}
    read: dict[str, GuideSnapshot] = {}


def read_shown(path: Path) -> Shown:
    """Return all that is kept; nothing where there is no file or none that can be read."""
    try:
        line, _, body = read_regular(path, MOST_BYTES).partition(b"\n")
        header = header_in(line)
        checklists = unpacked(body[: header.checklist_bytes], dict[str, KeptChecklist])
        guides = unpacked(body[header.checklist_bytes :], dict[str, GuideSnapshot])
    except (NotReadable, ValueError):
        return Shown()
    return Shown(header.shown, checklists, guides)


def read_checklists(path: Path) -> dict[str, KeptChecklist]:
    """Return the checklists as they were and are; none where no guide was ever updated, without reading further."""
    header = read_header(path)
    if not header.has_earlier:
        return {}
    try:
        body = read_regular(path, MOST_BYTES).partition(b"\n")[2]
        return unpacked(body[: header.checklist_bytes], dict[str, KeptChecklist])  # type: ignore[no-any-return]
    except (NotReadable, ValueError):
        return {}


def write_shown(path: Path, shown: Shown) -> None:
    """Keep what was shown; of more than `MOST_GUIDES` guides the latest. Raises EnvironmentFault."""
    latest = list(shown.states)[-MOST_GUIDES:]
    checklists = packed({place: kept for place, kept in shown.checklists.items() if place in latest or not place})
    guides = packed({place: read for place, read in shown.read.items() if place in latest})
    header = Header(
        shown={place: shown.states[place] for place in latest},
        checklist_bytes=len(checklists),
        has_earlier=any(kept.earlier for kept in shown.checklists.values()),
    )
    write_atomically(path, msgspec.json.encode(header) + b"\n" + checklists + guides)


def packed(value: object) -> bytes:
    return zlib.compress(msgspec.json.encode(value), 9)


def unpacked(data: bytes, kind: Any) -> Any:
    """Return what was packed. Raises ValueError for what is damaged, of another kind, or would grow too large."""
    unpacker = zlib.decompressobj()
    try:
        plain = unpacker.decompress(data, MOST_UNPACKED)
    except zlib.error as error:
        raise ValueError(str(error)) from error
    if not unpacker.eof:
        raise ValueError("cut short, or too large")
    return msgspec.json.decode(plain, type=kind)
