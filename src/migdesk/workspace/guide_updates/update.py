"""A newer version of a guide: found by one cheap look, compared with what was read last, and taken over.

What is kept as read changes page by page, as pages are marked as read. So the changes are always those since somebody
last read each page, over however many versions.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from hashlib import blake2b

import msgspec
from msgspec.structs import replace

from migdesk.base.assets import resources_folder
from migdesk.base.paths import Paths
from migdesk.checklist.definitions import Definitions
from migdesk.checklist.loading import has_checklist
from migdesk.guide.guide import Guide
from migdesk.guide.page_texts import PageText
from migdesk.workspace.guide_updates.shown_file import (
    MOST_EARLIER,
    EarlierChecklist,
    KeptChecklist,
    Shown,
    read_shown,
    unpacked,
    write_shown,
)
from migdesk.workspace.guide_updates.shown_state import BUILT_IN, place_of, shown_file
from migdesk.workspace.guide_updates.snapshot import GuideChanges, GuideSnapshot, compare, snapshot_of

FIRST_RELEASE = "guide-0.1.0.bin"
"""What 0.1.0 showed, which kept nothing of it: `packaging/guide_of_release.py` makes it."""

Progress = Callable[[int, int], None]


class GuideUpdate(msgspec.Struct, frozen=True, kw_only=True):
    """A guide beside what was last read of it. `before` is None for a guide that was never shown here.

    `is_new` tells whether this state of the guide is shown for the first time.
    """

    place: str
    checklist_place: str
    state: str
    is_new: bool
    before: GuideSnapshot | None
    now: GuideSnapshot
    changes: GuideChanges | None

    @property
    def must_be_shown(self) -> bool:
        """Whether there is a difference that nobody was shown yet."""
        return self.is_new and self.changes is not None and self.changes.any


def checklist_place_of(guide: Guide) -> str:
    """Return the same for the checklist that is shown with a guide."""
    return place_of(guide) if has_checklist(guide.folder) else BUILT_IN


def look_at_update(
    paths: Paths,
    guide: Guide,
    definitions: Definitions,
    *,
    from_first_release: bool = False,
    progress: Progress = lambda _done, _of: None,
) -> GuideUpdate:
    """Compare a guide with what was last read of it. Renders every page, so it is for the background.

    `from_first_release` tells that the record was begun by 0.1.0, which showed the built-in guide and kept nothing of
    it. Raises KnownError where a page cannot be read any more.
    """
    shown, place = read_shown(shown_file(paths)), place_of(guide)
    before = shown.read.get(place)
    if before is None and from_first_release and place == BUILT_IN:
        before = first_release()
    now = snapshot_of(guide, definitions, progress)
    state = guide.state or _state_of(now)
    return GuideUpdate(
        place=place,
        checklist_place=checklist_place_of(guide),
        state=state,
        is_new=shown.states.get(place) != state,
        before=before,
        now=now,
        changes=compare(before, now) if before else None,
    )


def _state_of(snapshot: GuideSnapshot) -> str:
    """Return what a state is known by where there is no cache to tell it."""
    return blake2b(msgspec.json.encode(snapshot), digest_size=16).hexdigest()


def first_release() -> GuideSnapshot | None:
    """Return the guide as 0.1.0 showed it; None where the file that ships with the program cannot be read."""
    try:
        snapshot: GuideSnapshot = unpacked((resources_folder() / FIRST_RELEASE).read_bytes(), GuideSnapshot)
    except (OSError, ValueError):
        return None
    return snapshot


def take_over(paths: Paths, update: GuideUpdate, at: datetime) -> None:
    """Note that the guide's state was shown; the checklist that it replaces stays as an earlier one.

    What was not read yet stays unread. Raises EnvironmentFault.
    """
    path = shown_file(paths)
    shown = read_shown(path)
    checklists = dict(shown.checklists)
    checklists[update.checklist_place] = _checklist(checklists.get(update.checklist_place), update, at)
    unchanged = update.changes is None or not update.changes.any
    read = {**shown.read, update.place: update.now if unchanged or update.before is None else update.before}
    states = {place: state for place, state in shown.states.items() if place != update.place}
    write_shown(path, Shown({**states, update.place: update.state}, checklists, read))


def with_page_read(update: GuideUpdate, permalink: str) -> GuideSnapshot:
    """Return what is read once a page is read as it is now, or known to be gone."""
    before = update.before or update.now
    page = next((page for page in update.now.pages if page.permalink == permalink), None)
    return replace(before, pages=_with_page(before.pages, permalink, page))


def with_checklist_read(update: GuideUpdate) -> GuideSnapshot:
    """Return what is read once all that is new in the checklist is read."""
    return replace(update.before or update.now, checklist=update.now.checklist)


def mark_read(paths: Paths, update: GuideUpdate, read: GuideSnapshot) -> GuideUpdate:
    """Keep `read` as what was read of the guide, and return what is still unread. Raises EnvironmentFault."""
    changes = compare(read, update.now)
    if not changes.any:
        read = update.now  # with its version too
    path = shown_file(paths)
    shown = read_shown(path)
    states = shown.states if update.place in shown.states else {**shown.states, update.place: update.state}
    write_shown(path, replace(shown, states=states, read={**shown.read, update.place: read}))
    return replace(update, before=read, changes=changes)


def _with_page(pages: tuple[PageText, ...], permalink: str, page: PageText | None) -> tuple[PageText, ...]:
    kept = {known.permalink: known for known in pages}
    kept.pop(permalink, None)
    return (*kept.values(), *([page] if page else []))


def _checklist(kept: KeptChecklist | None, update: GuideUpdate, at: datetime) -> KeptChecklist:
    if kept is None and update.before is not None and update.place == update.checklist_place:
        kept = KeptChecklist(update.before.version, update.before.checklist)
    now = update.now
    if kept is None or kept.checklist == now.checklist:
        return KeptChecklist(now.version, now.checklist, kept.earlier if kept else ())
    earlier = EarlierChecklist(kept.version, at, kept.checklist)
    return KeptChecklist(now.version, now.checklist, (*kept.earlier, earlier)[-MOST_EARLIER:])
