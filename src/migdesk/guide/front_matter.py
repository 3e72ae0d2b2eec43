"""Front matter: the YAML block between two `---` lines at the top of a page or step, as Jekyll reads it."""

from __future__ import annotations

import re

from migdesk.base import bounded_yaml
from migdesk.base.errors import DataFault

# Jekyll's own expression (Jekyll::Document::YAML_FRONT_MATTER_REGEXP): the block ends at a line of `---` or `...`.
FRONT_MATTER = re.compile(r"\A(---[ \t]*\n.*?\n?)^((---|\.\.\.)[ \t]*$\n?)", re.MULTILINE | re.DOTALL)


def normalise(source: str) -> str:
    """Return `source` with line feeds only and without a byte order mark, as every later stage expects it."""
    return source.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def decoded(content: bytes) -> tuple[str, int]:
    """Return a file's text, normalised, and the line of its first byte that is no UTF-8, 0 where all are.

    Such a file was most likely saved by a Windows program in its own code, and is read so.
    """
    try:
        return normalise(content.decode("utf-8")), 0
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return normalise(content.decode("windows-1252", errors="replace")), line


def has_front_matter(source: str) -> bool:
    """Tell whether the file is a page at all: Jekyll copies files without front matter as they are."""
    return source.startswith("---") and FRONT_MATTER.match(source) is not None


def split(source: str) -> tuple[str, str, int]:
    """Return the YAML text, the body, and the line on which the body starts (counted from 1)."""
    match = FRONT_MATTER.match(source)
    if not match:
        return "", source, 1
    return match[1], source[match.end() :], source.count("\n", 0, match.end()) + 1


def read(source: str, file: str) -> dict[str, object]:
    """Return the front matter as a mapping; raises DataFault with the true line if it is no YAML mapping."""
    text, _body, _line = split(source)
    values = load_yaml(text, file)
    if values is None:
        return {}
    if not isinstance(values, dict):
        raise DataFault(file, 1, "the front matter is not a list of `key: value` lines")
    return {str(key): value for key, value in values.items()}


def load_yaml(text: str, file: str) -> object:
    """Return what the YAML `text` of `file` says; raises DataFault with the line of the first error."""
    try:
        return bounded_yaml.load_yaml(text)
    except bounded_yaml.YamlFault as fault:
        raise DataFault(file, fault.line, f"not valid YAML: {fault.problem}") from fault


def text_of(value: object) -> str:
    """Return a front matter value as text: nothing for null, plain words for numbers and dates."""
    if isinstance(value, bool):
        return str(value).lower()  # as YAML and Liquid write it
    return "" if value is None else str(value).strip()
