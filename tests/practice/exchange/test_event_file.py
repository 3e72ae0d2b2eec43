"""Events as bytes and back, and what is refused on the way."""

from __future__ import annotations

import random
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from migdesk.practice.event import Actor, Draft, Event
from migdesk.practice.event_rows import EventRow, row_of_event
from migdesk.practice.exchange import event_file
from migdesk.practice.exchange.event_file import event_bytes, read_events
from migdesk.practice.exchange.refused import Refused
from support import PRACTICE, START, add_note, name_practice, new_store, task_set


def row_of(seq: int, text: str, follows: tuple[str, ...] = (), *, stream: str = "s", private: bool = False) -> EventRow:
    event = Event(
        device_id=stream,
        seq=seq,
        practice_id=PRACTICE,
        clock=seq,
        at=START,
        actor=Actor(text, text, ""),
        kind="note-added",
        body={"text": text},
        private=private,
        follows=follows,
    )
    return row_of_event(event)


def stream_of(texts: list[str], stream: str = "s") -> list[EventRow]:
    rows: list[EventRow] = []
    for number, text in enumerate(texts, 1):
        rows.append(row_of(number, text, (rows[-1].hash.hex(),) if rows else (), stream=stream))
    return rows


texts = st.lists(st.text(st.characters(exclude_categories=["Cs"])), max_size=12)


@given(texts, texts, st.randoms(use_true_random=False))
def test_bytes_and_back(first: list[str], other: list[str], chance: random.Random) -> None:
    rows = stream_of(first) + stream_of(other, "t")
    data = event_bytes(PRACTICE, rows)
    found = read_events(data)
    assert found.practice_id == PRACTICE
    assert {row.hash for row in found.rows} == {row.hash for row in rows}
    assert sorted(map(repr, found.rows)) == sorted(map(repr, rows))
    chance.shuffle(rows)
    assert event_bytes(PRACTICE, rows) == data


def test_what_is_private_stays_out(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    name_practice(store)
    add_note(store, "for all")
    store.append(PRACTICE, Actor("A", "b"), lambda _: [Draft("note-added", {"text": "for us"}, private=True)])
    data = event_bytes(PRACTICE, store.raw_rows(PRACTICE))
    assert b"for all" in data
    assert b"for us" not in data


def refusal(data: bytes) -> str:
    with pytest.raises(Refused) as caught:
        read_events(data)
    return str(caught.value)


LINES = event_bytes(PRACTICE, stream_of(["one", "two", "three"])).splitlines(keepends=True)


def changed(line: int, **parts: object) -> bytes:
    fields = msgspec.json.decode(LINES[line])
    for place, value in parts.items():
        fields[int(place.removeprefix("at"))] = value
    return b"".join((*LINES[:line], msgspec.json.encode(fields) + b"\n", *LINES[line + 1 :]))


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "its end is missing"),
        (b"".join(LINES)[:-1], "its end is missing"),
        (b"".join(LINES)[:-40], "its end is missing"),
        (b"\n", "does not begin"),
        (b"[]\n", "does not begin"),
        (b'{"what":"other","form":1,"practice":"p1"}\n', "does not begin"),
        (b'{"what":"migdesk-events","form":0,"practice":"p1"}\n', "does not begin"),
        (b'{"what":"migdesk-events","form":2,"practice":"p1"}\n', "a newer version"),
        (LINES[0] + b"[" * 100_000 + b"\n", "cannot be read"),
        (LINES[0] + b"[1, 2]\n", "cannot be read"),
        (LINES[0] + b"[]\n", "cannot be read"),
        (LINES[0] + b"\n", "cannot be read"),
        (LINES[0] + LINES[1].replace(b"one", b"\\ud800", 1), "cannot be read"),
        (LINES[0] + LINES[1].replace(b"one", b"\xff", 1), "cannot be read"),
        (changed(2, at5="Somebody else"), "was changed"),
        (changed(2, at5=None), "cannot be read"),
        (changed(2, at13=""), "was changed"),
        (changed(2, at13="zz"), "cannot be read"),
        (changed(2, at12="00" * 32), "was changed"),
        (LINES[0] + LINES[2], "was changed"),
        (LINES[0].replace(b"p1", b"p2") + LINES[1], "of another practice"),
    ],
)
def test_what_is_refused(data: bytes, why: str) -> None:
    assert why in refusal(data)


def test_a_private_note_that_somebody_put_in_is_refused() -> None:
    row = row_of(1, "for us", private=True)
    line = msgspec.json.encode([*(column.decode() for column in row.columns), "", row.hash.hex()])
    assert "private" in refusal(LINES[0] + line + b"\n")


def test_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    data = b"".join(LINES)
    with monkeypatch.context() as patch:
        patch.setattr(event_file, "MOST_BYTES", 100)
        assert "take more than" in refusal(data)
    monkeypatch.setattr(event_file, "MOST_EVENTS", 2)
    assert "more than 2 changes" in refusal(data)


@given(st.integers(0, len(b"".join(LINES)) - 1), st.integers(0, 255))
def test_no_byte_can_be_changed_unseen(place: int, byte: int) -> None:
    data = bytearray(b"".join(LINES))
    data[place] = byte
    try:
        found = read_events(bytes(data))
    except Refused:
        return
    known = {row.hash for row in read_events(b"".join(LINES)).rows}
    assert {row.hash for row in found.rows} <= known


def test_a_store_takes_in_what_another_wrote(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    here, there = new_store(tmp_path / "a", "a"), new_store(tmp_path / "b", "b")
    name_practice(there)
    there.append(PRACTICE, Actor("A", "b"), lambda _: [task_set("t", owner="Ann"), task_set("t", owner="Bob")])
    here.take(read_events(event_bytes(PRACTICE, there.rows(PRACTICE))).rows)
    assert here.tips(PRACTICE) == there.tips(PRACTICE)
    assert here.state(PRACTICE) == there.state(PRACTICE)
