"""Where the checklist's data points at pages of the guide: each link with its file and line."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from migdesk.base.errors import DataFault
from migdesk.checklist.loading import source_files
from migdesk.checklist.located_yaml import DATA_FOLDER, LocatedFile

_LINKS = frozenset({"link", "page", "see_also"})
_LINKS_AMONG_WORDS = frozenset({"affects", "source"})
"""Keys whose value may be a link, and nothing else, or something else: a task's id, or words."""

_ONLY_A_LINK = re.compile(r"/[A-Za-z0-9/_-]*(?:#[A-Za-z0-9_-]+)?")


class DataLink(msgspec.Struct, frozen=True):
    """A permalink, with its anchor if it has one, as written on a line of a file inside the guide's folder."""

    file: str
    line: int
    link: str


def links_to_pages(guide_folder: Path) -> tuple[list[DataLink], list[DataFault]]:
    """Return all links from `_data/migdesk` to pages, and the faults of files that nothing else reads (no YAML)."""
    links: list[DataLink] = []
    faults: list[DataFault] = []
    known = set(source_files(guide_folder))
    for path in sorted((guide_folder / DATA_FOLDER).rglob("*.yml")):
        try:
            file = LocatedFile(path, path.relative_to(guide_folder).as_posix())
        except DataFault as fault:
            faults += [] if path in known else [fault]
            continue
        links += (DataLink(file.name, line, link) for key, line, link in file.texts() if _is_link(key, link))
    return links, faults


def _is_link(key: str, text: str) -> bool:
    return bool(_ONLY_A_LINK.fullmatch(text)) if key in _LINKS_AMONG_WORDS else key in _LINKS and bool(text)
