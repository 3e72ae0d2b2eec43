"""Compares the start of a bundle with the start from source, taking turns on the same computer in the same run.

A start is what passes before the program's own first line runs (as `--version` shows it) and from there to the first
painted page (`ready_ms` of the self-check). The median of the rounds counts. A computer that does other things besides
cannot tell for sure, so a slow bundle is a warning for whoever reads the build, and never stops it.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 7
MOST = 1.25
"""Times the start from source. The aim is 1; a busy computer measures up to a quarter wrong."""


def compare(program: Path) -> None:
    """Print both starts in milliseconds, and a warning where the bundle's is clearly the slower one."""
    with tempfile.TemporaryDirectory() as folder:
        ways = {"bundle": [str(program)], "source": [sys.executable, "-m", "migdesk"]}
        found: dict[str, list[float]] = {way: [] for way in ways}
        for _ in range(ROUNDS):
            for way, command in ways.items():
                found[way].append(_start(command, Path(folder) / way))
    bundle, source = (statistics.median(found[way]) for way in ("bundle", "source"))
    told = f"bundle {bundle:.0f} ms, source {source:.0f} ms, x {bundle / source:.2f}"
    print(f"start to first painted page: {told}", flush=True)
    if bundle > MOST * source:
        print("WARNING: the bundle starts slower than the program from source. Measure again on an idle computer.")


def _start(command: list[str], data: Path) -> float:
    begun = time.perf_counter()
    _run(*command, "--version")
    before = (time.perf_counter() - begun) * 1000
    found = json.loads(_run(*command, "--data-dir", str(data), "self-check", "--window", "--json"))
    return before + float(found["ready_ms"])


def _run(*command: str) -> str:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout
