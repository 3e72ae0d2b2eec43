"""Liquid as Jekyll speaks it: python-liquid, with Jekyll's `include` and `link` tags and its filters.

What cannot be read never stops a page: it becomes a plain box in its place and an entry in the list of faults.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TextIO

import msgspec
from liquid import Environment, Mode
from liquid.ast import Node
from liquid.builtin.tags.include_tag import IncludeTag
from liquid.context import RenderContext
from liquid.exceptions import LiquidError
from liquid.stream import TokenStream
from liquid.tag import Tag
from liquid.token import TOKEN_EXPRESSION, TOKEN_ILLEGAL, TOKEN_TAG, Token

from migdesk.guide.components import STEPS, Step, not_shown, step_values
from migdesk.guide.model import ProblemKind
from migdesk.guide.typography import typographic

# Jekyll::Tags::IncludeTag::VALID_SYNTAX: key="text", key='text' or key=variable.
PARAMETER = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"\\]*(?:\\.[^"\\]*)*)"|'([^'\\]*(?:\\.[^'\\]*)*)'|([\w.-]+))""")
LITERALS: dict[str, object] = {"true": True, "false": False, "nil": None, "null": None}
BLOCK_TAG = re.compile(r"\{%-?\s*(end)?(capture|case|comment|for|if|raw|tablerow|unless)\b")
ANY_LIQUID = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
MarkdownFilter = Callable[[str], str]


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


class GuideEnvironment(Environment):
    """A Liquid environment for one guide; `faults` holds those of the text rendered last."""

    block_nesting_limit = 60
    loop_iteration_limit = 100_000
    output_stream_limit = 20_000_000

    def __init__(self, site: Site, components: Mapping[str, str], markdown: MarkdownFilter) -> None:
        super().__init__(tolerance=Mode.LAX, strict_filters=False)
        self.site = site
        self.faults: list[Fault] = []
        self.add_tag(JekyllInclude)
        self.add_tag(JekyllLink)
        self.tags[TOKEN_ILLEGAL] = UnknownTag(self)
        self._add_filters(markdown)
        self.components = {name: self.from_string(text) for name, text in components.items()}

    def _add_filters(self, markdown: MarkdownFilter) -> None:
        self.add_filter("markdownify", lambda value: markdown(_text(value)))
        self.add_filter("smartify", lambda value: typographic(_text(value)))
        self.add_filter("relative_url", lambda value: relative_url(_text(value), self.site.baseurl))
        self.add_filter("absolute_url", lambda value: self.site.url + relative_url(_text(value), self.site.baseurl))
        self.add_filter("xml_escape", self.filters["escape"])
        self.add_filter("slugify", lambda value: re.sub(r"[^\w]+", "-", _text(value).lower()).strip("-"))

    def error(self, exc: type[LiquidError] | LiquidError, msg: str | None = None, token: Token | None = None) -> None:
        """Note a fault instead of raising, and go on (python-liquid calls this for every error)."""
        error = exc if isinstance(exc, LiquidError) else exc(msg or "", token=token)
        where = error.token or token
        self.add_fault(where, "unknown-tag", f"this Liquid cannot be read: {error.message}")

    def add_fault(self, token: Token | None, kind: ProblemKind, message: str) -> None:
        """Note a fault at a token."""
        line = token.source.count("\n", 0, max(token.start_index, 0)) + 1 if token else 1
        self.faults.append(Fault(line, kind, message))

    def render_text(self, source: str, variables: Mapping[str, object]) -> tuple[str, tuple[Fault, ...]]:
        """Return the text with its Liquid carried out, and what could not be."""
        outer, self.faults = self.faults, []  # a step is rendered in the middle of its page
        try:
            template = self.from_string(source)
            broken = tuple(self.faults)
            if open_block := unclosed_block(source) if broken else None:
                broken = (open_block,)
            if broken:
                # A block left open has swallowed what follows it: show the words, leave out all Liquid.
                words = ", ".join(f"line {fault.line}: {fault.message}" for fault in broken)
                return not_shown(words) + "\n" + ANY_LIQUID.sub("", source), broken
            text = template.render(**variables)
            return text, tuple(self.faults)
        finally:
            self.faults = outer


def unclosed_block(source: str) -> Fault | None:
    """Return the first block tag that is never closed, where it stands (python-liquid names the end of the text)."""
    opened: list[tuple[str, int]] = []
    for tag in BLOCK_TAG.finditer(source):
        if not tag[1]:
            opened.append((tag[2], source.count("\n", 0, tag.start()) + 1))
        elif opened and opened[-1][0] == tag[2]:
            opened.pop()
    if not opened:
        return None
    name, line = opened[0]
    return Fault(line, "unknown-tag", f'the block "{name}" is never closed by "end{name}"')


