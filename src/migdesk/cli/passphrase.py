"""A passphrase as commands take it: from a file, never as an argument that other programs could see."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from migdesk.base.errors import UserError
from migdesk.base.paths import whole_path

FROM_A_FILE = "a file that holds the passphrase on its first line; “-” reads standard input"
_MOST_BYTES = 4096


def require_lock_choice(options: argparse.Namespace) -> None:
    """Raise UserError unless somebody said whether a file that is to be written is locked."""
    if options.passphrase_file is None and not options.no_passphrase:
        raise UserError(
            "Say how the file is to be kept from others: --passphrase-file F, or --no-passphrase where it goes by a way"
            " that is safe by itself."
        )


def passphrase_of(options: argparse.Namespace) -> str | None:
    """Return the passphrase that was given; None where no file of one is named. Raises as `passphrase_in`."""
    return None if options.passphrase_file is None else passphrase_in(options.passphrase_file)


def passphrase_in(name: str) -> str:
    """Return the first line of a file, or of standard input for “-”, as it stands there. Raises UserError."""
    try:
        data = sys.stdin.buffer.read(_MOST_BYTES) if name == "-" else _head(whole_path(name))
        first = data.decode("utf-8-sig").partition("\n")[0].rstrip("\r")
    except OSError:
        raise UserError(f"The passphrase cannot be read from {name}.") from None
    except UnicodeDecodeError:
        raise UserError(f"What stands in {name} is no text.") from None
    if not first:
        raise UserError(f"There is no passphrase on the first line of {name}.")
    return first


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_MOST_BYTES)
