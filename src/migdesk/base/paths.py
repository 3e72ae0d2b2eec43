"""Where the record and the caches of this computer are kept."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import msgspec

APPLICATION = "migdesk"
ENVIRONMENT_VARIABLE = "MIGDESK_DATA_DIR"
PORTABLE_MARK = "portable"
IDENTITY_FILE = "identity.json"


class Paths(msgspec.Struct, frozen=True):
    """The folders in use. `data` holds the record and its copies, `cache` only what can be made again."""

    data: Path
    cache: Path
    chosen_by: str

    @property
    def database(self) -> Path:
        return self.data / "migdesk.db"

    @property
    def backups(self) -> Path:
        return self.data / "backups"

    @property
    def settings(self) -> Path:
        return self.data / "settings.json"

    @property
    def identity(self) -> Path:
        """Who was at the keyboard last; missing until a person has said so."""
        return self.data / IDENTITY_FILE

    @property
    def crash_file(self) -> Path:
        return self.data / "crash.txt"


def find_paths(data_dir: str | None = None, program_folder: Path | None = None) -> Paths:
    """Choose the data folder: the option, the environment variable, a `portable` mark, else the user's own.

    `program_folder` is where the started program lies; a portable folder that cannot be written falls back to the
    user's own. Nothing is created here.
    """
    chosen = data_dir or os.environ.get(ENVIRONMENT_VARIABLE)
    if chosen:
        folder = Path(chosen).expanduser().absolute()
        return Paths(folder, folder / "cache", "--data-dir" if data_dir else ENVIRONMENT_VARIABLE)
    beside = program_folder or Path(sys.argv[0] if sys.argv and sys.argv[0] else sys.executable).absolute().parent
    if (beside / PORTABLE_MARK).is_file() and os.access(beside, os.W_OK):
        folder = beside / "migdesk-data"
        return Paths(folder, folder / "cache", f"the file named {PORTABLE_MARK} beside the program")
    import appdirs

    return Paths(
        Path(appdirs.user_data_dir(APPLICATION, appauthor=False)),
        Path(appdirs.user_cache_dir(APPLICATION, appauthor=False)),
        "this user's own folder",
    )
