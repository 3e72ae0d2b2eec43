"""How many of a section's tasks are done: the checklist's links, counted by page and anchor."""

from __future__ import annotations

from collections.abc import Callable

from migdesk.guide.model import Target
from migdesk.practice.progress import Progress
from migdesk.practice.status import Status

Counts = dict[str, tuple[int, int]]
"""Tasks done and tasks in all, by the anchor of the section; "" is the page itself. What does not apply is left out."""


class SectionTasks:
    """Counts tasks by section. Where a task's link leads is looked up once, since that never changes while it runs."""

    def __init__(self, resolve: Callable[[str, str], Target]) -> None:
        self._resolve = resolve
        self._places: dict[str, tuple[str, str]] = {}

    def counts(self, progress: Progress | None, permalink: str) -> Counts:
        """Return the counts of one page's sections; nothing while no practice is in hand."""
        counts: Counts = {}
        for task in progress.tasks if progress else ():
            page, anchor = self._place(task.task.link)
            if page != permalink or task.status == Status.NOT_APPLICABLE:
                continue
            done, total = counts.get(anchor, (0, 0))
            counts[anchor] = (done + (task.status == Status.DONE), total + 1)
        return counts

    def overdue(self, progress: Progress | None) -> dict[str, int]:
        """Return how many tasks are overdue on each page that has any, by permalink."""
        overdue: dict[str, int] = {}
        for task in progress.tasks if progress else ():
            page = self._place(task.task.link)[0] if task.overdue else ""
            if page:
                overdue[page] = overdue.get(page, 0) + 1
        return overdue

    def _place(self, link: str) -> tuple[str, str]:
        if link not in self._places:
            target = self._resolve(link, "/") if link else Target("missing")
            self._places[link] = (target.permalink, target.anchor) if target.kind == "page" else ("", "")
        return self._places[link]
