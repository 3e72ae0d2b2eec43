"""The tags of Jekyll's own that Liquid does not have, and what stands in the place of any that nobody knows."""

from __future__ import annotations

import re
from typing import TextIO

from liquid.ast import Node
from liquid.builtin.tags.include_tag import IncludeTag
from liquid.context import RenderContext
from liquid.stream import TokenStream
from liquid.tag import Tag
from liquid.token import TOKEN_EXPRESSION, TOKEN_ILLEGAL, TOKEN_TAG, Token

from migdesk.guide.components import STEPS, step_values
from migdesk.guide.liquid_faults import FaultKeeper, text_of_value

# Jekyll::Tags::IncludeTag::VALID_SYNTAX: key="text", key='text' or key=variable.
PARAMETER = re.compile(
    r"""(?<![\w-])([\w-]+)\s*=\s*(?:"([^"\\]*(?:\\.[^"\\]*)*)"|'([^'\\]*(?:\\.[^'\\]*)*)'|([\w.-]+))"""
)
LITERALS: dict[str, object] = {"true": True, "false": False, "nil": None, "null": None}


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
        assert isinstance(environment, FaultKeeper)
        template = environment.components.get(self.name)
        if template is None:
            environment.add_fault(self.token, "unknown-include", f'there is no component "{self.name}"')
            buffer.write(environment.not_shown(self.token, f'this program has no component named "{self.name}"'))
            return True
        values = {name: self._value(context, text, variable) for name, text, variable in self.arguments}
        if self.name == STEPS:
            group = text_of_value(values.get("group"))
            steps = environment.site.steps_of_group(group)
            if not steps:
                environment.add_fault(self.token, "missing-group", f'no step in _steps has the group "{group}"')
                buffer.write(environment.not_shown(self.token, f'there are no steps in the group "{group}"'))
                return True
            values["steps"] = step_values(steps)
        with environment.including(self.token), context.extend({"include": values}):
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
        assert isinstance(environment, FaultKeeper)
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
        assert isinstance(environment, FaultKeeper)
        if self.token.value.startswith("end"):
            return True  # the closing half of an unknown block: one box is enough
        environment.add_fault(self.token, "unknown-tag", f'there is no tag "{self.token.value}"')
        buffer.write(environment.not_shown(self.token, f'this program does not know the tag "{self.token.value}"'))
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
