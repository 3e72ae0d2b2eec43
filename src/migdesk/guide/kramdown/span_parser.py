"""Reads the text of a block into elements, as kramdown does: the first rule that fits at a place is followed.

What has been tried in vain stays as text, and reading goes on behind it. That can take time without end where marks are
opened again and again and never closed, so the steps are counted: a text that needs more stays as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import NamedTuple

from migdesk.guide.kramdown.nodes import Node, Raw, Sign

# Elements in elements: no honest text goes deeper, and a hostile one must not exhaust the stack.
DEEPEST = 60
STEPS_A_TEXT, STEPS_A_CHARACTER = 5_000, 20
# These take time with the square of their number in one text: more of one are no honest text, and stay plain.
MARKS = ("[", "~~", "<!--", "`", "*", "_", "$$", "<http", "{:")
MOST_MARKS = 2_000


class SpanRule(NamedTuple):
    """`sign` is where the rule may begin, `start` what must be there, and `follow` is called with that."""

    sign: str
    start: re.Pattern[str]
    follow: Callable[[SpanParser, re.Match[str]], None]


class Meanings(NamedTuple):
    """What the lines of a document define for its texts, as `blocks.Shared` has it."""

    links: Mapping[str, tuple[str, str | None]]
    attribute_lists: Mapping[str, Mapping[str, str]]
    footnotes: Mapping[str, str]


NOTHING_DEFINED = Meanings({}, {}, {})


class TooManySteps(Exception):  # noqa: N818 (the text is then shown as it is written)
    """A text whose marks are opened again and again."""


class SpanParser:
    """Reads one text. Rules look at `source` from `position`, add to `node`, and move on."""

    def __init__(self, rules: tuple[SpanRule, ...], meanings: Meanings) -> None:
        self.rules = rules
        self.meanings = meanings
        self.source = ""
        self.position = 0
        self.node = Node("")
        self.above: list[Node] = []
        self._left = 0

    def parse(self, text: str, into: Node) -> bool:
        """Add what `text` reads as to an element; False where that took too much, and it stands as it is written."""
        if any(text.count(mark) > MOST_MARKS for mark in MARKS):
            into.add_text(text)
            return False
        self._left = STEPS_A_TEXT + STEPS_A_CHARACTER * len(text)
        read = Node("")
        self.source, self.position, self.above = text, 0, []
        try:
            self.read(read)
        except TooManySteps:
            into.add_text(text)
            return False
        into.children.extend(read.children)
        return True

    def read(
        self,
        node: Node,
        stop: re.Pattern[str] | None = None,
        ends: Callable[[re.Match[str]], bool] = lambda _match: True,
        rules: tuple[SpanRule, ...] | None = None,
    ) -> bool:
        """Read into `node` until `stop` is met and `ends` agrees, and tell whether that was so.

        The position is then at what was met; else it is where nothing more was found, or at the end without `stop`.
        """
        rules = self.rules if rules is None else rules
        search = next_place(tuple(rule.sign for rule in rules), stop.pattern if stop else None)
        self.above.append(self.node)
        self.node = node
        found = False
        while self.position < len(self.source) and not found:
            place = search.search(self.source, self.position)
            if place is None:
                if stop is None:
                    self.take_rest()
                break
            node.add_text(self.source[self.position : place.start()])
            self.position = place.start()
            met = stop.match(self.source, self.position) if stop else None
            found = met is not None and ends(met)
            if not found:
                self._follow(rules)
        self.node = self.above.pop()
        return found

    def read_apart(self, node: Node, text: str) -> None:
        """Read `text` into `node` as if it stood by itself."""
        kept = self.source, self.position, self.node, self.above
        self.source, self.position, self.node, self.above = text, 0, Node(""), []
        self.read(node)
        self.source, self.position, self.node, self.above = kept

    def is_inside(self, *tags: str) -> bool:
        """Tell whether what is read stands in an element of Markdown with one of these tags."""
        return any(node.tag in tags and not node.written for node in (self.node, *self.above))

    @property
    def is_deep(self) -> bool:
        return len(self.above) > DEEPEST

    def check(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Return the match at the position without moving."""
        return pattern.match(self.source, self.position)

    def scan(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Return the match at the position and move behind it."""
        match = pattern.match(self.source, self.position)
        if match:
            self.position = match.end()
        return match

    def character_before(self) -> str:
        return self.source[self.position - 1 : self.position]

    def add(self, child: Node | Sign | Raw) -> None:
        self.node.children.append(child)

    def add_as_text(self, start: int, end: int) -> None:
        """Take what stands from `start` to `end` as text, and go on behind it."""
        self.node.add_text(self.source[start:end])
        self.position = end

    def take_rest(self) -> None:
        self.add_as_text(self.position, len(self.source))

    def _follow(self, rules: tuple[SpanRule, ...]) -> None:
        self._left -= 1
        if self._left < 0:
            raise TooManySteps
        for rule in rules:
            match = rule.start.match(self.source, self.position)
            if match:
                rule.follow(self, match)
                return
        self.add_as_text(self.position, self.position + 1)


@cache
def next_place(signs: tuple[str, ...], stop: str | None) -> re.Pattern[str]:
    """Return what finds the next place where a rule may begin or `stop` stands."""
    return re.compile(rf"(?=(?:{stop})|{'|'.join(signs)})" if stop else rf"(?={'|'.join(signs)})", re.IGNORECASE)
