"""What the packaging files ask about the project: version, commit, data files, and how a bundle is called."""

from __future__ import annotations

import json
import os
import platform
import re
import subprocess
import sys
import tomllib
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PACKAGING = ROOT / "packaging"
DIST = ROOT / "dist"
BUILD = ROOT / "build"
ICON = ROOT / "resources" / "icons" / "migdesk.png"

ASSETS = "migdesk/_assets"
"""Where the program's own files are, inside a wheel and inside a bundle alike (see `migdesk.base.assets`)."""
BUILD_FILE = "build.json"
BUILD_DATE_VARIABLE = "MIGDESK_BUILD_DATE"
"""How `bundle.py` tells the spec the day, as PyInstaller itself must see the commit's time in SOURCE_DATE_EPOCH."""

SYSTEMS = {"linux": "linux", "win32": "windows", "darwin": "macos"}
MACHINES = {"amd64": "x86_64", "arm64": "aarch64"}


@cache
def pyproject() -> dict[str, Any]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        return tomllib.load(file)


def version() -> str:
    """Return the version, from the one place where it stands."""
    place = ROOT / pyproject()["tool"]["hatch"]["version"]["path"]
    found = re.search(r'^__version__ = "([^"]+)"$', place.read_text(encoding="utf-8"), re.MULTILINE)
    if not found:
        raise SystemExit(f"{place} names no version")
    return found[1]


def version_numbers() -> tuple[int, int, int]:
    """Return the version's three numbers, which is all that Windows compares: 0.2.0rc1 counts as 0.2.0."""
    found = re.match(r"(\d+)(?:\.(\d+))?(?:\.(\d+))?", version())
    assert found, version()
    major, minor, patch = (int(number or 0) for number in found.groups())
    return major, minor, patch


def libraries_folder(platform: str = sys.platform) -> str:
    """Return the folder of a bundle that holds its libraries.

    On Windows it bears the version: a newer one is installed beside it before the older goes, so that an installation
    that is cut off leaves a program that starts. Its name must not be one in which a record could be (`migdesk-data`).
    """
    return f"libraries-{version()}" if platform == "win32" else "_internal"


def data_files() -> dict[str, str]:
    """Return the folders that ship with the program, and where each goes: the wheel's own list."""
    return dict(pyproject()["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"])


def commit() -> str:
    """Return the commit's short name, with `+changed` where files differ from it; nothing outside a repository."""
    return _git("describe", "--always", "--exclude=*", "--dirty=+changed")


def commit_time() -> int:
    """Return when the commit was made, in seconds since 1970: the time that every packed file bears."""
    return int(os.environ.get("SOURCE_DATE_EPOCH") or _git("log", "-1", "--format=%ct") or 0)


def build_date() -> str:
    """Return today as 2026-11-23, or the day of SOURCE_DATE_EPOCH, with which others can make the same bundle."""
    if given := os.environ.get(BUILD_DATE_VARIABLE):
        return given
    fixed = os.environ.get("SOURCE_DATE_EPOCH")
    moment = datetime.fromtimestamp(int(fixed), UTC) if fixed else datetime.now(UTC)
    return moment.date().isoformat()


def write_build_file(folder: Path) -> Path:
    """Write what `migdesk --version` says beside the version, and return the file."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / BUILD_FILE
    path.write_text(json.dumps({"commit": commit(), "date": build_date()}) + "\n", encoding="utf-8")
    return path


def bundle_name() -> str:
    """Return the name that archive, file list and bill of materials share: migdesk-0.1.0-linux-x86_64."""
    machine = platform.machine().lower()
    return f"migdesk-{version()}-{SYSTEMS[sys.platform]}-{MACHINES.get(machine, machine)}"


def _git(*arguments: str) -> str:
    try:
        asked = subprocess.run(["git", "-C", ROOT, *arguments], capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return asked.stdout.strip() if asked.returncode == 0 else ""
