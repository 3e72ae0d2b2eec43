"""Puts a set of colours on the whole program: Qt's palette, the window's style sheet, and the page's."""

from __future__ import annotations

from string import Template
from typing import Literal

import msgspec
from PySide6 import QtCore
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from migdesk.base.assets import resources_folder
from migdesk.ui.look.palette import DARK, LIGHT, Colours

Choice = Literal["system", "light", "dark"]


class Theme(QObject):
    """The colours in use. Views ask for `colours` whenever they paint, and repaint on `changed`."""

    changed = Signal()

    def __init__(self, application: QApplication, choice: Choice) -> None:
        super().__init__()
        self._application = application
        self._choice: Choice = choice
        # Told from the palette: asking for the colour scheme would create all of Qt's enumerations, which takes long.
        roles = (QPalette.ColorRole.Window, QPalette.ColorRole.Text)
        window, text = (application.palette().color(role) for role in roles)
        self._system_is_dark = window.lightness() < text.lightness()
        self.colours: Colours = DARK if self._is_dark() else LIGHT
        hints = application.styleHints()
        if hints is not None:
            hints.colorSchemeChanged.connect(self._system_changed)

    @property
    def choice(self) -> Choice:
        return self._choice

    def choose(self, choice: Choice) -> None:
        """Use light, dark, or whatever the system uses."""
        self._choice = choice
        self.apply()
        self.changed.emit()

    def apply(self) -> None:
        """Give the application its colours and style sheet."""
        self.colours = DARK if self._is_dark() else LIGHT
        self._application.setPalette(_qt_palette(self.colours))
        signs = {name: self._icon(name) for name in ("chevron", "tick")}
        sheet = filled_style("window.qss", self.colours, **signs)
        if sheet != self._application.styleSheet():  # setting it styles every widget that there is anew
            self._application.setStyleSheet(sheet)

    def _icon(self, name: str) -> str:
        """Return a small sign in these colours; a style sheet can only name a file."""
        colours = "dark" if self.colours is DARK else "light"
        return (resources_folder() / "icons" / f"{name}-{colours}.png").as_posix()

    def _is_dark(self) -> bool:
        if self._choice != "system":
            return self._choice == "dark"
        return self._system_is_dark

    def _system_changed(self, scheme: QtCore.Qt.ColorScheme) -> None:
        self._system_is_dark = scheme == QtCore.Qt.ColorScheme.Dark
        if self._choice == "system":
            self.apply()
            self.changed.emit()


def filled_style(name: str, colours: Colours, **more: object) -> str:
    """Return a style sheet of `resources/styles/` with `$name` replaced by the colour of that name."""
    text = (resources_folder() / "styles" / name).read_text(encoding="utf-8")
    return Template(text).substitute(msgspec.structs.asdict(colours), **more)


def _qt_palette(colours: Colours) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for roles, colour in (
        ((role.Window, role.AlternateBase, role.Button), colours.ground),
        ((role.Base, role.ToolTipBase), colours.panel),
        ((role.WindowText, role.Text, role.ButtonText, role.ToolTipText, role.BrightText), colours.text),
        ((role.PlaceholderText,), colours.muted),
        ((role.Highlight, role.Accent), colours.accent),
        ((role.HighlightedText,), colours.accent_text),
        ((role.Link, role.LinkVisited), colours.link),
        ((role.Mid, role.Dark), colours.control),
        ((role.Midlight, role.Light), colours.border),
    ):
        for colour_role in roles:
            palette.setColor(colour_role, QColor(colour))
    for colour_role in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, colour_role, QColor(colours.control))
    return palette
