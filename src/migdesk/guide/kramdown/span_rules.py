"""The rules for what stands inside a block, in kramdown's order: emphasis, code, HTML, links, quotes, signs.

They follow kramdown 2.4 and kramdown-parser-gfm 1.1 (kramdown/parser/kramdown/*.rb, parser/gfm.rb), so that what is
opened and never closed, or closed wrongly, reads as on the web site.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from html.entities import name2codepoint

from migdesk.guide.kramdown import smart_quotes
from migdesk.guide.kramdown.attributes import add_attributes, attribute_list
from migdesk.guide.kramdown.nodes import MATH, Node, Raw, Sign
from migdesk.guide.kramdown.span_html import follow_html
from migdesk.guide.kramdown.span_links import follow_link
from migdesk.guide.kramdown.span_parser import SpanParser, SpanRule

BLANK = " \t\r\n\f\v"
_ANY = r"(?:\\\}|[^}])"
EXTENSION = re.compile(rf"\{{::(\w+)(?:\s({_ANY}*?)|)(/)?\}}", re.ASCII)
ATTRIBUTES = re.compile(rf"\{{:(?!:|/)({_ANY}+)\}}")
SYMBOLS = {"---": "—", "--": "–", "...": "…", "<<": "«", ">>": "»", "<< ": "«\u00a0", " >>": "\u00a0»"}
SYMBOLS |= {"\\<<": "<<", "\\>>": ">>"}
ENTITIES = {**name2codepoint, "vellip": 0x22EE, "apos": 0x27, "rang": 0x2329, "lang": 0x232A}
LARGEST_CHARACTER = 0x10FFFF


def follow_emphasis(parser: SpanParser, match: re.Match[str]) -> None:
    """`*em*`, `**strong**`, `_em_`, `__strong__`."""
    mark, start = match[0], parser.position
    kind, tag = mark[0], "strong" if len(mark) == 2 else "em"
    before = parser.source[max(start - 2, 0) : start]
    within_word = kind == "_" and (_is_letter(before[-1:]) or (before.endswith("-") and _is_letter(before[:-1])))
    blank_behind = parser.source[match.end() : match.end() + 1] in tuple(BLANK)
    if within_word or blank_behind or parser.is_inside(tag):
        parser.add_as_text(start, match.end())
        return
    parser.position = match.end()
    node = Node(tag)
    found = _read_emphasis(parser, node, mark)
    if not found and tag == "strong" and (parser.node.tag != "em" or parser.node.written):
        parser.position = start + 1
        node = Node("em")
        mark = kind
        found = _read_emphasis(parser, node, kind)
    if found:
        parser.position += len(mark)
        parser.add(node)
    else:
        parser.add_as_text(start, match.end())


def _read_emphasis(parser: SpanParser, node: Node, mark: str) -> bool:
    stop, twice, before_word = _marks(mark)

    def ends(_stop: re.Match[str]) -> bool:
        if parser.character_before() in tuple(BLANK) or not node.children:
            return False
        if node.tag == "em" and parser.check(twice):
            return False
        word = parser.check(before_word) if mark[0] == "_" else None
        return word is None or not (_is_letter(word[1]) or word[1].isdecimal())

    return parser.read(node, stop, ends)


@cache
def _marks(mark: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    escaped = re.escape(mark)
    return re.compile(escaped), re.compile(rf"{escaped * 2}(?!{escaped})"), re.compile(rf"{escaped}(.)", re.DOTALL)


def _is_letter(character: str) -> bool:
    """Tell whether Ruby's [[:alpha:]] has a character: letters, and the vowel signs of some scripts."""
    return character.isalpha() or (bool(character) and unicodedata.category(character) == "Mc")


def follow_code(parser: SpanParser, match: re.Match[str]) -> None:
    """Code between as many backticks on either side."""
    ticks, source = match[0], parser.source
    before = source[match.start() - 1 : match.start()]
    if ticks == "`" and (not before or before in BLANK) and source[match.end() : match.end() + 1] in tuple(BLANK):
        parser.add_as_text(match.start(), match.end())
        return
    end = source.find(ticks, match.end())
    if end < 0:
        parser.add_as_text(match.start(), match.end())
        return
    text = source[match.end() : end]
    if len(ticks) > 1:
        text = text.removeprefix(" ").removesuffix(" ")
    node = Node("code")
    node.add_text(text)
    parser.add(node)
    parser.position = end + len(ticks)


def follow_autolink(parser: SpanParser, match: re.Match[str]) -> None:
    """`<https://…>` and `<name@example.org>`."""
    node = Node("a", {"href": match[1] if match[2] else f"mailto:{match[1]}"})
    node.add_text(match[1].removeprefix("mailto:"))
    parser.add(node)
    parser.position = match.end()


def follow_footnote(parser: SpanParser, match: re.Match[str]) -> None:
    """`[^name]`, if there is such a footnote."""
    if match[1] in parser.meanings.footnotes:
        parser.add(Node("footnote", {"name": match[1]}))
        parser.position = match.end()
    else:
        parser.add_as_text(match.start(), match.end())


def follow_quotes(parser: SpanParser, match: re.Match[str]) -> None:
    """`"` and `'`."""
    before, quotes, end = smart_quotes.quotes_at(parser.source, match.start())
    parser.node.add_text(before)
    for quote in quotes:
        parser.add(Sign(quote))
    parser.position = end


