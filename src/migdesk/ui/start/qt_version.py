"""Which Qt the windows are drawn with, for the self-check."""

from __future__ import annotations

from PySide6.QtCore import qVersion


def qt_version() -> str:
    """Return the version of the Qt library itself, such as "6.11.0"."""
    return str(qVersion())
