"""Files are wholly old or wholly new, and their owner's alone."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from migdesk.base import atomic
from migdesk.base.atomic import make_private_folder, replacing, write_atomically
from migdesk.base.errors import EnvironmentFault

posix_only = pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX systems")


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_written_file_holds_the_data_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    write_atomically(tmp_path / "a.json", b"one")
    write_atomically(tmp_path / "a.json", b"two", durable=False)
    assert (tmp_path / "a.json").read_bytes() == b"two"
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]


@posix_only
def test_files_and_folders_are_their_owners_alone(tmp_path: Path) -> None:
    folder = make_private_folder(tmp_path / "data")
    write_atomically(folder / "a.json", b"")
    assert mode_of(folder) == 0o700
    assert mode_of(folder / "a.json") == 0o600


@posix_only
def test_every_folder_that_is_made_on_the_way_is_its_owners_alone(tmp_path: Path) -> None:
    make_private_folder(tmp_path / "a" / "b" / "c")
    assert {mode_of(tmp_path / name) for name in ("a", "a/b", "a/b/c")} == {0o700}


def test_a_failed_write_leaves_the_old_file_and_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a.json"
    target.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(atomic.os, "fsync", full)
    with pytest.raises(EnvironmentFault, match=r"a\.json could not be written in .*: no space left on device\."):
        write_atomically(target, b"new")
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]


@posix_only
def test_a_link_planted_beside_a_report_is_not_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a shared folder somebody could foresee the name of the unfinished file, and point it at one of ours."""
    monkeypatch.setattr(atomic.os, "urandom", bytes)
    precious = tmp_path / "precious"
    precious.write_text("mine")
    (tmp_path / f".{bytes(8).hex()}.tmp").symlink_to(precious)
    with pytest.raises(EnvironmentFault, match="file exists"):
        write_atomically(tmp_path / "a.html", b"theirs")
    assert precious.read_text() == "mine"


def test_no_two_unfinished_files_have_one_name(tmp_path: Path) -> None:
    with replacing(tmp_path / "a.csv"):
        first = {path.name for path in tmp_path.iterdir()}
        with replacing(tmp_path / "a.csv"):
            assert len(list(tmp_path.iterdir())) == 2
    assert "a.csv" not in "".join(first)


def test_a_file_is_there_only_when_all_of_it_is_written(tmp_path: Path) -> None:
    with replacing(tmp_path / "a.csv") as file:
        file.write(b"one")
        assert not (tmp_path / "a.csv").exists()
        file.write(b"two")
    assert (tmp_path / "a.csv").read_bytes() == b"onetwo"


def test_whatever_leads_out_of_the_writing_leaves_the_old_file_alone(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"old")

    def steps() -> Iterator[None]:
        with replacing(tmp_path / "a.csv") as file:
            file.write(b"new")
            yield

    begun = steps()
    next(begun)
    begun.close()
    with pytest.raises(KeyboardInterrupt), replacing(tmp_path / "a.csv") as file:
        file.write(b"new")
        raise KeyboardInterrupt
    assert (tmp_path / "a.csv").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


def test_a_file_in_the_folders_place_is_a_fault_not_a_crash(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(EnvironmentFault, match="cannot be made"):
        make_private_folder(tmp_path / "file")
    with pytest.raises(EnvironmentFault, match="could not be written"):
        write_atomically(tmp_path / "file" / "a.json", b"")


def test_a_finished_file_takes_its_place_also_where_there_are_no_hard_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(atomic.os, "link", no_links)
    (tmp_path / "finished").write_bytes(b"new")
    atomic.put_in_place(tmp_path / "finished", tmp_path / "target")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("target", b"new")]


@pytest.mark.parametrize("links", [True, False])
def test_a_finished_file_replaces_nobody(links: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    if not links:
        monkeypatch.setattr(atomic.os, "link", no_links)
    (tmp_path / "finished").write_bytes(b"new")
    (tmp_path / "target").write_bytes(b"somebody else's")
    with pytest.raises(OSError, match="exists"):
        atomic.put_in_place(tmp_path / "finished", tmp_path / "target")
    assert (tmp_path / "target").read_bytes() == b"somebody else's"
