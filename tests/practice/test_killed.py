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

DIES_AT_EACH_STATEMENT = """
import os
import signal
import sqlite3
import sys
from pathlib import Path
from support import MANAGER, PRACTICE, new_store, task_set
from migdesk.practice.event import Draft

connect = sqlite3.connect


def traced(left):
    def die_at_the_last(_):
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def connecting(*arguments, **more):
        connection = connect(*arguments, **more)
        connection.set_trace_callback(die_at_the_last)
        return connection

    return die_at_the_last, connecting


def act(place, number):
    die_at_the_last, connecting = traced(number)
    if while_opening:
        sqlite3.connect = connecting
    store = new_store(place)
    if not while_opening:
        store._connection.set_trace_callback(die_at_the_last)
    drafts = [task_set("t", owner="Zoe"), Draft("note-added", {"task": "t", "text": "new"})]
    store.append(PRACTICE, MANAGER, lambda _: drafts)


folder, while_opening = Path(sys.argv[1]), sys.argv[2] == "opening"
for number in range(1, 400):
    place = folder / f"{number:02}"
    place.mkdir()
    if not while_opening:
        new_store(place).close()
    child = os.fork()
    if child == 0:
        act(place, number)
        os._exit(0)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    print(code, flush=True)
    if code != -signal.SIGKILL:
        break
"""
"""A child for each statement is begun by one process, which has imported everything already."""


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


@pytest.mark.parametrize("when", ["saving", "opening"])
def test_killed_between_any_two_statements_the_state_is_the_old_or_the_new_one(when: str, tmp_path: Path) -> None:
    """The child kills itself at its n-th statement, for n = 1, 2, … until it gets through."""
    parent = start(DIES_AT_EACH_STATEMENT, str(tmp_path), when)
    output, _ = parent.communicate(timeout=120)
    assert parent.returncode == 0, output
    codes = [int(line) for line in output.split()]
    assert codes == [-signal.SIGKILL] * (len(codes) - 1) + [0]
    assert len(codes) > 5, f"only {len(codes)} statements were seen"
    for number, code in enumerate(codes, 1):
        folder = tmp_path / f"{number:02}"
        store = new_store(folder)
        events = [event.kind for event in store.events(PRACTICE)]
        owner = store.state(PRACTICE).owner("t")
        store.close()
        assert (events, owner) in (([], ""), (["task-set", "note-added"], "Zoe"))
        assert owner == "Zoe" or code
        assert_whole(folder)
