"""A page's HTML in the markup that Qt's QTextBrowser can draw.

Its rich text knows no rounded corners, no flexible boxes and no padding or borders but on tables and their cells. So
each component becomes a table whose cells carry class names; `resources/styles/page.css` colours them. All of it is
written in one pass over the tags, when a page is rendered, and kept with the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import NamedTuple
from urllib.parse import quote

from migdesk.guide.components import not_shown
from migdesk.guide.model import RenderedPage
from migdesk.guide.shape_marks import ARROW_MARK, BUTTON_MARK, SECOND_BUTTON_MARK, STEP_MARK, mark
from migdesk.guide.static_files import PICTURE_SCHEME, SHOWN_SUFFIXES
from migdesk.guide.table_widths import TableInHand
from migdesk.guide.viewer_limits import flattened, is_too_long

TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)((?:\s[^<>]*)?)>")
CLASS = re.compile(r'\sclass="([^"]*)"')
ID = re.compile(r'\sid="([^"]*)"')
SOURCE = re.compile(r'\ssrc="([^"]*)"')
ALT = re.compile(r'\salt="([^"]*)"')
WITHOUT_BODY = frozenset({"br", "hr", "img"})
FULL_WIDTH = 'width="100%" cellspacing="0" cellpadding="0" border="0"'
TO_FIT = 'cellspacing="0" cellpadding="0" border="0"'
INSET_BAR_WIDTH = 7  # pixels
STEP_NUMBER_WIDTH = 44  # pixels
ARROW = "➔"
TO_BE_SEEN = " to be seen in the web browser"

TOO_LONG = not_shown(
    "this page is too long for this window. “Open this page in my browser” in the More menu shows it."
).strip()


# What folds on the screen: comments, which no page has of its own, so that whoever shows all of it need not know.
FOLD_TITLE, FOLD_TITLE_END, FOLD, FOLD_END = "<!--title-->", "<!--/title-->", "<!--fold-->", "<!--/fold-->"


class Markup(NamedTuple):
    """What is written for an element's opening and closing tag."""

    opening: str
    closing: str


def _cell(name: str) -> Markup:
    return Markup(f'<tr><td class="{name}">', "</td></tr>")


def _box(name: str) -> Markup:
    return Markup(f'<table class="{name}" {FULL_WIDTH}>', "</table>")


def _line(name: str, shape: str) -> Markup:
    return Markup(f'<table class="{name}" {TO_FIT}><tr><td class="{name}">{mark(shape)}', "</td></tr></table>")


COMPONENTS = {
    ("div", "carecard"): _box("carecard"),
    ("h3", "carecard-heading"): _cell("carecard-heading"),
    ("div", "carecard-body"): _cell("carecard-body"),
    ("details", "since"): _box("since"),
    ("summary", "since-heading"): Markup(f'<tr><td class="since-heading">{FOLD_TITLE}', f"{FOLD_TITLE_END}</td></tr>"),
    ("div", "since-body"): Markup(f'{FOLD}<tr><td class="since-body">', f"</td></tr>{FOLD_END}"),
    ("div", "inset"): Markup(
        f'<table class="inset" {FULL_WIDTH}><tr><td class="inset-bar" width="{INSET_BAR_WIDTH}"></td>'
        '<td class="inset-body">',
        "</td></tr></table>",
    ),
    ("div", "not-shown"): Markup(
        f'<table class="not-shown" {FULL_WIDTH}><tr><td class="not-shown">', "</td></tr></table>"
    ),
    ("ol", "steps"): _box("steps"),
    ("div", "step-body"): Markup("", ""),
    ("p", "action-link"): Markup(
        f'<table class="action-link" {TO_FIT}><tr><td class="action-link-arrow">{mark(ARROW_MARK)}{ARROW}</td>'
        '<td class="action-link">',
        "</td></tr></table>",
    ),
    ("p", "button"): _line("button", BUTTON_MARK),
    ("p", "button secondary"): _line("button-secondary", SECOND_BUTTON_MARK),
}


def for_viewer(page: RenderedPage) -> str:
    """Return the page's body for a QTextBrowser; ready-made when the page came from the cache."""
    return page.viewer_html or viewer_markup(page.html)


