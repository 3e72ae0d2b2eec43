"""A byte of the record that was spoilt on disk changes nothing that people see, or it is told. Nothing else."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from migdesk.base.errors import KnownError
from migdesk.base.ids import random_id
from migdesk.practice.faults import DamagedRecord, storage_faults
from migdesk.practice.history import history
from migdesk.practice.opening import open_record
from migdesk.practice.practice_line import LineMaker
from support import TickingClock, add_practice, new_workspace, small_definitions

FLIPS = 500
PAGE = 4096
DEFINITIONS = small_definitions()


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A record of three practices with what people record of them, as the window leaves it."""
    folder = tmp_path_factory.mktemp("record")
    workspace = new_workspace(folder)
    for name in ("Elm Tree Practice", "Ash House", "Made-up Surgery"):
        practice = add_practice(workspace, name)
        for task in ("kick-off.agree-dates", "kick-off.tell-staff", "go-live.switch"):
            workspace.tasks.set_status(practice, task, "blocked", "No rota yet")
            workspace.tasks.tick(practice, task)
            workspace.tasks.set_owner(practice, task, "Ann")
            workspace.tasks.add_note(practice, task, f"Rang them about {task}. " * 5)
        workspace.references.acknowledge(practice, "gdpr")
        workspace.tasks.add_own(practice, "kick-off", "Order the cake")
    workspace.close()
    return (folder / "migdesk.db").read_bytes()


def seen(folder: Path) -> tuple[Any, bool]:
    """Return what screens, commands and reports show of the record in `folder`, and whether anything is told."""
    with closing(open_record(folder / "migdesk.db", folder / "backups", TickingClock(), random_id, "pc")) as store:
        store.checks_what_it_reads = True
        store.keep_lines(LineMaker(DEFINITIONS))
        shown = [
            store.names(),
            tuple(store.lines()),
            [store.state(practice) for practice in store.practice_ids()],
            [history(practice, store.events(practice), DEFINITIONS) for practice in store.practice_ids()],
        ]
        return shown, any(store.found.values())


def outcome(folder: Path, data: bytes, expected: Any) -> str:
    """Return "same" or "told" for a damaged record; "wrong" where something else is shown without a word."""
    for path in folder.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    (folder / "migdesk.db").write_bytes(data)
    try:
        shown, told = seen(folder)
    except KnownError:
        return "told"
    return "told" if told else "same" if shown == expected else "wrong"


def flipped(data: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(data))
    return b"".join((data[:place], bytes([data[place] ^ 1 << chance.randrange(8)]), data[place + 1 :]))


def another_letter(data: bytes, chance: random.Random) -> bytes:
    """Change a letter of a text, which the database's own check cannot notice."""
    letters = [place for place, byte in enumerate(data) if chr(byte).isalpha()]
    place = chance.choice(letters)
    return b"".join((data[:place], bytes([chance.choice(b"abcdefgxyz")]), data[place + 1 :]))


def zeroed(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data) // 512) * 512
    return b"".join((data[:start], bytes(512), data[start + 512 :]))


def two_pages(data: bytes, chance: random.Random) -> bytes:
    """Let two pages stand in each other's place: rows of one table then stand in another."""
    pages = [data[start : start + PAGE] for start in range(0, len(data), PAGE)]
    first, other = chance.randrange(len(pages)), chance.randrange(len(pages))
    pages[first], pages[other] = pages[other], pages[first]
    return b"".join(pages)


DAMAGES: dict[str, tuple[Callable[[bytes, random.Random], bytes], int]] = {
    "a bit": (flipped, FLIPS),
    "a letter": (another_letter, 150),
    "a sector": (zeroed, 30),
    "two pages": (two_pages, 60),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_is_harmless_or_told(damage: str, record: bytes, tmp_path: Path) -> None:
    (tmp_path / "migdesk.db").write_bytes(record)
    expected, told = seen(tmp_path)
    assert not told
    chance, (spoil, count) = random.Random(2027), DAMAGES[damage]
    outcomes = {number: outcome(tmp_path, spoil(record, chance), expected) for number in range(count)}
    assert {number: found for number, found in outcomes.items() if found == "wrong"} == {}
    assert "told" in outcomes.values()


def test_a_length_that_was_spoilt_is_damage() -> None:
    error = sqlite3.DataError("string or blob too big")
    error.sqlite_errorcode = sqlite3.SQLITE_TOOBIG
    with pytest.raises(DamagedRecord), storage_faults():
        raise error
