"""Writes the boxes of a role page into its HTML: a link to tick before each line, its status in words behind it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING

from migdesk.ui.guide_pane.page_html import TASK_SCHEME, TASK_WORDS_MARK

if TYPE_CHECKING:
    from migdesk.workspace.role_pages import TaskBox

# Five spaces are about as wide as a list's indent, so that the words stand where they stood behind a bullet.
BOX_WORDS = "\u00a0" * 5
TAG = re.compile(r"<(/?)(ul|ol|li|p)\b[^>]*>")
PARAGRAPH = re.compile(r"\s*<p\b[^>]*>")
COLOURS = {"task-words": "muted", "task-words-done": "done", "task-words-blocked": "danger"}
"""The style of a line's status in `page.css`, and the colour of the palette that it has there."""


def with_boxes(body: str, boxes: Mapping[int, TaskBox]) -> str:
    """Return the page's body with boxes at its lines (`<li>`, counted from 0). A list that has only such lines loses
    its bullets."""
    parts: list[str] = []
    lists: list[tuple[int, list[bool]]] = []  # open: where the tag is in `parts`, and which lines have boxes
    line, position = -1, 0
    unfinished: TaskBox | None = None
    for tag in TAG.finditer(body):
        if tag.start() < position:
            continue
        words = body[position : tag.start()]
        if unfinished and (tag[1] or tag[2] != "p"):
            words, unfinished = words.rstrip() + _status(unfinished), None
        parts += [words, tag[0]]
        position = tag.end()
        if tag[2] in ("ul", "ol"):
            _open_or_close(parts, lists, closing=bool(tag[1]))
        elif tag[0].startswith("<li"):
            line += 1
            unfinished = boxes.get(line)
            if lists:
                lists[-1][1].append(unfinished is not None)
            if unfinished:
                paragraph = PARAGRAPH.match(body, position)
                opening = '<p class="boxed">' if paragraph else ""
                parts[-1] = f'<li class="boxed">{opening}{_box(unfinished)}'
                position = paragraph.end() if paragraph else position
    return "".join((*parts, body[position:]))


def style_of(box: TaskBox) -> str:
    """Return the style of a line's status in words."""
    if box.status == "blocked":
        return "task-words-blocked"
    return "task-words-done" if box.status == "done" and box.settled else "task-words"


def status_words(box: TaskBox) -> str:
    """Return a line's status as it stands behind it, held together on one line."""
    return "\u00a0" + box.words.replace(" ", "\u00a0")


def _open_or_close(parts: list[str], lists: list[tuple[int, list[bool]]], *, closing: bool) -> None:
    if not closing:
        lists.append((len(parts) - 1, []))
    elif lists:
        start, boxed = lists.pop()
        if boxed and all(boxed) and parts[start].startswith("<ul"):
            parts[start] = '<ul class="boxed">'


def _box(box: TaskBox) -> str:
    return f'<a class="task-box" href="{TASK_SCHEME}{escape(box.task)}">{BOX_WORDS}</a>'


def _status(box: TaskBox) -> str:
    return f' <span class="{style_of(box)}"><a name="{TASK_WORDS_MARK}"></a>{escape(status_words(box))}</span>'
