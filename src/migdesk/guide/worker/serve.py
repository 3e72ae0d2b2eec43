"""The worker: a process that reads one guide from outside, so that whatever the guide does ends with this process.

It is the program itself, started with `ARGUMENT` alone; requests come on standard input, answers go to standard output.
"""

from __future__ import annotations

import os
from pathlib import Path

from migdesk.base.errors import KnownError
from migdesk.base.platform import limit_memory, write_bytes_as_they_are
from migdesk.guide.reader import GuideReader
from migdesk.guide.worker import messages
from migdesk.guide.worker.limits import MEMORY_BYTES, time_limit
from migdesk.guide.worker.messages import Answer, Request, read_message, write_message


def serve() -> int:
    """Answer requests until nobody asks any more; return the exit code."""
    requests, answers = os.dup(0), os.dup(1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1):  # whatever is printed by mistake must not come between the answers
        os.dup2(nowhere, standard)
    write_bytes_as_they_are(requests, answers)
    limit_memory(MEMORY_BYTES)
    worker = _Worker()
    while True:
        try:
            request = read_message(requests, Request)
            if request is None:
                return 0
            write_message(answers, worker.answer(request))
        except OSError:
            return 0  # the program that asked is gone


class _Worker:
    def __init__(self) -> None:
        self._reader: GuideReader | None = None

    def answer(self, request: Request) -> Answer:
        try:
            with time_limit(request.limit):
                return self._answer(request)
        except KnownError as error:
            return messages.Refused(str(error))
        except MemoryError:
            return messages.Failed("it takes more memory than migdesk allows it")
        except Exception as error:  # whatever a guide from outside leads to is the guide's
            return messages.Failed(f"it is beyond migdesk ({type(error).__name__})")

    def _answer(self, request: Request) -> Answer:
        if isinstance(request, messages.Read):
            self._reader = GuideReader(Path(request.folder))
            return messages.Index(self._reader.index())
        assert self._reader is not None
        if isinstance(request, messages.RenderPage):
            return messages.Page(self._reader.render(request.permalink))
        if isinstance(request, messages.BeginCheck):
            self._reader.begin_check(request.pages)
            return messages.Problems()
        if request.permalink is None:
            return messages.Problems(self._reader.problems_of_guide())
        return messages.Problems(self._reader.problems_of_page(request.permalink))
