"""Contrast as it is painted: each kind of widget, in each state and theme, grabbed and measured (WCAG 2.2, 1.4.3).

Pairs of the palette prove nothing by themselves: which colours meet is decided by the cascade of the style sheet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from pixels import pixels_apart, strongest_contrast
from PySide6 import QtCore
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from migdesk.ui.look.chip import chip
from migdesk.ui.look.contrast_colours import contrast_colours
from migdesk.ui.look.palette import contrast
from migdesk.ui.look.theme import Theme
from migdesk.ui.widgets.button import quiet_button
from migdesk.ui.widgets.labelled_field import suggesting_box

Make = Callable[[], QWidget]
WORDS = "Words MW"


def system_palette(ground: str, text: str, chosen: str, chosen_text: str, link: str) -> QPalette:
    role, palette = QPalette.ColorRole, QPalette()
    pairs = (
        ((role.Window, role.Base, role.Button), ground),
        ((role.WindowText, role.Text, role.ButtonText), text),
        ((role.Highlight,), chosen),
        ((role.HighlightedText,), chosen_text),
        ((role.Link,), link),
    )
    for roles, colour in pairs:
        for each in roles:
            palette.setColor(each, QColor(colour))
    return palette


SYSTEMS = {  # the contrast themes that Windows brings
    "black": system_palette("#000000", "#ffffff", "#1aebff", "#000000", "#ffff00"),
    "white": system_palette("#ffffff", "#000000", "#37006e", "#ffffff", "#00009f"),
    "yellow": system_palette("#000000", "#ffff00", "#008000", "#ffffff", "#00ff00"),
    "desert": system_palette("#fffaef", "#3d3d3d", "#903909", "#fff5e3", "#1c5e75"),
    "unreadable": system_palette("#000000", "#ffffff", "#202020", "#303030", "#111111"),
}


@pytest.fixture(params=["light", "dark", *SYSTEMS])
def painted(request: pytest.FixtureRequest, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Theme]:
    """The theme in use, with a font so large that strokes are painted in their full colour."""
    font, palette = qapp.font(), qapp.palette()
    large = qapp.font()
    large.setPointSize(22)
    qapp.setFont(large)
    if request.param in SYSTEMS:
        colours = contrast_colours(SYSTEMS[request.param])
        monkeypatch.setattr(Theme, "_contrast_colours", lambda _theme: colours)
        theme = Theme(qapp, "system")
        theme.follow_contrast()
        assert theme.colours == colours
    else:
        theme = Theme(qapp, request.param)
        theme.apply()
    yield theme
    qapp.setFont(font)
    qapp.setPalette(palette)
    qapp.setStyleSheet("")


def _looked(widget: QWidget, **look: object) -> QWidget:
    for name, value in look.items():
        widget.setProperty(name, value)
    return widget


def _checked(widget: QWidget) -> QWidget:
    widget.setCheckable(True)
    widget.setChecked(True)
    return widget


def _placeholder(widget: QWidget) -> QWidget:
    widget.setPlaceholderText(WORDS)
    return widget


def _typed(widget: QWidget) -> QWidget:
    widget.setText(WORDS)
    return widget


def _choice(*, editable: bool) -> QWidget:
    box = suggesting_box((WORDS,)) if editable else QComboBox()
    if not editable:
        box.addItem(WORDS)
    return box


def _tabs() -> QWidget:
    tabs = QTabBar()
    tabs.addTab(WORDS)
    return tabs


def _tool(**look: object) -> QWidget:
    return _looked(_typed(QToolButton()), **look)


def _label(**look: object) -> QWidget:
    return _looked(QLabel(WORDS), **look)


KINDS: dict[str, Make] = {
    "button": lambda: QPushButton(WORDS),
    "primary": lambda: _looked(QPushButton(WORDS), primary=True),
    "quiet": lambda: quiet_button(WORDS),
    "flush": lambda: _looked(quiet_button(WORDS), flush=True),
    "narrow": lambda: _looked(QPushButton(WORDS), narrow=True),
    "toggle": lambda: _checked(_looked(QPushButton(WORDS), toggle=True)),
    "chip": lambda: chip(WORDS, ""),
    "chip on": lambda: _checked(chip(WORDS, "")),
    "tool": lambda: _tool(page_tool=True),
    "field": lambda: _typed(QLineEdit()),
    "empty field": lambda: _placeholder(QLineEdit()),
    "wrong field": lambda: _looked(_typed(QLineEdit()), wrong=True),
    "empty text": lambda: _placeholder(QPlainTextEdit()),
    "choice": lambda: _choice(editable=False),
    "suggestions": lambda: suggesting_box((), WORDS),
    "check box": lambda: QCheckBox(WORDS),
    "radio button": lambda: QRadioButton(WORDS),
    "tabs": _tabs,
    "label": _label,
    "muted": lambda: _label(muted=True),
    "danger": lambda: _label(danger=True),
    "done": lambda: _label(done=True),
}
FIELDS = ("field", "empty field", "wrong field", "empty text", "choice", "suggestions")
GROUNDS = ("panel", "ground", "header")


@pytest.mark.parametrize("state", ["at rest", "focus", "pointer"])
def test_words_can_be_read(painted: Theme, qtbot: QtBot, state: str) -> None:
    found = []
    for ground in GROUNDS:
        for kind in KINDS if ground != "header" else ("button", "tool", "empty field", "field"):
            inside, _ = _grab(qtbot, ground, KINDS[kind], state)
            reached = strongest_contrast(inside)
            if reached < 4.5:
                found.append(f"{kind} on {ground}: {reached:.2f}")
    assert found == []


@pytest.mark.parametrize("kind", FIELDS)
@pytest.mark.parametrize("state", ["at rest", "focus"])
def test_edges_of_fields_can_be_seen(painted: Theme, qtbot: QtBot, kind: str, state: str) -> None:
    _, whole = _grab(qtbot, "panel", KINDS[kind], state)
    middle = whole.height() // 2
    edge = [whole.pixelColor(x, middle).name() for x in range(4)]
    assert max(contrast(colour, painted.colours.panel) for colour in edge) >= 3


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ("label", "muted", "danger", "done")])
def test_focus_can_be_seen(painted: Theme, qtbot: QtBot, kind: str) -> None:
    """Where the keyboard is differs by 3:1, over at least an edge (WCAG 2.2, 2.4.7 and 2.4.13)."""
    _, rest = _grab(qtbot, "panel", KINDS[kind], "at rest")
    _, focused = _grab(qtbot, "panel", KINDS[kind], "focus")
    assert rest.size() == focused.size(), "nothing moves when the keyboard comes"
    changed = pixels_apart(rest, focused, 3)
    least = rest.height() if kind != "tabs" else rest.width()
    assert changed >= least, f"{changed} of {least} pixels"


def _grab(qtbot: QtBot, ground: str, make: Make, state: str) -> tuple[QImage, QImage]:
    """Return a widget's inside, without edge and round corners, and the whole of it."""
    window = QWidget()
    qtbot.addWidget(window)
    window.setObjectName(ground)
    window.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    widget, other = make(), QPushButton("…")
    layout = QVBoxLayout(window)
    layout.addWidget(widget)
    layout.addWidget(other)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    if widget.focusPolicy() != QtCore.Qt.FocusPolicy.NoFocus:
        (widget if state == "focus" else other).setFocus(Qt.FocusReason.TabFocusReason)
    if isinstance(widget, QLineEdit):
        widget.deselect()
        widget.setReadOnly(True)  # no cursor that blinks
    widget.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, state == "pointer")
    image = window.grab().toImage().copy(widget.geometry())
    side = 6
    return image.copy(side, side, image.width() - 2 * side, image.height() - 2 * side), image
