"""How much a page's Liquid may make: values, names, loops and time. The worker's own limits stand behind these.

What goes beyond one of them spoils itself and is a fault at its line; only time that has run out ends the page.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sized
from functools import wraps
from typing import Any

from liquid.context import RenderContext
from liquid.exceptions import LiquidError, UnknownFilterError
from liquid.token import Token

MOST_CHARACTERS = 1_000_000
MOST_ITEMS = 100_000
MOST_BITS = 4_096
MOST_NAMES = 1_000
MOST_SECONDS = 2.0
MOST_FAULTS = 200
MOST_TAGS = 20_000
MOST_MENDED = 50


class TooMuch(LiquidError):  # noqa: N818 (what python-liquid's own names say)
    """A value that is larger than a page needs; its text follows “this Liquid is left out:”."""

    def __init__(self, what: str) -> None:
        super().__init__(what, token=None)


class OutOfBounds(Exception):  # noqa: N818 (a verdict on the page, told in its place)
    """The page as a whole takes too much; its text is the end of a sentence."""


class Deadline:
    """When the rendering of a page has to be done."""

    def __init__(self) -> None:
        self._end = 0.0

    def begin(self) -> None:
        """Start the time of a page."""
        self._end = time.monotonic() + MOST_SECONDS

    def check(self) -> None:
        """Raise OutOfBounds where the time is over."""
        if time.monotonic() > self._end:
            raise OutOfBounds("its Liquid takes more time than migdesk allows it")


def checked(value: object) -> object:
    """Return a value that is not too large. Raises TooMuch."""
    if isinstance(value, int) and value.bit_length() > MOST_BITS:
        raise TooMuch("a number has too many digits")
    if isinstance(value, str) and len(value) > MOST_CHARACTERS:
        raise TooMuch(f"a text is longer than {MOST_CHARACTERS:,} characters")
    if isinstance(value, range):
        if (value and max(abs(value[0]), abs(value[-1])) >> 62) or len(value) > MOST_ITEMS:
            raise TooMuch(f"a list has more than {MOST_ITEMS:,} items")
    elif isinstance(value, (list, tuple)) and len(value) > MOST_ITEMS:
        raise TooMuch(f"a list has more than {MOST_ITEMS:,} items")
    return value


def bounded(name: str, function: Callable[..., Any], deadline: Deadline) -> Callable[..., Any]:
    """Return a filter that takes and gives only what is not too large, and only while there is time."""

    @wraps(function)  # python-liquid's own marks on the function go with it
    def call(left: object, *arguments: object, **named: object) -> object:
        deadline.check()
        for value in (left, *arguments):
            checked(value)
        if _size_of_result(name, left, arguments) > MOST_CHARACTERS:
            raise TooMuch(f"a text is longer than {MOST_CHARACTERS:,} characters")
        return checked(function(left, *arguments, **named))

    return call


def _size_of_result(name: str, left: object, arguments: tuple[object, ...]) -> int:
    """Return about how long the text of a filter will be that can make much of little; 0 for any other."""
    texts = [str(argument) for argument in arguments if isinstance(argument, (str, int, float))]
    if name in ("replace", "replace_last") and isinstance(left, str) and texts:
        found = left.count(texts[0]) if texts[0] else len(left) + 1
        return len(left) + found * len(texts[1] if len(texts) > 1 else "")
    if name in ("join", "array_to_sentence_string") and isinstance(left, Sized):
        return len(left) * len(texts[0] if texts else "")
    return 0


class BoundedContext(RenderContext):
    """Holds no more names, and no larger values, than a page needs."""

    __slots__ = ()

    def assign(self, key: str, val: Any) -> None:
        checked(val)
        if len(self.locals) >= MOST_NAMES and key not in self.locals:
            raise TooMuch(f"the page gives more than {MOST_NAMES:,} names")
        self.locals[key] = val

    def filter(self, name: str, token: Token | None) -> Callable[..., Any]:
        """Return a filter. One that nobody knows would leave wrong words behind, and so spoils its expression."""
        if name not in self.env.filters:
            raise UnknownFilterError(f"there is no filter “{name}”", token=token)
        return super().filter(name, token)
