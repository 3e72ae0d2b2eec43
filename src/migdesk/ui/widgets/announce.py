"""Says to screen readers what is otherwise only painted (WCAG 2.2, 4.1.3)."""

from __future__ import annotations

from PySide6.QtCore import QObject


def announce(source: QObject, words: str) -> None:
    """Have a screen reader say `words`, which appear on `source`; nothing is done while none listens."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    if words and QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(source, words))
