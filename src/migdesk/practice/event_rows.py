"""Events as rows of the table `event`: which columns they have, and how they are written and read.

Rows are read as bytes, whatever stands in them: what was spoilt on disk is found by its hash and told, never raised.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import msgspec

from migdesk.practice.chain import hash_of, hashes_in
from migdesk.practice.event import Actor, Channel, Event, party_in

HASHED = (
    "device_id",
    "seq",
    "practice_id",
    "clock",
    "at",
    "actor_name",
    "actor_role",
    "actor_organisation",
    "channel",
    "private",
    "kind",
    "body",
)
"""The columns that an event's hash covers, in their order there. It never changes."""

_NUMBERS = frozenset({"seq", "clock", "private"})
_SHORT_CHANNELS = {Channel.WINDOW.value: 0, Channel.COMMAND_LINE.value: 2, Channel.IMPORT.value: 4}
"""How our own channels are stored: as a number, one more where the body is stored whole."""

_UTC, _SHORT_UTC = b"+00:00", b"Z"
_OVER_NOTHING = b',"over":{}}'
"""How most bodies end; where the number is even, this is left out but for the bracket."""

_READ_AS = {
    "at": "CASE WHEN typeof(channel) = 'integer' AND substr(at, -1) = 'Z'"
    f" THEN substr(at, 1, length(at) - 1) || '{_UTC.decode()}' ELSE at END",
    "channel": " ".join(
        (
            "CASE WHEN typeof(channel) = 'integer' THEN CASE channel >> 1",
            *(f"WHEN {number >> 1} THEN '{text}'" for text, number in _SHORT_CHANNELS.items()),
            "ELSE channel END ELSE channel END",
        )
    ),
    "body": "CASE WHEN typeof(channel) = 'integer' AND channel & 1 = 0"
    f" THEN substr(body, 1, length(body) - 1) || '{_OVER_NOTHING.decode()}' ELSE body END",
}
ROW_COLUMNS = ", ".join((*(f"CAST({_READ_AS.get(name, name)} AS BLOB)" for name in HASHED), "follows", "hash"))
"""What to select of an event: each column as its hash covers it, whether the row is stored short or in full."""

INSERT_EVENT = (
    f"INSERT INTO event ({', '.join(HASHED)}, follows, hash)"  # noqa: S608
    f" VALUES ({', '.join('?' * len(HASHED))}, ?, ?)"
)
_decode_body = msgspec.json.Decoder().decode


class EventRow(msgspec.Struct, frozen=True, array_like=True):
    """An event as it is stored and handed over: its columns in bytes, the hashes that it follows, and its own.

    `follows_unknown` where it should follow the one before in its stream and there is none.
    """

    columns: tuple[bytes, ...]
    follows: bytes
    hash: bytes
    follows_unknown: bool = False

    @property
    def place(self) -> tuple[bytes, bytes, bytes]:
        """Its stream's id, its practice, and its number there."""
        return self.columns[0], self.columns[2], self.columns[1]

    @property
    def is_private(self) -> bool:
        return self.columns[HASHED.index("private")] != b"0"

    @property
    def is_as_hashed(self) -> bool:
        return hash_of(self.columns, self.follows) == self.hash


def row_of_event(event: Event) -> EventRow:
    """Return an event as its row, with the hash that it gets by what it follows."""
    actor = event.actor
    texts = (
        event.device_id,
        str(event.seq),
        event.practice_id,
        str(event.clock),
        event.at.isoformat(),
        actor.name,
        actor.role,
        actor.organisation,
        event.channel,
        str(int(event.private)),
        event.kind,
    )
    columns = (*(text.encode() for text in texts), msgspec.json.encode(event.body))
    follows = bytes.fromhex("".join(event.follows))
    return EventRow(columns, follows, hash_of(columns, follows))


def event_of_row(row: EventRow) -> Event:
    """Return an event from its row. Raises ValueError for a row that holds none."""
    device_id, seq, practice_id, clock, at, name, role, organisation, channel, private, kind, body = row.columns
    moment = datetime.fromisoformat(at.decode())
    if moment.tzinfo is None:
        raise ValueError("a time without its offset")
    said = _decode_body(body)
    return Event(
        device_id=device_id.decode(),
        seq=_number(seq),
        practice_id=practice_id.decode(),
        clock=_number(clock),
        at=moment,
        actor=Actor(name.decode(), role.decode(), organisation.decode(), party_in(said)),
        kind=kind.decode(),
        body=said,
        channel=channel.decode(),
        private=bool(_number(private)),
        follows=tuple(digest.hex() for digest in hashes_in(row.follows)),
        hash=row.hash.hex(),
    )


def values_of(row: EventRow, *, follows_the_one_before: bool) -> tuple[Any, ...]:
    """Return a row's values for `INSERT_EVENT`. That it follows the one before in its stream is not written out."""
    columns = dict(zip(HASHED, row.columns, strict=True))
    channel, at, body = columns["channel"].decode(), columns["at"], columns["body"]
    stored: dict[str, str | int] = {
        name: int(column) if name in _NUMBERS else column.decode() for name, column in columns.items()
    }
    if channel in _SHORT_CHANNELS and at.endswith(_UTC):
        names_nothing = body.endswith(_OVER_NOTHING)
        stored["channel"] = _SHORT_CHANNELS[channel] + (not names_nothing)
        stored["at"] = (at.removesuffix(_UTC) + _SHORT_UTC).decode()
        stored["body"] = (body.removesuffix(_OVER_NOTHING) + b"}" if names_nothing else body).decode()
    return (*stored.values(), None if follows_the_one_before else row.follows, row.hash)


def rows_of(selected: Iterable[Sequence[Any]]) -> list[EventRow]:
    """Return the rows of a query for `ROW_COLUMNS` over whole streams, with what each follows found out.

    Where it is not written out, an event follows the one before it in its stream of its practice. Where two programs
    gave that number (a folder copied under 0.1.0), it is the one by which the hash is right.
    """
    found = [(_whole(columns), follows, _as_bytes(own)) for *columns, follows, own in selected]
    by_place: dict[tuple[bytes, bytes, bytes], list[bytes]] = {}
    for columns, _, own in found:
        by_place.setdefault((columns[0], columns[2], columns[1]), []).append(own)
    rows = []
    for columns, follows, own in found:
        if follows is not None:
            rows.append(EventRow(columns, _as_bytes(follows), own))
            continue
        before = by_place.get((columns[0], columns[2], _one_less(columns[1])), [])
        right = [choice for choice in before if len(before) == 1 or hash_of(columns, choice) == own]
        rows.append(EventRow(columns, right[0] if right else b"", own, follows_unknown=not before))
    return rows


def _number(column: bytes) -> int:
    number = int(column)
    if str(number).encode() != column or not 0 <= number < 1 << 63:
        raise ValueError("not a number as it is stored")
    return number


def _one_less(seq: bytes) -> bytes:
    return str(int(seq) - 1).encode() if seq.isdigit() and len(seq) < 20 else b""


def _whole(columns: list[bytes | None]) -> tuple[bytes, ...]:
    """Return a row's columns, nothing where a spoilt one holds no value at all."""
    return tuple(columns) if None not in columns else tuple(map(_as_bytes, columns))  # type: ignore[arg-type]


def _as_bytes(value: Any) -> bytes:
    """Return what a column holds as bytes; what is of another type there was spoilt, and matches no hash."""
    return value if isinstance(value, bytes) else b""
