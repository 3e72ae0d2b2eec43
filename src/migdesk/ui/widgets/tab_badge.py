"""A red number right of a tab's text, such as how many references are still to be acknowledged."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QTabBar, QWidget

from migdesk.ui.look.fonts import bold, small
from migdesk.ui.look.theme import Theme

_MOST = 99
_GAP_TO_NEXT = 8
"""Pixels that keep the mark nearer to its own tab than to the next."""
_RIGHT = QTabBar.ButtonPosition.RightSide


class TabBadge(QWidget):
    """The round mark itself. It takes no pointer and no keyboard: the tab under it does."""

    def __init__(self, number: int, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text = badge_text(number)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedSize(self.sizeHint())

    @property
    def text(self) -> str:
        return self._text

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(_badge_font(self.font()))
        height = metrics.height() + 3
        return QSize(max(height + 4, metrics.horizontalAdvance(self._text) + 10) + _GAP_TO_NEXT, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, colours = QPainter(self), self._theme.colours
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(0, 0, -_GAP_TO_NEXT, 0)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.danger))
        painter.drawRoundedRect(area, area.height() / 2, area.height() / 2)
        painter.setPen(QColor(colours.danger_text))
        painter.setFont(_badge_font(self.font()))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self._text)
        painter.end()


def set_tab_badge(tabs: QTabBar, index: int, number: int, words: str, theme: Theme, title: str = "") -> None:
    """Show `number` at the tab `index`; 0 takes the badge away.

    `words` says the number in the tab's tooltip and to screen readers ("4 references to acknowledge"), after the tab's
    `title`, where that is not all that stands on it.
    """
    title = title or tabs.tabText(index).replace("&", "")
    said = f"{title}, {words}" if number else title
    badge: QWidget | None = tabs.tabButton(index, _RIGHT)
    if isinstance(badge, TabBadge) and badge.text != badge_text(number):
        tabs.setTabButton(index, _RIGHT, None)
        badge.deleteLater()
        badge = None
    if number and badge is None:
        badge = TabBadge(number, theme, tabs)
        tabs.setTabButton(index, _RIGHT, badge)  # a new one each time, so that the tab makes room for its width
    tabs.setTabToolTip(index, said if said != tabs.tabText(index) else "")
    tabs.setAccessibleTabName(index, said)


def badge_text(number: int) -> str:
    """Return what a badge shows: nothing for 0, and from 100 on “99+”."""
    return "" if not number else str(number) if number <= _MOST else f"{_MOST}+"


def _badge_font(font: QFont) -> QFont:
    return small(bold(font))
