"""What has changed since the guide was written, and what the newer guide says differently, as its editors noted it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, TypeVar

import msgspec

from migdesk.base.errors import DataFault
from migdesk.checklist.located_yaml import DATA_FOLDER, LocatedFile

FILE = "changes.yml"

WebAddress = Annotated[str, msgspec.Meta(pattern="^https?://")]
"""A guide from elsewhere must not be able to name files or programs of this computer."""

Piece = TypeVar("Piece")


class Change(msgspec.Struct, frozen=True):
    """One thing that has changed. `affects` names tasks by id, and pages by permalink."""

    id: str
    title: str
    text: str
    address: WebAddress | None = None
    affects: tuple[str, ...] = ()


class NewerPoint(msgspec.Struct, frozen=True):
    """One point on which the newer official guide differs; `versus` is what this guide says instead."""

    text: str
    versus: str = ""
    affects_tasks: tuple[str, ...] = ()


class News(msgspec.Struct, frozen=True):
    """All of it; `newer_guide` is the address of the newer official guide."""

    changes: tuple[Change, ...] = ()
    newer_points: tuple[NewerPoint, ...] = ()
    newer_guide: WebAddress | None = None

    def changes_of(self, task: str) -> tuple[Change, ...]:
        """Return what has changed about a task."""
        return tuple(change for change in self.changes if task in change.affects)

    def newer_points_of(self, task: str) -> tuple[NewerPoint, ...]:
        """Return what the newer guide says differently about a task."""
        return tuple(point for point in self.newer_points if task in point.affects_tasks)


def news_file(guide_folder: Path) -> Path:
    """Return where a guide keeps its news; it need not have any."""
    return guide_folder / DATA_FOLDER / FILE


def load_news(guide_folder: Path) -> News:
    """Return a guide's news. What cannot be read is left out, as no date and no task hangs on it; the check says so."""
    path = news_file(guide_folder)
    if not path.exists():
        return News()
    try:
        file = LocatedFile(path, path.relative_to(guide_folder).as_posix())
    except DataFault:
        return News()
    whole = file.value if isinstance(file.value, dict) else {}
    newer = whole.get("newer_guide")
    newer = newer if isinstance(newer, dict) else {}
    return News(
        changes=tuple(_each(whole.get("changes"), Change)),
        newer_points=tuple(_each(newer.get("points"), NewerPoint)),
        newer_guide=next(_each([newer.get("address")], WebAddress), None),
    )


def _each(raw: object, kind: type[Piece]) -> Iterator[Piece]:
    for piece in raw if isinstance(raw, list) else ():
        try:
            yield msgspec.convert(piece, kind)
        except msgspec.ValidationError:
            continue
