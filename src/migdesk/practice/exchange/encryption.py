"""Encryption of what leaves this computer, in the age format (age-encryption.org/v1).

`pyrage` is imported where something is locked or unlocked, and nowhere else.
"""

from __future__ import annotations

import re

from migdesk.base.errors import UserError
from migdesk.practice.exchange.refused import PassphraseNeeded, Refused

_BEGINNING = b"age-encryption.org/v1\n"
_PASSPHRASE_LINE = re.compile(rb"-> scrypt [A-Za-z0-9+/]{22} ([1-9][0-9]?)\n")
_MOST_WORK = 20
"""2^20 takes some 2 s and 1 GB of memory; who asks for more wants to keep this computer busy."""


def is_locked(data: bytes) -> bool:
    """Tell whether some bytes, or the beginning of them, are encrypted."""
    return data.startswith(_BEGINNING)


def lock(data: bytes, passphrase: str) -> bytes:
    """Encrypt some bytes with a passphrase; it takes about a second, on purpose. Raises UserError for an empty one."""
    if not passphrase:
        raise UserError("The passphrase is empty. Choose some words that the other side knows or is told.")
    import pyrage

    locked: bytes = pyrage.passphrase.encrypt(data, passphrase)
    return locked


def unlock(data: bytes, passphrase: str) -> bytes:
    """Return what `lock` encrypted. Raises PassphraseNeeded for a wrong passphrase, and Refused for a hostile file."""
    found = _PASSPHRASE_LINE.match(data, len(_BEGINNING)) if is_locked(data) else None
    if found is None:
        raise Refused("it is locked in a way that a passphrase does not open")
    if int(found[1]) > _MOST_WORK:
        raise Refused("opening it would keep this computer busy for very long, which nobody honest asks for")
    import pyrage

    try:
        opened: bytes = pyrage.passphrase.decrypt(data, passphrase)
    except pyrage.DecryptError as error:
        raise PassphraseNeeded(
            "The passphrase is wrong, or the file was damaged on its way. If the passphrase is lost, have a new"
            " package made: nobody can open this one."
        ) from error
    return opened
