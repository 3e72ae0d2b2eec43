"""The third set of colours: the few of a contrast theme that the person has chosen in their system."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

from migdesk.ui.look.palette import Colours, contrast

_TEXT, _SHAPE = 4.5, 3.0  # WCAG 2.2 AA, 1.4.3 and 1.4.11


def contrast_colours(system: QPalette) -> Colours:
    """Return what a system's palette gives: its text on its ground, its colours for what is chosen, and for links.

    Where a pair of the system's cannot be read, or a shade cannot be seen, text on ground stands in for it; what other
    themes tell by a colour beside words is told by the words alone.
    """
    role = QPalette.ColorRole
    text, ground = system.color(role.WindowText).name(), system.color(role.Window).name()
    chosen, chosen_text = system.color(role.Highlight).name(), system.color(role.HighlightedText).name()
    if contrast(chosen, chosen_text) < _TEXT or contrast(chosen, ground) < _SHAPE:
        chosen, chosen_text = text, ground
    link = system.color(role.Link).name()
    pale = _mixed(text, ground, 0.16)
    if contrast(link, ground) < _TEXT or contrast(link, pale) < _TEXT:
        link = text
    return Colours(
        ground=ground,
        panel=ground,
        text=text,
        muted=text,
        border=text,
        control=text,
        accent=chosen,
        accent_text=chosen_text,
        link=link,
        header=ground,
        header_text=text,
        header_border=text,
        selected=pale,
        hover=pale,
        found=_mixed(text, ground, 0.3),
        group=ground,
        done=text,
        done_text=ground,
        danger=text,
        danger_text=ground,
        warning=text,
        warning_ground=ground,
        track=pale,
        focus=chosen,
        focus_text=chosen_text,
    )


def _mixed(colour: str, other: str, share: float) -> str:
    """Return a colour between two, made of `share` of the first."""
    first, second = QColor(colour), QColor(other)
    channels = ((first.red(), second.red()), (first.green(), second.green()), (first.blue(), second.blue()))
    return QColor(*(round(mine * share + rest * (1 - share)) for mine, rest in channels)).name()
