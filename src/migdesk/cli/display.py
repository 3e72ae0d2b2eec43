"""Whether there is a screen to open a window on. Qt ends the whole process where there is none, so we ask first."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path

from migdesk.base.errors import UserError
from migdesk.base.platform import ALWAYS_HAS_A_DISPLAY

X_SOCKETS = Path("/tmp/.X11-unix")  # noqa: S108 (where X servers put theirs)
_LOCAL_DISPLAY = re.compile(r"(?:unix)?:(\d+)(?:\.\d+)?")
_NEEDS_A_DISPLAY = ("xcb", "wayland")


def require_display(environment: Mapping[str, str] = os.environ, *, always_there: bool = ALWAYS_HAS_A_DISPLAY) -> None:
    """Raise UserError where no window could be opened, naming what works without one."""
    if always_there:
        return
    asked_for = environment.get("QT_QPA_PLATFORM", "")
    if asked_for and not asked_for.startswith(_NEEDS_A_DISPLAY):
        return
    if not _wayland_answers(environment) and not _x_answers(environment.get("DISPLAY", "")):
        raise UserError(
            "There is no display to open the window on. “migdesk tour --output FOLDER” shows the program in pictures, "
            "and “migdesk --help” lists what works without one."
        )


def _wayland_answers(environment: Mapping[str, str]) -> bool:
    name = environment.get("WAYLAND_DISPLAY", "")
    return bool(name) and (Path(environment.get("XDG_RUNTIME_DIR", "")) / name).exists()


def _x_answers(display: str) -> bool:
    """Tell whether the X server of `display` is there; one on another computer is left to Qt."""
    local = _LOCAL_DISPLAY.fullmatch(display)
    if not local:
        return bool(display)
    path = X_SOCKETS / f"X{local.group(1)}"
    return path.exists() or _listens(f"\0{path}")


def _listens(address: str) -> bool:
    """Tell whether somebody listens on a socket that has no file (Linux's abstract ones)."""
    import socket

    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        try:
            probe.connect(address)
        except OSError:
            return False
        return True
