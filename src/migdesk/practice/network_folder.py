"""Tells whether a folder lies on a network share, where SQLite's write-ahead log cannot be used."""

from __future__ import annotations

import sys
from pathlib import Path, PurePath

_NETWORK_FILE_SYSTEMS = ("nfs", "cifs", "smb", "afs", "sshfs", "davfs", "9p", "glusterfs", "ceph")
_WINDOWS_REMOTE_DRIVE = 4  # DRIVE_REMOTE of GetDriveTypeW


def is_on_network(folder: Path) -> bool:
    """Return True where the system says that `folder` is on another computer; False where it cannot tell."""
    folder = folder.absolute()
    if sys.platform == "win32":
        import ctypes

        anchor = folder.anchor
        return anchor.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(anchor) == _WINDOWS_REMOTE_DRIVE
    try:
        mounts = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return _file_system_of(folder, mounts).startswith(_NETWORK_FILE_SYSTEMS)


def _file_system_of(folder: PurePath, mounts: str) -> str:
    """Return the type of the file system with the longest mount point above `folder`, by the list of mounts."""
    best, kind = "", ""
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = fields[1].replace("\\040", " ")
        if len(point) >= len(best) and folder.is_relative_to(point):
            best, kind = point, fields[2].removeprefix("fuse.")
    return kind
