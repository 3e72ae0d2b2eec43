"""Opens the real window, waits for its first painted page, and says how long that took and how much memory it uses."""

from __future__ import annotations

import time
from pathlib import Path

from PySide6.QtWidgets import QApplication

from migdesk.base.paths import Paths
from migdesk.base.platform import resident_bytes
from migdesk.ui.main_window.shell import Shell
from migdesk.ui.start.app import run

MIB = 1024 * 1024


def window_figures(paths: Paths, guide_folder: Path | None, begun: float | None = None) -> dict[str, float]:
    """Return `ready_ms` (from `begun`, a `time.perf_counter()`, else from this call) and `rss_mb` (MiB resident)."""
    start = time.perf_counter() if begun is None else begun
    figures: dict[str, float] = {}

    def painted(_: Shell) -> None:
        figures["ready_ms"] = round((time.perf_counter() - start) * 1000, 1)
        figures["rss_mb"] = round(resident_bytes() / MIB, 1)

    run(paths, guide_folder, painted, lambda _: QApplication.quit(), ask=False)
    return figures
