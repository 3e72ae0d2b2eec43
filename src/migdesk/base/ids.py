"""Where new identifiers come from. Handed in, so that tests can fix them."""

from __future__ import annotations

import os
from collections.abc import Callable

IdSource = Callable[[], str]


def random_id() -> str:
    """Return 16 random hexadecimal digits: short enough to type, and 64 bits are enough for any number of laptops."""
    return os.urandom(8).hex()
