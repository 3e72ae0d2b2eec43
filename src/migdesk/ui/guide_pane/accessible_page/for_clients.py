"""Offers pages of the guide to assistive clients. Nothing is made of a page until a client asks for it."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

from migdesk.ui.guide_pane.page_view import PageView


def offer_page(view: PageView) -> None:
    """Have clients be told what the view's pages are made of, from the next time that one asks."""
    _install()
    if QAccessible.isActive():  # a client may have asked before: it is to ask again
        plain = QAccessible.queryAccessibleInterface(view.viewport())
        if plain is not None and plain.role() != QAccessible.Role.WebDocument:
            QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(plain))


@cache
def _install() -> None:
    """Qt keeps such a factory for the whole process."""
    QAccessible.installFactory(_interface_of)


def _interface_of(_class_name: str, asked: QObject) -> QAccessibleInterface | None:
    view = asked.parent() if isinstance(asked, QWidget) else None
    if not isinstance(view, PageView) or view.viewport() is not asked:
        return None
    from migdesk.ui.guide_pane.accessible_page.page_reader import PageReader

    return PageReader(view).interface
