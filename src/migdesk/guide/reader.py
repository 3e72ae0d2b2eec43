"""Reads, renders and checks one guide, here in this process: for the program's own guide, and inside the worker."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from migdesk.base.assets import content_folder
from migdesk.guide.cache import GuideIndex
from migdesk.guide.model import CheckedPage, Problem, Rendered

if TYPE_CHECKING:
    from migdesk.guide.render import Renderer
    from migdesk.guide.source_check import SourceCheck


class Reader(Protocol):
    """What is asked of a guide's files. Any of it raises UserError where the folder holds no guide."""

    def index(self) -> GuideIndex:
        """Return all that is shown of the guide before a page is opened."""

    def render(self, permalink: str) -> Rendered:
        """Return a page with what the check wants to know of it; raises KeyError for one that the guide has not."""

    def begin_check(self, pages: Mapping[str, CheckedPage]) -> None:
        """Take over what is known of all pages, before the two that follow are asked."""

    def problems_of_page(self, permalink: str) -> tuple[Problem, ...]:
        """Return every fault of a page's links and front matter."""

    def problems_of_guide(self) -> tuple[Problem, ...]:
        """Return every fault of files that could not be read, and of the navigation."""

    def close(self) -> None:
        """Let go of what was needed for reading."""


def reader_of(folder: Path) -> Reader:
    """Return a reader for the guide in `folder`; what is not the program's own is read in a process of its own."""
    if is_trusted(folder):
        return GuideReader(folder)
    from migdesk.guide.worker.client import GuideWorker

    return GuideWorker(folder)


def is_trusted(folder: Path) -> bool:
    """Tell whether a guide's files are the program's own, which cannot be made to hang it."""
    return folder == content_folder()


class GuideReader:
    """Reads in this process. Nothing is read, and nothing heavy imported, before it is asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._check: SourceCheck | None = None

    @cached_property
    def _sources(self):  # type: ignore[no-untyped-def]
        from migdesk.guide.sources import read_sources

        return read_sources(self._folder)

    @cached_property
    def _renderer(self) -> Renderer:
        from migdesk.guide.glossary import load_terms
        from migdesk.guide.render import Renderer

        return Renderer(self._sources, terms=load_terms(self._folder))

    def index(self) -> GuideIndex:
        from migdesk.guide.front_matter import text_of

        sources = self._sources
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

    def render(self, permalink: str) -> Rendered:
        return self._renderer.render_for_check(permalink)

    def begin_check(self, pages: Mapping[str, CheckedPage]) -> None:
        from migdesk.guide.source_check import SourceCheck

        self._check = SourceCheck(self._folder, self._sources, pages)

    def problems_of_page(self, permalink: str) -> tuple[Problem, ...]:
        assert self._check is not None
        return self._check.problems_of_page(permalink)

    def problems_of_guide(self) -> tuple[Problem, ...]:
        assert self._check is not None
        return self._check.problems_of_guide()

    def close(self) -> None:
        """Nothing is held but memory."""
