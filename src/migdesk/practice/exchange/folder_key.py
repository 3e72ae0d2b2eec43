"""The key of a shared folder that has a passphrase.

The folder holds one file with the key, encrypted with the passphrase; whoever joins opens it once and keeps the key.
Everything else in the folder is encrypted to that key, which takes no time. Where two people began a folder at once it
has two keys: all that the passphrase opens are kept, and the first of them is used.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from migdesk.practice.exchange.encryption import is_locked, lock, unlock
from migdesk.practice.exchange.refused import PassphraseNeeded, Refused


class FolderKey(msgspec.Struct, frozen=True):
    """One or several keys, as age writes them, in order; the first is what is locked with."""

    secrets: tuple[str, ...]

    def lock(self, data: bytes) -> bytes:
        """Encrypt some bytes for whoever has the key."""
        import pyrage

        first = pyrage.x25519.Identity.from_str(self.secrets[0])
        locked: bytes = pyrage.encrypt(data, [first.to_public()])
        return locked

    def unlock(self, data: bytes) -> bytes:
        """Return what `lock` encrypted with any of the keys. Raises Refused."""
        import pyrage

        if not is_locked(data):
            raise Refused("it is not locked, as everything in a share with a passphrase is")
        try:
            opened: bytes = pyrage.decrypt(data, [pyrage.x25519.Identity.from_str(secret) for secret in self.secrets])
        except pyrage.DecryptError:
            raise Refused("it is locked with another key than this share's") from None
        return opened


def new_key(passphrase: str) -> tuple[FolderKey, bytes]:
    """Return a new key, and what lies in the folder of it: the key, encrypted with the passphrase."""
    import pyrage

    secret = str(pyrage.x25519.Identity.generate())
    return FolderKey((secret,)), lock(secret.encode(), passphrase)


def open_key(files: Iterable[bytes], passphrase: str) -> FolderKey:
    """Return the keys that a passphrase opens, given what lies in the folder of them.

    Raises PassphraseNeeded where it opens none, and Refused where there is none to open.
    """
    secrets: set[str] = set()
    wrong: Exception = Refused("its key file is no key")
    for data in files:
        try:
            secret = unlock(data, passphrase).decode("ascii", "replace")
        except PassphraseNeeded:
            wrong = PassphraseNeeded("The passphrase is wrong, or the file with the key was damaged on its way.")
            continue
        except Refused as error:
            wrong = error
            continue
        if _is_key(secret.strip()):
            secrets.add(secret.strip())
    if not secrets:
        raise wrong
    return FolderKey(tuple(sorted(secrets)))


def _is_key(secret: str) -> bool:
    import pyrage

    try:
        pyrage.x25519.Identity.from_str(secret)
    except (pyrage.IdentityError, ValueError):
        return False
    return True
