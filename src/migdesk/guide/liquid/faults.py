"""Liquid that cannot be carried out: noted with its line, and marked where it stands. It never stops a page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, TextIO

import msgspec
from liquid import Environment
from liquid.context import RenderContext
from liquid.exceptions import LiquidError, LiquidInterrupt, LiquidSyntaxError, ResourceLimitError, StopRender
from liquid.template import BoundTemplate
from liquid.token import Token

from migdesk.guide.components import Step, not_shown, not_shown_here
from migdesk.guide.liquid.limits import MOST_FAULTS, BoundedContext, Deadline, OutOfBounds, TooMuch
from migdesk.guide.model import ProblemKind

TEXT_BEFORE_IN_BLOCK = re.compile(r"[ ]{0,3}(?:[-*+>|:]|\d+[.)])|.*\|")


class Fault(msgspec.Struct, frozen=True):
    """Something in a page's Liquid that could not be read; `line` is counted from 1 inside the text given."""

    line: int
    kind: ProblemKind
    message: str


class Site(msgspec.Struct, frozen=True):
    """What the tags and filters need to know of the guide."""

    baseurl: str
    url: str
    permalink_of_file: Mapping[str, str]
    steps_of_group: Callable[[str], Sequence[Step]]
    text_of_file: Callable[[str], str | None]


class MarkingTemplate(BoundTemplate):
    """A template that marks what cannot be carried out where it stands, and goes on behind it."""

    context_class = BoundedContext

    def render_with_context(
        self,
        context: RenderContext,
        buffer: TextIO,
        *args: Any,
        partial: bool = False,
        block_scope: bool = False,
        **kwargs: Any,
    ) -> None:
        """As python-liquid's own, but for the mark."""
        with context.extend(namespace=self.make_partial_namespace(partial, dict(*args, **kwargs))):
            for node in self.nodes:
                try:
                    node.render(context, buffer)
                except LiquidInterrupt as interrupt:
                    if partial and not block_scope:
                        raise
                    self.env.error(LiquidSyntaxError(f"unexpected '{interrupt}'", token=node.token))
                except StopRender:
                    break
                except LiquidError as error:
                    self.env.error(error, token=node.token)
                    buffer.write(not_shown_here(message_of(error)))


class FaultKeeper(Environment):
    """A Liquid environment that notes faults; `faults` holds those of the text rendered last."""

    template_class = MarkingTemplate
    site: Site
    components: Mapping[str, BoundTemplate]
    deadline: Deadline

    def __init__(self, **options: Any) -> None:
        self.faults: list[Fault] = []
        self.broken: list[Token | None] = []
        self._included: list[Token] = []
        super().__init__(**options)

    def error(self, exc: type[LiquidError] | LiquidError, msg: str | None = None, token: Token | None = None) -> None:
        """Note a fault instead of raising, and go on (python-liquid calls this for every error)."""
        error = exc if isinstance(exc, LiquidError) else exc(msg or "", token=token)
        where = error.token or token
        self.broken.append(where)
        kind: ProblemKind = "too-heavy" if isinstance(error, (TooMuch, ResourceLimitError)) else "unknown-tag"
        self.add_fault(where, kind, message_of(error))

    def add_fault(self, token: Token | None, kind: ProblemKind, message: str) -> None:
        """Note a fault at a token; one inside an include stands where that is asked for.

        Raises OutOfBounds where there are too many.
        """
        if len(self.faults) >= MOST_FAULTS:
            raise OutOfBounds(f"more than {MOST_FAULTS} things in it cannot be read")
        token = self._included[0] if self._included else token
        line = token.source.count("\n", 0, max(token.start_index, 0)) + 1 if token else 1
        self.faults.append(Fault(line, kind, message))

    def template_of(self, text: str) -> BoundTemplate:
        """Return the template of a part that a page asks for, its own faults noted where that is."""
        raise NotImplementedError

    @contextmanager
    def including(self, token: Token) -> Iterator[None]:
        """Tell that what is rendered inside comes of the include at `token`."""
        self._included.append(token)
        try:
            yield
        finally:
            self._included.pop()

    def not_shown(self, token: Token, what: str) -> str:
        """Return what stands in the place of the tag at `token`: a box where that is a paragraph, else a mark."""
        if not self._included and stands_alone(token):
            return not_shown(f"{what}.")
        return not_shown_here(what)


def message_of(error: LiquidError) -> str:
    """Return why Liquid is not carried out, as a sentence without its stop."""
    if isinstance(error, (TooMuch, ResourceLimitError)):
        return f"this Liquid is left out: {error.message}"
    return f"this Liquid cannot be read: {error.message}"


def stands_alone(token: Token) -> bool:
    """Tell whether a tag is alone on its line, and the line in no list, table or quotation."""
    source = token.source
    start = max(source.rfind("{%", 0, token.start_index + 1), source.rfind("{{", 0, token.start_index + 1))
    end = source.find("}", token.start_index)
    before = source[source.rfind("\n", 0, max(start, 0)) + 1 : max(start, 0)]
    behind = source[end:].partition("\n")[0].lstrip("%}") if end >= 0 else ""
    if start < 0 or before or behind.strip():
        return False
    above = source[:start].rpartition("\n\n")[2].split("\n")
    return not any(TEXT_BEFORE_IN_BLOCK.match(line) for line in above)


def text_of_value(value: object) -> str:
    """Return a Liquid value as text: nothing for what is not there."""
    return "" if value is None or type(value).__name__ == "Undefined" else str(value)
