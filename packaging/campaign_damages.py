"""Files that are spoilt, emptied, cut, swapped or replaced: what is shown must be what it was, or something is said.

The commands are those that people read the record with. They run in this process, on a copy of one sound data folder.
"""

from __future__ import annotations

import io
import os
import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, redirect_stderr, redirect_stdout
from pathlib import Path

from campaign_tally import TakesTooLongError, Tally, cut_off

from migdesk.cli.main import main

PAGE = 4096
TASK = "kick-off.hold-meeting"
Damage = Callable[[Path, random.Random], None]
Answer = tuple[int, str, str]

BY = ("--by", "Kim Example")


class Folder:
    """A sound data folder, what its commands answered, and a trial copy of it that is damaged again and again."""

    def __init__(self, folder: Path) -> None:
        self.sound = folder / "sound"
        self.trial = folder / "data"  # where it was recorded: a folder that lies elsewhere is told of as a copied one
        self.cache = folder / "cache"
        for words in (
            ("practice", "add", "--name", "Made-up Surgery", "--ods", "Z99901", "--go-live", "2027-03-16", *BY),
            *(("task", "set", "Z99901", TASK, "--note", f"Note {number} decided", *BY) for number in range(12)),
            ("task", "set", "Z99901", TASK, "--status", "done", "--owner", "Ann", *BY),
            ("acknowledge", "Z99901", "gdpr", *BY, "--role", "Lead GP"),
            ("sample", "--practices", "2"),
        ):
            _expect_done(_answer(self.trial, *words))
        self.commands = (
            ("practice", "list", "--json"),
            ("practice", "show", "Z99901", "--json"),
            ("task", "list", "Z99901", "--json"),
        )
        shutil.move(self.trial / "cache", self.cache)
        shutil.move(self.trial, self.sound)
        self.fresh()
        self.expected = [_expect_done(_answer(self.trial, *command)) for command in self.commands]

    def fresh(self) -> Path:
        """Return the trial's database, sound again."""
        if self.trial.exists():
            shutil.rmtree(self.trial)
        shutil.copytree(self.sound, self.trial)
        (self.trial / "cache").symlink_to(self.cache)
        return self.trial / "migdesk.db"

    def judge(self, tally: Tally, what: str) -> None:
        """Ask all commands and count what they answer."""
        tally.tried += 1
        told = False
        for command, expected in zip(self.commands, self.expected, strict=True):
            try:
                with cut_off():
                    code, out, err = _answer(self.trial, *command)
            except TakesTooLongError:
                tally.note("hangs", f"{what}: {' '.join(command)}")
                return
            if "Something went wrong" in err or "Traceback" in err:
                tally.note("tracebacks", f"{what}: {' '.join(command)}: {err.strip()}")
                return
            told = told or bool(code or err)
            if out != expected and not (code or err):
                tally.note("wrong", f"{what}: {' '.join(command)}")
                return
        tally.told += told
        if not list((self.trial / "backups").rglob("*.gz")):
            tally.note("lost", f"{what}: the copies are gone")


def _answer(folder: Path, *words: str) -> Answer:
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main(["--data-dir", str(folder), *words])
    return code, out.getvalue(), err.getvalue()


def _expect_done(answer: Answer) -> str:
    code, out, err = answer
    assert (code, err) == (0, ""), answer
    return out


def _change(database: Path, at: int, data: bytes) -> None:
    with database.open("r+b") as file:
        file.seek(at)
        file.write(data)


def flip_a_bit(database: Path, chance: random.Random) -> None:
    at = chance.randrange(database.stat().st_size)
    _change(database, at, bytes([database.read_bytes()[at] ^ 1 << chance.randrange(8)]))


def flip_a_bit_of_the_header(database: Path, chance: random.Random) -> None:
    at = chance.randrange(100)
    _change(database, at, bytes([database.read_bytes()[at] ^ 1 << chance.randrange(8)]))


def change_a_letter(database: Path, chance: random.Random) -> None:
    """Change one letter of a text that somebody wrote: SQLite itself sees nothing wrong."""
    data = database.read_bytes()
    words = (b"decided", b"Kim Example", b"Made-up", b"kick-off", b"status", b"done", b"2026", b"Note 3")
    word = chance.choice([word for word in words if word in data])
    places = [at for at in range(len(data)) if data.startswith(word, at)]
    at = chance.choice(places) + chance.randrange(len(word))
    _change(database, at, bytes([chance.choice(b"abcxyz0123")]))


