"""Files attached in a share: sent by whoever holds them, taken by whoever lacks them, never what they are not."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from attachment_examples import PDF, PNG
from migdesk.practice.attachment import Attached
from migdesk.practice.exchange.folder_key import FolderKey, new_key
from migdesk.practice.exchange.segment_names import FILE_SUFFIX
from migdesk.practice.kinds import attached
from practice.exchange.desks import Desk
from support import MANAGER, PARTNER, PRACTICE, practice_set


def attach(desk: Desk, name: str, content: bytes, practice: str = PRACTICE) -> Attached:
    said = Attached(item="t", name=name, sha256=desk.files.add(content), size=len(content))
    desk.record(attached.draft(said), practice)
    return said


def files_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob(f"*/*{FILE_SUFFIX}"))


def desks(folder: Path, key: FolderKey | None = None) -> tuple[Desk, Desk]:
    joan, kim = Desk("joan", folder, MANAGER, key=key), Desk("kim", folder, PARTNER, practices=(), key=key)
    joan.record(practice_set(name="Elm"))
    return joan, kim


@pytest.mark.parametrize("locked", [False, True])
def test_a_file_goes_to_whoever_lacks_it_once(tmp_path: Path, locked: bool) -> None:
    joan, kim = desks(tmp_path, new_key("a long passphrase")[0] if locked else None)
    said = attach(joan, "minutes.pdf", PDF)
    assert joan.look().files_sent == 1
    looked = kim.look()
    assert (looked.files_taken, looked.files_sent, looked.files_of) == (1, 0, (PRACTICE,))
    assert kim.files.read(said) == PDF
    (path,) = files_in(tmp_path)
    assert (path.read_bytes() == PDF) is not locked
    again = joan.look(), kim.look()
    assert [(each.files_sent, each.files_taken) for each in again] == [(0, 0), (0, 0)]


def test_one_that_the_share_lost_is_put_there_again_by_anybody(tmp_path: Path) -> None:
    joan, kim = desks(tmp_path)
    attach(joan, "minutes.pdf", PDF)
    joan.look()
    kim.look()
    files_in(tmp_path)[0].unlink()
    assert kim.look().files_sent == 1
    assert files_in(tmp_path)[0].parent.name == "kim"


@pytest.mark.parametrize("spoilt", [PDF[:5], PNG, b"\0" * len(PDF), b""])
def test_what_is_not_what_its_name_says_is_not_taken_and_looked_at_again(tmp_path: Path, spoilt: bytes) -> None:
    joan, kim = desks(tmp_path)
    said = attach(joan, "minutes.pdf", PDF)
    joan.look()
    (path,) = files_in(tmp_path)
    path.write_bytes(spoilt)
    assert kim.look().files_taken == 0
    assert not kim.files.has(said)
    path.write_bytes(PDF)
    assert kim.look().files_taken == 1


def test_a_file_of_a_type_that_cannot_be_attached_is_not_taken(tmp_path: Path) -> None:
    joan, kim = desks(tmp_path)
    said = attach(joan, "run.exe", b"MZ")
    joan.look()
    assert kim.look().files_taken == 0
    assert not kim.files.has(said)


def test_files_of_practices_that_are_not_shared_stay_at_home(tmp_path: Path) -> None:
    joan, _ = desks(tmp_path)
    joan.record(practice_set(name="Oak"), "p2")
    attach(joan, "ours.pdf", PDF, "p2")
    assert joan.look().files_sent == 0
    assert files_in(tmp_path) == []


def test_a_file_that_nothing_names_is_left_alone(tmp_path: Path) -> None:
    joan, kim = desks(tmp_path)
    joan.look()
    sha256 = hashlib.sha256(PDF).hexdigest()
    (tmp_path / "joan" / f"{PRACTICE}.{sha256}{FILE_SUFFIX}").write_bytes(PDF)
    assert kim.look().files_taken == 0


def test_a_damaged_file_is_not_handed_on(tmp_path: Path) -> None:
    joan, _ = desks(tmp_path)
    said = attach(joan, "minutes.pdf", PDF)
    (joan.files.folder / said.sha256).write_bytes(PDF[::-1])
    assert joan.look().files_sent == 0
