"""How much time and memory the worker may take, and how each system holds it to that."""

from __future__ import annotations

import faulthandler
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from migdesk.guide.worker.messages import Limit

MEMORY_BYTES = 1 << 30


TO_READ = Limit(10, 25)
TO_RENDER = Limit(3, 10)
TO_CHECK = Limit(5, 15)
# What all requests of a guide that came to nothing may take together; then the rest of its pages is left.
MOST_SECONDS_LOST = 15.0


def limit_memory() -> None:
    """Bound this process's memory, where the system can."""
    if sys.platform == "win32":
        return
    import resource

    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


@contextmanager
def time_limit(limit: Limit) -> Iterator[None]:
    """End this process if what is inside takes longer, whatever it is at: also in code that is not Python's."""
    with open(os.devnull, "w", encoding="ascii") as nowhere:  # noqa: PTH123 (it has to have a descriptor)
        faulthandler.dump_traceback_later(limit.clock, exit=True, file=nowhere)
        try:
            _limit_processor(limit.processor)
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()


def _limit_processor(seconds: int) -> None:
    if sys.platform == "win32":
        return
    import resource

    usage = resource.getrusage(resource.RUSAGE_SELF)
    most = int(usage.ru_utime + usage.ru_stime) + seconds + 1
    _soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (most if hard < 0 else min(most, hard), hard))
