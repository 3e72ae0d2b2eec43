"""kramdown's own blocks: attribute lists, `{::comment}` and its like, footnotes, abbreviations, formulas."""

from __future__ import annotations

import html
import re

from migdesk.guide.kramdown.attributes import add_attributes, attribute_list
from migdesk.guide.kramdown.blocks import CODEBLOCK_MATCH, IAL_BLOCK_START, OPT_SPACE, Block, BlockParser
from migdesk.guide.kramdown.html import BLANKS

_ANY = r"(?:\\\}|[^}])"
DEFINITION = re.compile(rf"{OPT_SPACE}\{{:(\w[\w-]*):({_ANY}+)\}}[ \t\r\f\v]*\n")
EXTENSION = re.compile(rf"{OPT_SPACE}\{{::(\w+)(?:[ \t\r\n\f\v]({_ANY}*?)|)(/)?\}}[ \t\r\f\v]*\n")
FOOTNOTE = re.compile(rf"{OPT_SPACE}\[\^(\w[\w-]*)\]:[ \t]*?(.*?\n{CODEBLOCK_MATCH.pattern})")
ABBREVIATION = re.compile(rf"{OPT_SPACE}\*\[(.+?)\]:(.*?)\n")
MATH = re.compile(rf"{OPT_SPACE}(\\)?\$\$(.*?)\$\$([ \t\r\f\v]*\n)?", re.DOTALL)
TRUE = ("true", "True")


def parse_attribute_list(parser: BlockParser) -> bool:
    """A `{: #id .class}` line belongs to the block above it, or after a blank line to the one below."""
    definition = parser.scan(DEFINITION)
    if definition:
        add_attributes(parser.shared.attribute_lists.setdefault(definition[1], {}), attribute_list(definition[2]))
        parser.add(Block("eob", "attributes"))
        return True
    match = parser.scan(IAL_BLOCK_START)
    if not match:
        return False
    attributes = attribute_list(match[1], parser.shared.attribute_lists)
    last = parser.blocks[-1] if parser.blocks else None
    if last and last.kind not in ("blank", "eob"):
        add_attributes(last.attributes, attributes)
        if not parser.check(IAL_BLOCK_START):
            parser.add(Block("eob", "attributes"))
    else:
        parser.set_pending(attributes)
    return True


def parse_extension(parser: BlockParser) -> bool:
    """`{::comment}` is not shown, `{::nomarkdown}` is HTML as it stands, `{::options}` are for the whole page."""
    start = parser.check(EXTENSION)
    if not start or start[1] not in ("comment", "nomarkdown", "options"):
        return False
    end, body = start.end(), ""
    if not start[3]:
        stop = re.compile(rf"^{OPT_SPACE}\{{:/(?:{start[1]})?\}}[ \t\r\f\v]*\n", re.MULTILINE).search(
            parser.source, end
        )
        if stop is None:
            return False
        body, end = parser.source[end : stop.start()], stop.end()
    parser.position = end
    if start[1] == "options":
        options = attribute_list(start[2] or "")
        parser.shared.options.update(options)
        parser.shared.parse_block_html = options.get("parse_block_html", str(parser.shared.parse_block_html)) in TRUE
    parser.add(Block("html", body.rstrip("\n")) if start[1] == "nomarkdown" and body else Block("eob", "extension"))
    return True


def parse_footnote_definition(parser: BlockParser) -> bool:
    """`[^name]: text`, which goes on as a code block would; shown at the page's end if something refers to it."""
    match = parser.scan(FOOTNOTE)
    if not match:
        return False
    text = re.sub(r"^(?:\t| {4})", "", match[2].lstrip(" \t"), flags=re.MULTILINE)
    parser.shared.footnotes.setdefault(match[1], text)
    parser.add(Block("link_definition"))
    return True


def parse_abbreviation(parser: BlockParser) -> bool:
    """`*[NAME]: what it stands for`."""
    match = parser.scan(ABBREVIATION)
    if not match:
        return False
    parser.shared.abbreviations[match[1]] = match[2].strip(BLANKS)
    parser.add(Block("link_definition"))
    return True


def parse_math(parser: BlockParser) -> bool:
    """`$$ … $$` by itself, kept as it is written for the web site's script."""
    if not parser.after_boundary():
        return False
    match = parser.check(MATH)
    if not match or match[1] or not match[3]:
        return False
    start, parser.position = parser.position, match.end()
    if not parser.before_boundary():
        parser.position = start
        return False
    parser.add(Block("html", f"\\[{html.escape(match[2].strip(BLANKS), quote=False)}\\]"))
    return True
