"""Programs that are killed while they save: what they said was saved is there afterwards, and nothing is half there."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from campaign_faults import open_trial
from campaign_tally import HANGS_AFTER_SECONDS, Tally

from migdesk.practice.database import is_sound

TASK = "kick-off.hold-meeting"
KEEP = 400
"""After so many changes a fresh folder: a record of thousands of notes on one task is no longer everyday life."""

SAVES_IN_A_WINDOW = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from migdesk.cli.main import open_window
from migdesk.ui.main_window.work import Work

first = int(sys.argv[2])

def ready(window):
    workspace = window.findChild(Work).session.workspace
    (practice,) = workspace.names()

    def save():
        global first
        workspace.tasks.add_note(practice.id, "kick-off.hold-meeting", f"note {first}.")
        workspace.tasks.set_owner(practice.id, "kick-off.hold-meeting", f"Ann {first}")
        print(f"note {first}.", flush=True)
        first += 1

    timer = QTimer(window, interval=15)
    timer.timeout.connect(save)
    timer.start()

open_window(sys.argv[1], None, lambda _: None, ready)
"""
"""The real window on a screen that is not shown, saving every 15 ms and saying so."""


class Folder:
    """The data folder of a campaign of kills, and what its programs said was saved."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.acknowledged: set[str] = set()
        self.number = 0
        self._begin()

    def _begin(self) -> None:
        if self.data.exists():
            shutil.rmtree(self.data)
        self.acknowledged.clear()
        adding = ("practice", "add", "--name", "Made-up Surgery", "--ods", "Z99901", "--by", "Alex Sample")
        added = self.command(*adding).communicate()
        assert added[0], added
        (self.data / "identity.json").write_text('{"name": "Alex Sample", "role": "practice-manager"}')

    def command(self, *words: str) -> subprocess.Popen[str]:
        """Start the real command line."""
        return self.process("-m", "migdesk", "--data-dir", str(self.data), *words)

    def process(self, *words: str) -> subprocess.Popen[str]:
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "LOGNAME": "campaign"}
        pipe = subprocess.PIPE
        return subprocess.Popen([sys.executable, *words], stdout=pipe, stderr=pipe, text=True, env=environment)

    def check(self, tally: Tally, what: str) -> None:
        """Look whether all that was acknowledged is there, and the record whole."""
        tally.tried += 1
        with closing(open_trial(self.data)) as store:
            if not is_sound(store._connection):
                tally.note("wrong", f"{what}: the record is damaged")
            (practice,) = store.practice_ids()
            recorded = {str(event.body.get("text")) for event in store.events(practice)}
        missing = self.acknowledged - recorded
        if missing:
            tally.note("lost", f"{what}: {sorted(missing)[:3]}")
            self.acknowledged -= missing
        if len(recorded) > KEEP:
            self._begin()


def _kill_after(process: subprocess.Popen[str], seconds: float) -> tuple[str, str, bool]:
    """Kill a process after so long; return what it wrote, and whether it ran to its end before."""
    killer = threading.Timer(seconds, process.send_signal, (signal.SIGKILL,))
    killer.start()
    out, err = process.communicate(timeout=HANGS_AFTER_SECONDS)
    killer.cancel()
    return out, err, process.returncode == 0


def kill_commands(folder: Path, goes_on: Callable[[], bool], chance: random.Random, most: int) -> Iterator[Tally]:
    """Kill `task set` at a random moment, again and again."""
    tally, place = Tally("kill -9 of a command"), Folder(folder / "commands")
    while goes_on() and tally.tried < most:
        place.number += 1
        text = f"note {place.number}."
        process = place.command("task", "set", "Z99901", TASK, "--note", text, "--owner", f"Ann {place.number}")
        try:
            _, err, done = _kill_after(process, chance.uniform(0.05, 0.6))
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            tally.note("hangs", text)
            continue
        if done:
            place.acknowledged.add(text)
        if "Traceback" in err or "Something went wrong" in err:
            tally.note("tracebacks", err)
        place.check(tally, text)
    yield tally


def kill_windows(folder: Path, goes_on: Callable[[], bool], chance: random.Random, most: int) -> Iterator[Tally]:
    """Kill a window that saves all the time, again and again; `told` counts what it said was saved."""
    tally, place = Tally("kill -9 of a window"), Folder(folder / "windows")
    while goes_on() and tally.tried < most:
        place.number += 10_000
        process = place.process("-c", SAVES_IN_A_WINDOW, str(place.data), str(place.number))
        assert process.stdout is not None
        first = process.stdout.readline()
        if not first:
            tally.note("tracebacks", process.communicate()[1])
            continue
        out, _, _ = _kill_after(process, chance.uniform(0.0, 1.5))
        lines = (first + out).split("\n")[:-1]  # the last one may be cut in half
        place.acknowledged.update(lines)
        tally.told += len(lines)
        place.check(tally, f"window {place.number}")
    yield tally