def garble_a_sector(database: Path, chance: random.Random) -> None:
    _change(database, chance.randrange(database.stat().st_size // 512) * 512, chance.randbytes(512))


def blank_a_page(database: Path, chance: random.Random) -> None:
    _change(database, chance.randrange(database.stat().st_size // PAGE) * PAGE, bytes(PAGE))


def swap_two_pages(database: Path, chance: random.Random) -> None:
    data = database.read_bytes()
    first, other = (chance.randrange(len(data) // PAGE) * PAGE for _ in range(2))
    _change(database, first, data[other : other + PAGE])
    _change(database, other, data[first : first + PAGE])


def cut_short(database: Path, chance: random.Random) -> None:
    os.truncate(database, chance.randrange(database.stat().st_size))


def replace_by_something_else(database: Path, chance: random.Random) -> None:
    """Put in the record's place what everyday life puts there."""
    kind = chance.randrange(8)
    if kind == 0:
        database.write_bytes(b"")
    elif kind == 1:
        database.write_bytes(b"<html>Sign in</html>" * chance.randrange(1, 500))
    else:
        database.unlink()
    if kind == 3:
        database.mkdir()
    elif kind == 4:
        os.mkfifo(database)
    elif kind in {5, 6}:
        with closing(sqlite3.connect(database)) as other:
            other.execute("CREATE TABLE customers (name)")
            other.execute(f"PRAGMA user_version = {chance.choice([0, 1, 2, 3, 9])}")
            other.commit()
    elif kind == 7:
        database.symlink_to("nowhere.db")


def put_rubbish_beside(database: Path, chance: random.Random) -> None:
    """Leave a log, a journal or shared memory of nothing sensible beside the record."""
    companion = chance.choice(["-wal", "-journal", "-shm"])
    database.with_name(database.name + companion).write_bytes(chance.randbytes(chance.randrange(1, 20_000)))


def edit_with_sqlite(database: Path, chance: random.Random) -> None:
    """Change what is stored by SQL, as somebody would who does not want to be noticed."""
    with closing(sqlite3.connect(database, isolation_level=None)) as forger:
        for name in ("event_is_never_changed", "event_is_never_deleted"):
            forger.execute(f"DROP TRIGGER {name}")
        forger.execute(
            chance.choice(
                [
                    "UPDATE event SET actor_name = 'Somebody Else' WHERE arrival = 5",
                    "UPDATE event SET body = replace(body, 'decided', 'refused') WHERE arrival = 6",
                    "UPDATE event SET at = '2019-01-01T00:00:00+00:00' WHERE arrival = 7",
                    "DELETE FROM event WHERE arrival = 4",
                    "UPDATE projection SET form = 0",
                    "DELETE FROM projection",
                    "DELETE FROM practice_line",
                    "UPDATE practice_line SET name = 'Another Surgery'",
                ]
            )
        )


DAMAGES: tuple[Damage, ...] = (
    flip_a_bit,
    flip_a_bit_of_the_header,
    change_a_letter,
    garble_a_sector,
    blank_a_page,
    swap_two_pages,
    cut_short,
    replace_by_something_else,
    put_rubbish_beside,
    edit_with_sqlite,
)


def attack_with_damages(folder: Path, goes_on: Callable[[], bool], chance: random.Random, most: int) -> Iterator[Tally]:
    """Damage the record in all ways in turn, `most` times in all or for as long as it `goes_on`; yield the figures."""
    os.environ.setdefault("LOGNAME", "campaign")
    place = Folder(folder)
    tallies = {damage: Tally(damage.__name__.replace("_", " ")) for damage in DAMAGES}
    for number in range(most):
        if not goes_on():
            break
        damage = DAMAGES[number % len(DAMAGES)]
        seed = chance.randrange(1 << 30)
        database = place.fresh()
        damage(database, random.Random(seed))  # noqa: S311 (chance, not secrecy)
        place.judge(tallies[damage], f"seed {seed}")
    yield from tallies.values()
