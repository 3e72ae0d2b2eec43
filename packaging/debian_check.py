"""What Debian's own checkers say of the package and the desktop files, and the package installed, used and removed.

The installation needs root and leaves nothing. Without root, or with migdesk there already, it is left out.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import debian
import project

CHECKERS = {"lintian": "lintian", "appstreamcli": "appstream", "desktop-file-validate": "desktop-file-utils"}
"""Programs, and Debian's packages that have them; `python3 dev.py bundle --check` installs them."""

PLACES = ("/usr/lib/migdesk", "/usr/bin/migdesk", "/usr/share/doc/migdesk", "/usr/share/applications/migdesk.desktop")


def check(package: Path) -> None:
    missing = [name for name in CHECKERS if not shutil.which(name)]
    if missing:
        raise SystemExit(f"Not checked, as this computer lacks {', '.join(missing)} and could not install it.")
    work = project.BUILD / "desktop"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    for name in debian.DESKTOP_FILES:
        (work / name).write_text(debian.filled((debian.LINUX / name).read_text(encoding="utf-8")), encoding="utf-8")
    _run("desktop-file-validate", work / "migdesk.desktop")
    _run("appstreamcli", "validate", "--no-net", "--explain", work / "io.github.migdesk.migdesk.metainfo.xml")
    _run("lintian", "--fail-on", "error,warning", "--tag-display-limit", "0", *_as_root(), package)
    install_and_remove(package)


def install_and_remove(package: Path) -> None:
    if os.geteuid() != 0 or _is_known() or Path("/usr/bin/migdesk").exists():
        print("The package was not installed for a trial: that takes root, and a computer without migdesk.")
        return
    try:
        _run("dpkg", "--install", package)
        smoke = [sys.executable, project.PACKAGING / "smoke.py", "/usr/bin/migdesk"]
        subprocess.run(smoke, check=True)
    finally:
        _run("dpkg", "--purge", "migdesk")
    left = [place for place in PLACES if Path(place).exists()]
    if left or _is_known():
        raise SystemExit(f"The removed package left {left or 'its name in the list of packages'}")


def _is_known() -> bool:
    return subprocess.run(["dpkg-query", "--show", "migdesk"], capture_output=True, check=False).returncode == 0


def _as_root() -> list[str]:
    return ["--allow-root"] if os.geteuid() == 0 else []


def _run(*command: object) -> None:
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
