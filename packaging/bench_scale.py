"""How things grow with the number of practices: data folders of 100, 1,000 and 6,500 (England has about 6,300).

Each folder is measured in a process of its own, so that memory is its own too. The floors are the same starts over a
folder with one practice.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from bench_start import Row, median, start

SIZES = (100, 1_000, 6_500)
SAMPLE_BUDGET_S, BOARD_BUDGET_MS, ARRANGE_BUDGET_MS, TICK_BUDGET_MS, CSV_BUDGET_S = 120, 1_000, 100, 16, 10
START_GROWTH, MEMORY_GROWTH_MIB = 1.10, 80


def scale_rows(folder: Path, base: str, rounds: int, row: Row) -> list[str]:
    """Print all that grows and return what is over budget. `base` is the data folder with one practice."""
    over: list[str] = []
    figures: dict[str, list[float]] = {}
    for size in SIZES:
        data = folder / f"practices-{size}"
        seconds = make(data, size)
        over += row(f"{size:,} sample practices made", seconds, "s", SAMPLE_BUDGET_S, "one process")
        start(str(data))  # fills the cache
        over += start_rows(size, data, base, rounds, row)
        over += inside_rows(size, data, row, figures)
    growth = ("  ".join(f"{value:.1f}" for value in values) for values in figures.values())
    print(f"at {', '.join(f'{size:,}' for size in SIZES)} practices:")
    for what, line in zip(figures, growth, strict=True):
        print(f"  {what:<44}{line}")
    return over


def make(data: Path, size: int) -> float:
    """Make a data folder with `size` samples and the first of them in hand; return the seconds it took."""
    command = [sys.executable, "-m", "migdesk", "--data-dir", str(data), "sample", "--practices", str(size)]
    begun = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    seconds = time.perf_counter() - begun
    subprocess.run([sys.executable, "-c", SIGN_IN, str(data)], check=True)
    return seconds


def start_rows(size: int, data: Path, base: str, rounds: int, row: Row) -> list[str]:
    few, many = [], []
    for _ in range(rounds):
        few.append(start(base))
        many.append(start(str(data)))
    floor, grown = median(few), median(many)
    over: list[str] = []
    for what, ms, least in (
        ("first painted page", grown.page_ms, floor.page_ms),
        ("whole window", grown.whole_ms, floor.whole_ms),
    ):
        beside = f"one practice {least:.0f} ms, x {ms / least:.2f}; memory {grown.mib - floor.mib:+.1f} MiB"
        over += row(f"start to {what}, {size:,} practices", ms, "ms", START_GROWTH * least, beside)
    return over


def inside_rows(size: int, data: Path, row: Row, figures: dict[str, list[float]]) -> list[str]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    said = subprocess.run(
        [sys.executable, __file__, str(data)], check=True, env=environment, stdout=subprocess.PIPE, text=True
    ).stdout
    found = json.loads(said.splitlines()[-1])
    over = []
    for what, value, unit, budget in (
        ("board open", found["board_ms"], "ms", BOARD_BUDGET_MS),
        ("board sorted (slowest column)", found["sort_ms"], "ms", ARRANGE_BUDGET_MS),
        ("board filtered (slowest of 6)", found["filter_ms"], "ms", ARRANGE_BUDGET_MS),
        ("a tick, durable and redrawn", found["tick_ms"], "ms", TICK_BUDGET_MS),
        ("memory with the board, over none", found["board_mib"], "MiB", MEMORY_GROWTH_MIB),
        ("memory with the search ready as well", found["search_mib"], "MiB", MEMORY_GROWTH_MIB),
        ("report on all practices as CSV", found["csv_s"], "s", CSV_BUDGET_S),
    ):
        figures.setdefault(f"{what} ({unit})", []).append(value)
        if size == SIZES[-1]:
            over += row(f"{what}, {size:,}", value, unit, budget, "in one process")
    return over


SIGN_IN = """
import sys
from migdesk.base.paths import find_paths
from migdesk.practice.event import Actor
from migdesk.ui.session.settings import Settings, save_settings
from migdesk.workspace.bootstrap import bootstrap
paths = find_paths(sys.argv[1])
workspace = bootstrap(paths)
workspace.sign_in(Actor("A. Sample", "practice-manager", "Riverside Surgery"))
practice = workspace.names()[0].id
save_settings(paths.settings, Settings(practice=practice, page="/guide/kick-off"))
workspace.close()
"""


def measure(data: Path) -> dict[str, float]:
    """Measure one data folder from within, as the window uses it."""
    import bench
    from PySide6.QtWidgets import QApplication

    from migdesk.base.paths import find_paths
    from migdesk.ui.start.window import qt_application, whole_window
    from migdesk.workspace.bootstrap import bootstrap

    application = qt_application()
    workspace = bootstrap(find_paths(str(data)))
    work = whole_window(application, workspace)
    work.shell.resize(1366, 768)
    work.navigation.open_practice(workspace.names()[0].id)
    work.shell.show()
    QApplication.sendPostedEvents()
    tick = bench.tick_ms(work)
    before = resident_mib()
    begun = time.perf_counter()
    work.navigation.show_board()
    wait_for_board(work)
    board_ms = (time.perf_counter() - begun) * 1000
    found = {"tick_ms": tick, "board_ms": board_ms, "board_mib": resident_mib() - before}
    found["sort_ms"], found["filter_ms"] = arranging_ms(work)
    for _ in work.header.search_box._found().prepare():
        pass
    found["search_mib"] = resident_mib() - before
    begun = time.perf_counter()
    write_csv(workspace, data / "all.csv")
    found["csv_s"] = time.perf_counter() - begun
    workspace.close()
    return found


def wait_for_board(work: object) -> None:
    from PySide6.QtCore import QEventLoop

    loop, board = QEventLoop(), work.screens.board  # type: ignore[attr-defined]
    while board.is_reading:
        loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    board.view.viewport().repaint()


def arranging_ms(work: object) -> tuple[float, float]:
    """Return the slowest column to sort by, and the slowest of several searches, each until it is painted."""
    from PySide6.QtCore import Qt

    board = work.screens.board  # type: ignore[attr-defined]
    viewport, head = board.view.viewport(), board.view.horizontalHeader()

    def timed(action: Callable[[], object]) -> float:
        begun = time.perf_counter()
        action()
        viewport.repaint()
        return (time.perf_counter() - begun) * 1000

    orders = (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder)
    sorting = [
        timed(lambda c=column, o=order: head.setSortIndicator(c, o))  # type: ignore[misc]  # as a click does
        for column in range(board.model.columnCount())
        for order in orders
    ]

    def search(text: str) -> None:
        board.search.setText(text)
        board._search_now()

    filtering = [timed(lambda t=text: search(t)) for text in ("e", "elm", "elm tree", "zzz", "icb", "")]  # type: ignore[misc]
    return max(sorting), max(filtering)


def write_csv(workspace: object, path: Path) -> None:
    from migdesk.workspace.reports.practices import write_portfolio

    write_portfolio(workspace, path)  # type: ignore[arg-type]


def resident_mib() -> float:
    import resource

    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 1048576


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]))))
