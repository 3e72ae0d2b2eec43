"""Where each practice's events stand in the log: in which blocks of sixteen arrivals.

What people record of a practice comes in runs, so this finds it as fast as an index over all events would, in a
fiftieth of the room. It follows from the events and is filled anew where it is not whole.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

EVENTS_OF_PRACTICE = (
    "event_block CROSS JOIN event ON arrival BETWEEN block << 4 AND (block << 4) + 15 AND practice_id = practice"
    " WHERE practice = ?"
)
"""What to select from, and the condition, for the events of one practice."""

_BLOCKS = "SELECT DISTINCT practice_id, arrival >> 4 FROM event"
_OUTSIDE = "NOT EXISTS (SELECT 1 FROM event_block WHERE practice = practice_id AND block = arrival >> 4)"
_LOOKED_THROUGH_AT_ONCE = 25_000
"""The latest events, some 10 ms, are looked through whenever a record is opened; the others by `verify`."""

_VERIFIED_AT_ONCE = 5_000


def fill_blocks(connection: sqlite3.Connection) -> None:
    """Note anew where the events of all practices stand: a second for a million events."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.execute("DELETE FROM event_block")
        connection.execute(f"INSERT INTO event_block {_BLOCKS}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # on a full disk SQLite has rolled back already
            connection.execute("ROLLBACK")
        raise


def fill_blocks_in_memory(connection: sqlite3.Connection) -> None:
    """Note for this connection alone where the events stand: in a table that hides the one in the file."""
    query_only = connection.execute("PRAGMA query_only").fetchone()[0]
    connection.execute("PRAGMA query_only = OFF")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute(
        "CREATE TEMP TABLE event_block (practice TEXT, block INTEGER, PRIMARY KEY (practice, block)) WITHOUT ROWID"
    )
    connection.execute(f"INSERT INTO event_block {_BLOCKS}")
    connection.execute(f"PRAGMA query_only = {query_only}")


def blocks_are_whole(connection: sqlite3.Connection) -> bool:
    """Tell whether the latest events are found where they stand. A copy holds none, a spoilt record too few."""
    latest = "SELECT practice_id, arrival FROM event ORDER BY arrival DESC LIMIT ?"
    query = f"SELECT NOT EXISTS (SELECT 1 FROM ({latest}) WHERE {_OUTSIDE})"  # noqa: S608
    return bool(connection.execute(query, (_LOOKED_THROUGH_AT_ONCE,)).fetchone()[0])


def practices_of_events_outside(connection: sqlite3.Connection) -> Iterator[frozenset[str]]:
    """Return, for some thousands of events at a time, the practices whose events would not be found."""
    some = "SELECT practice_id, arrival FROM event WHERE arrival > ? ORDER BY arrival LIMIT ?"
    last = -(1 << 63)
    while last is not None:
        found = connection.execute(
            f"SELECT DISTINCT practice_id FROM ({some}) WHERE {_OUTSIDE}",  # noqa: S608
            (last, _VERIFIED_AT_ONCE),
        )
        yield frozenset(row[0] for row in found.fetchall())
        last = connection.execute(f"SELECT max(arrival) FROM ({some})", (last, _VERIFIED_AT_ONCE)).fetchone()[0]  # noqa: S608
