"""The order in which Tab goes round: down the screen, whenever and in whatever order its parts were built.

Qt goes round in the order of building. Here that is the page first, the panes and the header once the record is open,
and some parts only when they are first looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QSplitter, QWidget


def stops(container: QWidget) -> list[QWidget]:
    """Return what Tab stops at in `container` (itself among it), in the order in which its parts stand in one another.

    The chain that Qt keeps is not walked: PySide takes what `nextInFocusChain` returns for a part of the widget that
    was asked, and once that is deleted, says of the other, though it is well, that it is deleted too.
    """
    found = [container] if _is_stop(container) else []
    for part in _parts(container):
        found += stops(part)
    return found


def put_in_order(containers: Iterable[QWidget]) -> None:
    """Have Tab go from each container to the next, and through each as its parts stand in one another."""
    chain([stop for container in containers for stop in stops(container)])


class TabOrder(QObject):
    """Puts what `containers` names in order, however they were built: as soon as the window has nothing else to do, or
    when Tab is pressed before. It looks at every widget, which a start does not wait for. What a screen puts in order
    within itself later on stands."""

    def __init__(self, containers: Callable[[], Iterable[QWidget]], parent: QObject) -> None:
        super().__init__(parent)
        self._containers = containers
        self._at_leisure = QTimer(self, singleShot=True, interval=0)
        self._at_leisure.timeout.connect(self.renew)
        self._is_outdated = False
        self.outdate()

    def outdate(self) -> None:
        """Parts have come: the order holds no longer."""
        self._is_outdated = True
        self._at_leisure.start()

    def renew(self) -> None:
        """Put them in order, where that is still to be done."""
        if self._is_outdated:
            self._is_outdated = False
            self._at_leisure.stop()
            put_in_order(self._containers())


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


def _parts(container: QWidget) -> list[QWidget]:
    if isinstance(container, QSplitter):  # it turns the order of its children round, so that handles lie on top
        within: Iterable[QObject | None] = map(container.widget, range(container.count()))
    else:
        within = container.children()
    return [child for child in within if isinstance(child, QWidget) and not child.isWindow()]


def _is_stop(widget: QWidget) -> bool:
    """Tell whether Tab stops here; a field inside a box stands in for it and is none by itself."""
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None
