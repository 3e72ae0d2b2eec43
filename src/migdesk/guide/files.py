"""Which files of a folder belong to a guide, and the state they are in."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

CONFIG = "_config.yml"
MARKDOWN_SUFFIXES = (".md", ".markdown", ".mkd", ".mkdn", ".mkdown")
HTML_SUFFIXES = (".html", ".htm", ".xhtml")
PAGE_SUFFIXES = (*MARKDOWN_SUFFIXES, *HTML_SUFFIXES, ".txt", ".text")
DATA_SUFFIXES = (".yml", ".yaml", ".json", ".csv", ".tsv")
# Made by tools, never read by Jekyll as a source.
PASSED_OVER = frozenset(("_site", "_sass", "node_modules"))
# A hostile or mistaken folder (a home folder, say) must not be read to its end.
MOST_FILES = 5_000
MOST_FOLDERS = 1_000
# Bytes; a page is some 10,000.
LARGEST_FILE = 2_000_000
MOST_BYTES = 50_000_000


class Listing(NamedTuple):
    """A guide's files by path, with their state, and each that is left out, with what follows “the file” in a sentence.

    Hidden files, and folders such as `_site`, are in neither. What of these is a page is told by `site_files`. `others`
    are the files that can be none, such as pictures, which pages show, count and take in, with their size in bytes.
    """

    files: list[tuple[str, os.stat_result]]
    left_out: list[tuple[str, str]]
    others: list[tuple[str, int]]


def look_at(folder: Path) -> Listing:
    """Return what is in the guide's folder, without reading any file."""
    found = Listing([], [], [])
    folders = [(str(folder), "")]
    left = MOST_BYTES
    for path, prefix in folders:  # grows on the way
        for entry in _entries(path):
            name = entry.name
            if name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                if name not in PASSED_OVER and len(folders) < MOST_FOLDERS:
                    folders.append((entry.path, f"{prefix}{name}/"))
            elif _may_matter(prefix + name) and len(found.files) < MOST_FILES:
                state, why = _state_of(entry, folder)
                if state is not None and state.st_size > left:
                    state, why = None, f"is one too many: all together are larger than {MOST_BYTES // 1_000_000} MB"
                if state is None:
                    found.left_out.append((prefix + name, why))
                else:
                    left -= state.st_size
                    found.files.append((prefix + name, state))
            elif len(found.others) < MOST_FILES:
                found.others.append((prefix + name, _size_of(entry)))
    found.others.sort()
    found.files.sort(key=lambda entry: entry[0])
    found.left_out.sort()
    return found


def _size_of(entry: os.DirEntry[str]) -> int:
    try:
        return entry.stat(follow_symlinks=False).st_size
    except OSError:
        return 0


def _may_matter(name: str) -> bool:
    lower = name.lower()
    if lower.startswith("_includes/"):
        return True
    return lower.endswith(PAGE_SUFFIXES) or (lower.endswith(DATA_SUFFIXES) and name.startswith(("_data/", CONFIG)))


def _entries(path: str) -> list[os.DirEntry[str]]:
    try:
        return list(os.scandir(path))
    except OSError:
        return []


def _state_of(entry: os.DirEntry[str], folder: Path) -> tuple[os.stat_result | None, str]:
    """Return a file's state, or None and why it is not read."""
    try:
        if not entry.is_file(follow_symlinks=False):
            from migdesk.base.assets import content_folder
            from migdesk.base.regular_file import reason_to_leave_out

            # The program's own guide may be installed as links into a package cache.
            why = reason_to_leave_out(Path(entry.path), None if folder == content_folder() else folder)
            if why:
                return None, why
        state = entry.stat()
    except OSError:
        return None, "cannot be reached"
    if state.st_size > LARGEST_FILE:
        return None, f"is larger than {LARGEST_FILE // 1_000_000} MB"
    return state, ""
