"""What a campaign counts: how often the record was attacked, and what came of it."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType

HANGS_AFTER_SECONDS = 30


class TakesTooLongError(BaseException):
    """An attempt was cut off. No code under test may take it for an error of its own."""


@dataclass
class Tally:
    """The figures of one kind of attack. `tried` alone may be more than 0 in the end."""

    kind: str
    tried: int = 0
    told: int = 0
    lost: int = 0
    wrong: int = 0
    tracebacks: int = 0
    hangs: int = 0
    details: list[str] = field(default_factory=list)

    @property
    def bad(self) -> int:
        return self.lost + self.wrong + self.tracebacks + self.hangs

    def note(self, what: str, detail: str) -> None:
        """Count something bad ("lost", "wrong", "tracebacks", "hangs") and remember how it came about."""
        setattr(self, what, getattr(self, what) + 1)
        self.details.append(f"{self.kind}: {what}: {detail}")

    def line(self) -> str:
        return (
            f"{self.kind:<28} tried {self.tried:>6}   told {self.told:>6}   lost {self.lost}   "
            f"wrong without a word {self.wrong}   tracebacks {self.tracebacks}   hangs {self.hangs}"
        )


@contextmanager
def cut_off(seconds: float = HANGS_AFTER_SECONDS) -> Iterator[None]:
    """Raise TakesTooLongError in the block after so many seconds."""

    def over(_signal: int, _frame: FrameType | None) -> None:
        raise TakesTooLongError

    before = signal.signal(signal.SIGALRM, over)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
