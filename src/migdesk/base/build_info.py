"""Which commit this copy of the program was built from, and when: written into its own files by `packaging/`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec

from migdesk import __version__
from migdesk.base.assets import assets_root

BUILD_FILE = "build.json"


class BuildInfo(msgspec.Struct, frozen=True):
    """`commit` is its short name, empty where the build had no repository; `date` the day of the build, UTC."""

    commit: str
    date: date


def build_info(root: Path | None = None) -> BuildInfo | None:
    """Return how this copy was built; None when it runs from its source."""
    try:
        return msgspec.json.decode(((root or assets_root()) / BUILD_FILE).read_bytes(), type=BuildInfo)
    except (OSError, msgspec.MsgspecError):
        return None


def full_version(root: Path | None = None) -> str:
    """Return "0.1.0 (commit 1a2b3c4, built 2026-11-23)", or "0.1.0 (from source)"."""
    build = build_info(root)
    if build is None:
        return f"{__version__} (from source)"
    commit = f"commit {build.commit}, " if build.commit else ""
    return f"{__version__} ({commit}built {build.date.isoformat()})"
