"""Liquid as Jekyll speaks it: python-liquid, with Jekyll's tags and filters.

What cannot be read never stops a page: it is marked in its place, and is an entry in the list of faults.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from liquid import Mode
from liquid.exceptions import LiquidError
from liquid.template import BoundTemplate
from liquid.token import TOKEN_ILLEGAL, Token

from migdesk.guide.components import not_shown
from migdesk.guide.kramdown.kramdown import smartified
from migdesk.guide.liquid.expressions import as_liquid_reads
from migdesk.guide.liquid.faults import Fault, FaultKeeper, Site, text_of_value
from migdesk.guide.liquid.filters import FILTERS
from migdesk.guide.liquid.limits import MOST_ITEMS, MOST_MENDED, MOST_TAGS, Deadline, OutOfBounds, bounded
from migdesk.guide.liquid.repairs import ANY_LIQUID, mended, plain_conditions, unclosed_block
from migdesk.guide.liquid.tags import (
    JekyllHighlight,
    JekyllInclude,
    JekyllIncludeRelative,
    JekyllLink,
    JekyllPostUrl,
    UnknownTag,
)

MarkdownFilter = Callable[[str], str]


class GuideEnvironment(FaultKeeper):
    """A Liquid environment for one guide."""

    block_nesting_limit = 60
    loop_iteration_limit = MOST_ITEMS
    output_stream_limit = 5_000_000

    def __init__(self, site: Site, components: Mapping[str, str], markdown: MarkdownFilter) -> None:
        super().__init__(tolerance=Mode.LAX, strict_filters=False)
        self.site = site
        self.deadline = Deadline()
        self._depth = 0
        self._parts: dict[str, tuple[BoundTemplate, list[Fault]]] = {}
        self.add_tag(JekyllInclude)
        for tag in (JekyllIncludeRelative, JekyllLink, JekyllPostUrl, JekyllHighlight):
            self.add_tag(tag)
        self.tags[TOKEN_ILLEGAL] = UnknownTag(self)
        self._add_filters(markdown)
        for name, function in self.filters.items():
            self.filters[name] = bounded(name, function, self.deadline)
        self.components = {name: self.from_string(text) for name, text in components.items()}

    def _add_filters(self, markdown: MarkdownFilter) -> None:
        def text(value: object) -> str:
            return text_of_value(value)

        self.add_filter("markdownify", lambda value: markdown(text(value)))
        self.add_filter("smartify", lambda value: smartified(text(value)))
        self.add_filter("relative_url", lambda value: relative_url(text(value), self.site.baseurl))
        self.add_filter("absolute_url", lambda value: self.site.url + relative_url(text(value), self.site.baseurl))
        self.filters.update(FILTERS)

    def tokenizer(self) -> Callable[[str], Iterator[Token]]:
        tokens = super().tokenizer()
        return lambda source: as_liquid_reads(tokens(source))

    def render_text(self, source: str, variables: Mapping[str, object]) -> tuple[str, tuple[Fault, ...]]:
        """Return the text with its Liquid carried out, and what could not be."""
        outer, self.faults = self.faults, []  # a step is rendered in the middle of its page
        if not self._depth:
            self.deadline.begin()
        self._depth += 1
        try:
            template = self._parsed(source)
            if isinstance(template, BoundTemplate):
                text: str = template.render(**variables)
                return text, tuple(self.faults)
            return template, tuple(self.faults)
        except (OutOfBounds, LiquidError, RecursionError) as error:
            why = str(error) if isinstance(error, OutOfBounds) else f"its Liquid cannot be read: {_reason(error)}"
            fault = Fault(1, "too-heavy", f"left out, as {why}")
            return not_shown(f"a part of this page was left out, as {why}."), (*self.faults, fault)
        finally:
            self._depth -= 1
            self.faults = outer

    def template_of(self, text: str) -> BoundTemplate:
        if text not in self._parts:
            faults, self.faults = self.faults, []
            parsed = self._parsed(text)
            found, self.faults = self.faults, faults
            self._parts[text] = self.from_string(parsed) if isinstance(parsed, str) else parsed, found
        template, found = self._parts[text]
        for fault in found:
            self.add_fault(None, fault.kind, fault.message)
        return template

    def _parsed(self, source: str) -> BoundTemplate | str:
        """Return the template of a text, or the text without any Liquid where that cannot be told apart from words."""
        if source.count("{%") + source.count("{{") > MOST_TAGS:
            raise OutOfBounds(f"it has more than {MOST_TAGS:,} places with Liquid")
        found: list[Fault] = []
        source = plain_conditions(source)
        for _ in range(MOST_MENDED):
            self.deadline.check()
            self.faults, self.broken = [], []
            template = self.from_string(source)
            if not self.broken:
                self.faults = found
                return template
            open_block = unclosed_block(source)
            if open_block:
                line, name = open_block
                self.faults = [Fault(line, "unknown-tag", f'the block "{name}" is never closed by "end{name}"')]
                break
            first = self.faults[0]
            without = mended(source, self.broken[0], first.message)
            if without is None:
                break
            found.append(first)
            source = without
        # What is broken has swallowed what follows it: show the words, leave out all Liquid.
        self.faults = [*found, *self.faults]
        words = ", ".join(f"line {fault.line}: {fault.message}" for fault in self.faults)
        return not_shown(words) + "\n" + ANY_LIQUID.sub("", source)


def _reason(error: Exception) -> str:
    return str(error.message) if isinstance(error, LiquidError) else "it nests too deep"


def relative_url(address: str, baseurl: str) -> str:
    """Return `address` under the site's base path, as Jekyll's filter does; an address with a scheme stays."""
    if re.match(r"[A-Za-z][\w+.-]*:|//|#", address):
        return address
    return baseurl.rstrip("/") + "/" + address.lstrip("/")
