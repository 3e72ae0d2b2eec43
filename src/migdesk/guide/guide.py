"""A guide that is open: its pages, their order, and where links lead.

Nothing heavy is imported here: with a warm cache a guide opens and shows a page without YAML, Liquid or Markdown.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from migdesk.base.errors import UserError
from migdesk.guide.cache import GuideCache, GuideIndex
from migdesk.guide.links import LinkMap
from migdesk.guide.model import NavigationItem, PageInfo, RenderedPage, Target

if TYPE_CHECKING:
    from migdesk.guide.render import Renderer
    from migdesk.guide.sources import Sources


def open_guide(place: Path, cache_folder: Path | None) -> Guide:
    """Open the guide at `place`, a folder or a ZIP file; rendered pages are kept under `cache_folder`, if there is one.

    Raises UserError if there is no guide, and as `archive.folder_of`. Faults in single files are no error; see
    `migdesk.guide.check`.
    """
    folder = place
    if not folder.is_dir():
        from migdesk.guide.archive import folder_of

        folder = folder_of(place, cache_folder)
    if not folder.is_dir():
        from migdesk.guide.sources import no_guide

        raise no_guide(folder)
    cache = GuideCache(folder, cache_folder) if cache_folder else None
    index = cache.load_index() if cache else None
    if index is not None:
        return Guide(folder, index, cache)
    from migdesk.guide.sources import read_sources

    sources = read_sources(folder)
    index = index_of(sources)
    if cache:
        cache.save_index(index)
    return Guide(folder, index, cache, sources)


def index_of(sources: Sources) -> GuideIndex:
    """Return the index of a guide that has just been read."""
    from migdesk.guide.front_matter import text_of

    config = {key: text_of(sources.config.get(key)) for key in GuideIndex.__struct_fields__}
    return GuideIndex(
        title=config["title"] or "Guide",
        description=config["description"],
        version=config["version"],
        as_of=config["as_of"],
        source=config["source"],
        baseurl=config["baseurl"],
        url=config["url"],
        pages=tuple(page.info for page in sources.pages),
        navigation=sources.navigation,
        navigation_titles=sources.navigation_titles,
    )


class Guide:
    """A folder of pages that people read.

    `pages` are in the order in which they are read: the contents, the checklists by role, the menu, then the rest.
    `version`, `as_of` and `source` say what the guide is and whose; each is "" where the configuration says nothing.
    """

    def __init__(
        self, folder: Path, index: GuideIndex, cache: GuideCache | None = None, sources: Sources | None = None
    ) -> None:
        self.folder = folder
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
        self._sources = sources
        self._renderer: Renderer | None = None
        self._rendered: dict[str, RenderedPage] = {}

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

    def _cached(self, permalink: str) -> RenderedPage | None:
        return self._cache.load_page(permalink) if self._cache else None

    def _render(self, permalink: str) -> RenderedPage:
        from migdesk.guide.glossary import load_terms
        from migdesk.guide.render import Renderer
        from migdesk.guide.sources import read_sources

        if self._renderer is None:
            self._renderer = Renderer(self._sources or read_sources(self.folder), terms=load_terms(self.folder))
        try:
            page = self._renderer.render(permalink)
        except KeyError:
            raise UserError(f"The page {permalink} is gone from {self.folder}. Open the guide again.") from None
        if self._cache:
            self._cache.save_page(page)
        return page
