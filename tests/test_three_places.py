"""Manager, deputy and delivery partner work a whole migration at once, through packages and through a shared folder.

In between a clock is a year wrong, a computer is put back to a copy, a data folder is copied and both are used, and a
part of the share is lost. In the end all hold the same, nothing recorded is lost, and what clashed was settled by name.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from migdesk.base.ids import random_id
from migdesk.base.paths import Paths
from migdesk.practice.backup import copy_now
from migdesk.practice.details import PracticeDetails
from migdesk.practice.event import Actor
from migdesk.practice.record_findings import FindingKind
from migdesk.practice.recovery import restore
from migdesk.practice.status import Status
from migdesk.practice.verification import verify_record
from migdesk.workspace.bootstrap import bootstrap
from migdesk.workspace.plan.change import PlanChange
from migdesk.workspace.workspace import Workspace
from support import START, TickingClock

JOAN = Actor("Joan Example", "practice-manager", "Made-up Surgery")
PAT = Actor("Pat Sample", "deputy manager", "Made-up Surgery")
KIM = Actor("Kim Example", "delivery-partner", "Made-up Partner")
SHARED, BY_PACKAGE = "Elm Tree Practice", "Ash Lane Surgery"


class Desk:
    """A data folder with its person. `begin` starts the program anew: another stream, as each run has."""

    def __init__(self, folder: Path, cache: Path, person: Actor, days_ahead: int = 0) -> None:
        self.paths = Paths(folder, cache, "test")
        self.person = person
        self.clock = TickingClock(START + timedelta(days=days_ahead), timedelta(minutes=7))
        self.workspace: Workspace
        self.begin()

    def begin(self) -> None:
        self.workspace = bootstrap(self.paths, clock=self.clock)
        self.workspace.act_as(self.person)

    def begin_again(self) -> None:
        self.workspace.close()
        self.begin()

    def copied(self, folder: Path) -> Desk:
        """Copy the whole data folder, as people do, and use the copy beside the original."""
        self.workspace.close()
        shutil.copytree(self.paths.data, folder)
        self.begin()
        return Desk(folder, self.paths.cache, self.person)

    def go_back_to(self, copy: Path) -> None:
        self.workspace.close()
        restore(copy, self.paths.database, self.clock(), random_id, "test", "replaced")
        self.begin()

    def send(self, practice: str, other: Desk) -> None:
        """Hand a package over."""
        package = self.paths.data / "handed-over.migdesk"
        self.workspace.exchange.send([practice], package, passphrase=None, sender=self.person, to=other.person.name)
        other.workspace.exchange.take_in(other.workspace.exchange.read(package))

    def hashes(self) -> set[bytes]:
        store = self.workspace.store
        return {row.hash for practice in store.practice_ids() for row in store.rows(practice)}


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def desks(tmp_path: Path, cache: Path) -> Iterator[list[Desk]]:
    made = [
        Desk(tmp_path / "manager", cache, JOAN),
        Desk(tmp_path / "deputy", cache, PAT, days_ahead=365),
        Desk(tmp_path / "partner", cache, KIM),
    ]
    yield made
    for desk in made:
        desk.workspace.close()


def work(desk: Desk, practice: str, phase: int, chance: random.Random) -> None:
    """Do some of what is to be done in a phase; what several do at once clashes."""
    workspace = desk.workspace
    phase_id = workspace.definitions.phases[phase].id
    tasks = [task for task in workspace.definitions.tasks if task.phase == phase_id]
    for task in chance.sample(tasks, (len(tasks) + 1) // 2):
        match chance.randint(0, 4):
            case 0:
                workspace.tasks.set_owner(practice, task.id, chance.choice(["Ann", "Bob", "Cath"]))
            case 1:
                workspace.tasks.add_note(practice, task.id, f"Said by {desk.person.name} in phase {phase}.")
            case 2:
                workspace.tasks.set_status(practice, task.id, Status.BLOCKED, "The supplier has not answered.")
            case _:
                workspace.tasks.set_status(practice, task.id, Status.DONE)
    if phase % 4 == chance.randint(0, 3):
        day = date(2027, 6, 1) + timedelta(days=chance.randrange(0, 28, 7))
        workspace.plans.apply(practice, PlanChange(planned={"go-live": day}))
    desk.clock.moment += timedelta(days=3)


def look(desks: list[Desk], rounds: int = 1) -> None:
    for _ in range(rounds):
        for desk in desks:
            desk.workspace.shares.look()


def settle_all(desk: Desk, practices: list[str]) -> int:
    """Settle what clashes as this person, each time for the value that shows last; return how many there were."""
    settled = 0
    for practice in practices:
        while views := desk.workspace.exchange.conflicts(practice):
            assert len(views[0].people) >= 1
            desk.workspace.exchange.settle(views[0], views[0].values[-1].key)
            settled += 1
    return settled


def test_three_places_end_the_same_with_nothing_lost(desks: list[Desk], tmp_path: Path, cache: Path) -> None:
    chance = random.Random(13)
    joan, pat, kim = desks
    folder = tmp_path / "OneDrive - Made-up ICB"
    folder.mkdir()
    shared = joan.workspace.practices.add(PracticeDetails(SHARED, "Z99901", go_live=date(2027, 6, 1)))
    by_package = kim.workspace.practices.add(PracticeDetails(BY_PACKAGE, "Z99902", go_live=date(2027, 6, 8)))
    joan.workspace.shares.join(str(folder), [shared])
    for desk in (pat, kim):
        desk.workspace.shares.join(str(folder))
    kim.send(by_package, joan)
    kim.send(by_package, pat)
    recorded: set[bytes] = set()
    second: Desk | None = None
    for phase in range(len(joan.workspace.definitions.phases)):
        everybody = [*desks, *([second] if second else [])]
        for desk in everybody:
            for practice in (shared, by_package):
                work(desk, practice, phase, chance)
            recorded |= desk.hashes()
            desk.begin_again()
        if phase % 2:
            look(chance.sample(everybody, len(everybody)))
        if phase % 3 == 0:
            sender, taker = chance.sample(everybody, 2)
            sender.send(by_package, taker)
        if phase == 3:
            copy = copy_now(joan.paths.database, joan.paths.backups, joan.clock())
        if phase == 5:
            second = kim.copied(tmp_path / "partner's other laptop")
        if phase == 7:  # what was recorded since is with the others, and comes back
            look(everybody, 2)
            joan.send(by_package, pat)
            joan.go_back_to(copy)
        if phase == 9:
            lost = chance.choice(sorted(folder.rglob("*.migdesk-part")))
            lost.unlink()
    assert second is not None
    everybody = [*desks, second]
    meet(everybody, by_package)
    assert joan.workspace.exchange.conflicts(shared) != ()
    assert settle_all(joan, [shared, by_package]) > 3
    meet(everybody, by_package)
    for desk in everybody:
        assert recorded <= desk.hashes()
        assert desk.hashes() == joan.hashes()
        assert desk.workspace.exchange.conflicts() == ()
        assert desk.workspace.store.count_waiting() == 0
        for practice in (shared, by_package):
            assert desk.workspace.store.tips(practice) == joan.workspace.store.tips(practice)
            assert shared_state(desk, practice) == shared_state(joan, practice)
        found = verify_record(desk.workspace.store, (), desk.clock())
        assert [finding.text for finding in found if finding.kind != FindingKind.REMARK] == []
    second.workspace.close()


def meet(desks: list[Desk], by_package: str) -> None:
    """Have everybody look until nothing is new, and hand the practice that is not shared round."""
    look(desks, 6)
    for _ in range(2):
        for sender in desks:
            for taker in desks:
                if taker is not sender:
                    sender.send(by_package, taker)


def shared_state(desk: Desk, practice: str) -> tuple[object, ...]:
    """Return what a practice's state says, without what each place notes for itself alone."""
    state = desk.workspace.practice(practice)
    return state.details, state.tasks, state.conflicts(), [note.key for note in state.standing_notes()]
