"""Two computers with the same practice: what both say of a sign-off, and what stands then."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from migdesk.base.paths import Paths
from migdesk.practice.details import PracticeDetails
from migdesk.practice.event import Actor
from migdesk.practice.exchange.package import read_package
from migdesk.workspace.bootstrap import bootstrap
from migdesk.workspace.exchange.settlement import find_conflict
from migdesk.workspace.task_commands import Elsewhere, TaskChange
from migdesk.workspace.workspace import Workspace
from support import MANAGER, PARTNER, START, CountingIds, TickingClock

ORDER = "order.place-order"


def opened(tmp_path: Path, name: str, actor: Actor, clock: TickingClock) -> Workspace:
    paths = Paths(tmp_path / name, tmp_path / f"{name}-cache", "")
    workspace = bootstrap(paths, clock=clock, new_id=CountingIds(f"{name}-"))
    workspace.sign_in(actor)
    return workspace


@pytest.fixture
def manager(tmp_path: Path) -> Iterator[Workspace]:
    workspace = opened(tmp_path, "manager", MANAGER, TickingClock())
    yield workspace
    workspace.close()


@pytest.fixture
def partner(tmp_path: Path) -> Iterator[Workspace]:
    workspace = opened(tmp_path, "partner", PARTNER, TickingClock(START + timedelta(minutes=30)))
    yield workspace
    workspace.close()


def send(sender: Workspace, to: Workspace, practice: str, file: Path) -> None:
    sender.exchange.send([practice], file, passphrase=None, sender=sender.recorder.actor)
    to.exchange.take_in(read_package(file))


@pytest.fixture
def practice(manager: Workspace, partner: Workspace, tmp_path: Path) -> str:
    """A practice that both have."""
    practice = manager.practices.add(
        PracticeDetails(name="Made-up Surgery", ods_code="Z99001", go_live=date(2027, 4, 20), to_system="System B")
    )
    send(manager, partner, practice, tmp_path / "first.migdesk")
    return practice


def test_both_say_differently_who_signed_elsewhere(
    manager: Workspace, partner: Workspace, practice: str, tmp_path: Path
) -> None:
    manager.tasks.tick(practice, ORDER)
    elsewhere = Elsewhere(by="Bo Example", on=date(2027, 1, 4), where="Letter of the ICB")
    partner.tasks.update(practice, ORDER, TaskChange(status="done", elsewhere=elsewhere))
    send(partner, manager, practice, tmp_path / "back.migdesk")
    view = find_conflict(manager.exchange.conflicts(practice), ORDER, "signed_elsewhere")
    assert view.field_title == "Signed elsewhere"
    assert [value.words for value in view.values] == [
        "Signed elsewhere, not said by whom",
        "Signed elsewhere by Bo Example on Mon 4 January 2027 (Letter of the ICB)",
    ]


def test_a_signature_from_each_is_a_signature_of_each(
    manager: Workspace, partner: Workspace, practice: str, tmp_path: Path
) -> None:
    for workspace, by in ((manager, MANAGER), (partner, PARTNER)):
        workspace.sign_offs.make(practice, "so.ig-party", {"answerable": by.name})
    send(partner, manager, practice, tmp_path / "there.migdesk")
    send(manager, partner, practice, tmp_path / "back.migdesk")
    for workspace in (manager, partner):
        state = workspace.practice(practice)
        assert [signature.by for signature in state.signatures_of("so.ig-party")] == [MANAGER, PARTNER]
        assert workspace.exchange.conflicts(practice) == ()
