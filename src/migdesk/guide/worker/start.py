"""Starts the worker for guides: this same program, as a process of its own."""

from __future__ import annotations

import subprocess
import sys

from migdesk.guide.worker.argument import ARGUMENT


def start_worker() -> subprocess.Popen[bytes]:
    """Start a worker. Raises OSError where the system lets no process begin."""
    # Without -P a guide's folder that is the current one could hold a `yaml.py` to be run.
    program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-P", "-m", "migdesk"]
    return subprocess.Popen(  # noqa: S603 (our own program and a fixed word)
        [*program, ARGUMENT],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=0,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
