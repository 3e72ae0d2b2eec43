"""The updates of the guide in one workspace: whether there is one, taking it over, what was read, what was before."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from migdesk.base.clock import Clock
from migdesk.base.paths import Paths
from migdesk.checklist.definitions import Definitions
from migdesk.guide.guide import Guide, open_guide
from migdesk.practice.store import Store
from migdesk.workspace.guide_definitions import definitions_for
from migdesk.workspace.guide_updates.shown_state import is_as_shown, read_header, shown_file

if TYPE_CHECKING:
    from migdesk.practice.entries import Acknowledgement
    from migdesk.practice.progress import TaskProgress
    from migdesk.workspace.guide_updates.earlier_words import EarlierWords, Under
    from migdesk.workspace.guide_updates.update import GuideUpdate, Progress


class GuideUpdates:
    """Asked by the window. What compares and what unpacks is imported when there is something to compare or unpack."""

    def __init__(self, paths: Paths, store: Store, guide: Guide, definitions: Definitions, clock: Clock) -> None:
        self._paths = paths
        self._store = store
        self._guide = guide
        self._definitions = definitions
        self._clock = clock
        self._has_earlier: bool | None = None
        self._earlier: EarlierWords | None = None

    @property
    def is_as_shown(self) -> bool:
        """Whether the guide is just as it was shown last, which one line of one file tells."""
        return is_as_shown(self._paths, self._guide)

    # comparing, in any thread

    def look(self) -> Callable[[Progress], GuideUpdate]:
        """Return what compares the guide with what was last read of it."""
        from migdesk.workspace.guide_updates.update import look_at_update

        paths, place, definitions = self._paths, self._guide.place, self._definitions
        first_release = self._store.begun_by_0_1_0()

        def compared(progress: Progress) -> GuideUpdate:
            guide = open_guide(place, paths.cache)  # one of its own: the window reads the other
            return look_at_update(paths, guide, definitions, from_first_release=first_release, progress=progress)

        return compared

    def look_before_opening(self) -> Callable[[Guide, Progress], GuideUpdate | None]:
        """Return what compares another guide with what was last read of it; None where it is as it was shown."""
        from migdesk.workspace.guide_updates.update import look_at_update

        paths = self._paths

        def compared(guide: Guide, progress: Progress) -> GuideUpdate | None:
            if is_as_shown(paths, guide):
                return None
            return look_at_update(paths, guide, definitions_for(guide, paths.cache), progress=progress)

        return compared

    # keeping

    def take_over(self, update: GuideUpdate) -> None:
        """Note that an update was shown: from now on its checklist is the one in use. Raises EnvironmentFault."""
        from migdesk.workspace.guide_updates.update import take_over

        take_over(self._paths, update, self._clock())
        self._has_earlier = self._earlier = None

    def mark_page_read(self, update: GuideUpdate, permalink: str) -> GuideUpdate:
        """Keep a page as read, as it is now, and return what is still unread. Raises EnvironmentFault."""
        from migdesk.workspace.guide_updates.update import mark_read, with_page_read

        return mark_read(self._paths, update, with_page_read(update, permalink))

    def mark_checklist_read(self, update: GuideUpdate) -> GuideUpdate:
        """Keep the checklist as read, likewise."""
        from migdesk.workspace.guide_updates.update import mark_read, with_checklist_read

        return mark_read(self._paths, update, with_checklist_read(update))

    def mark_all_read(self, update: GuideUpdate) -> GuideUpdate:
        """Keep the guide and its checklist as read, likewise."""
        from migdesk.workspace.guide_updates.update import mark_read

        return mark_read(self._paths, update, update.now)

    # what was before

    def under_which_task(self, task: TaskProgress) -> Under | None:
        """Return under which earlier words a task was settled; None where they are today's, or not known."""
        earlier = self._words_before()
        return earlier.of_task(task) if earlier else None

    def under_which_words(self, acknowledgement: Acknowledgement) -> Under | None:
        """Return which earlier version's words were acknowledged; None where they are of none that is known."""
        earlier = self._words_before()
        return earlier.of_acknowledgement(acknowledgement) if earlier else None

    def _words_before(self) -> EarlierWords | None:
        if self._has_earlier is None:
            self._has_earlier = read_header(shown_file(self._paths)).has_earlier
        if self._has_earlier and self._earlier is None:
            from migdesk.workspace.guide_updates.earlier_words import EarlierWords
            from migdesk.workspace.guide_updates.update import checklist_place_of

            self._earlier = EarlierWords(self._paths, self._definitions, checklist_place_of(self._guide))
        return self._earlier
