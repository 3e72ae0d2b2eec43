"""A guide's index and its rendered pages, kept between starts so that a normal start reads no Markdown at all.

A cache is only ever a help: what cannot be read, decoded or written is done without. It is found by the state of the
guide's files, the component templates and this package's own code (size and times, no content); if that has changed, by
their content, so that a copy of the same guide, or a fresh unpacking of the program, does not start from nothing.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

import msgspec

from migdesk import __version__
from migdesk.base.assets import content_folder
from migdesk.base.atomic import make_private_folder, write_atomically
from migdesk.base.errors import KnownError
from migdesk.guide.components import COMPONENTS, components_folder
from migdesk.guide.files import look_at
from migdesk.guide.model import NavigationItem, PageInfo, RenderedPage

INDEX_FILE = "index.json"
# Raise when the cache's own shape changes.
FORMAT = 4

Record = TypeVar("Record")


class GuideIndex(msgspec.Struct, frozen=True):
    """All that the program shows of a guide before a page is opened."""

    title: str
    description: str
    version: str
    as_of: str
    source: str
    baseurl: str
    url: str
    pages: tuple[PageInfo, ...]
    navigation: dict[str, tuple[NavigationItem, ...]]
    navigation_titles: dict[str, str]


class IndexRecord(msgspec.Struct, frozen=True):
    """The index with the state and the content of the files that it was made from."""

    signature: str
    content_key: str
    index: GuideIndex


class PageRecord(msgspec.Struct, frozen=True):
    """A rendered page with the content that it was made from."""

    content_key: str
    page: RenderedPage


class GuideCache:
    """The cache of the guide in `folder`, in a folder of its own under `cache_folder`."""

    def __init__(self, folder: Path, cache_folder: Path) -> None:
        self._folder = folder
        self._home = cache_folder / f"guide-{_short_hash(str(folder.absolute()))}"
        self.signature = signature_of(folder)
        self.content_key = ""

    def load_index(self) -> GuideIndex | None:
        """Return the index if it still holds, and take over its content key."""
        record = _read(self._home / INDEX_FILE, IndexRecord)
        if record is None:
            return None
        if record.signature != self.signature:
            if record.content_key != self.new_content_key():
                return None
            self.save_index(record.index)
        self.content_key = record.content_key
        return record.index

    def new_content_key(self) -> str:
        """Read all the files and return the hash of their content."""
        if not self.content_key:
            self.content_key = content_key_of(self._folder)
        return self.content_key

    def save_index(self, index: GuideIndex) -> None:
        """Keep the index for the next start."""
        record = IndexRecord(self.signature, self.new_content_key(), index)
        self._write(INDEX_FILE, msgspec.json.encode(record))

    def load_page(self, permalink: str) -> RenderedPage | None:
        """Return the page as rendered before, if nothing has changed since."""
        record = _read(self._home / _page_file(permalink), PageRecord)
        if record is None or record.content_key != self.new_content_key() or record.page.permalink != permalink:
            return None
        return record.page

    def save_pages(self, pages: Iterable[RenderedPage]) -> None:
        """Keep rendered pages, unless the guide has changed since it was opened."""
        if signature_of(self._folder) == self.signature:
            for page in pages:
                self._write(_page_file(page.permalink), msgspec.json.encode(PageRecord(self.new_content_key(), page)))

    def _write(self, name: str, data: bytes) -> None:
        try:
            make_private_folder(self._home)
            write_atomically(self._home / name, data, durable=False)
        except (KnownError, OSError):
            return  # a full or read-only disk costs time at the next start and nothing else


def _read(path: Path, kind: type[Record]) -> Record | None:
    try:
        return msgspec.json.decode(path.read_bytes(), type=kind)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return None


def _page_file(permalink: str) -> str:
    words = re.sub(r"[^a-z0-9]+", "-", permalink.lower()).strip("-")[:60]
    return f"page-{words or 'home'}-{_short_hash(permalink)}.json"


def _short_hash(text: str) -> str:
    return f"{zlib.crc32(text.encode('utf-8', errors='surrogatepass')):08x}"


def _own_files() -> list[Path]:
    """Return what else a page depends on: the templates, the built-in glossary and this package's code (no files when
    frozen)."""
    own = Path(__file__).parent
    templates = [components_folder() / name for name in COMPONENTS]
    return [*sorted(own.rglob("*.py")), *templates, content_folder() / "_data" / "migdesk" / "glossary.yml"]


def signature_of(folder: Path) -> str:
    """Return the state of all files that the guide is made of, without reading any."""
    listing = look_at(folder)
    lines = [f"{FORMAT} {__version__}", *(f"{name} {size}" for name, size in listing.others)]
    for name, state in listing.files:
        lines.append(f"{name} {state.st_size} {state.st_mtime_ns} {state.st_ctime_ns}")
    for path in _own_files():
        try:
            state = path.stat()
        except OSError:
            continue
        lines.append(f"{path.name} {state.st_size} {state.st_mtime_ns}")
    return "\n".join(lines)


def content_key_of(folder: Path) -> str:
    """Return a hash over the content of all files that the guide is made of."""
    from hashlib import blake2b

    digest = blake2b(f"{FORMAT} {__version__}".encode(), digest_size=16)
    listing = look_at(folder)
    digest.update("".join(f"\n{name} {size}" for name, size in listing.others).encode(errors="surrogatepass"))
    files = [(name, folder / name) for name, _state in listing.files]
    for name, path in files + [(path.name, path) for path in _own_files()]:
        try:
            content = path.read_bytes()
        except OSError:
            content = b""
        digest.update(f"\n{name} {len(content)}\n".encode("utf-8", errors="surrogatepass"))
        digest.update(content)
    return digest.hexdigest()
