"""A page's parts as Qt hands them to screen readers: UI Automation, VoiceOver and AT-SPI all ask these.

PySide makes no table interface available, so that each cell names its column as its description.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import shiboken6
from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QAccessibleAttributesInterface,
    QAccessibleInterface,
    QWindow,
)
from PySide6.QtWidgets import QAccessibleWidget, QWidget

from migdesk.ui.guide_pane.accessible_page.outline import Kind, Part

ROLES = {
    Kind.HEADING: QAccessible.Role.Heading,
    Kind.PARAGRAPH: QAccessible.Role.Paragraph,
    Kind.LIST: QAccessible.Role.List,
    Kind.ITEM: QAccessible.Role.ListItem,
    Kind.TABLE: QAccessible.Role.Table,
    Kind.ROW: QAccessible.Role.Row,
    Kind.COLUMN_HEADER: QAccessible.Role.ColumnHeader,
    Kind.CELL: QAccessible.Role.Cell,
    Kind.GROUP: QAccessible.Role.Grouping,
    Kind.LINK: QAccessible.Role.Link,
    Kind.TICK_BOX: QAccessible.Role.CheckBox,
    Kind.FOLD: QAccessible.Role.Button,
    Kind.PICTURE: QAccessible.Role.Graphic,
}
PRESSED = frozenset({Kind.LINK, Kind.TICK_BOX, Kind.FOLD})
"""What can be activated; all of it has the focus in its turn."""
NO_INTERFACE = shiboken6.VoidPtr(0)


class Reader(Protocol):
    """What knows the page that parts belong to, and does what clients ask of them."""

    @property
    def is_open(self) -> bool: ...
    @property
    def window(self) -> QWindow: ...
    def rect_of(self, part: Part, /) -> QRect: ...
    def name_of(self, part: Part, /) -> str: ...
    def description_of(self, part: Part, /) -> str: ...
    def is_ticked(self, part: Part, /) -> bool: ...
    def has_focus(self, part: Part, /) -> bool: ...
    def press(self, part: Part, /) -> None: ...
    def focus(self, part: Part, /) -> None: ...


class PartInterface(QAccessibleInterface, QAccessibleActionInterface, QAccessibleAttributesInterface):
    """One part of the page. `part` is exchanged where only words or states have changed."""

    def __init__(self, reader: Reader, parent: QAccessibleInterface, part: Part) -> None:
        QAccessibleInterface.__init__(self)
        QAccessibleActionInterface.__init__(self)
        QAccessibleAttributesInterface.__init__(self)
        self._reader = reader
        self._parent = parent
        self.part = part
        self.children = [PartInterface(reader, self, within) for within in part.parts]
        _, actions, attributes = shiboken6.getCppPointer(self)
        self._casts = {QAccessible.InterfaceType.AttributesInterface: shiboken6.VoidPtr(attributes)}
        if part.kind in PRESSED or part.kind == Kind.HEADING:
            self._casts[QAccessible.InterfaceType.ActionInterface] = shiboken6.VoidPtr(actions)

    def interface_cast(self, wanted: QAccessible.InterfaceType, /) -> int:
        return self._casts.get(wanted, NO_INTERFACE)  # type: ignore[return-value]  # PySide wants an address as this

    # where it stands

    def isValid(self) -> bool:
        return self._reader.is_open

    def object(self) -> QObject:
        return None  # type: ignore[return-value]  # a part of a page is no object of Qt's

    def window(self) -> QWindow:
        return self._reader.window

    def parent(self) -> QAccessibleInterface:
        return self._parent

    def child(self, index: int, /) -> QAccessibleInterface:
        return _at(self.children, index)

    def childCount(self) -> int:
        return len(self.children)

    def indexOfChild(self, child: QAccessibleInterface, /) -> int:
        return _index(self.children, child)

    def childAt(self, x: int, y: int, /) -> QAccessibleInterface:
        return _found_at(self.children, x, y)

    def rect(self) -> QRect:
        return self._reader.rect_of(self.part)

    # what it says

    def role(self) -> QAccessible.Role:
        return ROLES[self.part.kind]

    def text(self, kind: QAccessible.Text, /) -> str:
        if kind == QAccessible.Text.Name:
            return self._reader.name_of(self.part)
        return self._reader.description_of(self.part) if kind == QAccessible.Text.Description else ""

    def setText(self, kind: QAccessible.Text, text: str, /) -> None:
        """The page is read only."""

    def state(self) -> QAccessible.State:
        state, part = QAccessible.State(), self.part
        flags = {"readOnly": part.kind not in PRESSED}
        if part.kind in PRESSED or part.kind == Kind.HEADING:
            flags |= {"focusable": True, "focused": self._reader.has_focus(part)}
        if part.kind == Kind.LINK:
            flags["linked"] = True
        elif part.kind == Kind.TICK_BOX:
            flags |= {"checkable": True, "checked": self._reader.is_ticked(part)}
        elif part.kind == Kind.FOLD:
            flags |= {"expandable": True, "expanded": part.expanded, "collapsed": not part.expanded}
        for name, value in flags.items():
            setattr(state, name, value)
        return state

    def attributeKeys(self) -> list[QAccessible.Attribute]:
        return [QAccessible.Attribute.Level] if self.part.level else []

    def attributeValue(self, key: QAccessible.Attribute, /) -> int | None:
        return self.part.level if key == QAccessible.Attribute.Level and self.part.level else None

    # what can be done with it

    def actionNames(self) -> list[str]:
        focus = QAccessibleActionInterface.setFocusAction()
        if self.part.kind not in PRESSED:
            return [focus]
        toggles = self.part.kind == Kind.TICK_BOX
        press = QAccessibleActionInterface.toggleAction() if toggles else QAccessibleActionInterface.pressAction()
        return [press, focus]

    def doAction(self, name: str, /) -> None:
        if name == QAccessibleActionInterface.setFocusAction():
            self._reader.focus(self.part)
        elif name in self.actionNames():
            self._reader.press(self.part)

    def keyBindingsForAction(self, name: str, /) -> list[str]:
        return ["Space", "Return"] if name in self.actionNames()[:-1] else []


class PageInterface(QAccessibleWidget):
    """The page as a document: the view's own interface says its text and the caret, this one what it is made of."""

    def __init__(self, viewport: QWidget, name: Callable[[], str]) -> None:
        super().__init__(viewport, QAccessible.Role.WebDocument)
        self._name = name
        self.children: list[PartInterface] = []

    def text(self, kind: QAccessible.Text, /) -> str:
        return self._name() if kind == QAccessible.Text.Name else ""

    def child(self, index: int, /) -> QAccessibleInterface:
        return _at(self.children, index)

    def childCount(self) -> int:
        return len(self.children)

    def indexOfChild(self, child: QAccessibleInterface, /) -> int:
        return _index(self.children, child)

    def childAt(self, x: int, y: int, /) -> QAccessibleInterface:
        return _found_at(self.children, x, y)

    def focusChild(self) -> QAccessibleInterface:
        return next(  # type: ignore[return-value]  # Qt's null
            (child for child in every(self.children) if child.state().focused), None
        )


def every(interfaces: list[PartInterface]) -> list[PartInterface]:
    """Return interfaces with all that are within them, those within last."""
    return [found for interface in interfaces for found in (interface, *every(interface.children))]


def _at(children: list[PartInterface], index: int) -> QAccessibleInterface:
    return children[index] if 0 <= index < len(children) else None  # type: ignore[return-value]  # Qt's null


def _index(children: list[PartInterface], child: QAccessibleInterface) -> int:
    return next((index for index, interface in enumerate(children) if interface is child), -1)


def _found_at(children: list[PartInterface], x: int, y: int) -> QAccessibleInterface:
    found = next((child for child in children if child.rect().contains(QPoint(x, y))), None)
    return (found and found.childAt(x, y)) or found  # type: ignore[return-value]  # Qt's null
