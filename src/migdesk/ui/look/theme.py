"""Puts a set of colours on the whole program: Qt's palette, the window's style sheet, and the page's.

Light, dark, or those of the contrast theme that the person has chosen in their system. All three are measured on pixels
in `tests/ui/look/test_contrast.py`.
"""

from __future__ import annotations

import re
from string import Template
from typing import Literal

import msgspec
from PySide6 import QtCore
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from migdesk.base.assets import resources_folder
from migdesk.ui.look.palette import DARK, LIGHT, Colours, contrast

Choice = Literal["system", "light", "dark"]

_LOOKS_LIKE_A_CONTRAST_THEME = 19.2
"""Of text to ground. Ordinary themes stay below, black on white and white on black are 21."""


_POINTS = re.compile(r"\b(\d+)pt\b")
"""The sizes that a style sheet gives to headings."""


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
        self._of_system: Colours | None = None  # while the system has a contrast theme
        self._follows_contrast = False
        self._hints = application.styleHints()
        self._hints.colorSchemeChanged.connect(self._system_changed)
        if contrast(window.name(), text.name()) > _LOOKS_LIKE_A_CONTRAST_THEME:
            self._of_system = self._contrast_colours()
        self._text_percent = 100
        self.colours: Colours = self._wanted()

    @property
    def choice(self) -> Choice:
        return self._choice

    def choose(self, choice: Choice) -> None:
        """Use light, dark, or whatever the system uses."""
        self._choice = choice
        self.apply()
        self.changed.emit()

    def set_text_percent(self, percent: int) -> None:
        """Show all text of the program at this size, in percent of the system's own."""
        if percent == self._text_percent:
            return
        from migdesk.ui.look.text_size import font_of

        self._text_percent = percent
        self._application.setFont(font_of(self._application, percent))
        self.apply()
        self.changed.emit()

    def apply(self) -> None:
        """Give the application its colours and style sheet."""
        self.colours = self._wanted()
        self._application.setPalette(_qt_palette(self.colours))
        signs = {name: self._icon(name) for name in ("chevron", "tick")}
        sheet = filled_style("window.qss", self.colours, **signs)
        if self._text_percent != 100:
            sheet = _POINTS.sub(lambda size: f"{float(size[1]) * self._text_percent / 100:.1f}pt", sheet)
        if sheet != self._application.styleSheet():  # setting it styles every widget that there is anew
            self._application.setStyleSheet(sheet)

    def _icon(self, name: str) -> str:
        """Return a small sign in these colours; a style sheet can only name a file."""
        colours = "dark" if QColor(self.colours.panel).lightness() < QColor(self.colours.text).lightness() else "light"
        return (resources_folder() / "icons" / f"{name}-{colours}.png").as_posix()

    def follow_contrast(self) -> None:
        """From now on, follow the system into a contrast theme and out of it.

        Asking takes as long as the colour scheme does, so a start asks once the page is there; before that only where
        the palette looks like one.
        """
        if self._follows_contrast:  # a window opened after another
            return
        self._follows_contrast = True
        self._hints.accessibility().contrastPreferenceChanged.connect(self._contrast_changed)
        if self._of_system is None and self._contrast_colours() is not None:
            self._contrast_changed()

    def _wanted(self) -> Colours:
        match self._choice:
            case "light":
                return LIGHT
            case "dark":
                return DARK
            case _:
                return self._of_system or (DARK if self._system_is_dark else LIGHT)

    def _contrast_colours(self) -> Colours | None:
        """Return the colours of the system's contrast theme; None where it has none."""
        if self._hints.accessibility().contrastPreference() != QtCore.Qt.ContrastPreference.HighContrast:
            return None
        from migdesk.ui.look.contrast_colours import contrast_colours

        before = self._application.palette()
        self._application.setPalette(QPalette())  # the system's own, which ours lies over
        colours = contrast_colours(self._application.palette())
        self._application.setPalette(before)
        return colours

    def _contrast_changed(self) -> None:
        self._of_system = self._contrast_colours()
        self._show_system()

    def _system_changed(self, scheme: QtCore.Qt.ColorScheme) -> None:
        self._system_is_dark = scheme == QtCore.Qt.ColorScheme.Dark
        self._of_system = self._contrast_colours()  # from one contrast theme to another the preference stays
        self._show_system()

    def _show_system(self) -> None:
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
