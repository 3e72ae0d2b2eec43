"""What is refused of a file that came from elsewhere, and why."""

from __future__ import annotations

from migdesk.base.errors import UserError


class Refused(Exception):  # noqa: N818 (the caller names the file)
    """Why a file from elsewhere is not taken in, as the end of a sentence."""


class RefusedPackage(UserError):  # noqa: N818
    """A package that is refused as a whole: nothing of it was taken in."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"{name} was refused: {why}. Nothing was changed.")


class PassphraseNeeded(UserError):  # noqa: N818
    """A package is locked, and there is no passphrase or a wrong one."""
