"""Where the record and the caches of this computer are kept."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import msgspec

from migdesk.base.errors import EnvironmentFault, UserError
from migdesk.base.platform import can_write_in, folder_of_program

APPLICATION = "migdesk"
ENVIRONMENT_VARIABLE = "MIGDESK_DATA_DIR"
PORTABLE_MARK = "portable"
PORTABLE_FOLDER = "migdesk-data"
NOT_PORTABLE = (
    "The program is marked as portable, but its folder {program} cannot be written to, so your record is kept in {own}."
)
PEOPLE_FILE = "people.json"
IDENTITY_FILE = "identity.json"
"""What 0.1.0 kept of the person at the keyboard; read for ever, and written no more."""
BACKUPS = "backups"
ATTACHMENTS = "attachments"
"""The folder of files attached, and what packages and moves call it."""
PERSON_FILES = (PEOPLE_FILE, IDENTITY_FILE)
_FOLDER_VARIABLES = ("HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")


class Paths(msgspec.Struct, frozen=True):
    """The folders in use. `data` holds the record and its copies, `cache` only what can be made again."""

    data: Path
    cache: Path
    chosen_by: str
    notice: str = ""
    """What the person should know of the choice; empty where it is the one they would expect."""

    @property
    def database(self) -> Path:
        return self.data / "migdesk.db"

    @property
    def backups(self) -> Path:
        return self.data / BACKUPS

    @property
    def attachments(self) -> Path:
        """The files attached, by their hashes; missing where nothing is."""
        return self.data / ATTACHMENTS

    @property
    def settings(self) -> Path:
        return self.data / "settings.json"

    @property
    def knows_a_person(self) -> bool:
        """Tell whether somebody has said who is at the keyboard."""
        return any((self.data / name).exists() for name in PERSON_FILES)

    @property
    def shares(self) -> Path:
        """What is shared with others, and the keys for it; missing where nothing is."""
        return self.data / "shares.json"

    @property
    def log_file(self) -> Path:
        return self.data / "log.txt"

    @property
    def crash_file(self) -> Path:
        return self.data / "crash.txt"


def find_paths(data_dir: str | None = None, program_folder: Path | None = None) -> Paths:
    """Choose the data folder: the option, the environment variable, a `portable` mark, else the user's own.

    `program_folder` is where the started program lies; a portable folder that cannot be written falls back to the
    user's own, and `notice` says so. Nothing is left behind here. Raises UserError for the folder of a person that
    this computer does not know, and EnvironmentFault where the person's own folder cannot be told.
    """
    _forget_useless_variables()
    chosen = data_dir or os.environ.get(ENVIRONMENT_VARIABLE)
    if chosen:
        folder = whole_path(chosen)
        return Paths(folder, folder / "cache", "--data-dir" if data_dir else ENVIRONMENT_VARIABLE)
    beside = program_folder or _program_folder()
    portable = (beside / PORTABLE_MARK).is_file()
    if portable and _can_write(beside):
        folder = beside / PORTABLE_FOLDER
        return Paths(folder, folder / "cache", f"the file named {PORTABLE_MARK} beside the program")
    import appdirs

    own = Path(appdirs.user_data_dir(APPLICATION, appauthor=False))
    if not own.is_absolute():  # the record would lie in whatever folder the program was started from
        raise EnvironmentFault("Your own folder on this computer is not known. Choose one with --data-dir DIR.")
    return Paths(
        own,
        own_cache_folder(),
        "this user's own folder",
        NOT_PORTABLE.format(program=beside, own=own) if portable else "",
    )


def own_cache_folder() -> Path:
    """Return where this user's programs keep what can be made again."""
    import appdirs

    return Path(appdirs.user_cache_dir(APPLICATION, appauthor=False))


def whole_path(folder: str) -> Path:
    """Return the path from the root of what somebody wrote, “~” included. Raises UserError for “~name” of nobody."""
    try:
        return Path(folder).expanduser().absolute()
    except RuntimeError:
        raise UserError(f"The folder {folder} is nobody's on this computer. Write its path without “~”.") from None


def _forget_useless_variables() -> None:
    """Unset the variables that name no whole path: they count as unset (XDG Base Directory Specification)."""
    for name in _FOLDER_VARIABLES:
        if name in os.environ and not Path(os.environ[name]).is_absolute():
            del os.environ[name]


def _program_folder() -> Path:
    """Return the folder that a person sees the program in."""
    if not getattr(sys, "frozen", False):
        return Path(sys.argv[0] if sys.argv and sys.argv[0] else sys.executable).absolute().parent
    return folder_of_program(Path(sys.executable))


def _can_write(folder: Path) -> bool:
    """Tell whether the record can be kept beside the program."""
    if (folder / PORTABLE_FOLDER).is_dir():
        return os.access(folder, os.W_OK)
    return can_write_in(folder, f"{PORTABLE_FOLDER}-{os.getpid()}.tmp")
