"""What a person was told is saved is there after the program is killed at any moment, and nothing is half there."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from migdesk.practice.database import is_sound
from support import PRACTICE, folded, new_store

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")

TESTS = Path(__file__).resolve().parent.parent
ROUNDS = 8

WRITES_FOR_EVER = """
import sys
from pathlib import Path
from support import MANAGER, PRACTICE, new_store, task_set
from migdesk.practice.event import Draft

store = new_store(Path(sys.argv[1]))
print("ready", flush=True)
number = 0
while True:
    number += 1
    drafts = [task_set("t", owner=f"Ann {number}"), Draft("note-added", {"task": "t", "text": f"{number} " * 50})]
    for event in store.append(PRACTICE, MANAGER, lambda _: drafts):
        print(event.id, flush=True)
"""

DIES_AT_A_STATEMENT = """
import os
import signal
import sys
from pathlib import Path
from support import MANAGER, PRACTICE, new_store, task_set
from migdesk.practice.event import Draft

left = int(sys.argv[2])

def die_at_the_last(statement):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)

store = new_store(Path(sys.argv[1]))
store._connection.set_trace_callback(die_at_the_last)
drafts = [task_set("t", owner="Zoe"), Draft("note-added", {"task": "t", "text": "new"})]
store.append(PRACTICE, MANAGER, lambda _: drafts)
print("appended", flush=True)
"""

DIES_WHILE_OPENING = DIES_AT_A_STATEMENT.replace(
    "store = new_store(Path(sys.argv[1]))\nstore._connection.set_trace_callback(die_at_the_last)\n",
    """import sqlite3
connect = sqlite3.connect

def traced(*arguments, **more):
    connection = connect(*arguments, **more)
    connection.set_trace_callback(die_at_the_last)
    return connection

sqlite3.connect = traced
store = new_store(Path(sys.argv[1]))
""",
)


def start(script: str, *arguments: str) -> subprocess.Popen[str]:
    paths = os.pathsep.join((str(TESTS), str(TESTS.parent / "src")))
    environment = {**os.environ, "PYTHONPATH": paths}
    command = [sys.executable, "-c", script, *arguments]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)


def assert_whole(folder: Path) -> None:
    store = new_store(folder)
    assert is_sound(store._connection)
    assert store._connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert store.state(PRACTICE) == folded(store)
    store.close()


def test_killed_at_random_moments_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    chance = random.Random(4)
    acknowledged: set[str] = set()
    for _ in range(ROUNDS):
        child = start(WRITES_FOR_EVER, str(tmp_path))
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        killer = threading.Timer(chance.uniform(0.0, 0.12), child.send_signal, (signal.SIGKILL,))
        killer.start()
        lines = child.stdout.read().split("\n")
        child.wait(timeout=30)
        killer.join()
        child.stdout.close()
        acknowledged.update(lines[:-1])  # the last line may be cut in half
        store = new_store(tmp_path)
        recorded = [event.id for event in store.events(PRACTICE)]
        store.close()
        assert acknowledged <= set(recorded)
        assert len(recorded) % 2 == 0, "an action of two events was recorded by half"
        assert_whole(tmp_path)
    assert len(acknowledged) > ROUNDS


@pytest.mark.parametrize("script", [DIES_AT_A_STATEMENT, DIES_WHILE_OPENING], ids=["saving", "opening a new record"])
def test_killed_between_any_two_statements_the_state_is_the_old_or_the_new_one(script: str, tmp_path: Path) -> None:
    """The child kills itself at its n-th statement, for n = 1, 2, … until it gets through."""
    outcomes = []
    for number in range(1, 100):
        folder = tmp_path / str(number)
        folder.mkdir()
        if script is DIES_AT_A_STATEMENT:
            new_store(folder).close()
        child = start(script, str(folder), str(number))
        output, _ = child.communicate(timeout=30)
        store = new_store(folder)
        events = [event.kind for event in store.events(PRACTICE)]
        owner = store.state(PRACTICE).owner("t")
        store.close()
        assert (events, owner) in (([], ""), (["task-set", "note-added"], "Zoe"))
        assert_whole(folder)
        outcomes.append(owner)
        if child.returncode == 0:
            assert output == "appended\n"
            assert owner == "Zoe"
            break
        assert child.returncode == -signal.SIGKILL
    assert outcomes[-1] == "Zoe"
    assert len(outcomes) > 5, f"only {len(outcomes)} statements were seen"
