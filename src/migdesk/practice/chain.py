"""The chain: each event's hash covers those it follows, so that one hash vouches for all that came before it.

A practice's events form a graph, as commits do. The hash is SHA-256 over the hashes of the events that an event
follows and over its own columns as they are stored, byte for byte, so that no later version need write JSON alike.
What nothing follows yet is a tip; a practice's tips stand for its whole history, and their fingerprint is a short form
of them for paper.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable, Sequence
from unicodedata import category

HASH_BYTES = 32
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: without I, L, O and U, which people misread
_MISREAD = str.maketrans("ILO", "110")
_BETWEEN = frozenset({"Pd", "Zs", "Cc", "Cf"})
"""Dashes, spaces, tabs and what cannot be seen."""
_MINUS = "\u2212"
_AROUND = " \t\r\n.,;:!?“”\"'()"
_length = struct.Struct(">Q").pack
_GROUPS, _GROUP_LENGTH = 5, 4


def hash_of(columns: Sequence[bytes], follows: bytes) -> bytes:
    """Return the hash of an event with these columns (see `event_rows.HASHED`) that follows these, 32 bytes each."""
    return hash_of_parts(follows, *columns)


def hash_of_parts(*parts: bytes) -> bytes:
    """Return SHA-256 over some parts, each with its length before it, so that none can pass for part of another."""
    return hashlib.sha256(b"".join([_length(len(part)) + part for part in parts])).digest()


def hashes_in(follows: bytes) -> tuple[bytes, ...]:
    """Return the hashes that a column `follows` holds one after the other."""
    return tuple(follows[start : start + HASH_BYTES] for start in range(0, len(follows), HASH_BYTES))


def tips_of(links: Iterable[tuple[str, Iterable[str]]]) -> tuple[str, ...]:
    """Return what nothing follows, in order, given pairs of an event's hash and the hashes that it follows."""
    heads: set[str] = set()
    followed: set[str] = set()
    for own, follows in links:
        heads.add(own)
        followed.update(follows)
    return tuple(sorted(heads - followed))


def fingerprint_of(tips: Iterable[str]) -> str:
    """Return the short form of some tips (hexadecimal): five groups of four, 100 bits, "7K2M-…". Empty for none."""
    ordered = sorted(tips)
    if not ordered:
        return ""
    number = int.from_bytes(digest_of(map(bytes.fromhex, ordered)), "big")
    length = _GROUPS * _GROUP_LENGTH
    digits = "".join(_ALPHABET[(number >> (256 - 5 * (place + 1))) & 31] for place in range(length))
    return "-".join(digits[start : start + _GROUP_LENGTH] for start in range(0, length, _GROUP_LENGTH))


def digest_start(fingerprint: str) -> bytes:
    """Return the first 12 bytes of the digest that a fingerprint is the short form of, to compare many with fast."""
    number = 0
    for digit in fingerprint.replace("-", ""):
        number = number << 5 | _ALPHABET.index(digit)
    return (number >> 4).to_bytes(12, "big")


def digest_of(tips: Iterable[bytes]) -> bytes:
    """Return the digest over some tips that their fingerprint is the short form of."""
    return hashlib.sha256(b"".join(sorted(tips))).digest()


def read_fingerprint(typed: str) -> str:
    """Return a fingerprint as `fingerprint_of` writes it, from what somebody read off paper; empty where it is none.

    Dashes and spaces of any kind are taken, and what ends a sentence after it: word processors put them there.
    """
    kept = [character for character in typed.strip(_AROUND) if category(character) not in _BETWEEN]
    digits = "".join(kept).replace(_MINUS, "").upper().translate(_MISREAD)
    if len(digits) != _GROUPS * _GROUP_LENGTH or any(digit not in _ALPHABET for digit in digits):
        return ""
    return "-".join(digits[start : start + _GROUP_LENGTH] for start in range(0, len(digits), _GROUP_LENGTH))
