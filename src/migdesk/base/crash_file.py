"""The file that tells what happened when the program itself was wrong."""

from __future__ import annotations

import traceback
from datetime import datetime
from pathlib import Path

from migdesk import __version__
from migdesk.base.atomic import make_private_folder, write_atomically
from migdesk.base.errors import EnvironmentFault


def write_crash(path: Path, error: BaseException, now: datetime) -> None:
    """Write the error with its traceback. A folder that cannot be written loses it; there is nobody left to tell."""
    text = f"migdesk {__version__}, {now.isoformat()}\n\n{''.join(traceback.format_exception(error))}"
    try:
        make_private_folder(path.parent)
        write_atomically(path, text.encode("utf-8", "replace"))
    except EnvironmentFault:
        return
