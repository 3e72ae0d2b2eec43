"""Finds out what a bundle is made of, and collects the licence of every part into it.

A part without its text stops the build: what we hand on, we hand on with its terms.
"""

from __future__ import annotations

import json
import platform
import re
import shutil
import sqlite3
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path

from project import ROOT

from migdesk.base.licences import INDEX, Component, of_distribution

Entry = tuple[str, str, str]

COMMON_LICENCES = Path("/usr/share/common-licenses")  # where Debian keeps what its copyright files refer to
FROM_THE_SYSTEM = re.compile(r"/(?:usr/)?lib(?:32|64)?/(?!python)")
WINDOWS_RUNTIME = re.compile(r"(?:api-ms-win-.*|ucrtbase|vcruntime\d+.*|msvcp\d+.*|concrt\d+)\.dll", re.IGNORECASE)


def bundled(modules: Iterable[Entry], binaries: Iterable[Entry]) -> tuple[Component, ...]:
    """Return the parts of a bundle with these pure modules and binaries, by name."""
    modules, binaries = list(modules), list(binaries)
    parts = [itself(), python(), qt(), sqlite(), bootloader()]
    parts += distributions(modules, binaries)
    parts += debian_packages(file for _, file, kind in binaries if kind != "SYMLINK")
    if any(WINDOWS_RUNTIME.fullmatch(Path(place).name) for place, _, _ in binaries):
        parts.append(Component("Microsoft Visual C++ runtime", "", "Microsoft redistributable code", _pythons_text()))
    return tuple(sorted(parts, key=lambda part: part.name.lower()))


def distributions(modules: Iterable[Entry], binaries: Iterable[Entry]) -> Iterator[Component]:
    """Yield the Python packages of which anything is in the bundle."""
    top_levels = {place.split(".")[0] for place, _, _ in modules}
    top_levels |= {re.split(r"[/\\.]", place)[0] for place, _, _ in binaries}
    owners = metadata.packages_distributions()
    names = {owner for top in top_levels for owner in owners.get(top, ()) if owner.lower() != "migdesk"}
    for name in sorted(names):
        yield of_distribution(metadata.distribution(name))


def debian_packages(files: Iterable[str]) -> Iterator[Component]:
    """Yield the Debian packages that shared libraries were taken from; nothing on other systems."""
    if not shutil.which("dpkg-query"):
        return
    paths = sorted({str(Path(file).resolve()) for file in files if FROM_THE_SYSTEM.match(str(Path(file).resolve()))})
    for package in sorted({owner(path) for path in paths}):
        version = _output("dpkg-query", "--show", "--showformat=${Version}", package)
        name = package.partition(":")[0]
        copyright_file = Path("/usr/share/doc") / name / "copyright"
        text = copyright_file.read_text(encoding="utf-8", errors="replace")
        common = (
            COMMON_LICENCES / found for found in sorted(set(re.findall(r"/common-licenses/([A-Z0-9.-]*\w)", text)))
        )
        texts = (copyright_file, *(path.resolve() for path in common if path.exists()))
        yield Component(name, version, _licences_in(text), texts, f"pkg:deb/debian/{name}@{version}")


def itself() -> Component:
    from project import version

    return Component("migdesk", version(), "MIT", (ROOT / "LICENSE",), f"pkg:generic/migdesk@{version()}")


def python() -> Component:
    number = platform.python_version()
    return Component("Python", number, "PSF-2.0", _pythons_text(), f"pkg:generic/python@{number}")


def qt() -> Component:
    from PySide6.QtCore import qVersion

    folder = ROOT / "resources" / "licences"
    texts = tuple(folder / name for name in ("qt.txt", "LGPL-3.0.txt", "GPL-3.0.txt"))
    return Component("Qt", qVersion(), "LGPL-3.0-only", texts, f"pkg:generic/qt@{qVersion()}")


def sqlite() -> Component:
    number = sqlite3.sqlite_version
    text = ROOT / "resources" / "licences" / "sqlite.txt"
    return Component("SQLite", number, "blessing", (text,), f"pkg:generic/sqlite@{number}")


def bootloader() -> Component:
    """PyInstaller's few lines of C that start the program; its exception lets them be part of any."""
    found = of_distribution(metadata.distribution("pyinstaller"))
    licence = "GPL-2.0-or-later WITH Bootloader-exception"
    return Component("PyInstaller bootloader", found.version, licence, found.texts, found.origin)


def write_all(parts: Iterable[Component], work: Path, target: str) -> list[Entry]:
    """Write list and texts into the folder `work`; return them as PyInstaller's data entries, to go to `target`."""
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    listed = []
    for part in parts:
        if not part.texts:
            raise SystemExit(f"{part.name} is in the bundle, and its licence's text was not found")
        names = []
        for text in part.texts:
            if text.is_relative_to(ROOT / "resources"):  # which is in the bundle already
                names.append(f"../{text.relative_to(ROOT).as_posix()}")
                continue
            owner_name = "common" if text.parent == COMMON_LICENCES else part.name
            names.append(f"{_plain(owner_name)}-{_plain(text.name)}")
            shutil.copyfile(text, work / names[-1])
        listed.append({"name": part.name, "version": part.version, "licence": part.licence, "texts": names,
                       "origin": part.origin})  # fmt: skip
    (work / INDEX).write_text(json.dumps(listed, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return [(f"{target}/{path.name}", str(path), "DATA") for path in sorted(work.iterdir())]


def _pythons_text() -> tuple[Path, ...]:
    places = (
        Path(sys.base_prefix) / "LICENSE.txt",
        Path(sysconfig.get_path("stdlib")) / "LICENSE.txt",
        Path(f"/usr/share/doc/python3.{sys.version_info.minor}/copyright"),
    )
    return tuple(place for place in places if place.is_file())[:1]


def owner(path: str) -> str:
    """Return the Debian package that a file belongs to. On merged systems it may be listed under /lib or /usr/lib."""
    for name in dict.fromkeys((path, path.removeprefix("/usr"), f"/usr{path}")):
        found = _output("dpkg-query", "--search", name)
        if found:
            return found.splitlines()[0].rpartition(": ")[0].split(",")[0]
    raise SystemExit(f"{path} is in the bundle, and no Debian package owns it, so its licence is not known")


def _licences_in(text: str) -> str:
    """Return the licences that a copyright file names, where it is machine-readable."""
    named = dict.fromkeys(re.findall(r"^License: *(\S.*)$", text, re.MULTILINE))
    return "; ".join(list(named)[:6]) or "see the text"


def _plain(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9.-]+", "-", name).strip("-")


def _output(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
