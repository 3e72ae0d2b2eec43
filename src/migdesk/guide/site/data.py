"""A guide's `_data` folder as Jekyll's `site.data`: YAML, JSON and tables, by the names of files and folders."""

from __future__ import annotations

import csv
import io
import re
from pathlib import PurePosixPath

from migdesk.base.errors import DataFault
from migdesk.guide.files import DATA_SUFFIXES
from migdesk.guide.front_matter import load_yaml

# The checklist's own, read elsewhere; of it a page shows the changes alone.
CHECKLIST_DATA = "_data/migdesk/"
SHOWN_ON_PAGES = "_data/migdesk/changes.yml"


def is_data(name: str) -> bool:
    """Tell whether a file is a part of `site.data`."""
    if name.startswith(CHECKLIST_DATA):
        return name == SHOWN_ON_PAGES
    return name.startswith("_data/") and name.endswith(DATA_SUFFIXES)


def read_data(name: str, text: str) -> object:
    """Return what a data file says. Raises DataFault."""
    suffix = PurePosixPath(name).suffix
    if suffix not in (".csv", ".tsv"):
        return load_yaml(text, name)
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter="\t" if suffix == ".tsv" else ","))
    except csv.Error as error:
        raise DataFault(name, 1, f"not readable as a table: {error}") from error
    heads = rows[0] if rows else []
    return [{head: cell or None for head, cell in zip(heads, row, strict=False)} for row in rows[1:] if row]


def put(data: dict[str, object], name: str, value: object) -> None:
    """Put a file's value where Jekyll has it: by its folders' names and its own, without the suffix."""
    *folders, file = name.removeprefix("_data/").split("/")
    for folder in folders:
        inside = data.setdefault(_key(folder), {})
        if not isinstance(inside, dict):
            return  # a file has the folder's name
        data = inside
    data[_key(PurePosixPath(file).stem)] = value


def _key(name: str) -> str:
    """Jekyll::DataReader#sanitize_filename."""
    return re.sub(r"\s+", "_", re.sub(r"[^\w\s-]+", "", name).strip())
