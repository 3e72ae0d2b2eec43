"""A guide that is open: its pages, their order, and where links lead.

Nothing heavy is imported here: with a warm cache a guide opens and shows a page without YAML, Liquid or Markdown.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from migdesk.base.errors import UserError
from migdesk.guide.cache import GuideCache, GuideIndex
from migdesk.guide.links import LinkMap
from migdesk.guide.model import NavigationItem, PageInfo, RenderedPage, Target

if TYPE_CHECKING:
    from migdesk.guide.reader import Reader


Progress = Callable[[int, int], None]
"""Told before each page how many are done, and of how many; it may raise an error of its own to stop."""


def open_guide(place: Path, cache_folder: Path | None, progress: Progress = lambda _done, _of: None) -> Guide:
    """Open the guide at `place`, a folder or a ZIP file; rendered pages are kept under `cache_folder`, if there is one.

    A guide that is not the program's own is read whole, in a process of its own (`migdesk.guide.worker`), before it is
    handed out: nothing in it can then keep anybody waiting.

    Raises UserError if there is no guide or it has no page, and as `archive.folder_of`. Faults in single files are no
    error; see `migdesk.guide.check`.
    """
    folder = folder_of_guide(place, cache_folder)
    guide = _ready(folder, cache_folder)
    if guide is None:
        cache = GuideCache(folder, cache_folder) if cache_folder else None
        guide = _read(folder, cache, progress)
    guide.place = place
    return guide


def guide_at_hand(place: Path, cache_folder: Path | None) -> Guide | None:
    """Return the guide at `place` if nothing of it has to be read: its cache is whole. Raises as `open_guide`."""
    guide = _ready(folder_of_guide(place, cache_folder), cache_folder)
    if guide is not None:
        guide.place = place
    return guide


def folder_of_guide(place: Path, cache_folder: Path | None) -> Path:
    """Return the folder of the guide at `place`, unpacked if that is a ZIP file. Raises as `archive.folder_of`."""
    folder = place
    if not folder.is_dir():
        from migdesk.guide.archive import folder_of

        folder = folder_of(place, cache_folder)
    if not folder.is_dir():
        from migdesk.guide.sources import no_guide

        raise no_guide(folder)
    return folder


def _ready(folder: Path, cache_folder: Path | None) -> Guide | None:
    cache = GuideCache(folder, cache_folder) if cache_folder else None
    index = cache.load_index() if cache else None
    return Guide(folder, index, cache) if index is not None else None


def _read(folder: Path, cache: GuideCache | None, progress: Progress) -> Guide:
    from migdesk.guide.reader import is_trusted, reader_of

    with closing(reader_of(folder)) as reader:
        guide = Guide(folder, reader.index(), cache, reader)
        if not guide.pages:
            from migdesk.guide.sources import no_pages

            raise no_pages(folder)
        if not is_trusted(folder):
            guide.render_all(progress)
    if cache:
        cache.save_index(reader.index())  # last, so that a guide with an index has its pages too
    return guide


class Guide:
    """A folder of pages that people read.

    `pages` are in the order in which they are read: the contents, the checklists by role, the menu, then the rest.
    `version`, `as_of` and `source` say what the guide is and whose; each is "" where the configuration says nothing.
    """

    def __init__(
        self, folder: Path, index: GuideIndex, cache: GuideCache | None = None, reader: Reader | None = None
    ) -> None:
        self.folder = folder
        self.place = folder
        """What was opened: the folder, or the ZIP file that was unpacked into it."""
        self.title = index.title
        self.description = index.description
        self.version = index.version
        self.as_of = index.as_of
        self.source = index.source
        self.pages = index.pages
        self.navigation: tuple[NavigationItem, ...] = index.navigation.get("guide", ())
        self.role_navigation: tuple[NavigationItem, ...] = index.navigation.get("role", ())
        self.menu_navigation: tuple[NavigationItem, ...] = index.navigation.get("menu", ())
        self.navigation_title = index.navigation_titles.get("guide", "")
        self.role_navigation_title = index.navigation_titles.get("role", "")
        self._pages = {page.permalink: page for page in index.pages}
        self._links = LinkMap(self._pages, index.baseurl, index.url)
        self._cache = cache
        self._reader = reader
        self._rendered: dict[str, RenderedPage] = {}

    @property
    def state(self) -> str:
        """A hash over all that the guide is made of, by which one state of it is known; empty without a cache."""
        return self._cache.content_key if self._cache else ""

    def page(self, permalink: str) -> PageInfo:
        """Return what is known of a page before it is rendered; raises UserError if the guide has no such page."""
        known = self._links.permalink(permalink)
        if known is None:
            raise UserError(f"The guide has no page {permalink}.")
        return self._pages[known]

    def render(self, permalink: str) -> RenderedPage:
        """Return a page ready to show, from the cache if it can be; raises UserError if the guide has no such page."""
        known = self.page(permalink).permalink
        if known not in self._rendered:
            self._rendered[known] = self._cached(known) or self._render(known)
        return self._rendered[known]

    def resolve(self, href: str, from_permalink: str) -> Target:
        """Return where a link on the page `from_permalink` leads.

        The base path of the site, a trailing slash and `.html` are forgiven; relative links lead where they would on
        the web site; anchors are kept as they are.
        """
        return self._links.resolve(href, from_permalink)

    def file_at(self, href: str, from_permalink: str) -> Path | None:
        """Return the file of the guide's folder that a link leads to where that is no page; None for any other link."""
        from migdesk.guide.static_files import static_file

        return static_file(self.folder, self._links, href, from_permalink)

    def picture_at(self, address: str, from_permalink: str) -> Path | None:
        """Return the file of a picture that a page shows, None where it is missing or cannot be shown."""
        from migdesk.guide.static_files import picture_file

        return picture_file(self.folder, self._links, address, from_permalink)

    def _cached(self, permalink: str) -> RenderedPage | None:
        return self._cache.load_page(permalink) if self._cache else None

    def render_all(self, progress: Progress) -> None:
        """Render each page with the reader at hand, and let go of it.

        They are kept together, as looking whether the files have changed takes long; also where `progress` stops.
        """
        assert self._reader is not None
        rendered: list[RenderedPage] = []
        try:
            for number, info in enumerate(self.pages):
                progress(number, len(self.pages))
                page = self._cached(info.permalink)
                if page is None:
                    page = self._reader.render(info.permalink).page
                    rendered.append(page)
                self._rendered[info.permalink] = page
        finally:
            self._reader = None
            if self._cache and rendered:
                self._cache.save_pages(rendered)

    def _render(self, permalink: str) -> RenderedPage:
        from migdesk.guide.reader import is_trusted, reader_of

        reader = self._reader or reader_of(self.folder)
        if is_trusted(self.folder):
            self._reader = reader
        try:
            page = reader.render(permalink).page
        except KeyError:
            raise UserError(f"The page {permalink} is gone from {self.folder}. Open the guide again.") from None
        finally:
            if self._reader is None:
                reader.close()
        if self._cache:
            self._cache.save_pages([page])
        return page
