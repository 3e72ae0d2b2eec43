"""The start, measured from outside: from the launch of the process to the lines that it prints.

As installed, the program has its files translated already; so it has here, whatever Python was told about writing them.
One line comes after the first paint of the page, one when the whole window is on the screen. The floor is a bare window
with one paragraph; floor and program take turns, so that what else the computer does falls on both.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple

PAGE_BUDGET, WHOLE_BUDGET, MEMORY_BUDGET = 1.35, 2.2, 1.45  # times the floor

TELL = """
def tell(what):
    pages = int(open('/proc/self/statm').read().split()[1]) if __import__('os').path.exists('/proc/self/statm') else 0
    print(what, pages * __import__('resource').getpagesize() / 1048576 if pages else 0, flush=True)
"""
FLOOR = (
    TELL
    + """
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QTextBrowser
application = QApplication([])
window = QMainWindow()
window.resize(1366, 740)
page = QTextBrowser()
page.setHtml('<h1>A bare window</h1><p>One paragraph.</p>')
window.setCentralWidget(page)
class Painted(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, lambda: (tell('page'), application.quit()))
        return False
filter = Painted()
page.viewport().installEventFilter(filter)
window.show()
application.exec()
"""
)
PROGRAM = (
    TELL
    + """
import sys
from migdesk.cli.main import open_window
def ready(window):
    tell('whole')
    window.close()
open_window(sys.argv[1], None, lambda window: tell('page'), ready)
"""
)

Row = Callable[[str, float, str, float, str], list[str]]


class Started(NamedTuple):
    """Milliseconds to the first painted page and to the whole window (the same for the floor), and MiB resident at
    the first of them."""

    page_ms: float
    whole_ms: float
    mib: float


def prepare(folder: str) -> str:
    """Make a data folder as someone leaves it: a sample practice in hand, everything cached. Return its id."""
    from migdesk.base.paths import find_paths
    from migdesk.practice.event import Actor
    from migdesk.ui.session.settings import Settings, save_settings
    from migdesk.workspace.bootstrap import bootstrap

    paths = find_paths(folder)
    workspace = bootstrap(paths)
    workspace.sign_in(Actor("A. Sample", "practice-manager", "Riverside Surgery"))
    practice = workspace.samples.add_riverside()
    save_settings(paths.settings, Settings(practice=practice, page="/guide/kick-off"))
    workspace.close()
    start(folder)
    return practice


def start_rows(folder: str, rounds: int, row: Row) -> list[str]:
    """Print the three figures of a start, each beside the floor's, and return what is over budget."""
    floors, starts = [], []
    for _ in range(rounds):
        floors.append(start())
        starts.append(start(folder))
    floor, program = median(floors), median(starts)
    over: list[str] = []
    for what, value, unit, budget, least in (
        ("start to first painted page", program.page_ms, "ms", PAGE_BUDGET, floor.page_ms),
        ("start to the whole window", program.whole_ms, "ms", WHOLE_BUDGET, floor.page_ms),
        ("memory at the first page", program.mib, "MiB", MEMORY_BUDGET, floor.mib),
    ):
        over += row(what, value, unit, budget * least, f"floor {least:.0f} {unit}, x {value / least:.2f}")
    return over


def start(folder: str = "") -> Started:
    """Start the program over a data folder, or the floor where none is named, and return what it says."""
    command = [sys.executable, "-c", PROGRAM, folder] if folder else [sys.executable, "-c", FLOOR]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, text=True)
    told: dict[str, tuple[float, float]] = {}
    assert process.stdout is not None
    for line in process.stdout:
        what, _, mib = line.partition(" ")
        told[what] = ((time.perf_counter() - begun) * 1000, float(mib))
    process.wait()
    if "page" not in told:
        raise SystemExit("the program did not paint; start it by hand to see why")
    return Started(told["page"][0], told.get("whole", told["page"])[0], told["page"][1])


def median(figures: Sequence[Started]) -> Started:
    return Started(*(statistics.median(values) for values in zip(*figures, strict=True)))
