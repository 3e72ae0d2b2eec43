"""What Python-Markdown reads otherwise than kramdown inside a block, and the ids of headings."""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import (
    HtmlInlineProcessor,
    InlineProcessor,
    SimpleTagInlineProcessor,
    SubstituteTagInlineProcessor,
)
from markdown.postprocessors import RawHtmlPostprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE, AtomicString

from migdesk.guide.kramdown.attributes import REFERENCES, attribute_list
from migdesk.guide.kramdown.html import BLOCK_ELEMENTS, HTML_TAG, HTML_TAG_CLOSE, RAW_SPAN, with_closing_tags

HEADERS = ("h1", "h2", "h3", "h4", "h5", "h6")
ESCAPED = re.compile(r"\x02(\d+)\x03")
STASHED_HTML = re.compile(r"\x02wzxhzdk:(\d+)\x03")
STASHED = re.compile(r"\x02[^\x03]*\x03")
# kramdown's \p{Word} is letters, marks, digits and connectors; marks are the difference from Python's \w.
NOT_IN_ID = re.compile(r"[^\w\- \t]")
NOT_IN_PLAIN_ID = re.compile(r"\A[^A-Za-z]+|[^A-Za-z0-9 \-]")
IN_HTML = "\x00in-html"
"""The key of an attribute that a heading inside an HTML element has until it has its id."""
ENTITY = re.compile(r"&(?:#\w+|\w+);")
SPAN_ATTRIBUTES = re.compile(r"\A\{:(?!:|/)([^}]+)\}")
HARD_BREAK = r"\\\n"
STRIKETHROUGH = r"(~~)(?![\s~])(.+?)(?<![\s~])~~"
HTML = r"(</[A-Za-z][^<>]*>)(?:\{:(?!:|/)[^}]+\})?|(<[A-Za-z][^<>]*>)"
MATH = r"(?<!\\)\$\$(.+?)\$\$"
NOT_MARKDOWN = r"\{::nomarkdown\}(.*?)\{:/(?:nomarkdown)?\}"
COMMENT = r"\{::comment\}.*?\{:/(?:comment)?\}"
MAIL = r"<(?:mailto:)?([\w.\-]+@[\w.\-]+)>"


def add_span_rules(markdown: Markdown) -> None:
    """Change a Python-Markdown converter so that it reads spans as kramdown's GFM input does."""
    markdown.ESCAPED_CHARS = list("\\.*_+`<>()[]{}#!:|\"'$=-~")
    markdown.inlinePatterns.register(SubstituteTagInlineProcessor(HARD_BREAK, "br"), "hard_break", 185)
    markdown.inlinePatterns.register(Math(MATH, markdown), "math", 188)
    markdown.inlinePatterns.register(NotMarkdown(NOT_MARKDOWN, markdown), "nomarkdown", 187)
    markdown.inlinePatterns.register(NotMarkdown(f"({RAW_SPAN})", markdown), "raw_span", 189)
    markdown.inlinePatterns.register(Comment(COMMENT, markdown), "comment", 186)
    markdown.inlinePatterns.register(MailAddress(MAIL), "automail", 121)
    markdown.inlinePatterns.register(SpanHtml(HTML, markdown), "html", 90)
    markdown.inlinePatterns.register(SimpleTagInlineProcessor(STRIKETHROUGH, "del"), "strikethrough", 65)
    markdown.treeprocessors.register(SpanAttributes(markdown), "span_attributes", 8)
    markdown.postprocessors.register(RawHtml(markdown), "raw_html", 30)


class MailAddress(InlineProcessor):
    """`<name@example.org>` as a plain link: Python-Markdown's own would write each letter as a number."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]
        """Return the link."""
        link = Element("a", {"href": f"mailto:{m.group(1)}"})
        link.text = AtomicString(m.group(1))
        return link, m.start(0), m.end(0)


class Math(InlineProcessor):
    """`$$…$$`, kept as it is written for the web site's script."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]
        """Return the placeholder of the formula."""
        return self.md.htmlStash.store(f"\\({html.escape(m[1], quote=False)}\\)"), m.start(0), m.end(0)


