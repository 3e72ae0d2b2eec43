"""What a bundle leaves out, and why. Everything here was brought by a library and is used by nothing of migdesk.

A new dependency: build, look at the list of the biggest parts that `python3 dev.py bundle` prints, and add here what
nothing needs. The smoke script says at once if something was needed after all.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable
from fnmatch import fnmatchcase
from pathlib import Path, PurePath

Entry = tuple[str, str, str]
"""PyInstaller's: place in the bundle, file (of a SYMLINK: what it points to), kind."""

MODULES = (
    "_ssl", "ssl", "_hashlib",  # migdesk has no network, so no OpenSSL; hashlib has SHA-256 without it
    "_tkinter", "tkinter", "turtle", "curses", "_curses", "readline",
    "pdb", "pydoc", "doctest", "unittest", "test", "idlelib", "ensurepip", "venv", "lib2to3", "distutils",
    "setuptools", "pkg_resources", "pip", "_pytest", "pytest", "hypothesis", "mypy",
    "_codecs_cn", "_codecs_hk", "_codecs_iso2022", "_codecs_jp", "_codecs_kr", "_codecs_tw", "_multibytecodec",
    "multiprocessing", "concurrent.futures.process", "xmlrpc", "ftplib", "smtplib", "imaplib", "poplib",
    "sqlite3.dump", "markdown.test_tools", "markdown.__main__",
    "babel.messages.frontend", "babel.messages.setuptools_frontend",
    "PySide6.QtNetwork", "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtOpenGL", "PySide6.QtOpenGLWidgets",
    "PySide6.QtSql", "PySide6.QtTest", "PySide6.QtXml", "PySide6.QtDesigner", "PySide6.QtHelp", "PySide6.QtUiTools",
    "PySide6.QtSvg", "PySide6.QtSvgWidgets", "PySide6.QtConcurrent", "PySide6.QtDBus",
)  # fmt: skip
"""Modules that the analysis must not follow."""

OF_EXTRAS = ("psycopg",)
"""What the program does without, and says so: the bundle opens no connection."""

IMPORTED_BY_NAME = ("tzdata", "tzdata.zoneinfo", "tzdata.zoneinfo.Europe")
"""Modules that zoneinfo asks for at a time zone, which the analysis cannot see."""

DROPPED_MODULES = (
    "holidays.countries.*", "holidays.financial", "holidays.financial.*",  # of other countries and of banks
    "pygments", "pygments.*",  # colours for program code, which no guide shows
    "lxml.*",  # HTML, schemas, objects out of XML: python-docx parses and writes, no more
)  # fmt: skip
KEPT_MODULES = ("holidays.countries.united_kingdom", "lxml._elementpath")
EMPTIED_PACKAGES = ("holidays.countries",)
"""Packages whose `__init__` imports each of their modules; an empty one takes its place."""

RUNTIME_HOOKS = (
    "pyi_rth_inspect", "pyi_rth_pkgutil", "pyi_rth_multiprocessing", "pyi_rth_setuptools",
    # Imports Qt for every command, to tell Qt where its plugins are; on Linux PySide6 does so itself, as the smoke
    # script proves. Elsewhere it stays.
    *(("pyi_rth_pyside6",) if sys.platform == "linux" else ()),
)  # fmt: skip
"""PyInstaller's own preludes for things that migdesk does not do; each would slow every start."""

KEPT_PLUGINS = (
    "platforms/*qxcb*", "platforms/*qwayland.*", "platforms/*qwayland-*",  # Linux
    "platforms/*qwindows*", "platforms/*qcocoa*",
    "platforms/*qoffscreen*", "platforms/*qminimal.*",  # reports, the tour and the self-check need no screen
    "platforminputcontexts/*compose*", "platforminputcontexts/*ibus*",  # accents and other scripts on Linux
    "platformthemes/*xdgdesktopportal*",  # the desktop's own file dialogs and its dark mode, without GTK
    "wayland-shell-integration/*xdg-shell*", "wayland-decoration-client/*bradient*",
    "imageformats/*qico*", "imageformats/*qjpeg*", "imageformats/*qgif*",  # PNG is in Qt itself
    "printsupport/*", "styles/*windows*", "styles/*macos*",
)  # fmt: skip
"""Qt's plugins that stay; any other goes, and with it the libraries that it alone needs."""

