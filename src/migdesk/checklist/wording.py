"""The exact words that a person acknowledges. They are recorded with the acknowledgement, and so is their hash."""

from __future__ import annotations

import hashlib

from migdesk.checklist.definitions import Reference

HASH_DIGITS = 16
"""64 bits of SHA-256: enough to tell one wording from another, short enough to read out."""


_UNNAMED = "…"
"""Stands in the words for a document as long as nobody has named it."""


def wording_of(reference: Reference, document: str = "") -> str:
    """Return what the person states, as it stands on the screen beside the button.

    It is true of whoever speaks for any party. `document` is what a person names where the reference is none that has
    an address (`Reference.asks_for`). Why a reference matters is part of it; what has changed since is not, so that
    news does not undo a sign-off.
    """
    where = "; ".join(address.url for address in reference.addresses)
    named = _naming(document or _UNNAMED) if reference.asks_for else ""
    statement = f"I know of {reference.name}{f' ({where})' if where else ''}{named} and where to find it."
    kept = "The organisation that I speak for will keep to it, and to what has replaced it, in this migration."
    return f"{statement} {reference.why} {kept}"


def unnamed(wording: str, document: str) -> str:
    """Return words as they stand before somebody names the document: those that the hash is of."""
    return wording.replace(_naming(document), _naming(_UNNAMED), 1) if document else wording


def _naming(document: str) -> str:
    return f", by which I mean {document},"


def valid_hashes(reference: Reference) -> frozenset[str]:
    """Return the hashes of the words that count as acknowledging a reference: today's, and those before them whose
    acknowledgements stay valid."""
    return frozenset((hash_of(wording_of(reference)), *reference.earlier_words))


def hash_of(wording: str) -> str:
    """Return the hash by which two wordings are compared; white space does not count."""
    return hashlib.sha256(" ".join(wording.split()).encode()).hexdigest()[:HASH_DIGITS]
