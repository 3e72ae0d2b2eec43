"""What is inside the libraries of a bundle without being a file of its own: Qt's copies of HarfBuzz, libpng and so on.

They are looked for in the bundle's own files by words that each leaves in them, so that the bill of materials tells
what is there and not what ought to be. A version is given where the file itself says it; else it is the one that Qt's
version brings. OpenSSL must not be there: migdesk has no network, and IT is told that it holds no TLS.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import archive
import msgspec

BINARIES = re.compile(r"(?i).+\.(?:so[\d.]*|dll|pyd|dylib|exe)|(?:Qt\w+|Python|migdesk)")
NEVER = re.compile(rb"OpenSSL \d\.\d+\.\d+")


class Kind(msgspec.Struct, frozen=True, kw_only=True):
    """A library that others have inside. `mark` is found in such a file; its group, if any, is the version."""

    name: str
    mark: bytes
    licence: str
    file: str = r"(?:lib)?Qt6?(?:Core|Gui)\b.*"
    """The names of the files that it can be inside, as a regular expression."""


KINDS = (
    Kind(name="PCRE2", mark=rb"(10\.\d\d) \d{4}-\d\d-\d\d", licence="BSD-3-Clause"),
    Kind(name="libpng", mark=rb"\0(1\.6\.\d+)\0", licence="libpng-2.0"),
    Kind(name="zlib", mark=rb"invalid distance too far back", licence="Zlib", file=r".+"),
    Kind(name="HarfBuzz", mark=rb"HB_SHAPER_LIST", licence="MIT"),
    Kind(name="FreeType", mark=rb"FREETYPE_PROPERTIES", licence="FTL"),
    Kind(name="MD4C", mark=rb"md4c", licence="MIT"),
    Kind(name="libjpeg-turbo", mark=rb"libjpeg-turbo version (\d[\d.]+\d)", licence="IJG", file=r"(?:lib)?qjpeg\b.*"),
    Kind(name="ICU", mark=rb"icudt(\d+)", licence="Unicode-3.0", file=r"(?:lib)?icu(?:data|dt)\b.*"),
    Kind(name="libxml2", mark=rb"xmlSAX2StartElementNs", licence="MIT", file=r"etree\b.*"),
    Kind(name="libxslt", mark=rb"xsltApplyStylesheet", licence="MIT", file=r"etree\b.*"),
    Kind(name="SQLite", mark=rb"SQLite format 3", licence="blessing", file=r"(?:lib)?sqlite3\b.*"),
)


class InnerPart(msgspec.Struct, frozen=True, kw_only=True):
    """A library found inside `file`, a place in the bundle; `version` is empty where that file does not say it."""

    name: str
    version: str
    licence: str
    file: str
    sha256: str


class Binary(msgspec.Struct, frozen=True):
    """A program or library of the bundle: its place and the SHA-256 of its bytes."""

    place: str
    sha256: str


def binaries(folder: Path) -> Iterator[Binary]:
    """Yield every program and library of an unpacked bundle, in the order of their places."""
    for path in archive.everything_in(folder):
        if path.is_file() and not path.is_symlink() and BINARIES.fullmatch(path.name):
            yield Binary(path.relative_to(folder).as_posix(), archive.sha256(path))


def inner_parts(folder: Path) -> list[InnerPart]:
    """Return what is inside the libraries of an unpacked bundle. Stops the build where OpenSSL is among it."""
    found = []
    for binary in binaries(folder):
        content = (folder / binary.place).read_bytes()
        if NEVER.search(content):
            raise SystemExit(f"{binary.place} holds OpenSSL, and packaging/README.md says that nothing here does.")
        found += [part for kind in KINDS if (part := _inside(kind, binary, content))]
    return found


def _inside(kind: Kind, binary: Binary, content: bytes) -> InnerPart | None:
    if not re.fullmatch(kind.file, Path(binary.place).name, re.IGNORECASE):
        return None
    mark = re.search(kind.mark, content)
    if not mark:
        return None
    version = mark[1].decode("ascii") if mark.re.groups else ""
    return InnerPart(name=kind.name, version=version, licence=kind.licence, file=binary.place, sha256=binary.sha256)
