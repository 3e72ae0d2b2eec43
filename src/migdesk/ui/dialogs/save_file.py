"""Where a file goes: the system's own dialog, begun where the last one went; nothing is replaced unasked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import msgspec
from PySide6.QtWidgets import QFileDialog, QWidget

from migdesk.ui.dialogs.question import is_agreed
from migdesk.ui.session.settings import Settings

_SUFFIX = re.compile(r"\.[a-z][a-z0-9]{1,4}", re.IGNORECASE)
"""What is a suffix at the end of a name; that of "St. Mary plan", for Python, is ". Mary plan"."""


class FileKind(Protocol):
    """A kind of file as people know it ("PDF"), and its suffix (".pdf"); a report's format is one."""

    @property
    def title(self) -> str: ...

    @property
    def suffix(self) -> str: ...


class OtherKind(msgspec.Struct, frozen=True):
    """A kind of file that is no report."""

    title: str
    suffix: str


def ask_where_to_save(
    parent: QWidget | None,
    title: str,
    name: str,
    kinds: Sequence[FileKind],
    *,
    settings: Settings | None = None,
    folder: Path | None = None,
) -> Path | None:
    """Return the file that the person chose; None where they stepped back.

    `name` is suggested in `folder`, else where the last file went (kept in `settings`), else in the home folder. A
    name without a suffix gets that of the kind chosen. The system's dialog asks before it replaces a file under the
    name that was typed; this asks where the suffix makes it the name of a file that is there.
    """
    place = folder or (Path(settings.report_folder) if settings and settings.report_folder else Path.home())
    suggestion = place / name
    while True:
        filters = [f"{kind.title} (*{kind.suffix})" for kind in kinds]
        typed, chosen = QFileDialog.getSaveFileName(parent, title, str(suggestion), ";;".join(filters))
        if not typed:
            return None
        kind = kinds[filters.index(chosen) if chosen in filters else 0]
        path = Path(typed) if _SUFFIX.fullmatch(Path(typed).suffix) else Path(f"{typed}{kind.suffix}")
        if str(path) == typed or not path.exists() or _may_replace(parent, path):
            if settings:
                settings.report_folder = str(path.parent)
            return path
        suggestion = path


def _may_replace(parent: QWidget | None, path: Path) -> bool:
    return is_agreed(
        parent,
        "Replace a file",
        f"Replace {path.name}?",
        f"A file of that name is in {path.parent} already.",
        yes="Replace it",
        no="Choose another name",
    )