class NotMarkdown(InlineProcessor):
    """`{::nomarkdown}…{:/}` in running text, and elements such as `<code>`: HTML as it stands."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]
        """Return the placeholder of what is inside."""
        return self.md.htmlStash.store(self.unescape(m[1])), m.start(0), m.end(0)


class Comment(InlineProcessor):
    """`{::comment}…{:/}` in running text: not shown."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]
        """Return nothing."""
        return "", m.start(0), m.end(0)


class SpanHtml(HtmlInlineProcessor):
    """HTML in running text: span tags pass; the tag of a block is shown as the text that it is to kramdown."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]
        """Return the placeholder of the tag or of its escaped text."""
        tag = self.backslash_unescape(self.unescape(m[1] or m[2]))
        name = HTML_TAG.fullmatch(tag) or HTML_TAG_CLOSE.fullmatch(tag)
        if name is None or name[1].lower() in BLOCK_ELEMENTS:
            tag = html.escape(tag, quote=False)
        return self.md.htmlStash.store(with_closing_tags(tag)), m.start(0), m.end(0)


class BlockHtml(str):
    """Raw HTML that kramdown reads as a block: it stands on its own, not in a paragraph."""

    __slots__ = ()


class RawHtml(RawHtmlPostprocessor):
    """Puts raw HTML back, a block in place of the paragraph that held its place."""

    def stash_to_string(self, text: str) -> str:
        """Return the stashed HTML with its type."""
        return text

    def isblocklevel(self, html: str) -> bool:
        """Tell whether the stashed `html` is a block of its own."""
        return isinstance(html, BlockHtml)


class SpanAttributes(Treeprocessor):
    """`[label](address){: #id .class}`: the list behind a span gives it an id and classes, and is not shown."""

    def run(self, root: Element) -> None:
        """Move each attribute list from the text behind an element to the element."""
        for element in root.iter():
            match = SPAN_ATTRIBUTES.match(element.tail or "")
            if match and element.tail:
                for name, value in attribute_list(match[1]).items():
                    if name != REFERENCES:
                        element.set(name, value)
                element.tail = element.tail[match.end() :]


class HeaderIds(Treeprocessor):
    """Ids for headings without one: their words in lower case joined by hyphens, `-1`, `-2` for repeats."""

    def __init__(self, markdown: Markdown) -> None:
        super().__init__(markdown)
        self.are_wanted = True

    def run(self, root: Element) -> None:
        """Give each heading its id, counting repeats over this document."""
        seen: dict[Callable[[str], str], Counter[str]] = {header_id: Counter(), header_id_in_html: Counter()}
        for element in root.iter():
            id_of = header_id if element.attrib.pop(IN_HTML, None) is None else header_id_in_html
            if self.are_wanted and element.tag in HEADERS and "id" not in element.attrib:
                identifier = id_of(self._text_of(element))
                count = seen[id_of][identifier]
                seen[id_of][identifier] += 1
                if identifier or count:
                    element.set("id", f"{identifier}-{count}" if count else identifier)

    def _text_of(self, element: Element) -> str:
        """Return the words of a heading whose spans have been read; of raw HTML only entities are words."""
        raw = self.md.htmlStash.rawHtmlBlocks
        text = "".join(element.itertext()).replace(AMP_SUBSTITUTE, "&")
        text = STASHED_HTML.sub(lambda place: _entity(raw[int(place[1])]) if int(place[1]) < len(raw) else "", text)
        text = STASHED.sub("", ESCAPED.sub(lambda code: chr(int(code[1])), text))
        return ENTITY.sub(lambda entity: html.unescape(entity[0]), text)


def _entity(raw: object) -> str:
    return raw if isinstance(raw, str) and ENTITY.fullmatch(raw) else ""


def header_id(text: str) -> str:
    """Return kramdown's automatic id for a heading (`generate_gfm_header_id`), before repeats are numbered."""
    kept = NOT_IN_ID.sub(lambda sign: sign[0] if unicodedata.category(sign[0]).startswith("M") else "", text.lower())
    return kept.replace(" ", "-").replace("\t", "-")


def header_id_in_html(text: str) -> str:
    """Return the id of a heading inside an HTML element, which kramdown finds in another way (`generate_id`)."""
    return NOT_IN_PLAIN_ID.sub("", text).replace(" ", "-").lower() or "section"
