"""Which files of a folder belong to a guide, and the state they are in."""

from __future__ import annotations

import os
from pathlib import Path

CONFIG = "_config.yml"
MARKDOWN_SUFFIXES = (".md", ".markdown", ".mkd")
PAGE_SUFFIXES = (*MARKDOWN_SUFFIXES, ".html")
# A hostile or mistaken folder (a home folder, say) must not be read to its end.
MOST_FILES = 5_000
MOST_FOLDERS = 1_000


def list_files(folder: Path) -> list[tuple[str, os.stat_result]]:
    """Return the guide's files with their state, by path; hidden files, and folders such as `_site`, are left out."""
    found: list[tuple[str, os.stat_result]] = []
    folders = [(str(folder), "")]
    for path, prefix in folders:  # grows on the way
        try:
            entries = list(os.scandir(path))
        except OSError:
            continue
        for entry in entries:
            name = entry.name
            if name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                if (not name.startswith("_") or prefix or name in ("_steps", "_data")) and len(folders) < MOST_FOLDERS:
                    folders.append((entry.path, f"{prefix}{name}/"))
            elif name.endswith((*PAGE_SUFFIXES, ".yml", ".yaml")) and len(found) < MOST_FILES:
                found.append((prefix + name, entry.stat()))
    found.sort(key=lambda entry: entry[0])
    return found
