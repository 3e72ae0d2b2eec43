"""A segment proves itself whole; whatever became of it on its way is waited for or refused, and never the end."""

from __future__ import annotations

import hashlib
import zlib

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from migdesk.practice.event_rows import EventRow
from migdesk.practice.exchange.carriers.carrier import NotArrived, Part
from migdesk.practice.exchange.event_file import MOST_BYTES, event_bytes
from migdesk.practice.exchange.refused import Refused
from migdesk.practice.exchange.segment import SegmentHead, read_segment, segment_of
from migdesk.practice.exchange.segment_names import is_own_name, practice_word, practice_word_in
from migdesk.practice.exchange.share_upkeep import patience
from practice.exchange.desks import Desk
from support import PRACTICE, practice_set, task_set

MARK = b"migdesk-part-1\n"


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> tuple[EventRow, ...]:
    desk = Desk("joan", tmp_path_factory.mktemp("nowhere"))
    desk.record(practice_set(name="Elm"))
    desk.record(task_set("t", owner="Ann"))
    return desk.store.rows(PRACTICE)


def whole(body: bytes) -> bytes:
    return MARK + hashlib.sha256(body).digest() + body


def test_it_comes_back_as_it_went(rows: tuple[EventRow, ...]) -> None:
    name, data = segment_of(PRACTICE, rows, None, SegmentHead("Joan", ("a", "b")))
    found = read_segment(data, None)
    assert (found.head, found.events.practice_id) == (SegmentHead("Joan", ("a", "b")), PRACTICE)
    assert {row.hash for row in found.events.rows} == {row.hash for row in rows}
    assert segment_of(PRACTICE, reversed(rows), None, SegmentHead("Joan", ("a", "b"))) == (name, data)
    assert is_own_name(name)
    assert practice_word_in(name) == PRACTICE


@given(data=st.data())
def test_half_of_it_is_waited_for(rows: tuple[EventRow, ...], data: st.DataObject) -> None:
    _, written = segment_of(PRACTICE, rows, None, SegmentHead())
    cut = data.draw(st.integers(0, len(written) - 1))
    with pytest.raises(NotArrived):
        read_segment(written[:cut], None)
    with pytest.raises(NotArrived):
        read_segment(written[:cut] + bytes(len(written) - cut), None)


@given(place=st.integers(0, 10_000), value=st.integers(1, 255))
def test_a_byte_that_was_changed_is_never_taken_in(rows: tuple[EventRow, ...], place: int, value: int) -> None:
    _, written = segment_of(PRACTICE, rows, None, SegmentHead())
    spoilt = bytearray(written)
    spoilt[place % len(spoilt)] ^= value
    with pytest.raises((NotArrived, Refused)):
        read_segment(bytes(spoilt), None)


@given(st.binary(max_size=300))
def test_what_is_none_of_ours_is_refused_or_waited_for(data: bytes) -> None:
    for given_data in (
        data,
        MARK + data,
        whole(data),
        whole(zlib.compress(data)),
        whole(zlib.compress(b"{}\n" + data)),
    ):
        with pytest.raises((NotArrived, Refused)):
            read_segment(given_data, None)


def test_what_unpacks_to_too_much_is_refused(rows: tuple[EventRow, ...]) -> None:
    with pytest.raises(Refused, match="unpacks to more"):
        read_segment(whole(zlib.compress(bytes(MOST_BYTES + (2 << 20)))), None)
    head = msgspec.json.encode({"sender": "x" * 400}) + b"\n"
    with pytest.raises(Refused, match="does not begin as a part does"):
        read_segment(whole(zlib.compress(head + event_bytes(PRACTICE, rows))), None)


def test_a_newer_form_is_said_to_be_one() -> None:
    with pytest.raises(Refused, match="newer version"):
        read_segment(b"migdesk-part-2\n" + bytes(100), None)


@pytest.mark.parametrize("practice_id", ["Elm Tree/..", "A" * 64, "ä", "con", ""])
def test_a_practice_gives_a_file_a_proper_name(practice_id: str) -> None:
    word = practice_word(practice_id)
    assert word.isascii()
    assert word == word.lower()
    assert not set(word) & set("/\\. ")
    assert 0 < len(word) <= 40


@given(places=st.sets(st.text("abcdef0123456789", min_size=16, max_size=16), min_size=1, max_size=60))
def test_a_few_others_send_at_each_turn_and_whose_it_was_at_once(places: set[str]) -> None:
    part = Part("joan", "p1.0.migdesk-part")
    turns = sorted(patience(part, place, {*places, "joan"}) for place in places)
    assert patience(part, "joan", places) == 0
    assert turns[0] <= 2
    assert all(turns.count(turn) <= 4 for turn in set(turns))
