"""Events come back from the database as they went in, whatever is written in them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from migdesk.practice.event import Actor, Channel, Event
from migdesk.practice.event_rows import (
    HASHED,
    INSERT_EVENT,
    ROW_COLUMNS,
    EventRow,
    event_of_row,
    row_of_event,
    rows_of,
    values_of,
)
from migdesk.practice.schema import migrate

ACTOR = Actor("Dana Field", "practice-manager", "Elm Tree Practice")
AT = datetime(2026, 11, 25, 9, 12, tzinfo=UTC)
FOLLOWED = "ab" * 32


def an_event(seq: int = 7, follows: tuple[str, ...] = (FOLLOWED,)) -> Event:
    body = {"text": "Ä"}
    return Event(
        device_id="laptop",
        seq=seq,
        practice_id="p1",
        clock=99,
        at=AT,
        actor=ACTOR,
        kind="note-added",
        body=body,
        channel=Channel.IMPORT,
        private=True,
        follows=follows,
    )


def test_an_event_comes_back_from_its_row_as_it_was() -> None:
    event = an_event()
    row = row_of_event(event)
    assert len(row.columns) == len(HASHED)
    assert event_of_row(row) == replace(event, hash=row.hash.hex())
    assert len(row.hash) == 32


BODIES = st.dictionaries(
    st.sampled_from(["task", "over", "text"]), st.sampled_from([{}, "", 'x","over":{}}', {"over": {}}])
)


@given(
    body=BODIES | st.just({"over": {}}),
    channel=st.sampled_from([*Channel, "", "carrier pigeon", "0"]),
    at=st.sampled_from(["2026-11-25T09:12:00+00:00", "2026-11-25T09:12:00Z", "2026-11-25T10:12:00+01:00", "Z", ""]),
)
def test_what_is_stored_short_is_read_as_it_was(body: dict[str, object], channel: str, at: str) -> None:
    row = row_of_event(replace(an_event(), body=body, channel=channel))
    columns = tuple(at.encode() if name == "at" else value for name, value in zip(HASHED, row.columns, strict=True))
    row = EventRow(columns, row.follows, row.hash)
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        migrate(connection)
        connection.execute(INSERT_EVENT, values_of(row, follows_the_one_before=False))
        assert rows_of(connection.execute(f"SELECT {ROW_COLUMNS} FROM event")) == [row]


def test_what_is_stored_short_can_be_read_by_anybody() -> None:
    row = row_of_event(replace(an_event(), body={"task": "t", "over": {}}))
    stored = dict(zip(HASHED, values_of(row, follows_the_one_before=False), strict=False))
    assert (stored["at"], stored["body"]) == ("2026-11-25T09:12:00Z", '{"task":"t"}')


def test_what_is_not_written_out_is_the_event_before_in_the_stream() -> None:
    first = row_of_event(an_event(1, ()))
    second = row_of_event(an_event(2, (first.hash.hex(),)))
    stored = [
        (*first.columns, *values_of(first, follows_the_one_before=False)[-2:]),
        (*second.columns, *values_of(second, follows_the_one_before=True)[-2:]),
    ]
    assert rows_of(stored) == [first, second]
    (alone,) = rows_of(stored[1:])
    assert alone.follows_unknown
    assert not alone.is_as_hashed


@pytest.mark.parametrize("column", range(len(HASHED)))
def test_every_column_is_covered_by_the_hash(column: int) -> None:
    row = row_of_event(an_event())
    columns = list(row.columns)
    columns[column] += b"1"
    assert row.is_as_hashed
    assert not EventRow(tuple(columns), row.follows, row.hash).is_as_hashed
    assert not EventRow(row.columns, row.follows[1:], row.hash).is_as_hashed


@pytest.mark.parametrize(
    ("column", "spoilt"),
    [
        ("seq", b"7x"),
        ("seq", b"+7"),
        ("clock", b"-1"),
        ("clock", b"9" * 5000),
        ("at", b"yesterday"),
        ("at", b"2026-11-25T09:12:00"),
        ("actor_name", b"\xff"),
        ("body", b"{"),
        ("body", b'"\xc3"'),
    ],
)
def test_a_row_that_holds_no_event_is_a_value_error(column: str, spoilt: bytes) -> None:
    row = row_of_event(an_event())
    columns = [spoilt if name == column else value for name, value in zip(HASHED, row.columns, strict=True)]
    with pytest.raises(ValueError):
        event_of_row(EventRow(tuple(columns), row.follows, row.hash))
