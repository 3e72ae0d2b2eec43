"""The shares of a data folder: what is kept of them, what is copied before, what is told where something is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from migdesk.base.errors import EnvironmentFault, UserError
from migdesk.practice.exchange.carriers.carrier import CarrierAway
from migdesk.practice.exchange.segment import read_segment
from migdesk.workspace.share.carriers import words_of
from migdesk.workspace.workspace import Workspace
from support import MANAGER, PARTNER, TickingClock, add_practice, new_workspace

DATES, STAFF = "kick-off.agree-dates", "kick-off.tell-staff"
Opened = Callable[[str], Workspace]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    """Return what opens the data folder of this name, with a person at its keyboard."""
    workspaces: list[Workspace] = []

    def opening(name: str) -> Workspace:
        (tmp_path / name).mkdir(exist_ok=True)
        workspace = new_workspace(tmp_path / name, name, TickingClock())
        workspace.recorder.actor = MANAGER if name == "joan" else PARTNER
        workspaces.append(workspace)
        return workspace

    yield opening
    for workspace in workspaces:
        workspace.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "OneDrive"
    made.mkdir()
    return made


def copies_before_share(workspace: Workspace) -> int:
    return len(list((workspace.paths.backups / "before-changes").glob("*-share.db.gz")))


def test_a_copy_is_made_before_the_first_change_of_an_hour(opened: Opened, folder: Path) -> None:
    joan, kim = opened("joan"), opened("kim")
    practice = add_practice(joan)
    add_practice(kim, ods_code="Z99002")
    joan.shares.join(str(folder), [practice])
    kim.shares.join(str(folder))
    for owner, copies in (("Ann", 1), ("Bob", 1)):
        joan.tasks.set_owner(practice, STAFF, owner)
        joan.shares.look()
        kim.shares.look()
        assert copies_before_share(kim) == copies
    clock = kim._clock
    assert isinstance(clock, TickingClock)
    clock.moment += timedelta(hours=2)
    kim.shares.look()
    assert copies_before_share(kim) == 1  # nothing new came
    joan.tasks.set_owner(practice, STAFF, "Cath")
    joan.shares.look()
    kim.shares.look()
    assert copies_before_share(kim) == 2
    assert copies_before_share(joan) == 0


def test_a_login_is_never_sent(opened: Opened, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("USER", "nhs-login-7")
    joan = opened("joan")
    joan.shares.join(str(folder), [add_practice(joan)])
    (part,) = folder.glob("*/*")
    segment = read_segment(part.read_bytes(), None)
    assert segment.head.sender == ""
    assert not any(b"nhs-login" in column for row in segment.events.rows for column in row.columns)
    joan.people.switch(MANAGER)
    joan.tasks.set_owner(joan.names()[0].id, STAFF, "Ann")
    joan.shares.look()
    assert MANAGER.name in {read_segment(part.read_bytes(), None).head.sender for part in folder.glob("*/*")}


def test_several_shares_each_have_their_practices(opened: Opened, tmp_path: Path) -> None:
    joan = opened("joan")
    first, second = add_practice(joan), add_practice(joan, ods_code="Z99002")
    for name, practice in (("one", first), ("two", second)):
        (tmp_path / name).mkdir()
        joan.shares.join(str(tmp_path / name), [practice])
    assert [status.practices for status in joan.shares.status()] == [(first,), (second,)]
    with pytest.raises(UserError, match="There are several"):
        joan.shares.leave()
    assert joan.shares.leave(str(tmp_path / "one")) == str(tmp_path / "one")
    assert [status.practices for status in joan.shares.status()] == [(second,)]


def test_a_share_goes_through_one_who_has_two(opened: Opened, tmp_path: Path) -> None:
    """What comes by one share goes on by the other, where the practice is in both."""
    joan, kim, pat = opened("joan"), opened("kim"), opened("pat")
    practice = add_practice(joan)
    for name in ("left", "right"):
        (tmp_path / name).mkdir()
    joan.shares.join(str(tmp_path / "left"), [practice])
    kim.shares.join(str(tmp_path / "left"))
    kim.shares.join(str(tmp_path / "right"), [practice])
    pat.shares.join(str(tmp_path / "right"))
    joan.tasks.set_owner(practice, STAFF, "Ann")
    joan.shares.look()
    kim.shares.look()
    pat.shares.look()
    assert pat.practice(practice).owner(STAFF) == "Ann"


def test_one_share_that_is_away_keeps_none_of_the_others(opened: Opened, tmp_path: Path) -> None:
    joan = opened("joan")
    practice = add_practice(joan)
    for name in ("away", "here"):
        (tmp_path / name).mkdir()
        joan.shares.join(str(tmp_path / name), [practice])
    (tmp_path / "away").rename(tmp_path / "gone")
    joan.tasks.set_owner(practice, STAFF, "Ann")
    with pytest.raises(CarrierAway):
        joan.shares.look()
    away, here = joan.shares.status()
    assert "is not there just now" in away.failure
    assert (here.failure, here.looked.sent if here.looked else 0) == ("", 1)


def test_what_is_shared_again_keeps_what_was_shared(opened: Opened, folder: Path) -> None:
    joan = opened("joan")
    first, second = add_practice(joan), add_practice(joan, ods_code="Z99002")
    joan.shares.join(str(folder), [first])
    joan.shares.join(str(folder), [second])
    (status,) = joan.shares.status()
    assert set(status.practices) == {first, second}


def test_samples_stay_at_home_unless_they_are_named(opened: Opened, folder: Path) -> None:
    joan = opened("joan")
    practice = add_practice(joan)
    joan.samples.add(2, seed=1)
    joan.shares.join(str(folder), every=True)
    assert joan.shares.status()[0].practices == (practice,)


def test_settings_that_were_spoilt_are_named(opened: Opened, folder: Path) -> None:
    joan = opened("joan")
    joan.shares.join(str(folder), [add_practice(joan)])
    joan.paths.shares.write_bytes(b"{")
    with pytest.raises(EnvironmentFault, match=r"shares\.json cannot be read, so nothing is shared"):
        joan.shares.look()


def test_a_password_in_an_address_is_shown_nowhere() -> None:
    assert words_of("postgresql://elm:secret@hub/migdesk") == "postgresql://elm@hub/migdesk"


def test_what_is_settled_in_one_place_is_settled_in_the_other(opened: Opened, folder: Path) -> None:
    joan, kim = opened("joan"), opened("kim")
    practice = add_practice(joan)
    joan.shares.join(str(folder), [practice])
    kim.shares.join(str(folder))
    joan.tasks.set_owner(practice, DATES, "Ann")
    kim.tasks.set_owner(practice, DATES, "Bob")
    joan.shares.look()
    kim.shares.look()
    assert kim.shares.status()[0].looked.to_settle == 1  # type: ignore[union-attr]
    (view,) = kim.exchange.conflicts(practice)
    kim.exchange.settle(view, view.values[0].key)
    kim.shares.look()
    joan.shares.look()
    for desk in (joan, kim):
        assert desk.shares.status()[0].looked.to_settle == 0  # type: ignore[union-attr]
        assert desk.practice(practice).owner(DATES) == "Ann"


def test_a_practice_that_was_made_twice_is_shared_as_one(opened: Opened, folder: Path) -> None:
    joan, kim = opened("joan"), opened("kim")
    theirs, ours = add_practice(joan, ods_code="Z99001"), add_practice(kim, ods_code="Z99001")
    kim.tasks.set_owner(ours, STAFF, "Bob")
    joan.shares.join(str(folder), [theirs])
    kim.shares.join(str(folder))
    assert len(kim.names()) == 2
    kim.exchange.pair(theirs, ours)
    kim.shares.look()
    joan.shares.look()
    assert [practice.id for practice in joan.names()] == [min(theirs, ours)]
    assert joan.practice(theirs).owner(STAFF) == "Bob"
    joan.tasks.set_owner(min(theirs, ours), DATES, "Ann")
    joan.shares.look()
    kim.shares.look()
    assert kim.practice(ours).owner(DATES) == "Ann"
    assert joan.practice(ours).conflicts() == kim.practice(ours).conflicts()