DROPPED = (
    "PySide6/Qt/translations/*", "PySide6/translations/*",  # the program speaks English
    "PySide6/Qt/qml/*", "PySide6/qml/*",
    "*/opengl32sw.dll", "opengl32sw.dll", "*d3dcompiler_*.dll",  # a software OpenGL of 20 MB; widgets paint without
    "babel/locale-data/*", "pytz/*", "dateutil/zoneinfo/*", "tzdata/*",  # but see KEPT
    "holidays/locale/*",
    "lxml/*", "docx/templates/*",
    "*.dist-info/*", "markdown/*.md",
    "*/tests/*", "*/test/*",
)  # fmt: skip
FROM_THE_SYSTEM = (
    "libcups.so.*",  # talks to the system's own print service; would bring GnuTLS and Kerberos
    "libfontconfig.so.*", "libfreetype.so.*", "libexpat.so.*",  # must fit the system's own fonts and their settings
    "libX11.so.*", "libX11-xcb.so.*", "libxcb.so.*", "libXau.so.*", "libXdmcp.so.*",  # come with libGL and libEGL
    "libwayland-client.so.*", "libwayland-cursor.so.*", "libwayland-egl.so.*",
    "libstdc++.so.*", "libgcc_s.so.*", "libz.so.*",
)  # fmt: skip
"""Libraries that every Linux desktop has, in one binary form for many years, and keeps safe by its own updates."""

KEPT = (
    "holidays-*.dist-info/METADATA",  # the library asks for its own version when it is imported
    "holidays/locale/en_GB/*",
    "lxml/etree.*",
    "lxml/_elementpath.*",
    "docx/templates/default.docx",
    # The calendar's two zones: Windows has no such tables, and the smoke script looks away from those of other systems.
    "tzdata/zoneinfo/UTC",
    "tzdata/zoneinfo/Europe/London",
    "babel/locale-data/root.dat",
    "babel/locale-data/en.dat",
    "babel/locale-data/en_GB.dat",
)


def stays(name: str) -> bool:
    """Tell whether a file of the bundle stays; `name` is its place in it, with any system's slashes."""
    place = name.replace("\\", "/")
    if any(fnmatchcase(place, kept) for kept in KEPT):
        return True
    if any(fnmatchcase(place, dropped) for dropped in (*DROPPED, *FROM_THE_SYSTEM)):
        return False
    if "/plugins/" in place and place.startswith("PySide6/"):
        plugin = place.partition("/plugins/")[2]
        return any(fnmatchcase(plugin, kept) for kept in KEPT_PLUGINS)
    return True


def modules_that_stay(modules: Iterable[Entry], work: Path) -> list[Entry]:
    """Return the Python modules that stay; `work` is a folder for the empty package that takes the place of some."""
    empty = work / "empty" / "__init__.py"
    empty.parent.mkdir(parents=True, exist_ok=True)
    empty.write_text("")
    kept = []
    for name, file, kind in modules:
        dropped = any(fnmatchcase(name, pattern) for pattern in DROPPED_MODULES)
        if not dropped or name in KEPT_MODULES:
            kept.append((name, str(empty) if name in EMPTIED_PACKAGES else file, kind))
    return kept


def without_orphans(binaries: Iterable[Entry]) -> list[Entry]:
    """Return the binaries less the libraries that only something trimmed needed."""
    files = {entry[0]: entry for entry in binaries if entry[2] != "SYMLINK"}
    by_name: dict[str, list[str]] = {}
    for place in files:
        by_name.setdefault(PurePath(place).name.lower(), []).append(place)
    needed: set[str] = set()
    to_do = [place for place, entry in files.items() if _stands_alone(entry)]
    while to_do:
        place = to_do.pop()
        if place not in needed:
            needed.add(place)
            for library in libraries_of(files[place][1]):
                to_do += by_name.get(library.lower(), [])
    return [files[place] for place in sorted(needed)]


def links_that_lead_somewhere(entries: Iterable[Entry], binaries: Iterable[Entry]) -> list[Entry]:
    """Return the entries less the links to libraries that are not there any more."""
    names = {PurePath(place).name for place, _, _ in binaries}
    return [entry for entry in entries if entry[2] != "SYMLINK" or PurePath(entry[1]).name in names]


def libraries_of(file: str) -> list[str]:
    """Return the names of the libraries that a binary itself asks for."""
    if sys.platform == "linux":  # PyInstaller asks ldd, which names the libraries of libraries too
        told = subprocess.run(["objdump", "-p", file], capture_output=True, text=True, check=True).stdout
        return re.findall(r"^  NEEDED +(\S+)$", told, re.MULTILINE)
    from PyInstaller.depend.bindepend import get_imports

    return [PurePath(library).name for library, _ in get_imports(file)]


def _stands_alone(entry: Entry) -> bool:
    """Tell whether a binary is there for its own sake: a Python module, a plugin, Python itself."""
    place, _, kind = entry
    name = PurePath(place).name.lower()
    return kind == "EXTENSION" or "plugins" in PurePath(place).parts or name.startswith(("libpython", "python"))
