"""The marker tells what became of a record between two runs, and decides nothing."""

from __future__ import annotations

import os
import shutil
import stat
from datetime import date
from pathlib import Path

import pytest

from migdesk.base.ids import random_id
from migdesk.practice.marker import Commit, HandedOut, Header, Marker, marker_path
from migdesk.practice.marker_notices import marker_notices
from migdesk.practice.store import Store
from migdesk.practice.store_opening import open_store
from support import PRACTICE, TickingClock, add_note


def opened(folder: Path) -> Store:
    folder.mkdir(exist_ok=True)
    return open_store(folder / "migdesk.db", TickingClock(), random_id, "pc")


def told(folder: Path) -> tuple[str, ...]:
    store = opened(folder)
    notices = marker_notices(store, folder / "migdesk.db")
    store.close()
    return notices


def commits(folder: Path) -> list[Commit]:
    return [line for line in marker_of(folder).lines() if isinstance(line, Commit)]


def marker_of(folder: Path) -> Marker:
    return Marker(folder / "migdesk.db", "pc", random_id)


def test_what_is_on_disk_is_noted(tmp_path: Path) -> None:
    store = opened(tmp_path)
    first, second = add_note(store), add_note(store)
    store.close()
    assert [commit.tips for commit in commits(tmp_path) if commit.tips] == [(first.hash,), (second.hash,)]
    latest = marker_of(tmp_path).latest()
    assert latest is not None
    assert (latest.practice, latest.arrival, latest.last) == (PRACTICE, 2, second.hash)
    assert told(tmp_path) == ()
    if os.name == "posix":
        assert stat.S_IMODE(marker_path(tmp_path / "migdesk.db").stat().st_mode) == 0o600


def test_a_copy_that_was_put_back_is_told_with_what_is_missing(tmp_path: Path) -> None:
    store = opened(tmp_path)
    add_note(store)
    store.close()
    old = (tmp_path / "migdesk.db").read_bytes()
    store = opened(tmp_path)
    add_note(store)
    add_note(store)
    store.close()
    (tmp_path / "migdesk.db").write_bytes(old)
    (notice,) = told(tmp_path)
    assert "2 entries are missing" in notice
    store = opened(tmp_path)
    add_note(store)
    store.close()
    assert told(tmp_path) == ()


def test_another_record_in_its_place_is_told(tmp_path: Path) -> None:
    for name in ("one", "two"):
        store = opened(tmp_path / name)
        add_note(store)
        store.close()
    shutil.copy(tmp_path / "one" / "migdesk.db", tmp_path / "two" / "migdesk.db")
    (notice,) = told(tmp_path / "two")
    assert "the entry that was the latest then, of " in notice


def test_a_copied_folder_is_told_once_and_gets_an_id_of_its_own(tmp_path: Path) -> None:
    store = opened(tmp_path / "one")
    add_note(store)
    store.close()
    shutil.copytree(tmp_path / "one", tmp_path / "two")
    (notice,) = told(tmp_path / "two")
    assert notice.startswith(f"This data folder is a copy of {tmp_path / 'one'}.")
    assert told(tmp_path / "two") == ()
    assert told(tmp_path / "one") == ()


def test_a_moved_folder_is_nothing_to_tell(tmp_path: Path) -> None:
    store = opened(tmp_path / "one")
    add_note(store)
    store.close()
    (tmp_path / "one").rename(tmp_path / "two")
    assert told(tmp_path / "two") == ()


def test_a_record_without_a_marker_is_nothing_to_tell(tmp_path: Path) -> None:
    store = opened(tmp_path)
    add_note(store)
    store.close()
    marker_path(tmp_path / "migdesk.db").unlink()
    assert told(tmp_path) == ()


@pytest.mark.parametrize("rubbish", [b"", b"\x00" * 50, b"[1]\n{}\n", b'{"folder": 7}\n{"tips": 1}\n'])
def test_a_spoilt_marker_says_nothing_and_is_written_on(rubbish: bytes, tmp_path: Path) -> None:
    marker_path(tmp_path / "migdesk.db").write_bytes(rubbish)
    store = opened(tmp_path)
    assert marker_notices(store, tmp_path / "migdesk.db") == ()
    event = add_note(store)
    store.close()
    latest = marker_of(tmp_path).latest()
    assert latest is not None
    assert latest.last == event.hash


def test_a_marker_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    marker_path(tmp_path / "migdesk.db").mkdir()
    store = opened(tmp_path)
    add_note(store)
    assert marker_notices(store, tmp_path / "migdesk.db") == ()
    store.close()


def test_tidying_keeps_what_the_record_lacks_and_what_was_handed_out(tmp_path: Path) -> None:
    marker = marker_of(tmp_path)
    handed = HandedOut(fingerprint="7K2M", practice="p1", on=date(2026, 11, 28))
    marker.note([Commit(practice="p1", tips=("gone",)), handed])
    marker.note(Commit(practice="p1", tips=(f"tip-{number}",)) for number in range(2000))
    marker.tidy(lambda practice, tip: tip != "gone")
    header, *kept = marker.lines()
    assert isinstance(header, Header)
    assert kept == [Commit(practice="p1", tips=("gone",)), handed, Commit(practice="p1", tips=("tip-1999",))]
    before = marker.path.read_bytes()
    marker.tidy(lambda practice, tip: True)
    assert marker.path.read_bytes() == before, "it is tidied again only once it has grown"
