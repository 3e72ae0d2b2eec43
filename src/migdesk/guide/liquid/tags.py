"""The tags of Jekyll's own that Liquid does not have, and what stands in the place of any that nobody knows."""

from __future__ import annotations

import html
import posixpath
import re
from typing import TextIO

from liquid.ast import BlockNode, Node
from liquid.builtin.tags.include_tag import IncludeTag
from liquid.context import RenderContext
from liquid.parser import get_parser
from liquid.stream import TokenStream
from liquid.tag import Tag
from liquid.template import BoundTemplate
from liquid.token import TOKEN_EOF, TOKEN_EXPRESSION, TOKEN_ILLEGAL, TOKEN_TAG, Token

from migdesk.guide.components import STEPS, step_values
from migdesk.guide.liquid.faults import FaultKeeper, text_of_value

# Jekyll::Tags::IncludeTag::VALID_SYNTAX: key="text", key='text' or key=variable.
PARAMETER = re.compile(
    r"""(?<![\w-])([\w-]+)\s*=\s*(?:"([^"\\]*(?:\\.[^"\\]*)*)"|'([^'\\]*(?:\\.[^'\\]*)*)'|([\w.-]+))"""
)
NAME_WITH_VARIABLE = re.compile(r"[^{\s]*(?:\{\{[^{}]*\}\}[^\s{}]*)+")
# Jekyll::Tags::IncludeTag::VALID_FILENAME_CHARS and INVALID_SEQUENCES
INCLUDE_NAME = re.compile(r"[\w/.\-()+~#@]+")
LEADS_OUT = re.compile(r"[./]{2,}")
LITERALS: dict[str, object] = {"true": True, "false": False, "nil": None, "null": None}


class IncludeNode(Node):
    """An `include` of one of the program's components, or of the guide's own."""

    __slots__ = ("arguments", "name", "relative")

    def __init__(self, token: Token, name: str, arguments: list[tuple[str, str | None, str]], relative: bool) -> None:
        super().__init__(token)
        self.name = name
        self.arguments = arguments
        self.relative = relative
        self.blank = False

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> bool:
        """Write the component, or the box that stands for it."""
        environment = context.env
        assert isinstance(environment, FaultKeeper)
        environment.deadline.check()
        with environment.including(self.token):
            name = self._named(environment, context)
            template = self._template(environment, name, context)
        if template is None:
            environment.add_fault(self.token, "unknown-include", f'there is no component "{name}"')
            said = environment.not_shown(self.token, f'this program has no component named "{name}"')
            buffer.write(said + self._words(said))
            return True
        values = {key: self._value(context, text, variable) for key, text, variable in self.arguments}
        if name == STEPS:
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

    def _named(self, environment: FaultKeeper, context: RenderContext) -> str:
        """Return the file's name, which may come of a variable."""
        if "{{" not in self.name:
            return self.name
        written = context.get_buffer()
        environment.template_of(self.name).render_with_context(context, written, partial=True)
        return written.getvalue().strip()

    def _template(self, environment: FaultKeeper, name: str, context: RenderContext) -> BoundTemplate | None:
        if not self.relative and name in environment.components:
            return environment.components[name]
        if not INCLUDE_NAME.fullmatch(name) or LEADS_OUT.search(name):
            return None
        folder = "_includes"
        if self.relative:
            folder = posixpath.dirname(text_of_value(context.get(["page", "path"], token=None, default="")))
        text = environment.site.text_of_file(posixpath.join(folder, name))
        return None if text is None else environment.template_of(text)

    def _words(self, said: str) -> str:
        """Return the words among the parameters of an include that cannot be shown, so that they are not lost."""
        words = [text for _key, text, _variable in self.arguments if text and " " in text.strip()]
        between = "\n\n" if said.startswith("\n") else " "
        return "".join(between + text.strip() for text in words) + between if words else ""

    def _value(self, context: RenderContext, text: str | None, variable: str) -> object:
        if text is not None:
            return text
        if variable in LITERALS:
            return LITERALS[variable]
        if re.fullmatch(r"-?\d{1,64}", variable):
            return int(variable)
        return context.get(list(variable.split(".")), token=self.token, default=None)


class JekyllInclude(Tag):
    """`{% include name.html key=value key="text" key='text' key=true %}`."""

    name = IncludeTag.name
    block = False
    relative = False

    def parse(self, stream: TokenStream) -> Node:
        """Read the include's name and its parameters."""
        token = stream.eat(TOKEN_TAG)
        expression = stream.expect(TOKEN_EXPRESSION).value if stream.current.kind == TOKEN_EXPRESSION else ""
        found = NAME_WITH_VARIABLE.match(expression)
        if found:
            name, rest = found[0], expression[found.end() :]
        else:
            name, rest = [*expression.split(maxsplit=1), "", ""][:2]  # the parameters may stand on lines of their own
        arguments = []
        for key, double, single, variable in PARAMETER.findall(rest):
            text = None if variable else re.sub(r"\\([\"'])", r"\1", double or single)
            arguments.append((key, text, variable))
        if stream.current.kind != TOKEN_EXPRESSION:
            stream.pos -= 1  # the parser steps over the last token of a tag
        return IncludeNode(token, name.strip("\"'"), arguments, self.relative)


class JekyllIncludeRelative(JekyllInclude):
    """The same, of a file beside the page."""

    name = "include_relative"
    relative = True


class HighlightNode(Node):
    """Program code, shown as it is; in which colours is the web site's business."""

    __slots__ = ("block", "language")

    def __init__(self, token: Token, language: str, block: BlockNode) -> None:
        super().__init__(token)
        self.language = language
        self.block = block
        self.blank = False

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> bool:
        """Write the code in a block of its own."""
        inside = context.get_buffer(buffer)
        self.block.render(context, inside)
        code = html.escape(inside.getvalue().strip("\r\n"), quote=False)
        language = html.escape(self.language.lower().replace("+", "-"))
        buffer.write(f'<figure class="highlight"><pre><code class="language-{language}">{code}</code></pre></figure>')
        return True


class JekyllHighlight(Tag):
    """`{% highlight ruby linenos %} ... {% endhighlight %}`."""

    name = "highlight"
    end = "endhighlight"
    block = True

    def parse(self, stream: TokenStream) -> Node:
        """Read the language and what is inside."""
        token = stream.eat(TOKEN_TAG)
        words = stream.eat(TOKEN_EXPRESSION).value.split() if stream.current.kind == TOKEN_EXPRESSION else []
        block = get_parser(self.env).parse_block(stream, (self.end, TOKEN_EOF))
        stream.expect(TOKEN_TAG, value=self.end)
        return HighlightNode(token, words[0] if words else "", block)


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


class JekyllPostUrl(Tag):
    """`{% post_url 2024-03-05-a-post %}`: the address of a post, by its file's name without the suffix."""

    name = "post_url"
    block = False

    def parse(self, stream: TokenStream) -> Node:
        """Read the post's name."""
        token = stream.eat(TOKEN_TAG)
        name = stream.expect(TOKEN_EXPRESSION).value.strip().lstrip("/")
        assert isinstance(self.env, FaultKeeper)
        posts = (f for f in self.env.site.permalink_of_file if "_posts/" in f and f.rpartition(".")[0].endswith(name))
        return LinkNode(token, next(posts, f"_posts/{name}"))


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
