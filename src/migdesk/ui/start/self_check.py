"""Opens the real window, waits for its first painted page, and says how long that took and how much memory it uses."""

from __future__ import annotations

import os
import time
from pathlib import Path

from PySide6.QtWidgets import QApplication

from migdesk.base.paths import Paths
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


def resident_bytes() -> int:
    """Return how much memory this process has resident; its peak where the system does not tell the present."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, AttributeError):
        return _peak_bytes()


def _peak_bytes() -> int:
    import sys

    if sys.platform == "win32":
        return _windows_working_set()
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def _windows_working_set() -> int:
    import ctypes
    from ctypes import wintypes

    class Counters(ctypes.Structure):
        _fields_ = (
            ("cb", wintypes.DWORD),
            ("PageFaultCount", wintypes.DWORD),
            *(
                (name, ctypes.c_size_t)
                for name in ("PeakWorkingSetSize", "WorkingSetSize", "a", "b", "c", "d", "e", "f")
            ),
        )

    counters = Counters(cb=ctypes.sizeof(Counters))
    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
    kernel.K32GetProcessMemoryInfo(kernel.GetCurrentProcess(), ctypes.byref(counters), counters.cb)
    return int(counters.WorkingSetSize)
