"""A card, or a column, in the middle of a screen: a little above the middle, as the eye takes it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget


def put_in_the_middle(inside: QWidget, widget: QWidget, *, share: int, above: int = 1, below: int = 3) -> QVBoxLayout:
    """Lay `widget` out in the middle of `inside`, up to its own greatest width, and return the layout.

    `share` is how much of the width it takes for each part that is left free at its sides; `above` and `below` are how
    the free height is shared.
    """
    across = QHBoxLayout()
    across.addStretch(1)
    across.addWidget(widget, share)
    across.addStretch(1)
    down = QVBoxLayout(inside)
    down.setContentsMargins(0, 0, 0, 0)
    down.addStretch(above)
    down.addLayout(across)
    down.addStretch(below)
    return down
