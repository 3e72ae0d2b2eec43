"""The real window under a window manager, which puts a frame round it: the status line is always in sight."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

NEEDED = ("Xvfb", "openbox")
PROBE = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from migdesk.base.paths import Paths
from migdesk.practice.details import PracticeDetails
from migdesk.practice.event import Actor
from migdesk.ui.start.window import qt_application, show_first_screen, whole_window
from migdesk.workspace.bootstrap import bootstrap

application = qt_application()
workspace = bootstrap(Paths(Path(sys.argv[1]), Path(sys.argv[2]), "test"))
workspace.sign_in(Actor("Dana Field", "practice-manager", "Riverside Surgery", "practice"))
practice = workspace.practices.add(PracticeDetails("Riverside Surgery", "Z99001"))
work = whole_window(application, workspace)
work.session.choose_practice(practice)
show_first_screen(work)
work.shell.show()


def look():
    frame, screen, status = work.shell.frameGeometry(), work.shell.screen().geometry(), work.status
    if frame == work.shell.geometry():  # the frame is not there yet
        return
    foot = status.mapToGlobal(status.rect().bottomRight())
    print(work.shell.width(), status.isVisible(), screen.contains(foot), screen.contains(frame.adjusted(1, 1, -1, -1)))
    sys.stdout.flush()
    workspace.close()
    application.exit(0)


timer = QTimer()
timer.timeout.connect(look)
timer.start(50)
application.exec()
"""


@contextmanager
def screen_of(size: str) -> Iterator[str]:
    """Give a display of this size, with a window manager on it; closed at the end."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{size}x24", "-nolisten", "tcp"],
        pass_fds=(write,), stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(write)
    try:
        with os.fdopen(read) as number:
            display = f":{number.readline().strip()}"
        environment = {**os.environ, "DISPLAY": display}
        manager = subprocess.Popen(["openbox"], env=environment, stderr=subprocess.DEVNULL)
        try:
            yield display
        finally:
            manager.terminate()
            manager.wait()
    finally:
        server.terminate()
        server.wait()


@pytest.mark.skipif(not all(map(shutil.which, NEEDED)), reason=f"needs {' and '.join(NEEDED)}")
@pytest.mark.parametrize(
    ("size", "scale"),
    [("1280x720", "1"), ("1366x728", "1"), ("1366x768", "1.25"), ("1366x768", "1.5"), ("1366x768", "2")],
)
def test_the_status_line_is_in_sight_with_the_frame_counted(
    size: str, scale: str, tmp_path: Path, warm_cache: Path
) -> None:
    with screen_of(size) as display:
        environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "QT_SCALE_FACTOR": scale}
        ran = subprocess.run(
            [sys.executable, "-c", PROBE, str(tmp_path), str(warm_cache)],
            env=environment, capture_output=True, text=True, timeout=60,
        )  # fmt: skip
    width, *seen = ran.stdout.split()
    assert seen == ["True", "True", "True"], ran
    assert int(width) <= int(size.partition("x")[0]) / float(scale)
