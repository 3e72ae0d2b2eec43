"""Reads a guide that is not the program's own through a worker, which is ended when it takes too long."""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import msgspec

from migdesk.base.errors import EnvironmentFault, UserError
from migdesk.guide.cache import GuideIndex
from migdesk.guide.components import not_shown
from migdesk.guide.model import CheckedPage, PageInfo, Problem, Rendered, RenderedPage
from migdesk.guide.viewer_html import viewer_markup
from migdesk.guide.worker import messages
from migdesk.guide.worker.limits import MOST_SECONDS_LOST, TO_CHECK, TO_READ, TO_RENDER
from migdesk.guide.worker.start import start_worker

TOO_LONG = "it takes more time than migdesk allows it"
_LEFT = "other pages of this guide have taken too long already"
_GRACE_SECONDS = 2
"""The worker ends itself first; this is for one that cannot."""

_Answer = TypeVar("_Answer", messages.Index, messages.Page, messages.Problems)


class _TooHeavy(Exception):  # noqa: N818 (told by the page or the guide that it is about)
    """Why something could not be had of the worker, as the end of a sentence."""


class GuideWorker:
    """A reader (see `guide.reader`) whose work is done elsewhere. Use from one thread at a time, and close it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        self._index: GuideIndex | None = None
        self._checked: Mapping[str, CheckedPage] | None = None
        self._seconds_lost = 0.0

    def index(self) -> GuideIndex:
        """As `Reader.index`; raises UserError for a guide that cannot be read within its limits, too."""
        if self._index is None:
            try:
                self._ready()
            except _TooHeavy as heavy:
                raise UserError(f"The guide in {self._folder} was not opened: {heavy}.") from None
        assert self._index is not None
        return self._index

    def render(self, permalink: str) -> Rendered:
        """As `Reader.render`; a page that is too heavy has a box in its place and is a fault."""
        info = next((page for page in self.index().pages if page.permalink == permalink), None)
        if info is None:
            raise KeyError(permalink)
        try:
            self._ready()
            return self._ask(messages.RenderPage(permalink, TO_RENDER), messages.Page).page
        except _TooHeavy as heavy:
            return _box_in_place_of(info, str(heavy))

    def begin_check(self, pages: Mapping[str, CheckedPage]) -> None:
        self._checked = pages
        self.close()  # begun anew, with these, at the first question

    def problems_of_page(self, permalink: str) -> tuple[Problem, ...]:
        file = next(page.file for page in self.index().pages if page.permalink == permalink)
        return self._problems(messages.CheckPage(permalink, TO_CHECK), file, "the links of this page were not checked")

    def problems_of_guide(self) -> tuple[Problem, ...]:
        return self._problems(messages.CheckPage(None, TO_CHECK), "_config.yml", "the navigation was not checked")

    def close(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    pipe.close()
            process.wait()

    def _problems(self, request: messages.CheckPage, file: str, without: str) -> tuple[Problem, ...]:
        try:
            self._ready()
            return self._ask(request, messages.Problems).problems
        except _TooHeavy as heavy:
            return (Problem(file, 1, "too-heavy", f"{without}: {heavy}"),)

    def _ready(self) -> None:
        """Have a worker that has read the guide, and knows what it is to check."""
        if self._process is not None:
            return
        if self._seconds_lost > MOST_SECONDS_LOST:
            raise _TooHeavy(_LEFT)
        try:
            self._process = start_worker()
        except OSError as error:
            raise EnvironmentFault(f"No process for reading the guide could be started: {error}.") from error
        self._index = self._ask(messages.Read(str(self._folder), TO_READ), messages.Index).index
        if self._checked is not None:
            self._ask(messages.BeginCheck(dict(self._checked), TO_CHECK), messages.Problems)

    def _ask(self, request: messages.Request, kind: type[_Answer]) -> _Answer:
        answer = self._answer(request)
        if isinstance(answer, kind):
            return answer
        if isinstance(answer, messages.Refused):
            self.close()
            raise UserError(answer.message)
        raise _TooHeavy(answer.cause if isinstance(answer, messages.Failed) else TOO_LONG)

    def _answer(self, request: messages.Request) -> messages.Answer | None:
        """Return the worker's answer, None where it was ended; it is begun anew when something else is asked."""
        process = self._process
        assert process is not None and process.stdin is not None and process.stdout is not None
        begun = time.monotonic()
        watch = threading.Timer(request.limit.clock + _GRACE_SECONDS, process.kill)
        watch.daemon = True
        watch.start()
        answer: messages.Answer | None = None
        try:
            with suppress(OSError, msgspec.MsgspecError):
                messages.write_message(process.stdin.fileno(), request)
                answer = messages.read_message(process.stdout.fileno(), messages.Answer)
        finally:
            watch.cancel()
            if answer is None:
                self._seconds_lost += time.monotonic() - begun
                self.close()
        return answer


def _box_in_place_of(info: PageInfo, why: str) -> Rendered:
    """Return what stands where a page should: its name, and why it is not there."""
    said = f"the page “{info.title}”. It was left out, as {why}."
    html = not_shown(said).strip() + "\n"
    page = RenderedPage(
        permalink=info.permalink,
        title=info.title,
        subtitle=info.subtitle,
        html=html,
        sections=(),
        text_by_section=(("", said),),
        links=(),
        viewer_html=viewer_markup(html),
    )
    return Rendered(page, frozenset(), (Problem(info.file, 1, "too-heavy", f"the page is left out: {why}"),), ())
