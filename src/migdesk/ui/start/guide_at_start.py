"""Which guide a start shows, so that no guide can keep the window from opening.

Before a guide other than the built-in one is opened, a mark is set in the settings; it is taken away when the window
has answered for a while, or was closed in the ordinary way. A start that finds the mark knows that the guide made the
last one hang or end, and leaves it for the built-in one.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from migdesk.base.assets import content_folder
from migdesk.base.atomic import make_private_folder
from migdesk.base.errors import EnvironmentFault, KnownError
from migdesk.base.paths import Paths
from migdesk.guide.guide import Guide, guide_at_hand, open_guide
from migdesk.ui.session.settings import Settings, save_settings

ANSWERED_AFTER_MS = 3_000
_FORGET = "“Back to the built-in guide” in the More menu forgets it."

Window = TypeVar("Window")


class GuideAtStart:
    """Chooses the guide for one window. `notice` says why it is not the one that was asked for, in whole sentences."""

    def __init__(self, paths: Paths, settings: Settings) -> None:
        self._paths = paths
        self._settings = settings
        self.notice = ""
        self._was_left = False

    def choose(self, folder: Path | None) -> Guide:
        """Return the guide in `folder`, or else the one remembered, or the built-in one where that cannot be.

        Raises KnownError where not even the built-in guide can be opened.
        """
        settings = self._settings
        if folder is not None:
            return self._or_built_in(folder, f"The guide in {folder} is not shown, but the built-in one.")
        if not settings.guide:
            return self._built_in()
        if settings.opening == settings.guide:
            self._was_left = True
            self.notice = (
                f"migdesk stopped while it was opening the guide in {settings.guide}, so the built-in guide is shown. "
                f"“Open a guide” in the More menu tries again. {_FORGET}"
            )
            return self._built_in()
        self.mark()
        begun = "The guide that was opened last cannot be, so the built-in guide is shown."
        return self._or_built_in(Path(settings.guide), begun, _FORGET)

    def build(self, guide: Guide, build: Callable[[Guide], Window]) -> Window:
        """Return the window built with `guide`, or with the built-in one where something in the guide prevents it."""
        if guide.folder == content_folder():
            return build(guide)
        try:
            return build(guide)
        except Exception as error:
            self._leave(f"The guide in {guide.folder} is not shown, but the built-in one.", error, "")
            return build(self._built_in())

    def mark(self) -> None:
        """Note that the remembered guide is being opened."""
        self._settings.opening = self._settings.guide
        save_settings(self._paths.settings, self._settings)

    def clear_mark(self) -> None:
        """Note that it was opened, unless it was left: then the mark stands until it is opened again by hand."""
        if self._settings.opening and not self._was_left:
            self._settings.opening = ""
            save_settings(self._paths.settings, self._settings)

    def _or_built_in(self, place: Path, begun: str, then: str = "") -> Guide:
        try:
            return guide_at_hand(place, self._cache()) or self._read(place)
        except Exception as error:
            self._leave(begun, error, then)
            return self._built_in()

    def _read(self, place: Path) -> Guide:
        if place == content_folder():
            return open_guide(place, self._cache())
        from migdesk.ui.another_guide.guide_reading import read_guide

        return read_guide(place, self._cache())

    def _leave(self, begun: str, error: Exception, then: str) -> None:
        why = str(error) if isinstance(error, KnownError) else f"Something in it is beyond migdesk: {error!r}."
        self.notice = " ".join(filter(None, (begun, why, then)))
        self._settings.opening = ""
        if sys.stderr:  # a windowed program has none
            sys.stderr.write(f"migdesk: {' '.join(why.split())}\n")

    def _built_in(self) -> Guide:
        return open_guide(content_folder(), self._cache())

    def _cache(self) -> Path | None:
        try:
            return make_private_folder(self._paths.cache)
        except EnvironmentFault:
            return None