def follow_math(parser: SpanParser, match: re.Match[str]) -> None:
    """`$$…$$`, kept as it is written for the web site's script."""
    node = Node(MATH)
    node.add_text(match[1].strip())
    parser.add(node)
    parser.position = match.end()


def follow_extension(parser: SpanParser, match: re.Match[str]) -> None:
    """`{::comment}`, `{::nomarkdown}`, and `{: .class}` behind what it is for."""
    start = match.start()
    extension, attributes = parser.check(EXTENSION), parser.check(ATTRIBUTES)
    if extension and _follow_named(parser, extension):
        return
    last = parser.node.children[-1] if parser.node.children else None
    if attributes and last is not None and (isinstance(last, (Node, Sign, Raw))):
        if isinstance(last, Node):
            add_attributes(last.attributes, attribute_list(attributes[1], parser.meanings.attribute_lists))
        parser.position = attributes.end()
        return
    parser.add_as_text(start, start + 1)


def _follow_named(parser: SpanParser, extension: re.Match[str]) -> bool:
    name, end, body = extension[1], extension.end(), ""
    if name not in ("comment", "nomarkdown", "options"):
        return False
    if not extension[3]:
        stop = re.compile(rf"\{{:/(?:{name})?\}}").search(parser.source, end)
        if stop is None:
            return False
        body, end = parser.source[end : stop.start()], stop.end()
    if name != "options":
        parser.add(Raw(body if name == "nomarkdown" else ""))
    parser.position = end
    return True


def follow_entity(parser: SpanParser, match: re.Match[str]) -> None:
    """`&name;`, `&#10;`, `&#xa;`; a name that kramdown does not know stays as it is written."""
    code = ENTITIES.get(match[1]) if match[1] else int(match[2][:9]) if match[2] else int(match[3][:9], 16)
    if code is None or not 0 < code <= LARGEST_CHARACTER or 0xD800 <= code <= 0xDFFF:
        parser.add(Sign("&"))
        parser.node.add_text(match[0][1:])
    else:
        parser.add(Sign(chr(code)))
    parser.position = match.end()


def follow_symbol(parser: SpanParser, match: re.Match[str]) -> None:
    """Dashes, dots and «»."""
    parser.add(Sign(SYMBOLS[match[0]]))
    parser.position = match.end()


def follow_line_break(parser: SpanParser, match: re.Match[str]) -> None:
    """Two blanks at a line's end."""
    parser.add(Node("br"))
    parser.position = match.end()


def follow_escape(parser: SpanParser, match: re.Match[str]) -> None:
    """A backslash before a sign that would mean something."""
    parser.node.add_text(match[1])
    parser.position = match.end()


def follow_strikethrough(parser: SpanParser, match: re.Match[str]) -> None:
    """`~~deleted~~`."""
    node = Node("del", written=True)
    parser.add(node)
    parser.read_apart(node, match[0][2:-2])
    parser.position = match.end()


def _rule(sign: str, start: str, follow: object, flags: int = 0) -> SpanRule:
    return SpanRule(sign, re.compile(start, flags), follow)  # type: ignore[arg-type]


QUOTES = SpanRule(smart_quotes.START.pattern, smart_quotes.START, follow_quotes)
SYMBOL = _rule(r"--|\.\.\.|(?:\\| )?(?:<<|>>)", r"---|--|\.\.\.|\\<<|\\>>|<<\ |\ >>|<<|>>", follow_symbol)
LINE_BREAK = _rule(r"(?:  |\\)(?=\n)", r"(?:  |\\\\)(?=\n)", follow_line_break)
CODE = _rule("`", r"`+", follow_code)
HTML = _rule("<", r"<(?=[^\W\d]|!--|/)", follow_html)
ENTITY = _rule("&", r"&([\w:][\w:.\-]*);|&#([0-9]+);|&#x([0-9a-fA-F]+);", follow_entity)
RULES = (
    _rule(r"[*_]", r"\*\*?|__?", follow_emphasis),
    CODE,
    _rule("<", r"<((mailto|https?|ftps?):[^\n][^\n>]*|[\w.\-]+@[\w.\-]+)>", follow_autolink),
    HTML,
    _rule(r"\[", r"\[\^([A-Za-z0-9_][A-Za-z0-9_\-]*)\]", follow_footnote),
    _rule(r"!?\[", r"!?\[(?=[^^])", follow_link),
    QUOTES,
    _rule(r"\$", r"\$\$(.*?)\$\$", follow_math, re.DOTALL),
    _rule(r"\{:", r"\{:", follow_extension),
    ENTITY,
    SYMBOL,
    LINE_BREAK,
    _rule(r"\\", r"\\([\\.*_+`<>()\[\]{}#!:|\"'$=\-~])", follow_escape),
    _rule("~~", r"~~(?![\s~]).*?[^\s~]~~", follow_strikethrough, re.DOTALL),
)
WITH_HARD_WRAP = tuple(rule for rule in RULES if rule is not LINE_BREAK)
TYPOGRAPHY = (QUOTES, ENTITY, SYMBOL, HTML)
"""What Jekyll's `smartify` does."""
