"""The updates of the guide in one workspace: whether there is one, taking it over, what was read, what was before."""

from __future__ import annotations

from collections.abc import Callable

from migdesk.base.clock import Clock
from migdesk.base.paths import Paths
from migdesk.checklist.definitions import Definitions
from migdesk.guide.guide import Guide, open_guide
from migdesk.practice.store import Store
from migdesk.workspace.guide_updates.earlier_words import EarlierWords
from migdesk.workspace.guide_updates.update import (
    GuideUpdate,
    Progress,
    checklist_place_of,
    is_as_shown,
    look_at_update,
    mark_all_read,
    mark_page_read,
    take_over,
)


class GuideUpdates:
    """Asked by the window; nothing is read before it is asked for."""

    def __init__(self, paths: Paths, store: Store, guide: Guide, definitions: Definitions, clock: Clock) -> None:
        self._paths = paths
        self._store = store
        self._guide = guide
        self._definitions = definitions
        self._clock = clock
        self._earlier: EarlierWords | None = None

    @property
    def is_as_shown(self) -> bool:
        """Whether the guide is just as it was shown last, which one line of one file tells."""
        return is_as_shown(self._paths, self._guide)

    def look(self) -> Callable[[Progress], GuideUpdate]:
        """Return what compares the guide with what was last read of it, to be called in any thread."""
        paths, place, definitions = self._paths, self._guide.place, self._definitions
        from_first_release = self._store.begun_by_0_1_0()

        def compared(progress: Progress) -> GuideUpdate:
            guide = open_guide(place, paths.cache)  # one of its own: the window reads the other
            return look_at_update(paths, guide, definitions, from_first_release=from_first_release, progress=progress)

        return compared

    def take_over(self, update: GuideUpdate) -> None:
        """Note that an update was shown: from now on its checklist is the one in use. Raises EnvironmentFault."""
        take_over(self._paths, update, self._clock())
        self._earlier = None

    def mark_page_read(self, update: GuideUpdate, permalink: str) -> GuideUpdate:
        """Keep a page as read and return what is still unread. Raises EnvironmentFault."""
        return mark_page_read(self._paths, update, permalink)

    def mark_all_read(self, update: GuideUpdate) -> GuideUpdate:
        """Keep the guide and its checklist as read. Raises EnvironmentFault."""
        return mark_all_read(self._paths, update)

    @property
    def earlier(self) -> EarlierWords:
        """What the checklist said before."""
        if self._earlier is None:
            self._earlier = EarlierWords(self._paths, self._definitions, checklist_place_of(self._guide))
        return self._earlier
