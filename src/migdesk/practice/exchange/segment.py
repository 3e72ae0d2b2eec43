"""A segment: some events of one practice, from one place, in one file that is never changed.

It proves itself whole by a hash at its beginning, so that what has half arrived is known whatever its name is. In a
share with a passphrase what follows is encrypted to the key of the share.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable
from typing import Annotated

import msgspec

from migdesk.practice.event_rows import EventRow
from migdesk.practice.exchange.carriers.carrier import NotArrived
from migdesk.practice.exchange.event_file import MOST_BYTES, EventFile, event_bytes, read_events
from migdesk.practice.exchange.folder_key import FolderKey
from migdesk.practice.exchange.refused import Refused
from migdesk.practice.exchange.segment_names import segment_name

_MARK, _FORM = b"migdesk-part-", b"1\n"
_HASH_BYTES = 32
_MOST_HEAD_BYTES = 1 << 20
_MOST_REPLACED = 10_000
_LEVEL = 6


class Foreign(Refused):
    """What does not begin as a segment does. Under a name of our own it is one whose beginning is still to come."""


class SegmentHead(msgspec.Struct, frozen=True):
    """Who sends a segment, as that person wrote it, and the names of the sender's own segments that it replaces."""

    sender: Annotated[str, msgspec.Meta(max_length=300)] = ""
    replaces: Annotated[tuple[str, ...], msgspec.Meta(max_length=_MOST_REPLACED)] = ()


class Segment(msgspec.Struct, frozen=True):
    """A segment as it was read, checked but for what its events say."""

    head: SegmentHead
    events: EventFile


def segment_of(
    practice_id: str, rows: Iterable[EventRow], key: FolderKey | None, head: SegmentHead
) -> tuple[str, bytes]:
    """Return the name and the bytes of a segment with these events."""
    plain = msgspec.json.encode(head) + b"\n" + event_bytes(practice_id, rows)
    body = zlib.compress(plain, _LEVEL)
    if key is not None:
        body = key.lock(body)
    digest = hashlib.sha256(body).digest()
    return segment_name(practice_id, digest), _MARK + _FORM + digest + body


def read_segment(data: bytes, key: FolderKey | None) -> Segment:
    """Return the segment in some bytes.

    Raises NotArrived for one whose end is still to come, and Refused for what is none of ours or cannot be trusted.
    """
    start = len(_MARK) + len(_FORM)
    if not data.startswith(_MARK):
        if _MARK.startswith(data.rstrip(b"\0")):  # what a program that synchronises has made room for
            raise NotArrived("has not arrived yet")
        raise Foreign("it is no part of a migdesk record")
    form = data[len(_MARK) : start]
    if len(form) < len(_FORM) or b"\0" in form:
        raise NotArrived("has not arrived yet")
    if form != _FORM:
        raise Refused("it was made by a newer version of migdesk; install that version here first")
    digest, body = data[start : start + _HASH_BYTES], data[start + _HASH_BYTES :]
    if hashlib.sha256(body).digest() != digest:
        raise NotArrived("has not wholly arrived")
    if key is not None:
        body = key.unlock(body)
    plain = _unpacked(body)
    head, line_end, events = plain.partition(b"\n")
    if not line_end or len(head) > _MOST_HEAD_BYTES:
        raise Refused("it does not begin as a part does")
    try:
        found = msgspec.json.decode(head, type=SegmentHead)
    except (msgspec.DecodeError, ValueError, RecursionError):
        raise Refused("it does not begin as a part does") from None
    return Segment(found, read_events(events))


def _unpacked(body: bytes) -> bytes:
    press = zlib.decompressobj()
    try:
        plain = press.decompress(body, MOST_BYTES + _MOST_HEAD_BYTES)
    except zlib.error:
        raise Refused("it is locked with a passphrase that this share does not have, or it was changed") from None
    if not press.eof:
        raise Refused("it unpacks to more than the changes of a practice can be")
    return plain
