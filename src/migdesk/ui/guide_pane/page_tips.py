"""Tooltips over the page: what a word means, which task a box ticks."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QToolTip

from migdesk.ui.guide_pane.page_view import PageView


class PageTips(QObject):
    """Watches a page view for the pointer resting. It is made after the first paint, which has no use for it."""

    def __init__(self, view: PageView) -> None:
        super().__init__(view)
        self._view = view
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ToolTip or not isinstance(event, QHelpEvent):
            return False
        tip = self._view.tip_of(self._view.anchorAt(event.pos()))
        if tip:
            QToolTip.showText(event.globalPos(), tip, self._view)
        else:
            QToolTip.hideText()
        return True
