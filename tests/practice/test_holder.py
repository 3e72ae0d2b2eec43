"""Who has the folder open, on which computer."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from migdesk.practice import holder
from migdesk.practice.holder import FILE_NAME, FORGOTTEN_AFTER, hold, holder_elsewhere, release, this_computer
from support import START


@pytest.fixture(autouse=True)
def kims_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(holder, "computer_name", lambda: "RECEPTION-2")
    monkeypatch.setenv("USER", "kim")


def test_another_computer_is_seen(tmp_path: Path) -> None:
    hold(tmp_path, START, "other/1")
    found = holder_elsewhere(tmp_path, START, "mine/2")
    assert found is not None
    assert (found.person, found.computer_name, found.computer) == ("kim", "RECEPTION-2", "other/1")


def test_ones_own_computer_is_not_elsewhere(tmp_path: Path) -> None:
    hold(tmp_path, START, "mine/2")
    assert holder_elsewhere(tmp_path, START, "mine/2") is None


def test_nobody(tmp_path: Path) -> None:
    assert holder_elsewhere(tmp_path, START, "mine/2") is None
    assert holder_elsewhere(tmp_path / "nowhere", START, "mine/2") is None


@pytest.mark.parametrize(
    ("age", "holds"),
    [
        (timedelta(0), True),
        (FORGOTTEN_AFTER - timedelta(seconds=1), True),
        (FORGOTTEN_AFTER, False),
        (timedelta(days=30), False),
        (-timedelta(minutes=10), True),
        (-timedelta(days=300), False),
    ],
)
def test_a_computer_that_was_switched_off_is_forgotten(age: timedelta, holds: bool, tmp_path: Path) -> None:
    """Also one whose clock was far ahead: it must not hold the folder for months."""
    hold(tmp_path, START - age, "other/1")
    assert (holder_elsewhere(tmp_path, START, "mine/2") is not None) is holds


def test_saying_it_again_renews_it(tmp_path: Path) -> None:
    hold(tmp_path, START, "other/1")
    later = START + timedelta(minutes=9)
    hold(tmp_path, later, "other/1")
    assert holder_elsewhere(tmp_path, later, "mine/2") is not None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"{}",
        b"[1]",
        b'{"computer": 1}',
        b'{"computer":"other/1","computer_name":"PC","person":"kim","renewed":"2027-01-11T12:00:00"}',
        b'{"computer":"other/1","computer_name":"PC","person":"kim","renewed":"soon"}',
    ],
)
def test_a_damaged_file_holds_nothing(content: bytes, tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(content)
    assert holder_elsewhere(tmp_path, START, "mine/2") is None
    release(tmp_path, START, "mine/2")
    assert not (tmp_path / FILE_NAME).exists()


def test_letting_go_leaves_anothers_hold(tmp_path: Path) -> None:
    hold(tmp_path, START, "other/1")
    release(tmp_path, START, "mine/2")
    assert (tmp_path / FILE_NAME).exists()
    release(tmp_path, START, "other/1")
    assert not (tmp_path / FILE_NAME).exists()


def test_a_folder_that_cannot_be_written_needs_no_holder(tmp_path: Path) -> None:
    hold(tmp_path / "nowhere", START, "mine/2")
    release(tmp_path / "nowhere", START, "mine/2")


def test_letting_go_never_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "unlink", refused)
    release(tmp_path, START, "mine/2")


def test_this_computer_stays_the_same() -> None:
    assert this_computer() == this_computer()
    assert this_computer().startswith("RECEPTION-2/")
    assert isinstance(START, datetime)
