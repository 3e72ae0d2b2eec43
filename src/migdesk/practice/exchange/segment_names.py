"""The names of segments: of which practice, and the hash of what is in them."""

from __future__ import annotations

import hashlib
import re

SUFFIX = ".migdesk-part"
FILE_SUFFIX = ".migdesk-file"
"""Of files attached, which lie beside the segments."""

_DIGITS = 32
_PLAIN_ID = re.compile(r"[0-9a-z][0-9a-z-]{0,39}")
_OWN_NAME = re.compile(
    rf"(?P<practice>[0-9a-z][0-9a-z-]{{0,39}})\.(?P<digest>[0-9a-f]{{{_DIGITS}}}){re.escape(SUFFIX)}"
)


def segment_name(practice_id: str, digest: bytes) -> str:
    """Return the name of a segment with this hash (SHA-256): the same content has the same name everywhere."""
    return f"{practice_word(practice_id)}.{digest.hex()[:_DIGITS]}{SUFFIX}"


def practice_word(practice_id: str) -> str:
    """Return how a practice is named there: by its id or, where that would be no name of a file, by its hash."""
    if _PLAIN_ID.fullmatch(practice_id):
        return practice_id
    return hashlib.sha256(practice_id.encode()).hexdigest()[:_DIGITS]


def is_own_name(name: str) -> bool:
    """Tell whether a name is one that we gave; any other was given by a program that synchronises, or by a person."""
    return _OWN_NAME.fullmatch(name) is not None


def practice_word_in(name: str) -> str:
    """Return how the practice is named in a name of our own; empty for any other name."""
    found = _OWN_NAME.fullmatch(name)
    return found["practice"] if found else ""
