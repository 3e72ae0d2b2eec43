"""Looks over every control of a screen: has it a name, is its text whole, does it all fit a small laptop?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QStyle,
    QStyleOptionComboBox,
    QTabBar,
    QWidget,
)

from migdesk.ui.main_window.practice_button import PracticeButton
from migdesk.ui.references_pane.reference_row import ReferenceRow
from migdesk.ui.welcome.door import Door
from migdesk.ui.widgets.calm_combo_box import CalmComboBox
from migdesk.ui.widgets.focus_order import stops

WIDEST, HIGHEST = 1366, 768
_MOST_PRESSES = 400
_PAINT_THEIR_OWN_TEXT = (PracticeButton, ReferenceRow, Door)  # and wrap or elide it


def faults(screen: QWidget) -> list[str]:
    """Return what a person could not name, read or fit on the screen, each as a line; empty when all is well."""
    found = [*_size_faults(screen)]
    for label in screen.findChildren(QLabel):
        if label.accessibleName():  # a name stands in the place of a label's text, and stays when that changes
            found.append(f"{_path(label)} hides what it says behind the name “{label.accessibleName()}”")
    for widget in [screen, *screen.findChildren(QWidget)]:
        if widget.isVisible() and not widget.visibleRegion().isEmpty():
            found += [*_name_faults(widget), *_text_faults(widget)]
    return found


def _size_faults(screen: QWidget) -> Iterator[str]:
    needed, shown = screen.minimumSizeHint(), screen.size()
    for what, width, height in (("needs", needed.width(), needed.height()), ("is", shown.width(), shown.height())):
        if width > WIDEST or height > HIGHEST:
            yield f"{type(screen).__name__} {what} {width} by {height}"


def _name_faults(widget: QWidget) -> Iterator[str]:
    if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or widget.focusProxy() is not None or not widget.isEnabled():
        return
    if _of_qt(widget):
        return
    spoken = QAccessible.queryAccessibleInterface(widget)
    name = spoken.text(QAccessible.Text.Name) if spoken else widget.accessibleName()
    if not name.strip():
        yield f"{_path(widget)} has no name"
    elif isinstance(widget, QAbstractButton) and _said(widget.text()) not in _said(name):
        yield f"{_path(widget)} shows “{widget.text()}”: who speaks to the computer cannot press it (WCAG 2.2, 2.5.3)"


def _said(text: str) -> str:
    """Return the words of a text as somebody would say them: without arrows, marks, dots and what is in brackets."""
    text = re.sub(r"\(.*\)", "", text)
    return " ".join("".join(letter if letter.isalnum() else " " for letter in text.casefold()).split())


def _text_faults(widget: QWidget) -> Iterator[str]:
    match widget:
        case QLabel() if widget.text():
            cut = _label_is_cut(widget)
        case QAbstractButton() if widget.text() and not isinstance(widget, _PAINT_THEIR_OWN_TEXT):
            wanted = widget.sizeHint()
            cut = wanted.width() > widget.width() or wanted.height() > widget.height()
        case CalmComboBox() if not widget.isEditable():
            return  # it ends in "…" what is too long, and has it whole in its tooltip and its list
        case QComboBox() if not widget.isEditable():
            longest = max((widget.itemText(row) for row in range(widget.count())), key=len, default="")
            cut = _advance(widget, longest) > _field_width(widget)
        case QLineEdit() if widget.placeholderText() and not widget.text():
            cut = _advance(widget, widget.placeholderText()) > widget.width() - 18  # its border and padding
        case QScrollArea() if widget.widget():
            cut = widget.widget().width() > widget.viewport().width()
        case QTabBar():
            cut = widget.sizeHint().width() > widget.width()
        case _:
            return
    if cut:
        size, hint = widget.size(), widget.sizeHint()
        yield f"{_path(widget)} is cut: {size.width()}x{size.height()}, wants {hint.width()}x{hint.height()}"


def _label_is_cut(label: QLabel) -> bool:
    if label.wordWrap():
        return label.heightForWidth(label.width()) > label.height() or label.minimumSizeHint().width() > label.width()
    return label.sizeHint().width() > label.width() or label.sizeHint().height() > label.height()


def _advance(widget: QWidget, text: str) -> int:
    return widget.fontMetrics().horizontalAdvance(text)


def _field_width(box: QComboBox) -> int:
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    control, part = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
    return box.style().subControlRect(control, option, part, box).width()


def _of_qt(widget: QObject | None) -> bool:
    """Tell whether a widget is a part that Qt itself put into one of its own."""
    return widget is not None and widget.objectName().startswith("qt_")


def _path(widget: QWidget) -> str:
    words = widget.accessibleName() or getattr(widget, "text", str)() or getattr(widget, "placeholderText", str)()
    parent = widget.parentWidget()
    return f"{type(widget).__name__} “{words[:60]}” in {type(parent).__name__}"


def tab_faults(screen: QWidget) -> list[str]:
    """Press Tab all round a screen, then the other way, and return what it passes by; links in a page are stops too."""
    wanted = [stop for stop in stops(screen) if stop.isVisible() and stop.isEnabled() and not stop.size().isEmpty()]
    found = []
    for keys, key in (("Tab", Qt.Key.Key_Tab), ("Shift+Tab", Qt.Key.Key_Backtab)):
        wanted[0].setFocus(Qt.FocusReason.TabFocusReason)
        met = {wanted[0]}
        for _ in range(_MOST_PRESSES):
            QTest.keyClick(QApplication.focusWidget(), key)
            met.add(QApplication.focusWidget())
            if QApplication.focusWidget() is wanted[0]:
                break
        else:
            found.append(f"{keys} does not come round to {_path(wanted[0])}")
        found += [f"{keys} passes by {_path(stop)}" for stop in wanted if stop not in met]
    return found


def large_font() -> None:
    """Have the whole application's text half as large again, as people with weak eyes have it."""
    font = QApplication.font()
    font.setPointSizeF(font.pointSizeF() * 1.5)
    QApplication.setFont(font)
