"""A guide and its checklist as they were shown, and what differs between two such."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from migdesk.checklist.checklist_changes import ChecklistChanges, compare_checklists
from migdesk.checklist.checklist_texts import ChecklistText, texts_of
from migdesk.checklist.definitions import Definitions
from migdesk.guide.guide import Guide
from migdesk.guide.page_changes import PageChange, compare_pages
from migdesk.guide.page_texts import PageText, page_texts


class GuideSnapshot(msgspec.Struct, frozen=True):
    """Ids, titles, hashes and texts of one version of a guide; `version` and `as_of` are as the guide says them."""

    title: str
    version: str
    as_of: str
    pages: tuple[PageText, ...]
    checklist: ChecklistText


class GuideChanges(msgspec.Struct, frozen=True):
    """All that differs between two versions of a guide."""

    pages: tuple[PageChange, ...]
    checklist: ChecklistChanges

    @property
    def any(self) -> bool:
        checklist = self.checklist
        return bool(self.pages or checklist.tasks or checklist.references or checklist.milestones)


def snapshot_of(
    guide: Guide, definitions: Definitions, progress: Callable[[int, int], None] = lambda _done, _of: None
) -> GuideSnapshot:
    """Return a guide as it is now, every page rendered; `progress` is told before each. Raises as `Guide.render`."""
    return GuideSnapshot(guide.title, guide.version, guide.as_of, page_texts(guide, progress), texts_of(definitions))


def compare(before: GuideSnapshot, now: GuideSnapshot) -> GuideChanges:
    """Return all that differs between two versions of a guide."""
    return GuideChanges(compare_pages(before.pages, now.pages), compare_checklists(before.checklist, now.checklist))
