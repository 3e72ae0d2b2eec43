"""What a package says of itself: who made it, of which practices, and what vouches for it being whole."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import msgspec

from migdesk.practice.exchange.refused import Refused

FORM = 1
"""Raised only where an older version would misread what a newer one writes."""

_WHAT = "migdesk-package"
MOST_PRACTICES = 20_000
MOST_MANIFEST_BYTES = 16 << 20

_Short = Annotated[str, msgspec.Meta(max_length=300)]
_Count = Annotated[int, msgspec.Meta(ge=0, lt=1 << 53)]
_Digest = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]


class Sender(msgspec.Struct, frozen=True):
    """Who made a package, as that person wrote it. No computer and no login: these stay at home."""

    name: _Short
    role: _Short = ""
    organisation: _Short = ""
    party: _Short = ""


class PracticePart(msgspec.Struct, frozen=True, kw_only=True):
    """One practice of a package. `tips` are the hashes that vouch for all its `events` (how many)."""

    id: Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
    name: _Short
    ods_code: _Short = ""
    sample: bool = False
    events: _Count
    tips: Annotated[tuple[_Digest, ...], msgspec.Meta(max_length=10_000)]


class AttachedPart(msgspec.Struct, frozen=True):
    """A file of a package that is named by its SHA-256; `size` in bytes."""

    sha256: _Digest
    size: _Count


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a package says of itself. `made` is by the sender's clock; `content_version` is of the guide used there."""

    what: str = _WHAT
    form: int = FORM
    program: _Short
    made: Annotated[datetime, msgspec.Meta(tz=True)]
    sender: Sender
    content_version: _Short = ""
    practices: Annotated[tuple[PracticePart, ...], msgspec.Meta(max_length=MOST_PRACTICES)]
    attachments: Annotated[tuple[AttachedPart, ...], msgspec.Meta(max_length=MOST_PRACTICES)] = ()


class _Beginning(msgspec.Struct):
    what: str
    form: int


def manifest_bytes(manifest: Manifest) -> bytes:
    """Return a manifest as JSON that people can read."""
    return msgspec.json.format(msgspec.json.encode(manifest), indent=1) + b"\n"


def read_manifest(data: bytes) -> Manifest:
    """Return the manifest in some bytes. Raises Refused."""
    try:
        beginning = msgspec.json.decode(data, type=_Beginning)
        if beginning.what == _WHAT and beginning.form > FORM:
            raise Refused("it was made by a newer version of migdesk; install that version here first")
        found = msgspec.json.decode(data, type=Manifest)
    except (msgspec.DecodeError, ValueError, RecursionError):
        raise Refused("it does not say in the usual way what is in it") from None
    if found.what != _WHAT or found.form < 1:
        raise Refused("it is not a package of migdesk")
    if len({part.id for part in found.practices}) != len(found.practices):
        raise Refused("it names a practice twice")
    return found