def relative_url(address: str, baseurl: str) -> str:
    """Return `address` under the site's base path, as Jekyll's filter does; an address with a scheme stays."""
    if re.match(r"[A-Za-z][\w+.-]*:|//|#", address):
        return address
    return baseurl.rstrip("/") + "/" + address.lstrip("/")


def _text(value: object) -> str:
    return "" if value is None or type(value).__name__ == "Undefined" else str(value)


class IncludeNode(Node):
    """An `include` of one of the program's components."""

    __slots__ = ("arguments", "name")

    def __init__(self, token: Token, name: str, arguments: list[tuple[str, str | None, str]]) -> None:
        super().__init__(token)
        self.name = name
        self.arguments = arguments
        self.blank = False

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> bool:
        """Write the component, or the box that stands for it."""
        environment = context.env
        assert isinstance(environment, GuideEnvironment)
        template = environment.components.get(self.name)
        if template is None:
            environment.add_fault(self.token, "unknown-include", f'there is no component "{self.name}"')
            buffer.write(not_shown(f'this program has no component named "{self.name}".'))
            return True
        values = {name: self._value(context, text, variable) for name, text, variable in self.arguments}
        if self.name == STEPS:
            group = _text(values.get("group"))
            steps = environment.site.steps_of_group(group)
            if not steps:
                environment.add_fault(self.token, "missing-group", f'no step in _steps has the group "{group}"')
                buffer.write(not_shown(f'there are no steps in the group "{group}".'))
                return True
            values["steps"] = step_values(steps)
        with context.extend({"include": values}):
            template.render_with_context(context, buffer, partial=True)
        return True

    def _value(self, context: RenderContext, text: str | None, variable: str) -> object:
        if text is not None:
            return text
        if variable in LITERALS:
            return LITERALS[variable]
        if re.fullmatch(r"-?\d+", variable):
            return int(variable)
        return context.get(list(variable.split(".")), token=self.token, default=None)


class JekyllInclude(Tag):
    """`{% include name.html key=value key="text" key='text' key=true %}`."""

    name = IncludeTag.name
    block = False

    def parse(self, stream: TokenStream) -> Node:
        """Read the include's name and its parameters."""
        token = stream.eat(TOKEN_TAG)
        expression = stream.expect(TOKEN_EXPRESSION).value if stream.current.kind == TOKEN_EXPRESSION else ""
        name, rest = [*expression.split(maxsplit=1), "", ""][:2]  # the parameters may stand on lines of their own
        arguments = []
        for key, double, single, variable in PARAMETER.findall(rest):
            text = None if variable else re.sub(r"\\([\"'])", r"\1", double or single)
            arguments.append((key, text, variable))
        if stream.current.kind != TOKEN_EXPRESSION:
            stream.pos -= 1  # the parser steps over the last token of a tag
        return IncludeNode(token, name.strip("\"'"), arguments)


class LinkNode(Node):
    """Jekyll's `link`: the address of a page, by its file."""

    __slots__ = ("file",)

    def __init__(self, token: Token, file: str) -> None:
        super().__init__(token)
        self.file = file
        self.blank = False

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> bool:
        """Write the permalink without the base path (Jekyll 3.8, the official site's; pages put it in front)."""
        environment = context.env
        assert isinstance(environment, GuideEnvironment)
        # An unknown file is written as it is and so is found as a broken link, at its line.
        buffer.write(environment.site.permalink_of_file.get(self.file.lstrip("/"), "/" + self.file.lstrip("/")))
        return True


class JekyllLink(Tag):
    """`{% link guide/02-technical-survey.md %}`."""

    name = "link"
    block = False

    def parse(self, stream: TokenStream) -> Node:
        """Read the file's name."""
        token = stream.eat(TOKEN_TAG)
        return LinkNode(token, stream.expect(TOKEN_EXPRESSION).value.strip())


class BoxNode(Node):
    """Stands for a tag that this program does not know."""

    def __init__(self, token: Token) -> None:
        super().__init__(token)
        self.blank = False

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> bool:
        """Write the box and note the fault."""
        environment = context.env
        assert isinstance(environment, GuideEnvironment)
        if self.token.value.startswith("end"):
            return True  # the closing half of an unknown block: one box is enough
        environment.add_fault(self.token, "unknown-tag", f'there is no tag "{self.token.value}"')
        buffer.write(not_shown(f'this program does not know the tag "{self.token.value}".'))
        return True


class UnknownTag(Tag):
    """Whatever tag nobody has registered."""

    name = TOKEN_ILLEGAL
    block = False

    def parse(self, stream: TokenStream) -> Node:
        """Step over the tag and its text."""
        token = stream.expect(TOKEN_TAG)
        if stream.peek.kind == TOKEN_EXPRESSION:
            stream.next_token()
        return BoxNode(token)
