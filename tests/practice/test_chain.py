"""Hashes, tips and fingerprints: what vouches for a practice's history."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migdesk.practice.chain import (
    digest_of,
    digest_start,
    fingerprint_of,
    hash_of,
    hashes_in,
    read_fingerprint,
    tips_of,
)

HASHES = st.binary(min_size=32, max_size=32).map(bytes.hex)


def test_the_hash_is_the_one_that_was_released() -> None:
    """It can never change: reports that were handed out carry it."""
    columns = [b"device", b"1", b"p1"]
    written = b"".join(len(part).to_bytes(8, "big") + part for part in (b"\0" * 32, *columns))
    assert hash_of(columns, b"\0" * 32) == hashlib.sha256(written).digest()


@given(st.lists(st.binary(max_size=3), max_size=4), st.lists(st.binary(max_size=3), max_size=4))
def test_columns_cannot_flow_into_each_other(some: list[bytes], others: list[bytes]) -> None:
    assert (hash_of(some, b"") == hash_of(others, b"")) == (some == others)


def test_tips_are_what_nothing_follows() -> None:
    links = [("a", ()), ("b", ("a",)), ("c", ("a",)), ("d", ("c",))]
    assert tips_of(links) == ("b", "d")
    assert tips_of(reversed(links)) == ("b", "d")
    assert tips_of([]) == ()


@given(st.lists(HASHES, min_size=1, max_size=4, unique=True))
def test_a_fingerprint_is_read_back_from_paper(tips: list[str]) -> None:
    written = fingerprint_of(tips)
    assert written == fingerprint_of(reversed(tips))
    assert [len(group) for group in written.split("-")] == [4] * 5
    assert read_fingerprint(written.lower().replace("-", " ").replace("0", "o").replace("1", "l")) == written

    assert read_fingerprint(written.replace("-", "\N{EN DASH}") + ".") == written
    assert read_fingerprint(f" {written.replace('-', chr(0xA0))}\n") == written


@given(st.lists(HASHES, min_size=1, max_size=4, unique=True))
def test_the_start_of_its_digest_follows_from_a_fingerprint(tips: list[str]) -> None:
    assert digest_of(map(bytes.fromhex, tips)).startswith(digest_start(fingerprint_of(tips)))


@pytest.mark.parametrize("typed", ["", "abc", "U" * 20, "7" * 21, "report.html"])
def test_other_words_are_no_fingerprint(typed: str) -> None:
    assert read_fingerprint(typed) == ""


def test_nothing_recorded_has_no_fingerprint() -> None:
    assert fingerprint_of(()) == ""
    assert hashes_in(b"") == ()
