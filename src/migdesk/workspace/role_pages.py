"""Ties the lines of the role pages to the tasks that answer them.

The page's words and the list of questions are kept apart, so that the page stays as the official guide writes it. They
are joined by where the page's links lead, in order; lines without a link between two that are joined follow by count.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import unescape

import msgspec

from migdesk.base.assets import content_folder
from migdesk.base.errors import DataFault
from migdesk.checklist.compiled import role_checklists_of
from migdesk.checklist.role_checklists import RoleChecklist, RoleItem, role_checklists_file
from migdesk.guide.model import Target
from migdesk.practice.progress import Progress, TaskProgress
from migdesk.practice.status import STATUS_WORDS
from migdesk.workspace.workspace import Workspace

LINES_AND_LINKS = re.compile(r'<li\b[^>]*>|</li>|<a\b[^>]*?\bhref="([^"]*)"')

Address = tuple[str, str, str]  # permalink, anchor, and outside address


class TaskBox(msgspec.Struct, frozen=True):
    """What stands beside a line of a role page: the box of `task`, its status, and that in words.

    `tip` says it whole, with the title of the task and of others that belong to the question; `settled` tells whether
    nothing of all that is left to do.
    """

    task: str
    status: str
    words: str
    tip: str
    settled: bool


class RolePages:
    """The lines of the role pages of the guide in use, joined once each."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._checklists: dict[str, RoleChecklist] | None = None
        self._joined: dict[str, dict[int, RoleItem]] = {}

    def boxes(self, permalink: str, progress: Progress | None) -> dict[int, TaskBox]:
        """Return the boxes of a page by the number of their line (`<li>`, from 0); none without a practice in hand."""
        guide = self._workspace.guide
        if progress is None or guide.page(permalink).kind != "role":
            return {}
        if permalink not in self._joined:
            self._joined[permalink] = self._join(permalink)
        by_id = {task.id: task for task in progress.tasks}
        known = self._workspace.definitions.task_by_id
        boxes: dict[int, TaskBox] = {}
        for line, item in self._joined[permalink].items():
            ids = [known[task].id for task in (item.task, *item.also_tasks) if task in known]
            tasks = [by_id[task] for task in dict.fromkeys(ids) if task in by_id]
            if tasks:
                boxes[line] = _box(tasks[0], tasks[1:])
        return boxes

    def _join(self, permalink: str) -> dict[int, RoleItem]:
        if self._checklists is None:
            self._checklists = {self._permalink_of(checklist.page): checklist for checklist in self._load()}
        checklist = self._checklists.get(permalink)
        if checklist is None:
            return {}
        html = self._workspace.guide.render(permalink).viewer_html

        def address(href: str) -> Address:
            return _address(self._workspace.guide.resolve(href, permalink))

        return join(lines_of(html, address), tuple(checklist.items), address)

    def _load(self) -> tuple[RoleChecklist, ...]:
        folder, cache = self._workspace.guide.folder, self._workspace.paths.cache
        try:
            own = role_checklists_file(folder).is_file()
            return role_checklists_of(folder if own else content_folder(), cache)
        except DataFault:
            return ()  # told by `guide check`; the page is shown without boxes

    def _permalink_of(self, link: str) -> str:
        return self._workspace.guide.resolve(link, "/").permalink


def lines_of(html: str, address: Callable[[str], Address]) -> list[set[Address]]:
    """Return where the links of each list item lead, in the order of the items; an item inside another has its own."""
    lines: list[set[Address]] = []
    inside: list[int] = []
    for found in LINES_AND_LINKS.finditer(html):
        if found[0] == "</li>":
            del inside[-1:]
        elif found[0].startswith("<li"):
            inside.append(len(lines))
            lines.append(set())
        elif inside:
            lines[inside[-1]].add(address(unescape(found[1])))
    return lines


def join(
    lines: Sequence[set[Address]], items: Sequence[RoleItem], address: Callable[[str], Address]
) -> dict[int, RoleItem]:
    """Return the item of each line that has one. An item whose link the page does not have is left out."""
    joined: dict[int, RoleItem] = {}
    waiting: list[RoleItem] = []  # items without a link since the last that was joined
    after = 0

    def fill(before: int) -> None:
        if len(waiting) == before - after:
            joined.update(zip(range(after, before), waiting, strict=True))
        waiting.clear()

    for item in items:
        if not item.link:
            waiting.append(item)
            continue
        target = address(item.link)
        line = next((number for number in range(after, len(lines)) if target in lines[number]), None)
        if line is not None:
            fill(line)
            joined[line] = item
            after = line + 1
    fill(len(lines))
    return joined


def _address(target: Target) -> Address:
    return (target.permalink, target.anchor, "") if target.kind == "page" else ("", "", target.address)


def _box(task: TaskProgress, others: Sequence[TaskProgress]) -> TaskBox:
    still_open = sum(other.is_open for other in others)
    more = ""
    if still_open:
        more = f", and {still_open} more" if task.is_open else f", {still_open} more to do"
    told = [f"{task.title}: {STATUS_WORDS[task.status]}" for task in (task, *others)]
    settled = not task.is_open and not still_open
    return TaskBox(task.id, task.status, STATUS_WORDS[task.status] + more, "\n".join(told), settled)
