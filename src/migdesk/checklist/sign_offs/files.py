"""Where sign-offs are defined; asked for at every start, so that a change of them is seen."""

from __future__ import annotations

from pathlib import Path

from migdesk.base.assets import content_folder
from migdesk.checklist.located_yaml import DATA_FOLDER

FILE = DATA_FOLDER / "sign_offs.yml"


def sign_off_files(guide_folder: Path) -> tuple[Path, ...]:
    """Return the files that the sign-offs of a guide are read from: the program's, and the guide's own."""
    return tuple(dict.fromkeys((content_folder() / FILE, guide_folder / FILE)))
