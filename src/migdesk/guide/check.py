"""What is wrong with a guide's files, named so that an editor finds the place: file, line and reason."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from migdesk.guide.guide import Progress
from migdesk.guide.link_check import LinkCheck
from migdesk.guide.model import CheckedPage, Problem, ProblemKind
from migdesk.guide.reader import Reader, reader_of
from migdesk.guide.sources import no_pages


def check_guide(folder: Path) -> tuple[Problem, ...]:
    """Return every fault found, by file and line; raises UserError if the folder holds no guide.

    The checklist's data under `_data/migdesk` is not looked at here.
    """
    with closing(reader_of(folder)) as reader:
        return GuideCheck(folder, reader).problems()


class GuideCheck:
    """A guide with every page rendered, to be asked what is wrong. Raises UserError for a folder without a guide."""

    def __init__(self, folder: Path, reader: Reader, progress: Progress = lambda _done, _of: None) -> None:
        self._reader = reader
        self.index = reader.index()
        if not self.index.pages:
            raise no_pages(folder)
        rendered = {}
        for number, info in enumerate(self.index.pages):
            progress(number, len(self.index.pages))
            rendered[info.permalink] = reader.render(info.permalink)
        self._faults = [fault for page in rendered.values() for fault in page.faults]
        self._pages = {
            permalink: CheckedPage(page.page.links, page.ids, page.step_files, page.pictures)
            for permalink, page in rendered.items()
        }
        self._links = LinkCheck(folder, self._pages, self.index.baseurl, self.index.url)

    def problems(self) -> tuple[Problem, ...]:
        """Return every fault of pages, steps and navigation, by file and line."""
        self._reader.begin_check(self._pages)
        found = {*self._faults, *self._reader.problems_of_guide()}
        for permalink in self._pages:
            found.update(self._reader.problems_of_page(permalink))
        return tuple(sorted(found))

    def leads_nowhere(self, link: str) -> tuple[ProblemKind, str] | None:
        """Return the kind and the reason if a link from the checklist's data is wrong.

        Those are followed by the program alone, which needs no redirect.
        """
        return self._links.fault(link, "/", by_web_server=False)

    def pages_by_file(self) -> dict[str, str]:
        """Return the permalink of the page on which each file of pages and steps is to be seen."""
        shown = {file: permalink for permalink, page in reversed(self._pages.items()) for file in page.step_files}
        return {**shown, **{page.file: page.permalink for page in self.index.pages}}
