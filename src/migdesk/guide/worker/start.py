"""Starts the worker for guides: this same program, as a process of its own."""

from __future__ import annotations

import subprocess

from migdesk.base.platform import program_command
from migdesk.guide.worker.argument import ARGUMENT


def start_worker() -> subprocess.Popen[bytes]:
    """Start a worker. Raises OSError where the system lets no process begin."""
    return subprocess.Popen(  # noqa: S603 (our own program and a fixed word)
        [*program_command(), ARGUMENT],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=0,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
