"""How much time and memory the worker may take, and how each system holds it to that."""

from __future__ import annotations

import faulthandler
import os
from collections.abc import Iterator
from contextlib import contextmanager

from migdesk.base.platform import limit_processor
from migdesk.guide.worker.messages import Limit

MEMORY_BYTES = 1 << 30


TO_READ = Limit(10, 25)
TO_RENDER = Limit(3, 10)
TO_CHECK = Limit(5, 15)
# What all requests of a guide that came to nothing may take together; then the rest of its pages is left.
MOST_SECONDS_LOST = 15.0


@contextmanager
def time_limit(limit: Limit) -> Iterator[None]:
    """End this process if what is inside takes longer, whatever it is at: also in code that is not Python's."""
    with open(os.devnull, "w", encoding="ascii") as nowhere:  # noqa: PTH123 (it has to have a descriptor)
        faulthandler.dump_traceback_later(limit.clock, exit=True, file=nowhere)
        try:
            limit_processor(limit.processor)
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()
