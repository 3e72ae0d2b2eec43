"""Which state of which guide was shown last: the first line of `guide-shown.bin`, all that a start looks at."""

from __future__ import annotations

from pathlib import Path

import msgspec

from migdesk.base.assets import content_folder
from migdesk.base.paths import Paths
from migdesk.guide.guide import Guide

FORM = 1
BUILT_IN = ""
_LONGEST_HEADER = 64_000


class Header(msgspec.Struct, frozen=True):
    """The states by the places of guides; how many bytes the first part behind it has, and whether there is a past."""

    form: int = FORM
    shown: dict[str, str] = {}
    checklist_bytes: int = 0
    has_earlier: bool = False


def shown_file(paths: Paths) -> Path:
    return paths.data / "guide-shown.bin"


def place_of(guide: Guide) -> str:
    """Return what a guide is known by: where it was opened from; empty for the built-in one."""
    return BUILT_IN if guide.folder == content_folder() else str(guide.place.absolute())


def is_as_shown(paths: Paths, guide: Guide) -> bool:
    """Tell whether the guide is just as it was shown last. Reads one line of one file."""
    return bool(guide.state) and read_header(shown_file(paths)).shown.get(place_of(guide)) == guide.state


def read_header(path: Path) -> Header:
    """Return what a start looks at; an empty header where there is no file or none that can be read."""
    try:
        with path.open("rb") as file:
            return header_in(file.readline(_LONGEST_HEADER))
    except OSError:
        return Header()


def header_in(line: bytes) -> Header:
    """Return the header that a line holds, an empty one where it holds none of this form."""
    try:
        header = msgspec.json.decode(line, type=Header)
    except (msgspec.MsgspecError, ValueError):
        return Header()
    return header if header.form == FORM and header.checklist_bytes >= 0 else Header()
