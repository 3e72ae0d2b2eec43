"""Tells whether a data folder lies where a synchronising program may replace the record behind migdesk's back.

Such a program copies the database while it is written, keeps two versions of it side by side, or takes the file away
to save space. The record is safe from none of these.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
_NAMES = (
    (re.compile(r"onedrive(?:$| - |-)", re.IGNORECASE), "OneDrive"),
    (re.compile(r"dropbox(?:$| \(|-)", re.IGNORECASE), "Dropbox"),
    (re.compile(r"(?:iclouddrive|icloud drive|mobile documents|com~apple~clouddocs)$", re.IGNORECASE), "iCloud Drive"),
    (re.compile(r"(?:google ?drive(?:$|-)|my drive$)", re.IGNORECASE), "Google Drive"),
)
"""What the programs call their folders, also for a work account (“OneDrive - NHS”) and in macOS's CloudStorage."""

_OWN_FILES = re.compile(r"migdesk(?:-(?:damaged|replaced|taken-in)-\d{4}-\d{2}-\d{2}T\d{6})?\.db", re.IGNORECASE)


def service_of(folder: Path) -> str:
    """Return the name of the program that keeps this folder the same on several computers; empty for none."""
    for variable in _VARIABLES:
        root = os.environ.get(variable)
        if root and folder.is_relative_to(root):
            return "OneDrive"
    for part in folder.parts:
        for pattern, service in _NAMES:
            if pattern.match(part):
                return service
    return ""


def conflict_copies(database: Path) -> tuple[str, ...]:
    """Return the names of files that a synchronising program made of the record, such as migdesk-LAPTOP7.db."""
    beside = (path.name for path in database.parent.glob(f"{database.stem}*{database.suffix}"))
    return tuple(sorted(name for name in beside if not _OWN_FILES.fullmatch(name)))


def cloud_notices(database: Path) -> list[str]:
    """Say, in whole sentences, where the folder is synchronised and what that has left there, with the way out."""
    notices = []
    service = service_of(database.parent)
    if service:
        notices.append(
            f"The data folder is inside {service}, which can replace the record while migdesk uses it, or make two of "
            f"it. Close migdesk, move {database.parent} to a folder that is not synchronised, and name it with "
            "--data-dir or MIGDESK_DATA_DIR."
        )
    copies = conflict_copies(database)
    if copies:
        notices.append(
            f"Beside the record lies another copy of it that may hold changes of its own and is not read: "
            f"{', '.join(copies)}. “migdesk backup take-in” takes in what it holds; so does this window."
        )
    return notices
