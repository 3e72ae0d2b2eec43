"""A migration worked on in three data folders at once, through packages: with clashes, a clock that is wrong by more
than a year, a record put back from a copy, a copied folder that both of its owners use, and a package that is lost.

In the end all three hold the same, nothing that anybody recorded is missing, and every conflict is settled by name."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

from migdesk.base.ids import random_id
from migdesk.practice.backup import copy_now
from migdesk.practice.event import Actor
from migdesk.practice.exchange.package import Package, read_package
from migdesk.practice.record_findings import FindingKind
from migdesk.practice.recovery import restore
from migdesk.practice.verification import verify_record
from migdesk.workspace.plan.change import PlanChange
from migdesk.workspace.workspace import Workspace
from support import MANAGER, PARTNER, START, TickingClock, add_practice, new_workspace

DEPUTY = Actor("Dee Example", "deputy-manager", "Made-up Surgery")
DATES, STAFF, SWITCH = "kick-off.agree-dates", "kick-off.tell-staff", "go-live.switch"


class Side:
    """A data folder, opened again and again as days go by; each time as another run of the program."""

    def __init__(self, home: Path, name: str, actor: Actor, days_ahead: int = 0) -> None:
        self.folder, self.name, self.actor = home / name, name, actor
        self.folder.mkdir(exist_ok=True)
        self.clock = TickingClock(START + timedelta(days=days_ahead))
        self.runs = 0
        self.written: set[str] = set()
        """The hashes of all that was recorded here, whatever became of the folder."""
        self.workspace: Workspace
        self.open()

    def open(self) -> None:
        self.runs += 1
        self.workspace = new_workspace(self.folder, f"{self.name}{self.runs}", self.clock)
        self.workspace.recorder.actor = self.actor

    def close(self) -> None:
        self.note()
        self.workspace.close()

    def note(self) -> None:
        store = self.workspace.store
        self.written |= {row.hash.hex() for own in store.practice_ids() for row in store.rows(own)}

    def send(self, practice: str) -> Package:
        path = self.folder / "sent.migdesk"
        self.workspace.exchange.send([practice], path, passphrase=None, sender=self.actor)
        return read_package(path)


def test_three_folders_work_a_migration_and_end_the_same(tmp_path: Path) -> None:
    manager, partner = Side(tmp_path, "manager", MANAGER), Side(tmp_path, "partner", PARTNER, days_ahead=400)
    practice = add_practice(manager.workspace, "Riverside Surgery", ods_code="Z99001")
    manager.workspace.tasks.set_owner(practice, DATES, "Alex Sample")
    partner.workspace.exchange.take_in(manager.send(practice))

    # the deputy gets a copy of the whole folder, and both go on with it
    manager.close()
    shutil.copytree(manager.folder, tmp_path / "deputy")
    deputy = Side(tmp_path, "deputy", DEPUTY)
    manager.open()

    # all three work without knowing of each other
    manager.workspace.tasks.set_status(practice, DATES, "blocked", "No answer")
    manager.workspace.plans.apply(practice, PlanChange(planned={"go-live": date(2027, 4, 19)}))
    manager.workspace.tasks.add_note(practice, DATES, "Only for us", private=True)
    deputy.workspace.tasks.set_status(practice, DATES, "in-progress")
    deputy.workspace.tasks.add_note(practice, STAFF, "Told at the meeting.")
    partner.workspace.tasks.set_status(practice, DATES, "done")
    partner.workspace.plans.apply(practice, PlanChange(planned={"go-live": date(2027, 5, 3)}))
    partner.workspace.references.acknowledge(practice, "gdpr")

    # a package of the deputy's is lost on its way; the next one carries all of it
    deputy.send(practice)
    deputy.workspace.tasks.set_owner(practice, SWITCH, "Dee Example")

    # the manager's record is put back to an earlier day, after the partner had what came since
    copy = copy_now(manager.folder / "migdesk.db", manager.folder / "backups", manager.clock())
    manager.workspace.tasks.set_owner(practice, STAFF, "Reception")
    partner.workspace.exchange.take_in(manager.send(practice))
    manager.close()
    restore(copy, manager.folder / "migdesk.db", manager.clock(), random_id, "manager", "replaced")
    manager.open()
    assert manager.workspace.practice(practice).owner(STAFF) == ""
    manager.workspace.tasks.set_due(practice, STAFF, date(2027, 3, 1))

    # late, twice and round about
    old = partner.send(practice)
    partner.workspace.tasks.add_note(practice, SWITCH, "Cables are here.")
    manager.workspace.exchange.take_in(old)
    for receiver, sender in (
        (deputy, partner),
        (manager, deputy),
        (partner, manager),
        (deputy, manager),
        (partner, deputy),
        (manager, partner),
    ):
        package = sender.send(practice)
        receiver.workspace.exchange.take_in(package)
        receiver.workspace.exchange.take_in(package)
    manager.workspace.exchange.take_in(old)
    sides = (manager, deputy, partner)
    assert_same(sides, practice)
    assert manager.workspace.practice(practice).owner(STAFF) == "Reception"  # the tail came back

    # each conflict is settled by somebody, by name
    views = manager.workspace.exchange.conflicts(practice)
    go_live, dates = views
    assert (go_live.item, set(go_live.people)) == ("go-live", {"Alex Sample", "Kim Example"})
    assert (dates.item, set(dates.people)) == (DATES, {"Alex Sample", "Dee Example", "Kim Example"})
    deputy.workspace.exchange.settle(dates, dates.values[-1].key)
    manager.workspace.exchange.settle(go_live, go_live.values[0].key)
    for receiver, sender in ((manager, deputy), (partner, manager), (deputy, partner)):
        receiver.workspace.exchange.take_in(sender.send(practice))
    assert_same(sides, practice)
    assert manager.workspace.exchange.conflicts() == ()

    # nothing is lost anywhere, and what was only for the manager stayed there
    for side in sides:
        side.note()
    everything = set().union(*(side.written for side in sides))
    for side in sides:
        store = side.workspace.store
        assert {row.hash.hex() for row in store.rows(practice)} == everything
        found = verify_record(store, (), START + timedelta(days=800))
        assert [finding.text for finding in found if finding.kind != FindingKind.REMARK] == []
        notes = {note.text for note in side.workspace.practice(practice).notes.values()}
        assert ("Only for us" in notes) == (side is manager)
        side.close()


def assert_same(sides: tuple[Side, ...], practice: str) -> None:
    first, *others = (side.workspace for side in sides)
    for other in others:
        assert other.store.tips(practice) == first.store.tips(practice)
        assert other.exchange.conflicts(practice) == first.exchange.conflicts(practice)
        here, there = first.progress(practice), other.progress(practice)
        assert [(task.id, task.status, task.owner, task.due) for task in here.tasks] == [
            (task.id, task.status, task.owner, task.due) for task in there.tasks
        ]
        assert here.milestones == there.milestones and here.state.details == there.state.details