# What else a click would open is shown, with its title above it.
FOLDED = {"details": Markup("<div>", "</div>"), "summary": Markup("<p><b>", "</b></p>")}

PictureName = Callable[[str], str]
"""Gives the file of a picture inside the guide's folder by its address on the page; "" where none can be drawn."""


def viewer_markup(html: str, picture_name: PictureName = lambda _address: "") -> str:
    """Return sanitised `html` with its components as tables.

    Headings get a named anchor in front of their words, lists and tables the attributes that stand for styles, a
    table's columns their widths. A picture that is not in the guide's folder is told in words.
    """
    html = flattened(html)
    page = _Page(picture_name)
    position = 0
    for tag in TAG.finditer(html):
        page.parts.append(html[position : tag.start()])
        position = tag.end()
        if tag[1]:
            page.close(tag)
        else:
            page.open(tag)
    page.parts.append(html[position:])
    markup = "".join(page.parts)
    return viewer_markup(TOO_LONG) if is_too_long(markup) else markup


class _Page:
    """What has been written, and what is open in it."""

    def __init__(self, picture_name: PictureName) -> None:
        self.parts: list[str] = []
        self._picture_name = picture_name
        self._closings: list[str] = []
        self._steps: list[int] = []  # how many steps each open list of steps has so far
        self._tables: list[TableInHand] = []

    def open(self, tag: re.Match[str]) -> None:
        """Write what stands for an opening tag."""
        name, attributes = tag[2], tag[3]
        if name == "table":
            self._tables.append(TableInHand(self.parts))
        elif name == "tr" and self._tables:
            self._tables[-1].open_row()
        elif name in ("td", "th") and self._tables:
            self._tables[-1].open_cell(attributes)
        markup = self._markup(tag)
        self.parts.append(markup.opening)
        if name not in WITHOUT_BODY:
            self._closings.append(markup.closing)

    def close(self, tag: re.Match[str]) -> None:
        """Write what stands for a closing tag."""
        name = tag[2]
        closing = self._closings.pop() if self._closings else tag[0]
        if name == "ol" and self._steps and closing == "</table>":
            self._steps.pop()
        if name in ("td", "th") and self._tables:
            self._tables[-1].close_cell()
        self.parts.append(closing)
        if name == "table" and self._tables:
            self._tables.pop().finish()

    def _markup(self, tag: re.Match[str]) -> Markup:
        name, attributes = tag[2], tag[3]
        classes = CLASS.search(attributes)
        class_name = classes[1] if classes else ""
        if (name, class_name) == ("li", "step") and self._steps:
            return self._step()
        if (name, class_name) == ("ol", "steps"):
            self._steps.append(0)
        component = COMPONENTS.get((name, class_name))
        if component:
            return component
        if name in FOLDED:
            return FOLDED[name]
        if name == "table":
            return Markup(f'<table class="data" {FULL_WIDTH}>', "</table>")
        if name == "img":
            return Markup(self._picture(attributes), "")
        if class_name.startswith("align-"):
            return Markup(f'<{name}{attributes} align="{class_name.removeprefix("align-")}">', f"</{name}>")
        identifier = ID.search(attributes)
        if identifier and name not in WITHOUT_BODY and name not in ("ul", "ol", "tr", "tbody", "thead"):
            return Markup(tag[0] + mark(identifier[1]), f"</{name}>")
        return Markup(tag[0], f"</{name}>")

    def _picture(self, attributes: str) -> str:
        source = SOURCE.search(attributes)
        name = self._picture_name(unescape(source[1])) if source else ""
        if not name.lower().endswith(SHOWN_SUFFIXES):
            return _picture_in_words(attributes, TO_BE_SEEN if name else "")
        words = ALT.search(attributes)
        return f'<img src="{PICTURE_SCHEME}{quote(name)}" alt="{words[1] if words else ""}">'

    def _step(self) -> Markup:
        self._steps[-1] += 1
        number = f'<td class="step-number" width="{STEP_NUMBER_WIDTH}">{mark(STEP_MARK)}{self._steps[-1]}</td>'
        return Markup(f'<tr>{number}<td class="step-body">', "</td></tr>")


def _picture_in_words(attributes: str, where: str) -> str:
    words = ALT.search(attributes)
    return f"<i>[Picture{where}{f': {words[1]}' if words and words[1] else ''}]</i>"
