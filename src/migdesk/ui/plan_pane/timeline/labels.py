"""Where words fit beside the shapes of one row, and how things that overlap are stacked. Knows no Qt."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

GAP = 6.0  # pixels between a shape and its words
LEAST = 34.0  # words that would be cut to fewer pixels than this are left to the tooltip


class Stretch(msgspec.Struct, frozen=True):
    """From `left` to `right`, in pixels."""

    left: float
    right: float

    @property
    def width(self) -> float:
        return self.right - self.left


def merged(stretches: Sequence[Stretch]) -> list[Stretch]:
    """Return stretches joined where they overlap or touch, from the left."""
    joined: list[Stretch] = []
    for stretch in sorted(stretches, key=lambda stretch: stretch.left):
        if joined and stretch.left <= joined[-1].right + 1:
            joined[-1] = Stretch(joined[-1].left, max(joined[-1].right, stretch.right))
        else:
            joined.append(stretch)
    return joined


def place_beside(at: float, needed: float, taken: Sequence[Stretch], width: float) -> Stretch | None:
    """Return where words of `needed` pixels go beside what stands at `at`, on a line from 0 to `width`.

    They go to the right of it, else to the left, else to the side that has more room, cut short; None where neither
    has enough for a few letters. `taken` is what words must not cover, `at` lying in one of them.
    """
    joined = merged(taken)
    number = next((index for index, stretch in enumerate(joined) if stretch.left <= at <= stretch.right), None)
    if number is None:
        return None
    start = joined[number].right + GAP
    end = joined[number].left - GAP
    right = (joined[number + 1].left - GAP if number + 1 < len(joined) else width) - start
    left = end - (joined[number - 1].right + GAP if number else 0.0)
    if right >= needed or (right >= left and left < needed):
        return Stretch(start, start + min(needed, right)) if right >= min(needed, LEAST) else None
    return Stretch(end - min(needed, left), end) if left >= min(needed, LEAST) else None


def lanes_of(stretches: Sequence[Stretch], most: int) -> list[int]:
    """Return for each stretch the first of `most` lanes where nothing before it is in its way, else the last one."""
    ends: list[float] = []
    lanes = [0] * len(stretches)
    for index in sorted(range(len(stretches)), key=lambda number: stretches[number].left):
        stretch = stretches[index]
        lane = next((number for number, end in enumerate(ends) if end <= stretch.left), len(ends))
        lane = min(lane, most - 1)
        ends[lane : lane + 1] = [max(stretch.right, ends[lane]) if lane < len(ends) else stretch.right]
        lanes[index] = lane
    return lanes
