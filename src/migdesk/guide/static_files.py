"""The files of a guide's folder that are no pages: pictures and downloads that its pages show and link to."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from migdesk.base.regular_file import reason_to_leave_out
from migdesk.guide.links import LinkMap
from migdesk.guide.site.config import SiteConfig
from migdesk.guide.site.files import published_files

PICTURE_SUFFIXES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp")
SHOWN_SUFFIXES = (".png", ".jpg", ".jpeg", ".gif")
"""What the desktop viewer draws; the web browser draws the others as well, for which the bundle has no part of Qt."""
PICTURE_SCHEME = "picture:"
LARGEST_PICTURE = 10_000_000  # bytes
NEVER_PUBLISHED = ("_", ".", "#", "~")


def static_file(folder: Path, links: LinkMap, address: str, from_permalink: str) -> Path | None:
    """Return the file that `address`, written on a page, stands for on the web site; None where there is none.

    It is an ordinary file inside the guide's folder, that Jekyll would publish.
    """
    target = links.resolve(address, from_permalink)
    if target.kind != "missing" or not target.permalink or "\0" in target.permalink:
        return None
    parts = target.permalink.strip("/").split("/")
    if any(part.startswith(NEVER_PUBLISHED) or not part for part in parts):
        return None
    file = folder.joinpath(*parts)
    try:
        return None if reason_to_leave_out(file, folder) else file
    except (OSError, ValueError):  # a name that no file can have
        return None


def picture_file(folder: Path, links: LinkMap, address: str, from_permalink: str) -> Path | None:
    """Return the picture that a page shows, None where it is missing, too large or of a kind that is not shown."""
    file = static_file(folder, links, address, from_permalink)
    if file is None or not file.name.lower().endswith(PICTURE_SUFFIXES) or file.stat().st_size > LARGEST_PICTURE:
        return None
    return file


def listed_files(folder: Path, names: Iterable[str], config: SiteConfig) -> list[dict[str, object]]:
    """Return what pages are told of the files as `site.static_files`: those published that have no front matter."""
    published = sorted(published_files(names, config), key=lambda file: (file[1] or "", file[0]))
    listed = (_listed(folder, name, collection) for name, collection in published)
    return [values for values in listed if values is not None]


def begins_with_front_matter(folder: Path, name: str) -> bool:
    """Tell whether an ordinary file of the folder begins as a page does."""
    try:
        if reason_to_leave_out(folder / name, folder):
            return False
        with (folder / name).open("rb") as file:
            return file.read(4).rstrip() == b"---"
    except (OSError, ValueError):
        return False


def _listed(folder: Path, name: str, collection: str | None) -> dict[str, object] | None:
    path = PurePosixPath(name)
    try:
        if reason_to_leave_out(folder / name, folder) or begins_with_front_matter(folder, name):
            return None  # of one with front matter Jekyll makes a page, such as a style sheet
        changed = datetime.datetime.fromtimestamp((folder / name).stat().st_mtime, datetime.UTC)
    except (OSError, ValueError):
        return None
    return {
        "path": f"/{name}" if collection is None else name,
        "name": path.name,
        "basename": path.stem,
        "extname": path.suffix,
        "modified_time": changed,
        "collection": collection,
    }
