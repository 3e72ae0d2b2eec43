"""Places that share a folder, each with its own replica of it, and an engine between them that does its worst."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from migdesk.practice.attachment_files import AttachmentFiles
from migdesk.practice.event import Actor, Draft
from migdesk.practice.event_rows import EventRow
from migdesk.practice.exchange.carriers.carrier import Carrier, Part
from migdesk.practice.exchange.carriers.folder import FolderCarrier
from migdesk.practice.exchange.folder_key import FolderKey
from migdesk.practice.exchange.share import Looked, Share
from migdesk.practice.exchange.share_look import ShareLook, Surroundings
from migdesk.practice.schema import migrate
from migdesk.practice.store import Store
from migdesk.practice.streams import Streams
from support import MANAGER, PRACTICE, START, CountingIds, TickingClock


class Desk:
    """A data folder with its person, whose share lies in `folder`; its clock may be years wrong."""

    def __init__(
        self,
        name: str,
        folder: Path,
        actor: Actor = MANAGER,
        *,
        practices: tuple[str, ...] = (PRACTICE,),
        days_ahead: int = 0,
        key: FolderKey | None = None,
        carrier: Carrier | None = None,
    ) -> None:
        self.name = name
        self.actor = actor
        self.copies_made = 0
        self.clock = TickingClock(START + timedelta(days=days_ahead))
        self.carrier = carrier or FolderCarrier(folder)
        hidden = folder / f".{name}-attachments"  # where no carrier looks
        self.files = AttachmentFiles(hidden, hidden)
        self.left: dict[Part, str] = {}
        self.share = Share(
            id="share", location=str(folder), place=name, practices=practices, secrets=key.secrets if key else ()
        )
        self._runs = 0
        self._connection = sqlite3.connect(":memory:", isolation_level=None)
        migrate(self._connection)
        self.store = self._opened()

    def record(self, draft: Draft, practice: str = PRACTICE) -> None:
        self.store.append(practice, self.actor, lambda _: [draft])

    def look(self) -> Looked:
        around = Surroundings(
            now=self.clock,
            sender=self.actor.name,
            before_change=self._copy,
            conflicts_of=lambda practice: len(self.store.state(practice).conflicts()),
            files=self.files,
        )
        return ShareLook(self.store, self.share, self.carrier, around, self.left).look()

    def begin_again(self) -> None:
        """Close the program and start it."""
        self.store = self._opened()

    def copy_of_record(self) -> sqlite3.Connection:
        """Return a copy of the record, without what copies leave out."""
        copy = sqlite3.connect(":memory:", isolation_level=None)
        self._connection.backup(copy)
        for table in ("shared_part", "shared_practice"):
            copy.execute(f"DELETE FROM {table}")
        return copy

    def go_back_to(self, copy: sqlite3.Connection) -> None:
        self._connection = sqlite3.connect(":memory:", isolation_level=None)
        copy.backup(self._connection)
        self.begin_again()

    def rows(self, practice: str = PRACTICE) -> dict[bytes, EventRow]:
        return {row.hash: row for row in self.store.rows(practice)}

    def _copy(self) -> None:
        self.copies_made += 1

    def _opened(self) -> Store:
        self._runs += 1
        ids = CountingIds(f"{self.name}{self._runs}-")
        return Store(self._connection, Streams(self._connection, ids, self.name), self.clock)


class Replica:
    """A synchronised folder on one computer, and what its program knows of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True)
        self.known: dict[str, bytes] = {}
        """What this computer and the service agreed on last."""
        self.half: set[str] = set()
        """What has only half arrived."""

    def files(self) -> dict[str, bytes]:
        found = (path for path in self.folder.rglob("*") if path.is_file() and not path.name.endswith(".tmp"))
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in found}

    def write(self, name: str, data: bytes) -> None:
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)


class Engine:
    """A file service that delays, reorders, doubles, truncates, renames to conflict copies and takes files away."""

    def __init__(self, folders: list[Path], chance: random.Random) -> None:
        self.replicas = [Replica(folder) for folder in folders]
        self.held: dict[str, bytes] = {}
        self.chance = chance

    def carry(self, number: int, *, badly: bool = True) -> None:
        """Bring one replica and the service nearer to each other."""
        replica = self.replicas[number]
        self._up(replica, badly)
        self._down(replica, badly)

    def take_away(self) -> None:
        """Lose a file of the service: in the end it is gone everywhere."""
        if self.held:
            del self.held[self.chance.choice(sorted(self.held))]

    def cut_short(self) -> None:
        """Keep half of a file alone, for good."""
        if self.held:
            name = self.chance.choice(sorted(self.held))
            self.held[name] = self.held[name][: len(self.held[name]) // 2]

    def _up(self, replica: Replica, badly: bool) -> None:
        here = replica.files()
        for name in self._some({*here, *replica.known} - replica.half, badly):
            if name not in here:
                self.held.pop(name, None)
                replica.known.pop(name, None)
            elif here[name] != replica.known.get(name):
                self.held[name] = replica.known[name] = here[name]

    def _down(self, replica: Replica, badly: bool) -> None:
        here = replica.files()
        for name in self._some({*self.held, *replica.known}, badly):
            if name not in self.held:
                if here.get(name) == replica.known.pop(name, None):
                    (replica.folder / name).unlink(missing_ok=True)
                continue
            data = self.held[name]
            if here.get(name) not in (None, replica.known.get(name)) and name not in replica.half:
                continue  # written here since: it goes up first
            if here.get(name) == data:
                continue
            if badly and self.chance.random() < 0.2:
                replica.write(name, data[: self.chance.randrange(len(data) + 1)])
                replica.half.add(name)
                continue
            replica.half.discard(name)
            replica.write(name, data)
            replica.known[name] = data
            if badly and self.chance.random() < 0.1:
                replica.write(self._renamed(name), data)

    def _renamed(self, name: str) -> str:
        stem, _, suffix = name.rpartition(".")
        rename: Callable[[], str] = self.chance.choice(
            [
                lambda: f"{stem}-LAPTOP7.{suffix}",
                lambda: f"{stem} (1).{suffix}",
                lambda: f"{stem}.sync-conflict-20270112-101112-ABCDEFG.{suffix}",
                lambda: f"{stem} (Joan's conflicted copy 2027-01-12).{suffix}",
            ]
        )
        return rename()

    def _some(self, names: set[str], badly: bool) -> list[str]:
        ordered = sorted(names)
        if not badly:
            return ordered
        return self.chance.sample(ordered, self.chance.randint(0, len(ordered)))
