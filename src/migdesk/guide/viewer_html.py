"""A page's HTML in the markup that Qt's QTextBrowser can draw.

Its rich text knows no rounded corners, no flexible boxes and no padding or borders but on tables and their cells. So
each component becomes a table whose cells carry class names; `resources/styles/page.css` colours them.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from migdesk.guide.model import RenderedPage

TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)((?:\s[^<>]*)?)>")
CLASS = re.compile(r'\sclass="([^"]*)"')
ID = re.compile(r'\sid="([^"]*)"')
WITHOUT_BODY = frozenset({"br", "hr", "img"})
FULL_WIDTH = 'width="100%" cellspacing="0" cellpadding="0" border="0"'
TO_FIT = 'cellspacing="0" cellpadding="0" border="0"'
INSET_BAR_WIDTH = 7  # pixels
STEP_NUMBER_WIDTH = 44  # pixels
ARROW = "➔"


class Markup(NamedTuple):
    """What is written for an element's opening and closing tag."""

    opening: str
    closing: str


def _cell(name: str) -> Markup:
    return Markup(f'<tr><td class="{name}">', "</td></tr>")


def _box(name: str) -> Markup:
    return Markup(f'<table class="{name}" {FULL_WIDTH}>', "</table>")


def _line(name: str) -> Markup:
    return Markup(f'<table class="{name}" {TO_FIT}><tr><td class="{name}">', "</td></tr></table>")


COMPONENTS = {
    ("div", "carecard"): _box("carecard"),
    ("p", "carecard-heading"): _cell("carecard-heading"),
    ("div", "carecard-body"): _cell("carecard-body"),
    ("div", "since"): _box("since"),
    ("p", "since-heading"): _cell("since-heading"),
    ("div", "since-body"): _cell("since-body"),
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
        f'<table class="action-link" {TO_FIT}><tr><td class="action-link-arrow">{ARROW}</td><td class="action-link">',
        "</td></tr></table>",
    ),
    ("p", "button"): _line("button"),
    ("p", "button secondary"): _line("button-secondary"),
}


def for_viewer(page: RenderedPage) -> str:
    """Return the page's body for a QTextBrowser; ready-made when the page came from the cache."""
    return page.viewer_html or viewer_markup(page.html)


def viewer_markup(html: str) -> str:
    """Return sanitised `html` with its components as tables.

    Headings get a named anchor in front of their words, lists and tables the attributes that stand for styles.
    """
    parts: list[str] = []
    closings: list[str] = []
    steps: list[int] = []
    position = 0
    for tag in TAG.finditer(html):
        parts.append(html[position : tag.start()])
        position = tag.end()
        if tag[1]:
            closing = closings.pop() if closings else tag[0]
            if tag[2] == "ol" and steps and closing == "</table>":
                steps.pop()
            parts.append(closing)
        else:
            markup = _markup(tag, steps)
            parts.append(markup.opening)
            if tag[2] not in WITHOUT_BODY:
                closings.append(markup.closing)
    parts.append(html[position:])
    return "".join(parts)


def _markup(tag: re.Match[str], steps: list[int]) -> Markup:
    name, attributes = tag[2], tag[3]
    classes = CLASS.search(attributes)
    class_name = classes[1] if classes else ""
    if (name, class_name) == ("li", "step") and steps:
        return _step(steps)
    if (name, class_name) == ("ol", "steps"):
        steps.append(0)
    component = COMPONENTS.get((name, class_name))
    if component:
        return component
    if name == "table":
        return Markup(f'<table class="data" {FULL_WIDTH}>', "</table>")
    if class_name.startswith("align-"):
        return Markup(f'<{name}{attributes} align="{class_name.removeprefix("align-")}">', f"</{name}>")
    identifier = ID.search(attributes)
    if identifier and name not in WITHOUT_BODY and name not in ("ul", "ol", "tr", "tbody", "thead"):
        return Markup(f'{tag[0]}<a name="{identifier[1]}"></a>', f"</{name}>")
    return Markup(tag[0], f"</{name}>")


def _step(steps: list[int]) -> Markup:
    steps[-1] += 1
    number = f'<td class="step-number" width="{STEP_NUMBER_WIDTH}">{steps[-1]}</td>'
    return Markup(f'<tr>{number}<td class="step-body">', "</td></tr>")
