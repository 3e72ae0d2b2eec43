"""Keeps what assistive clients read of one page as the page is: made when the first client asks, and never before."""

from __future__ import annotations

import atexit
from collections.abc import Sequence
from functools import partial

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QAccessibleStateChangeEvent,
    QKeyEvent,
    QTextCursor,
    QWindow,
)

from migdesk.practice.status import Status
from migdesk.ui.guide_pane.accessible_page.interfaces import PRESSED, PageInterface, PartInterface, every
from migdesk.ui.guide_pane.accessible_page.outline import Kind, Part, headings_in, parts_of
from migdesk.ui.guide_pane.link_schemes import TASK_SCHEME
from migdesk.ui.guide_pane.page_additions import tasks_words
from migdesk.ui.guide_pane.page_links import link_in_words
from migdesk.ui.guide_pane.page_shapes import words_rect
from migdesk.ui.guide_pane.page_view import PageView
from migdesk.ui.look.words import counted
from migdesk.ui.widgets.announce import announce

CARET_KEYS = frozenset(
    {
        *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right),
        *(Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown),
    }
)


class PageReader(QObject):
    """Serves one page view; the view owns it."""

    def __init__(self, view: PageView) -> None:
        super().__init__(view)
        self._view = view
        self.interface = PageInterface(view.viewport(), self._page_name)
        self._part_has_focus = False  # as clients were told last
        self._heading = -1  # where the one begins that was gone to
        self._permalink = view.page.permalink if view.page else ""
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.read_again)
        # The caret goes through the words, for whoever reads by lines.
        view.setTextInteractionFlags(view.textInteractionFlags() | Qt.TextInteractionFlag.TextSelectableByKeyboard)
        view.document().contentsChanged.connect(self._soon.start)
        view.installEventFilter(self)
        view.link_reached.connect(self._tell_focus)
        view.heading_reached.connect(self._tell_heading)
        release = partial(_release, self.interface)
        view.destroyed.connect(release)
        atexit.register(release)
        self._read()  # Qt has not been given the page yet: to tell of it would have it known twice

    def read_again(self) -> None:
        """Bring the parts up to date. Where only words or states differ, clients keep what they hold of the page."""
        parts = parts_of(self._view.document())
        children = self.interface.children
        if [_shape(child.part) for child in children] == [_shape(part) for part in parts]:
            self._exchange(children, parts)
        else:
            self._read(parts)
            give_back(children)
            _tell(self.interface, QAccessible.Event.ObjectReorder)
        self._tell_page()

    def _read(self, parts: Sequence[Part] | None = None) -> None:
        parts = parts_of(self._view.document()) if parts is None else parts
        self.interface.children = [PartInterface(self, self.interface, part) for part in parts]

    def _exchange(self, children: list[PartInterface], parts: Sequence[Part]) -> None:
        for child, part in zip(children, parts, strict=True):
            before, child.part = child.part, part
            if before.words != part.words:
                _tell(child, QAccessible.Event.NameChanged)
            if part.kind == Kind.TICK_BOX:
                changed = QAccessible.State()
                changed.checked = True
                QAccessible.updateAccessibility(QAccessibleStateChangeEvent(child, changed))
            self._exchange(child.children, part.parts)

    def _tell_page(self) -> None:
        """Say that another page has come, with how many headings it has."""
        page = self._view.page
        if page is None or page.permalink == self._permalink:
            return
        self._permalink = page.permalink
        parts = tuple(child.part for child in self.interface.children)
        announce(self._view, f"{page.title}, {counted(len(list(headings_in(parts))), 'heading')}")

    def _tell_heading(self, start: int) -> None:
        """Say that a heading was gone to, as of what has the focus: clients read out such a part with its level."""
        self._heading = start
        self._tell_focus()

    def _tell_focus(self) -> None:
        found = next((child for child in every(self.interface.children) if self.has_focus(child.part)), None)
        if found is not None:
            self._part_has_focus = True
            _tell(found, QAccessible.Event.Focus)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give the focus back to the page before a key moves the caret: clients read lines of what has the focus."""
        if self._part_has_focus and isinstance(event, QKeyEvent) and event.key() in CARET_KEYS:
            self._part_has_focus, self._heading = False, -1
            QAccessible.updateAccessibility(QAccessibleEvent(self._view, QAccessible.Event.Focus))
        return False

    # what parts say

    def _page_name(self) -> str:
        page = self._view.page
        return page.title if page else "Guide page"

    def name_of(self, part: Part) -> str:
        """Return what a part is called: its words, and a box's task with how it stands."""
        return (
            self._view.links.words_of_box(part.href).replace("\n", "; ") if part.kind == Kind.TICK_BOX else part.words
        )

    def description_of(self, part: Part) -> str:
        """Return what else there is to say: a cell's column, where a link leads, how much of a section is done."""
        if part.kind == Kind.HEADING:
            counts = self._view.counts
            return next((_count_words(*counts[anchor]) for anchor in part.anchors if anchor in counts), "")
        if part.kind == Kind.LINK and self._view.page:
            return link_in_words(self._view.guide, self._view.page.permalink, part.href)
        return "Opens and closes this box" if part.kind == Kind.FOLD else part.column

    def is_ticked(self, part: Part) -> bool:
        """Tell whether the task of a box is done."""
        task = part.href.removeprefix(TASK_SCHEME)
        return any(box.task == task and box.status == Status.DONE for box in self._view.boxes.values())

    def has_focus(self, part: Part) -> bool:
        """Tell whether Tab has reached this link or box, or whether this heading was gone to."""
        cursor = self._view.textCursor()
        if not self._view.hasFocus():
            return False
        if part.kind == Kind.HEADING:
            return not cursor.hasSelection() and cursor.position() == part.start == self._heading
        return part.kind in PRESSED and (cursor.selectionStart(), cursor.selectionEnd()) == (part.start, part.end)

    # where parts stand

    @property
    def is_open(self) -> bool:
        """Tell whether the view is still there."""
        return shiboken6.isValid(self)

    @property
    def window(self) -> QWindow:
        return self._view.window().windowHandle()

    def rect_of(self, part: Part) -> QRect:
        """Return where a part stands on the screen; beyond the view's edges where it is scrolled out."""
        document, places = self._view.document(), self._view.places
        first, last = document.findBlock(part.start), document.findBlock(part.end)
        rect = (words_rect(document, first, part.start, part.end) if part.kind in PRESSED else None) or places.rect_of(
            first
        ).united(places.rect_of(last))
        bars = QPoint(self._view.horizontalScrollBar().value(), self._view.verticalScrollBar().value())
        placed = rect.toRect().translated(-bars)
        placed.moveTopLeft(self._view.viewport().mapToGlobal(placed.topLeft()))
        return placed

    # what is done with parts

    def press(self, part: Part) -> None:
        """Do what a link, a box or the title of a folding box does. The client that asks is answered first."""
        QTimer.singleShot(0, self, lambda: self._view.links.follow(QUrl(part.href)))

    def focus(self, part: Part) -> None:
        """Give the page the keyboard, at this part."""
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        if part.kind == Kind.HEADING:
            self._view.headings.go_to(part)
            return
        cursor = QTextCursor(self._view.document())
        cursor.setPosition(part.start)
        cursor.setPosition(part.end, QTextCursor.MoveMode.KeepAnchor)
        self._view.setTextCursor(cursor)
        self._view.marks.mark_link_in_hand(cursor)
        self._tell_focus()


def give_back(interfaces: list[PartInterface]) -> None:
    """Have Qt forget parts that went: it would lead a client to them, and at the end of the process free them when
    Python has gone."""
    for interface in reversed(every(interfaces)):
        QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(interface))


def _release(page: PageInterface) -> None:
    """Give back a page with all its parts, before Python ends. Qt has taken back the page of a view that went."""
    children, page.children = page.children, []
    give_back(children)
    if shiboken6.isValid(page):
        QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(page))


def _count_words(done: int, total: int) -> str:
    return tasks_words(done, total).replace("\u00a0", " ").removeprefix("☑ ")


def _shape(part: Part) -> tuple[object, ...]:
    return part.kind, part.href, part.level, part.expanded, tuple(map(_shape, part.parts))


def _tell(interface: PartInterface | PageInterface, event: QAccessible.Event) -> None:
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleEvent(interface, event))
