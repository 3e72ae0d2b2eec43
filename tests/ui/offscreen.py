"""The screen that the tests' windows are on: a small laptop's, as Qt's own offscreen one is 800 by 800."""

from __future__ import annotations

import os
from pathlib import Path

LAPTOP = Path(__file__).with_name("laptop_screen.json")


def platform() -> str:
    """Return Qt's platform: what was asked for, with a laptop's screen where that is the offscreen one."""
    asked_for = os.environ.get("QT_QPA_PLATFORM", "offscreen")
    if asked_for == "offscreen" and ":" not in str(LAPTOP):  # Qt ends a parameter at a colon, as after a drive's letter
        return f"offscreen:configfile={LAPTOP}"
    return asked_for
