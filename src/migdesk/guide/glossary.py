"""The glossary that explains a guide's pages: `_data/migdesk/glossary.yml`, the guide's own or the built-in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec

from migdesk.base.assets import content_folder
from migdesk.base.errors import DataFault
from migdesk.base.regular_file import NotReadable, read_regular
from migdesk.guide import front_matter
from migdesk.guide.files import LARGEST_FILE
from migdesk.guide.model import Term

GLOSSARY_FILE = Path("_data") / "migdesk" / "glossary.yml"
GLOSSARY_PAGE = "/glossary/"


def glossary_file(guide_folder: Path) -> Path:
    """Return the file that explains the words of the guide in `guide_folder`; a guide without one has the built-in."""
    own = guide_folder / GLOSSARY_FILE
    return own if own.is_file() else content_folder() / GLOSSARY_FILE


def load_terms(guide_folder: Path) -> tuple[Term, ...]:
    """Return the terms for the guide in `guide_folder`.

    A file that cannot be read explains nothing: its faults are told by `migdesk guide check`, not by a page.
    """
    file = glossary_file(guide_folder)
    try:
        text = read_regular(file, LARGEST_FILE).decode("utf-8")
        entries = front_matter.load_yaml(text, file.name)
    except (NotReadable, UnicodeDecodeError, DataFault):
        return ()
    return tuple(term for entry in entries if (term := _term(entry))) if isinstance(entries, list) else ()


def letter_of(term: str) -> str:
    """Return the anchor of the part of the glossary page that a term stands in."""
    first = term[:1].lower()
    return "numbers" if first.isdigit() else first


def _term(entry: object) -> Term | None:
    if not isinstance(entry, Mapping):
        return None
    try:
        return msgspec.convert(entry, Term)
    except msgspec.ValidationError:
        return None
