"""The shared events of one practice as bytes, and back: what packages and shared folders are made of.

A line of JSON each. The first says what this is and of which practice; every other is an event: its columns in the
order in which its hash covers them (`event_rows.HASHED`), what it follows, and its hash. The same events give the same
bytes, in whatever order they are handed in. Whatever is read is taken as hostile until its hashes prove it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from migdesk.practice.chain import HASH_BYTES
from migdesk.practice.event_rows import HASHED, EventRow
from migdesk.practice.exchange.refused import Refused

FORM = 1
"""Raised only where an older version would misread what a newer one writes."""

MOST_BYTES = 64 << 20
MOST_EVENTS = 250_000
"""A migration records some thousand events."""

_WHAT = "migdesk-events"
_LINE_FIELDS = len(HASHED) + 2
_encode = msgspec.json.Encoder().encode


class EventFile(msgspec.Struct, frozen=True):
    """Events of one practice as they were handed over, each of them what its hash says."""

    practice_id: str
    rows: tuple[EventRow, ...]


class _Head(msgspec.Struct):
    what: str
    form: int
    practice: str


_decode_head = msgspec.json.Decoder(_Head).decode
_decode_line = msgspec.json.Decoder(list[str | None]).decode


def event_bytes(practice_id: str, rows: Iterable[EventRow]) -> bytes:
    """Return the shared events of a practice as bytes. What is private is never among them."""
    lines = [_encode(_Head(_WHAT, FORM, practice_id))]
    before = b""
    for row in sorted((row for row in rows if not row.is_private), key=_in_streams):
        follows = None if row.follows == before else row.follows.hex()  # the one before it in its stream, mostly
        lines.append(_encode([*(column.decode() for column in row.columns), follows, row.hash.hex()]))
        before = row.hash
    return b"\n".join((*lines, b""))


def read_events(data: bytes) -> EventFile:
    """Return the events in some bytes. Raises Refused for anything that `event_bytes` would not have written.

    What an event says is looked at by `intake`; here it is what its hash says, shared, and of the practice named.
    """
    if len(data) > MOST_BYTES:
        raise Refused(f"the changes of one practice take more than {MOST_BYTES >> 20} MB")
    if data.count(b"\n") > MOST_EVENTS:
        raise Refused(f"it holds more than {MOST_EVENTS:,} changes of one practice")
    if not data.endswith(b"\n"):
        raise Refused("its end is missing")
    head, *lines = data[:-1].split(b"\n")
    practice_id = _practice_of(head)
    try:
        return EventFile(practice_id, tuple(_rows(lines, practice_id.encode())))
    except (msgspec.DecodeError, ValueError, RecursionError):
        raise Refused("an entry cannot be read") from None


def _in_streams(row: EventRow) -> tuple[bytes, int, bytes]:
    stream, _, number = row.place
    return stream, int(number), row.hash


def _practice_of(head: bytes) -> str:
    try:
        found = _decode_head(head)
    except (msgspec.DecodeError, ValueError, RecursionError):
        raise Refused("it does not begin as changes of a practice do") from None
    if found.what != _WHAT or found.form < 1:
        raise Refused("it does not begin as changes of a practice do")
    if found.form > FORM:
        raise Refused("it was made by a newer version of migdesk; install that version here first")
    return found.practice


def _rows(lines: Iterable[bytes], practice_id: bytes) -> Iterator[EventRow]:
    before = b""
    for line in lines:
        fields = _decode_line(line)
        if len(fields) != _LINE_FIELDS:
            raise Refused("an entry cannot be read")
        *texts, follows, own = fields
        columns = tuple(_bytes(text) for text in texts)
        row = EventRow(columns, before if follows is None else bytes.fromhex(follows), bytes.fromhex(own or ""))
        if len(row.hash) != HASH_BYTES or not row.is_as_hashed:
            raise Refused("an entry was changed, or its chain is broken")
        if row.place[1] != practice_id:
            raise Refused("it holds an entry of another practice than it says")
        if row.is_private:
            raise Refused("it holds a private note, which nobody hands on")
        yield row
        before = row.hash


def _bytes(text: str | None) -> bytes:
    if text is None:
        raise Refused("an entry cannot be read")
    return text.encode()
