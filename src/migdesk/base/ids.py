"""Where new identifiers come from. Handed in, so that tests can fix them."""

from __future__ import annotations

import os
from collections.abc import Callable

IdSource = Callable[[], str]

_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"  # 32, without those that people misread


def random_id() -> str:
    """Return 16 random hexadecimal digits: short enough to type, and 64 bits are enough for any number of laptops."""
    return os.urandom(8).hex()


def random_stream_id() -> str:
    """Return ten random letters and digits: a stream's id stands in each of its events, and is told by 50 bits."""
    return "".join(_LETTERS[byte & 31] for byte in os.urandom(10))


def random_passphrase() -> str:
    """Return a passphrase that can be told by telephone: three groups of four, 60 bits, "hrkd-7mpa-x2vf"."""
    letters = "".join(_LETTERS[byte & 31] for byte in os.urandom(12))
    return "-".join(letters[start : start + 4] for start in range(0, len(letters), 4))
