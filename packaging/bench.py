"""Prints the budgets, each beside its floor measured in the same run: machines differ, ratios travel.

    python3 dev.py bench [--rounds N] [--no-scale]

Starts are measured from outside, from the launch of the process to the line it prints after its first paint, floor
and program taking turns. Memory is the resident set at that point. Everything else is measured inside one process.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench_scale import scale_rows

START_BUDGET, MEMORY_BUDGET = 1.5, 1.6  # times the floor
TICK_BUDGET_MS, SEARCH_BUDGET_MS = 16, 5
REPORT_BUDGETS_MS = {"html": 150, "pdf": 500, "docx": 500, "xlsx": 500}

TELL = """
def tell():
    pages = int(open('/proc/self/statm').read().split()[1]) if __import__('os').path.exists('/proc/self/statm') else 0
    print('painted', pages * __import__('resource').getpagesize() / 1048576 if pages else 0, flush=True)
"""
FLOOR = (
    TELL
    + """
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QTextBrowser
application = QApplication([])
window = QMainWindow()
work.shell.resize(1366, 740)
page = QTextBrowser()
page.setHtml('<h1>A bare window</h1><p>One paragraph.</p>')
window.setCentralWidget(page)
class Painted(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, lambda: (tell(), application.quit()))
        return False
filter = Painted()
page.viewport().installEventFilter(filter)
work.shell.show()
application.exec()
"""
)
PROGRAM = (
    TELL
    + """
import sys
from migdesk.cli.main import open_window
def ready(window):
    tell()
    window.close()
open_window(sys.argv[1], None, lambda window: tell(), ready)
"""
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--no-scale", action="store_true", help="leave out the folders with thousands of practices")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as large:
        practice = prepare(folder)
        over = starts(folder, options.rounds)
        if not options.no_scale:
            over += scale_rows(Path(large), folder, options.rounds, launch, PROGRAM, row)
        over += inside(folder, practice)
    print("All within budget." if not over else f"Over budget: {', '.join(over)}")
    return 1 if over else 0


def prepare(folder: str) -> str:
    """Make a data folder as someone leaves it: a sample practice in hand, everything cached."""
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
    launch(PROGRAM, folder)
    return practice


def starts(folder: str, rounds: int) -> list[str]:
    floor, program = [], []
    for _ in range(rounds):
        floor.append(launch(FLOOR))
        program.append(launch(PROGRAM, folder))
    floor_ms, floor_mib = (statistics.median(values) for values in zip(*floor, strict=True))
    ms, mib = (statistics.median(values) for values in zip(*program, strict=True))
    return [
        *row(
            "start to first painted page",
            ms,
            "ms",
            START_BUDGET * floor_ms,
            f"floor {floor_ms:.0f} ms, x {ms / floor_ms:.2f}",
        ),
        *row(
            "memory at that point",
            mib,
            "MiB",
            MEMORY_BUDGET * floor_mib,
            f"floor {floor_mib:.0f} MiB, x {mib / floor_mib:.2f}",
        ),
    ]


def launch(script: str, *arguments: str) -> tuple[float, float]:
    """Return milliseconds from launch to the "painted" line, and MiB resident then."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", script, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        text=True,
    )
    assert process.stdout is not None
    line = process.stdout.readline()
    elapsed = (time.perf_counter() - begun) * 1000
    process.communicate()
    if not line.startswith("painted"):
        raise SystemExit("the program did not paint; start it by hand to see why")
    return elapsed, float(line.split()[1])


def inside(folder: str, practice: str) -> list[str]:
    from PySide6.QtWidgets import QApplication

    from migdesk.base.paths import find_paths
    from migdesk.ui.start.window import qt_application, whole_window
    from migdesk.workspace.bootstrap import bootstrap

    application = qt_application()
    workspace = bootstrap(find_paths(folder))
    work = whole_window(application, workspace)
    work.navigation.open_practice(practice)
    work.shell.show()
    QApplication.sendPostedEvents()
    over = row(
        "a tick, durable and redrawn (median of 100)",
        tick_ms(work),
        "ms",
        TICK_BUDGET_MS,
        f"floor {fsync_ms(folder):.1f} ms, one fsync",
    )
    over += report_rows(workspace, practice)
    over += search_rows(workspace, practice)
    workspace.close()
    return over


def tick_ms(work: object) -> float:
    """From the key to the row repainted, the event on disk in between."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    view = work.right.checklist.view  # type: ignore[attr-defined]
    times = []
    for _ in range(100):
        begun = time.perf_counter()
        QTest.keyClick(view, Qt.Key.Key_Space)
        view.viewport().repaint()
        times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times)


def fsync_ms(folder: str) -> float:
    path = Path(folder) / "fsync"
    times = []
    with path.open("wb") as file:
        for _ in range(50):
            begun = time.perf_counter()
            file.write(b"x" * 4096)
            file.flush()
            os.fsync(file.fileno())
            times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times)


def report_rows(workspace: object, practice: str) -> list[str]:
    from migdesk.report.formats import FORMAT_BY_ID, render
    from migdesk.report.status.content import status_content
    from migdesk.workspace.reports.status import status_report

    def timed(form: str) -> Callable[[], object]:
        return lambda: render(status_content(status_report(workspace, practice)), FORMAT_BY_ID[form])  # type: ignore[arg-type]

    over = []
    for form, budget in REPORT_BUDGETS_MS.items():
        over += row(f"status report, {form.upper()}", median_ms(timed(form), 7), "ms", budget, "after imports")
    return over


SEARCHES = (
    *("r", "re", "rep", "repeat", "repeat pre", "cut-over", "dm&d", "zzzz", "data", "prescirption", "data system"),
    *("what do I do with repeat prescriptions during cutover", "supplier commissioner cutover appointment"),
)
TIMES_THE_CONTENT = 50


def search_rows(workspace: object, practice: str) -> list[str]:
    from msgspec.structs import replace

    from migdesk.workspace.search.search import SearchIndex

    index = SearchIndex(workspace)  # type: ignore[arg-type]
    over = search_row("a search keystroke", index, practice)
    content = index.entries.everything()
    for copy in range(2, TIMES_THE_CONTENT + 1):
        index.entries.add([replace(entry, title=f"{entry.title} {copy}") for entry in content])
    return over + search_row(f"a search keystroke, {TIMES_THE_CONTENT} times the content", index, practice)


def search_row(what: str, index: object, practice: str) -> list[str]:
    """The slowest of several searches, each as the window asks for it."""
    search = index.search  # type: ignore[attr-defined]
    times = {text: median_ms(lambda t=text: search(t, practice, limit=42, of_a_kind=7), 9) for text in SEARCHES}  # type: ignore[misc]
    slowest = max(times, key=times.__getitem__)
    return row(what, times[slowest], "ms", SEARCH_BUDGET_MS, f"slowest of {len(times)}: “{slowest}”")


def median_ms(action: Callable[[], object], times: int) -> float:
    action()
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        action()
        taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken)


def row(what: str, value: float, unit: str, budget: float, beside: str) -> list[str]:
    within = value <= budget
    print(
        f"{what:<46}{value:8.1f} {unit:<4} budget {budget:7.1f}   {'ok  ' if within else 'OVER'}  ({beside})",
        flush=True,
    )
    return [] if within else [what]


if __name__ == "__main__":
    raise SystemExit(main())
