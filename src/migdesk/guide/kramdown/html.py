"""Raw HTML blocks in a page, found as kramdown finds them: from the opening tag to the tag that closes it."""

from __future__ import annotations

import re

import msgspec

from migdesk.guide.names import names

SPAN_ELEMENTS = names(
    "a abbr acronym b big bdo br button cite code del dfn em i img input ins kbd label mark option q rb rbc rp "
    "rt rtc ruby samp select small span strong sub sup tt u var"
)
BLOCK_ELEMENTS = names(
    "address article aside applet body blockquote caption col colgroup dd div dl dt fieldset figcaption footer "
    "form h1 h2 h3 h4 h5 h6 header hgroup hr html head iframe legend menu li main map nav ol optgroup p pre "
    "section summary table tbody td th thead tfoot tr ul"
)
# Kramdown::Parser::Html::Constants::HTML_CONTENT_MODEL: blocks whose content is running text.
SPANS_INSIDE = names("dt h1 h2 h3 h4 h5 h6 legend p th")
WITHOUT_BODY = names("area base br col command embed hr img input keygen link meta param source track wbr")

NAME = r"[A-Za-z_][\w:.\-]*"
ATTRIBUTES = r"(?:\s+[A-Za-z_:][\w:.\-]*(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?)*"
HTML_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
HTML_TAG = re.compile(rf"<({NAME})({ATTRIBUTES})\s*(/)?>")
HTML_TAG_CLOSE = re.compile(rf"</({NAME})\s*>")
HTML_BLOCK_START = re.compile(rf" {{0,3}}<(?:{NAME}|!--|/)")
NEXT_TAG = re.compile(r"<(?=[A-Za-z_/!?])")
MARKDOWN_ATTRIBUTE = re.compile(r"\s+markdown\s*=\s*(?:\"(\w+)\"|'(\w+)'|(\w+))")

_NO_SPAN = rf"(?!(?:{'|'.join(sorted(SPAN_ELEMENTS | {'script'}))})\b)"
LAZY_END_HTML = rf"(?:</{_NO_SPAN}{NAME}\s*>|<{_NO_SPAN}{NAME})"


class HtmlBlock(msgspec.Struct, frozen=True):
    """`text` as it stands (with `markdown="1"`: the opening tag alone, then the Markdown inside, then `closing`).

    `spans` tells that the Markdown inside is running text, as in a paragraph, and no blocks.
    """

    text: str
    end: int
    markdown: str | None = None
    closing: str = ""
    spans: bool = False


def scan_html_block(source: str, position: int) -> HtmlBlock | None:
    """Return the block element that starts at `position` (after up to three spaces), or None."""
    start = position
    while source[start : start + 1] == " ":
        start += 1
    opening = HTML_TAG.match(source, start)
    if not opening or opening[1].lower() in SPAN_ELEMENTS:
        return None
    name = opening[1].lower()
    if opening[3] or name in WITHOUT_BODY:
        return HtmlBlock(opening[0], opening.end())
    end, closing = end_of_element(source, opening.end(), name)
    wants_markdown = MARKDOWN_ATTRIBUTE.search(opening[2])
    wanted = (wants_markdown[1] or wants_markdown[2] or wants_markdown[3]) if wants_markdown else ""
    if wanted in ("1", "block", "span"):
        tag = f"<{name}{MARKDOWN_ATTRIBUTE.sub('', opening[2])}>"
        spans = wanted == "span" or (wanted == "1" and name in SPANS_INSIDE)
        return HtmlBlock(tag, end, source[opening.end() : end - len(closing)], closing or f"</{name}>", spans)
    return HtmlBlock(source[start:end] + ("" if closing else f"</{name}>"), end)


def end_of_element(source: str, position: int, name: str) -> tuple[int, str]:
    """Return where the element `name`, open at `position`, ends, and its closing tag ("" if it has none).

    As in kramdown, a closing tag counts only for the element opened last; an element never closed runs to the end.
    """
    if name in ("script", "style"):
        raw = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(source, position)
        return (raw.end(), raw[0]) if raw else (len(source), "")
    open_elements = [name]
    while True:
        tag = NEXT_TAG.search(source, position)
        if not tag:
            return len(source), ""
        position = tag.start()
        if comment := HTML_COMMENT.match(source, position):
            position = comment.end()
        elif opening := HTML_TAG.match(source, position):
            position = opening.end()
            inner = opening[1].lower()
            if not opening[3] and inner not in WITHOUT_BODY:
                open_elements.append(inner)
        elif closing := HTML_TAG_CLOSE.match(source, position):
            position = closing.end()
            if closing[1].lower() == open_elements[-1]:
                open_elements.pop()
            if not open_elements:
                return position, closing[0]
        else:
            position += 1
