"""A note in a data folder that says that its record is for reading only: it moved on to another computer, or it is a
copy that somebody looks into. Who records looks for it, also once the record is open."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from migdesk.base.atomic import reason, write_atomically
from migdesk.base.clock import local_date
from migdesk.base.date_words import date_with_weekday
from migdesk.base.errors import EnvironmentFault

FILE_NAME = "read-only.json"
_UNKNOWN = datetime(1, 1, 2, tzinfo=UTC)


class ReadOnlyNote(msgspec.Struct, frozen=True, kw_only=True):
    """Why a record is for reading only. `at` is when it moved on or when the copy was made, `to` where it moved."""

    why: Literal["moved", "copy"]
    at: Annotated[datetime, msgspec.Meta(tz=True)] = _UNKNOWN
    to: str = ""

    @property
    def day(self) -> str:
        return date_with_weekday(local_date(self.at))

    @property
    def title(self) -> str:
        """What a window's title says of it."""
        return f"copy of {self.day}, for reading" if self.why == "copy" else "moved on, for reading"

    @property
    def in_words(self) -> str:
        """The same in a whole sentence."""
        if self.why == "copy":
            return f"This is the copy of {self.day}, {self.at.astimezone():%H:%M}. Nothing in it can be changed."
        if self.at == _UNKNOWN:
            return "This record moved on to another computer, so it is for reading only here."
        to = f"“{self.to}”" if self.to else "another computer"
        return f"This record moved on to {to} on {self.day}, so it is for reading only here."


def note_of(data_folder: Path) -> ReadOnlyNote | None:
    """Return the note of a data folder; None where there is none. One that cannot be read says that it moved on."""
    try:
        return msgspec.json.decode((data_folder / FILE_NAME).read_bytes(), type=ReadOnlyNote)
    except FileNotFoundError:
        return None
    except NotADirectoryError:
        return None
    except (OSError, ValueError):
        return ReadOnlyNote(why="moved")


def write_note(data_folder: Path, note: ReadOnlyNote) -> None:
    """Have the record in a folder be for reading only from now on. Raises EnvironmentFault."""
    write_atomically(data_folder / FILE_NAME, msgspec.json.format(msgspec.json.encode(note)))


def forget_note(data_folder: Path) -> None:
    """Have the record in a folder be written to again. Raises EnvironmentFault."""
    with suppress(FileNotFoundError):
        try:
            (data_folder / FILE_NAME).unlink()
        except FileNotFoundError:
            raise
        except OSError as error:
            raise EnvironmentFault(f"{data_folder / FILE_NAME} cannot be removed: {reason(error)}.") from error
