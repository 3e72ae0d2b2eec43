"""What kramdown knows of HTML: its tags, which of them make blocks, and what may stand inside each."""

from __future__ import annotations

import re
from typing import Literal

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
# Kramdown::Parser::Html::Constants::HTML_CONTENT_MODEL: what `markdown="1"` asks for in each; in others nothing.
BLOCKS_INSIDE = names(
    "address applet article aside blockquote body dd details div dl fieldset figure figcaption footer form header "
    "hgroup iframe li main map menu nav noscript object section summary td"
)
SPANS_INSIDE = names(
    "a abbr acronym b bdo big button cite caption del dfn dt em h1 h2 h3 h4 h5 h6 i ins label legend optgroup p q rb "
    "rbc rp rt rtc ruby select small span strong sub sup th tt"
)
WITHOUT_BODY = names("area base br col command embed hr img input keygen link meta param source track wbr")
KNOWN_ELEMENTS = (
    SPAN_ELEMENTS
    | BLOCK_ELEMENTS
    | BLOCKS_INSIDE
    | SPANS_INSIDE
    | WITHOUT_BODY
    | names("script style math option textarea pre")
)

TASK_BOX = "task-list-item-checkbox"
"""The class of the box that an item of a list of tasks begins with."""

BLANKS = " \t\r\n\f\v"
"""Blank to Ruby; to Python, so would be a no-break space."""
NAME = r"(?:[^\W\d][\w.\-]*:)?[^\W\d][\w.\-]*"
_VALUE = r"(\w+)|\"([^\"]*)\"|'([^']*)'"
ATTRIBUTE = re.compile(rf"[ \t\r\n\f\v]*({NAME})(?:[ \t\r\n\f\v]*=[ \t\r\n\f\v]*(?:{_VALUE}))?")
_ATTRIBUTES = rf"(?>[ \t\r\n\f\v]+{NAME}(?:[ \t\r\n\f\v]*=[ \t\r\n\f\v]*(?:{re.sub(r'[()]', '', _VALUE)}))?)*"
HTML_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
# Without quotes, kramdown takes a value of letters and digits alone: any other tag is text.
HTML_TAG = re.compile(rf"<({NAME})[ \t\r\n\f\v]*({_ATTRIBUTES})[ \t\r\n\f\v]*(/)?>")
HTML_TAG_CLOSE = re.compile(rf"</({NAME})[ \t\r\n\f\v]*>")
HTML_BLOCK_START = re.compile(rf" {{0,3}}<(?:{NAME}|!--|/)")
NEXT_TAG = re.compile(r"<(?=[A-Za-z_/!?])")
MARKDOWN_ATTRIBUTE = re.compile(r"[ \t\r\n\f\v]+markdown[ \t\r\n\f\v]*=[ \t\r\n\f\v]*(?:\"(\w+)\"|'(\w+)'|(\w+))")

_NO_SPAN = rf"(?!(?:{'|'.join(sorted(SPAN_ELEMENTS | {'script'}))})\b)"
LAZY_END_HTML = rf"(?:</{_NO_SPAN}{NAME}[ \t\r\n\f\v]*>|<{_NO_SPAN}{NAME})"


def with_closing_tags(source: str) -> str:
    """Return HTML with a closing tag for each element that ends itself, such as `<a name="x"/>`: HTML 5 has none."""
    return HTML_TAG.sub(_with_closing_tag, source) if "/>" in source else source


def _with_closing_tag(tag: re.Match[str]) -> str:
    return f"<{tag[1]}{tag[2]}></{tag[1]}>" if tag[3] and tag[1].lower() not in WITHOUT_BODY else tag[0]


def content_model(opening: re.Match[str], *, is_asked: bool = False) -> Literal["raw", "block", "span"]:
    """Tell how what is inside an element is read: as it stands, as Markdown, or as running text of Markdown.

    `opening` is a match of `HTML_TAG`; `is_asked` tells that an option asks for Markdown where the tag says nothing.
    """
    asked = MARKDOWN_ATTRIBUTE.search(opening[2])
    wanted = (asked[1] or asked[2] or asked[3]) if asked else "1" if is_asked else ""
    name = opening[1].lower()
    if wanted == "block" or (wanted == "1" and name in BLOCKS_INSIDE):
        return "block"
    return "span" if wanted == "span" or (wanted == "1" and name in SPANS_INSIDE) else "raw"
