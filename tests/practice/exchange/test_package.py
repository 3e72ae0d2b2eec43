"""Packages: written and read, locked and unlocked, and refused as a whole where anything is wrong."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path
from typing import Any

import msgspec
import pytest

from migdesk.base.errors import EnvironmentFault, UserError
from migdesk.practice.event import Draft
from migdesk.practice.event_rows import row_of_event
from migdesk.practice.exchange import package as module
from migdesk.practice.exchange.encryption import is_locked, lock
from migdesk.practice.exchange.event_file import event_bytes
from migdesk.practice.exchange.manifest import Sender
from migdesk.practice.exchange.package import (
    Note,
    PracticeRecord,
    is_package_locked,
    package_bytes,
    read_package,
    write_package,
)
from migdesk.practice.exchange.refused import PassphraseNeeded, RefusedPackage
from support import MANAGER, START, add_note, event, name_practice, new_store

NOTE = Note(sender=Sender("Kim Example", "delivery-partner", "Partner"), made=START, program="0.2.0")
WORDS = "four quite ordinary words"


class Attached:
    def __init__(self, content: bytes) -> None:
        self.content = content
        self.sha256 = hashlib.sha256(content).hexdigest()
        self.size = len(content)

    def read(self) -> bytes:
        return self.content


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> list[PracticeRecord]:
    store = new_store(tmp_path_factory.mktemp("there"))
    for practice_id in ("p1", "p2"):
        name_practice(store, f"Practice {practice_id}", practice_id)
        add_note(store, "Room booked.", practice_id)
        store.append(practice_id, MANAGER, lambda _: [Draft("note-added", {"text": "secret"}, private=True)])
    return [PracticeRecord(id=own, name=f"Practice {own}", rows=tuple(store.raw_rows(own))) for own in ("p1", "p2")]


def saved(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "x.migdesk"
    path.write_bytes(content)
    return path


def test_written_and_read(tmp_path: Path, records: list[PracticeRecord]) -> None:
    picture = Attached(b"\x89PNG" * 1000)
    path = tmp_path / "x.migdesk"
    write_package(path, package_bytes(NOTE, records, [picture]), None)
    found = read_package(path)
    assert (found.locked, found.manifest.sender.name, found.manifest.made) == (False, "Kim Example", START)
    assert [(part.id, part.name, part.events) for part in found.manifest.practices] == [
        ("p1", "Practice p1", 2),
        ("p2", "Practice p2", 2),
    ]
    shared = {row for record in records for row in record.rows if not row.is_private}
    assert set(found.rows()) == shared
    assert found.attachment(picture.sha256) == picture.content
    assert b"secret" not in b"".join(zipfile.ZipFile(path).read(name) for name in zipfile.ZipFile(path).namelist())


def test_the_same_content_gives_the_same_bytes(records: list[PracticeRecord]) -> None:
    again = [msgspec.structs.replace(record, rows=record.rows[::-1]) for record in records]
    assert package_bytes(NOTE, records) == package_bytes(NOTE, again)


def test_a_person_who_unpacks_it_is_told_what_it_is(tmp_path: Path, records: list[PracticeRecord]) -> None:
    archive = zipfile.ZipFile(saved(tmp_path, package_bytes(NOTE, records)))
    assert archive.namelist()[0] == "what-this-is.txt"
    assert "a package of migdesk" in archive.read("what-this-is.txt").decode()


# locked


def test_locked_with_a_passphrase(tmp_path: Path, records: list[PracticeRecord]) -> None:
    path = tmp_path / "x.migdesk"
    write_package(path, package_bytes(NOTE, records), WORDS)
    assert is_package_locked(path)
    assert b"Practice" not in path.read_bytes()
    assert read_package(path, WORDS).locked
    with pytest.raises(PassphraseNeeded, match="is locked"):
        read_package(path)
    with pytest.raises(PassphraseNeeded, match="passphrase is wrong"):
        read_package(path, "three other words")


def test_an_empty_passphrase_locks_nothing(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="empty"):
        write_package(tmp_path / "x.migdesk", b"PK", "")
    assert list(tmp_path.iterdir()) == []


def test_a_lock_that_takes_too_long_is_refused_before_it_is_tried(tmp_path: Path) -> None:
    heading = b"age-encryption.org/v1\n-> scrypt 1QXanjm3sALkf4RkcU4Dkg 21\n"
    with pytest.raises(RefusedPackage, match="very long"):
        read_package(saved(tmp_path, heading + b"A" * 200), WORDS)


@pytest.mark.parametrize(
    "line", [b"-> X25519 abc\n", b"-> scrypt x 18\n", b"-> scrypt 1QXanjm3sALkf4RkcU4Dkg 018\n", b""]
)
def test_a_lock_of_another_kind_is_refused(tmp_path: Path, line: bytes) -> None:
    with pytest.raises(RefusedPackage, match="in a way that a passphrase does not open"):
        read_package(saved(tmp_path, b"age-encryption.org/v1\n" + line), WORDS)


def test_what_is_damaged_under_its_lock_is_refused(tmp_path: Path, records: list[PracticeRecord]) -> None:
    content = lock(package_bytes(NOTE, records), WORDS)
    assert is_locked(content)
    with pytest.raises((PassphraseNeeded, RefusedPackage)):
        read_package(saved(tmp_path, content[:-100]), WORDS)


# refused


def repacked(content: bytes, change: Any) -> bytes:
    """Return a package after `change` was made to its files by name."""
    old = zipfile.ZipFile(io.BytesIO(content))
    files = {name: old.read(name) for name in old.namelist()}
    change(files)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def with_manifest(**changes: Any) -> Any:
    def change(files: dict[str, bytes]) -> None:
        files["manifest.json"] = msgspec.json.encode(msgspec.json.decode(files["manifest.json"]) | changes)

    return change


def without_last_event(files: dict[str, bytes]) -> None:
    files["events/1.jsonl"] = b"".join(files["events/1.jsonl"].splitlines(keepends=True)[:-1])


def with_unreadable_event(files: dict[str, bytes]) -> None:
    row = row_of_event(event("note-added", {"text": "x" * (1 << 20)}))
    files["events/1.jsonl"] = event_bytes("p1", [row])
    manifest = msgspec.json.decode(files["manifest.json"])
    manifest["practices"][0] |= {"events": 1, "tips": [row.hash.hex()]}
    files["manifest.json"] = msgspec.json.encode(manifest)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda files: files.pop("manifest.json"), "a part of it is missing"),
        (lambda files: files.pop("events/2.jsonl"), "a part of it is missing"),
        (lambda files: files.update({"events/3.jsonl": b""}), "does not speak of"),
        (lambda files: files.update({"../up": b""}), "no package holds"),
        (lambda files: files.update({"/etc/passwd": b""}), "no package holds"),
        (lambda files: files.update({"events/x.jsonl": b""}), "no package holds"),
        (lambda files: files.update({"Manifest.json": b""}), "no package holds"),
        (lambda files: files.update({f"attachments/{'0' * 64}": b""}), "does not speak of"),
        (lambda files: files.update({"events/1.jsonl": files["events/2.jsonl"]}), "of another practice"),
        (lambda files: files.update({"manifest.json": b"{}"}), "does not say in the usual way"),
        (lambda files: files.update({"manifest.json": b"[" * 100_000}), "does not say in the usual way"),
        (lambda files: files.update({"what-this-is.txt": b"0" * (8 << 20)}), "packed so tightly"),
        (with_manifest(form=2), "a newer version of migdesk"),
        (with_manifest(form=0), "not a package"),
        (with_manifest(what="other"), "not a package"),
        (with_manifest(made="yesterday"), "does not say in the usual way"),
        (with_manifest(sender={"name": "x" * 301}), "does not say in the usual way"),
        (with_manifest(attachments=[{"sha256": "0" * 64, "size": 3}]), "missing, or is not what"),
        (without_last_event, "changes of a practice are missing"),
        (with_unreadable_event, "too large"),
    ],
)
def test_what_is_refused_as_a_whole(tmp_path: Path, records: list[PracticeRecord], change: Any, why: str) -> None:
    path = saved(tmp_path, repacked(package_bytes(NOTE, records), change))
    with pytest.raises(RefusedPackage, match=why) as caught:
        read_package(path)
    assert str(caught.value).startswith("x.migdesk was refused: ")
    assert str(caught.value).endswith("Nothing was changed.")


def test_a_practice_that_is_named_twice_is_refused(tmp_path: Path, records: list[PracticeRecord]) -> None:
    with pytest.raises(RefusedPackage, match="names a practice twice"):
        read_package(saved(tmp_path, package_bytes(NOTE, [records[0], records[0]])))


def test_a_file_attached_that_was_changed_is_refused_when_it_is_read(
    tmp_path: Path, records: list[PracticeRecord]
) -> None:
    picture = Attached(b"picture")
    content = repacked(
        package_bytes(NOTE, records, [picture]),
        lambda files: files.update({f"attachments/{picture.sha256}": b"pictura"}),
    )
    with pytest.raises(Exception, match="was changed"):
        read_package(saved(tmp_path, content)).attachment(picture.sha256)


@pytest.mark.parametrize("content", [b"", b"PK", b"PK\x03\x04", b"%PDF-1.7", b"SQLite format 3\0", b'{"practice": 1}'])
def test_what_is_no_package(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(RefusedPackage):
        read_package(saved(tmp_path, content))


def test_every_shorter_beginning_of_a_package_is_refused(tmp_path: Path, records: list[PracticeRecord]) -> None:
    content = package_bytes(NOTE, records)
    for length in range(0, len(content), 37):
        with pytest.raises(RefusedPackage):
            read_package(saved(tmp_path, content[:length]))


def test_no_file_a_folder_and_one_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UserError, match="no file"):
        read_package(tmp_path / "none.migdesk")
    with pytest.raises(UserError, match="no file"):
        read_package(tmp_path)
    monkeypatch.setattr(module, "MOST_PACKAGE_BYTES", 10)
    with pytest.raises(RefusedPackage, match="larger than"):
        read_package(saved(tmp_path, b"PK" * 10))


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault):
        write_package(tmp_path / "none" / "x.migdesk", b"PK", None)
