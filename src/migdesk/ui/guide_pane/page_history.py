"""Back and forward through the pages read, each with the place where it was left."""

from __future__ import annotations

import msgspec

from migdesk.ui.guide_pane.place import Place

LONGEST = 200  # visits; older ones are forgotten


class Visit(msgspec.Struct, frozen=True):
    """A page that was opened, at which section, and where it was left; `place` is None until it has been left."""

    permalink: str
    anchor: str = ""
    place: Place | None = None


class PageHistory:
    """A list of visits with one of them in hand. Opening a page drops what lay ahead, as in a web browser."""

    def __init__(self) -> None:
        self._visits: list[Visit] = []
        self._at = -1

    @property
    def current(self) -> Visit | None:
        return self._visits[self._at] if self._visits else None

    @property
    def can_go_back(self) -> bool:
        return self._at > 0

    @property
    def can_go_forward(self) -> bool:
        return self._at + 1 < len(self._visits)

    def visit(self, permalink: str, anchor: str, leaving: Place | None) -> None:
        """Open a page; `leaving` is the place at which the one before is left. The same page and section count once."""
        now = self.current
        if now and (now.permalink, now.anchor) == (permalink, anchor):
            return
        self._leave(leaving)
        del self._visits[self._at + 1 :]
        self._visits.append(Visit(permalink, anchor))
        del self._visits[:-LONGEST]
        self._at = len(self._visits) - 1

    def back(self, leaving: Place | None) -> Visit | None:
        """Go one visit back and return it; None where there is none."""
        return self._step(-1, leaving) if self.can_go_back else None

    def forward(self, leaving: Place | None) -> Visit | None:
        """Go one visit forward and return it; None where there is none."""
        return self._step(1, leaving) if self.can_go_forward else None

    def _step(self, by: int, leaving: Place | None) -> Visit:
        self._leave(leaving)
        self._at += by
        return self._visits[self._at]

    def _leave(self, place: Place | None) -> None:
        if self._visits and place is not None:
            self._visits[self._at] = msgspec.structs.replace(self._visits[self._at], place=place)
