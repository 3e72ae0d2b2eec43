"""Prints the budgets, each beside its floor measured in the same run: machines differ, ratios travel.

    python3 dev.py bench [--rounds N] [--no-scale]

Starts are measured from outside (`bench_start.py`); everything else is measured inside one process.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench_exchange import exchange_rows
from bench_scale import SIZES, scale_rows
from bench_share import share_rows
from bench_start import prepare, start_rows

TICK_BUDGET_MS, SEARCH_BUDGET_MS = 16, 5
REPORT_BUDGETS_MS = {"html": 150, "pdf": 500, "docx": 500, "xlsx": 500}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--no-scale", action="store_true", help="leave out the folders with thousands of practices")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as large:
        practice = prepare(folder)
        over = start_rows(folder, options.rounds, row)
        if not options.no_scale:
            over += scale_rows(Path(large), folder, options.rounds, row)
            over += share_rows(Path(large) / f"practices-{SIZES[-1]}", Path(large), row)
        over += inside(folder, practice)
    with tempfile.TemporaryDirectory() as folder:
        over += exchange_rows(Path(folder), row)
    print("All within budget." if not over else f"Over budget: {', '.join(over)}")
    return 1 if over else 0


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
