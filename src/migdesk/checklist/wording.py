"""The exact words that a person acknowledges. They are recorded with the acknowledgement, and so is their hash."""

from __future__ import annotations

import hashlib

from migdesk.checklist.definitions import Reference

HASH_DIGITS = 16
"""64 bits of SHA-256: enough to tell one wording from another, short enough to read out."""


def wording_of(reference: Reference) -> str:
    """Return what the person states, as it stands on the screen beside the button.

    Why a reference matters is part of it; what has changed since is not, so that news does not undo a sign-off.
    """
    where = "; ".join(address.url for address in reference.addresses)
    statement = f"I have read {reference.name}" + (f" ({where})" if where else "") + ", or what has replaced it since."
    return f"{statement} {reference.why} I know what it asks of our practice during the migration."


def hash_of(wording: str) -> str:
    """Return the hash by which two wordings are compared; white space does not count."""
    return hashlib.sha256(" ".join(wording.split()).encode()).hexdigest()[:HASH_DIGITS]
