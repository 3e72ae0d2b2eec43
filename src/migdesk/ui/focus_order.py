"""The order in which Tab goes round: down the screen, whenever and in whatever order its parts were built.

Qt goes round in the order of building. Here that is the page first, the panes and the header once the record is open,
and some parts only when they are first looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def stops(container: QWidget) -> list[QWidget]:
    """Return what Tab stops at in `container` (itself among it), in the order in which it does so now."""
    found = [container] if _is_stop(container) else []
    widget = container.nextInFocusChain()
    while widget is not None and widget is not container:
        if _is_stop(widget) and container.isAncestorOf(widget):
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found


def put_in_order(containers: Iterable[QWidget]) -> None:
    """Have Tab go from each container to the next; within them nothing changes."""
    chain([stop for container in containers for stop in stops(container)])


def chain(every: Sequence[QWidget]) -> None:
    """Have Tab go from each of these stops to the next."""
    for before, after in pairwise(every):
        QWidget.setTabOrder(before, after)


def stop_before(widget: QWidget) -> QWidget:
    """Return where Tab stops before it comes to `widget`."""
    before = widget.previousInFocusChain()
    while before is not None and before is not widget and not _is_stop(before):
        before = before.previousInFocusChain()
    return before or widget


def _is_stop(widget: QWidget) -> bool:
    """Tell whether Tab stops here; a field inside a box stands in for it and is none by itself."""
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None
