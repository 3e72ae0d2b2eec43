"""A data folder that a synchronising program may meddle with is known by its name, and so is what that left there."""

from __future__ import annotations

from pathlib import Path

import pytest

from migdesk.practice.cloud_folder import cloud_notices, conflict_copies, service_of

VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")


@pytest.fixture(autouse=True)
def no_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("/Users/joan/OneDrive/migdesk", "OneDrive"),
        ("/Users/joan/OneDrive - NHS/migdesk", "OneDrive"),
        ("/Users/joan/Library/CloudStorage/OneDrive-NHS/migdesk", "OneDrive"),
        ("/home/joan/Dropbox/migdesk", "Dropbox"),
        ("/home/joan/Dropbox (Surgery)/migdesk", "Dropbox"),
        ("/Users/joan/Library/Mobile Documents/com~apple~CloudDocs/migdesk", "iCloud Drive"),
        ("/Users/joan/iCloudDrive/migdesk", "iCloud Drive"),
        ("/Users/joan/Google Drive/migdesk", "Google Drive"),
        ("/Users/joan/Library/CloudStorage/GoogleDrive-joan/My Drive/migdesk", "Google Drive"),
        ("/home/joan/.local/share/migdesk", ""),
        ("/home/joan/onedriver/migdesk", ""),
        ("/home/joan/my drives/migdesk", ""),
    ],
)
def test_services_by_the_names_of_their_folders(folder: str, service: str) -> None:
    assert service_of(Path(folder)) == service


@pytest.mark.parametrize("variable", VARIABLES)
def test_one_drive_by_its_variable(variable: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(variable, str(tmp_path / "work files"))
    assert service_of(tmp_path / "work files" / "migdesk") == "OneDrive"
    assert service_of(tmp_path / "work files, not synchronised") == ""


def test_copies_that_a_conflict_left_are_named(tmp_path: Path) -> None:
    ours = (
        "migdesk.db",
        "migdesk.db-wal",
        "migdesk-damaged-2027-01-11T120000.db",
        "migdesk-replaced-2027-01-11T120000.db",
    )
    theirs = (
        "migdesk (1).db",
        "migdesk (Joan's conflicted copy 2027-01-11).db",
        "migdesk 2.db",
        "migdesk-LAPTOP7.db",
        "migdesk.sync-conflict-20270111-120000-ABCDEFG.db",
    )
    for name in (*ours, *theirs, "migdesk.marker", "holiday.db"):
        (tmp_path / name).touch()
    assert conflict_copies(tmp_path / "migdesk.db") == theirs
    (notice,) = cloud_notices(tmp_path / "migdesk.db")
    assert "migdesk-LAPTOP7.db" in notice


def test_an_ordinary_folder_needs_no_words(tmp_path: Path) -> None:
    assert cloud_notices(tmp_path / "migdesk.db") == []
