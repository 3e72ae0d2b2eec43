"""Writes what a practice has done into a page's HTML, in one pass: counts and registers beside sections, boxes before
lines."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from urllib.parse import quote

from migdesk.ui.guide_pane.link_schemes import REGISTER_SCHEME, TASK_SCHEME, TASK_WORDS_MARK, TASKS_SCHEME
from migdesk.ui.guide_pane.role_boxes import BOX_WORDS, status_words, style_of
from migdesk.ui.guide_pane.section_registers import Marks, RegisterMark
from migdesk.workspace.role_pages import TaskBox

TAG = re.compile(r"<(/?)(h[2-6]|ul|ol|li|p)\b([^>]*)>")
ID = re.compile(r'\sid="([^"]*)"')


def tasks_words(done: int, total: int) -> str:
    """Return the words of a section's count; they hold together on one line."""
    noun = "task" if total == 1 else "tasks"
    return f"☑ {done} of {total} {noun} done".replace(" ", "\u00a0")


def tasks_link(anchor: str, done: int, total: int) -> str:
    """Return the link that shows a section's tasks."""
    name = "tasks-done" if done == total else "tasks"
    # The spaces within the link are the room that the drawn pill needs beside its words.
    words = f"\u00a0{tasks_words(done, total)}\u00a0"
    return f'<a class="{name}" href="{TASKS_SCHEME}{quote(anchor, safe="")}">{words}</a>'


def register_words(mark: RegisterMark) -> str:
    """Return the words of a register beside a section; they hold together on one line."""
    return f"▤ {mark.words}".replace(" ", "\u00a0")


def section_links(counts: Mapping[str, tuple[int, int]], registers: Marks) -> dict[str, str]:
    """Return the links that stand at each section: its tasks, and the registers that it asks for."""
    links = {anchor: [tasks_link(anchor, *count)] for anchor, count in counts.items()}
    for anchor, marks in registers.items():
        links.setdefault(anchor, []).extend(_register_link(mark) for mark in marks)
    return {anchor: "  ".join(found) for anchor, found in links.items()}


def _register_link(mark: RegisterMark) -> str:
    words = f"\u00a0{escape(register_words(mark))}\u00a0"
    return f'<a class="tasks" href="{REGISTER_SCHEME}{escape(mark.register)}">{words}</a>'


def with_additions(body: str, links: Mapping[str, str], boxes: Mapping[int, TaskBox]) -> str:
    """Return a page's body with the links of its sections, and its boxes.

    A section's links stand at the end of its first paragraph, or under the heading where no paragraph follows. Boxes
    stand at lines (`<li>`, counted from 0); a list that has only such lines loses its bullets.
    """
    return _Additions(body, links, boxes).written()


class _Additions:
    """One pass over the tags: each method takes the tag that comes next."""

    def __init__(self, body: str, links: Mapping[str, str], boxes: Mapping[int, TaskBox]) -> None:
        self._body = body
        self._links = links
        self._boxes = boxes
        self._parts: list[str] = []
        self._section = ""  # the anchor of the heading that is open
        self._count = ""  # the links that have not found its place yet
        self._count_place = -1  # the part under its heading; -1 once its paragraph has begun
        self._line = -1
        self._lists: list[tuple[int, list[bool]]] = []  # open: its part, and which lines have boxes
        self._unfinished: TaskBox | None = None  # whose status comes at the end of the line's words
        self._box = ""  # the link that waits for the line's own paragraph, or its first words

    def written(self) -> str:
        position = 0
        for tag in TAG.finditer(self._body):
            self._words(self._body[position : tag.start()], tag)
            position = tag.end()
            self._tag(tag)
        self._words(self._body[position:], None)
        return "".join(self._parts)

    def _words(self, words: str, following: re.Match[str] | None) -> None:
        """Write what stands before a tag; with it the box or the count whose place this turns out to be."""
        paragraph_follows = following is not None and not following[1] and following[2] == "p" and not words.strip()
        if self._box and not paragraph_follows:
            words, self._box = self._box + words, ""
        elif self._box:
            words = ""
        if self._count_place >= 0 and not (paragraph_follows and following is not None and not following[3]):
            self._parts[self._count_place], self._count_place, self._count = f"<p>{self._count}</p>", -1, ""
        if self._unfinished and following is not None and (following[1] or following[2] != "p"):
            words, self._unfinished = words.rstrip() + _status(self._unfinished), None
        self._parts.append(words)

    def _tag(self, tag: re.Match[str]) -> None:
        closing, name = bool(tag[1]), tag[2]
        if name in ("ul", "ol"):
            self._list(tag[0], closing=closing)
        elif name == "li" and not closing:
            self._open_line(tag[0])
        elif name == "p":
            self._paragraph(tag[0], closing=closing)
        elif name[0] == "h":
            self._heading(tag, closing=closing)
        else:
            self._parts.append(tag[0])

    def _heading(self, tag: re.Match[str], *, closing: bool) -> None:
        self._parts.append(tag[0])
        if not closing:
            identifier = ID.search(tag[3])
            self._section = identifier[1] if identifier else ""
        elif self._section in self._links and self._section:
            self._count = self._links[self._section]
            self._count_place = len(self._parts)
            self._parts.append("")

    def _paragraph(self, tag: str, *, closing: bool) -> None:
        if closing and self._count and self._count_place < 0:
            self._parts.append(f" {self._count}")
            self._count = ""
        elif not closing and self._box:
            tag, self._box = f'<p class="boxed">{self._box}', ""
        if not closing:
            self._count_place = -1
        self._parts.append(tag)

    def _open_line(self, tag: str) -> None:
        self._line += 1
        box = self._boxes.get(self._line)
        self._unfinished = box
        if self._lists:
            self._lists[-1][1].append(box is not None)
        if box:
            self._box = f'<a class="task-box" href="{TASK_SCHEME}{escape(box.task)}">{BOX_WORDS}</a>'
        self._parts.append('<li class="boxed">' if box else tag)

    def _list(self, tag: str, *, closing: bool) -> None:
        self._parts.append(tag)
        if not closing:
            self._lists.append((len(self._parts) - 1, []))
        elif self._lists:
            start, boxed = self._lists.pop()
            if boxed and all(boxed) and self._parts[start].startswith("<ul"):
                self._parts[start] = '<ul class="boxed">'


def _status(box: TaskBox) -> str:
    return f' <span class="{style_of(box)}"><a name="{TASK_WORDS_MARK}"></a>{escape(status_words(box))}</span>'
