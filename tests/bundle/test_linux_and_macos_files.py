"""Desktop file, AppStream metadata, MIME type, man page, Info.plist and the workflow, held to the project."""

from __future__ import annotations

import configparser
import plistlib
import re
import sqlite3
import struct
import xml.etree.ElementTree as ET
from contextlib import closing
from importlib import metadata
from pathlib import Path

import debian
import icons
import macos
import project
import yaml

from migdesk.cli.main import COMMANDS
from migdesk.practice.exchange.package import SUFFIX
from migdesk.practice.schema import APPLICATION_ID

APP = (project.ROOT / "src" / "migdesk" / "ui" / "start" / "window.py").read_text(encoding="utf-8")
METAINFO = "io.github.migdesk.migdesk.metainfo.xml"


def filled(name: str) -> str:
    return debian.filled((debian.LINUX / name).read_text(encoding="utf-8"))


def test_the_desktop_file_is_the_one_that_the_window_names() -> None:
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string(filled("migdesk.desktop"))
    entry = parser["Desktop Entry"]
    assert entry["Exec"] == "migdesk %f"
    assert entry["Icon"] == entry["StartupWMClass"] == "migdesk"
    assert entry["Terminal"] == "false"
    assert 'setDesktopFileName("migdesk")' in APP


def test_the_metadata_names_the_program_as_everything_else_does() -> None:
    root = ET.fromstring(filled(METAINFO))
    assert root.findtext("id") == macos.IDENTIFIER == METAINFO.removesuffix(".metainfo.xml")
    assert root.findtext("launchable") == "migdesk.desktop"
    assert root.findtext("project_license") == project.pyproject()["project"]["license"]
    release = root.find("releases/release")
    assert release is not None and release.get("version") == project.version()
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", release.get("date") or "")
    assert root.findtext("provides/binary") in project.pyproject()["project"]["scripts"]


def test_the_screenshots_are_the_projects_pictures() -> None:
    images = [image.text or "" for image in ET.fromstring(filled(METAINFO)).iterfind("screenshots/screenshot/image")]
    home = ET.fromstring(filled(METAINFO)).findtext("url")
    assert len(images) == 3
    for image in images:
        assert image.startswith(f"{home}/raw/main/")
        assert (project.ROOT / image.removeprefix(f"{home}/raw/main/")).is_file()


def test_the_icon_is_there_in_four_sizes() -> None:
    assert len(debian.ICON_SIZES) == 4
    for size in debian.ICON_SIZES:
        assert struct.unpack(">II", icons.png(size)[16:24]) == (size, size)


def test_the_mime_type_knows_a_record_by_its_first_bytes(tmp_path: Path) -> None:
    space = "{http://www.freedesktop.org/standards/shared-mime-info}"
    outer = ET.fromstring(filled("migdesk.xml")).find(f".//{space}magic/{space}match")
    assert outer is not None
    inner = outer.find(f"{space}match")
    assert inner is not None
    with closing(sqlite3.connect(tmp_path / "record.db")) as record:
        record.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        record.execute("CREATE TABLE t (x)")
    start = (tmp_path / "record.db").read_bytes()[:100]
    assert start.startswith((outer.get("value") or "").replace(r"\0", "\0").encode())
    place = int(inner.get("offset") or 0)
    assert struct.unpack(">I", start[place : place + 4])[0] == int(inner.get("value") or "0", 16) == APPLICATION_ID


def test_a_package_is_opened_by_a_double_click() -> None:
    space = "{http://www.freedesktop.org/standards/shared-mime-info}"
    kinds = {kind.get("type"): kind for kind in ET.fromstring(filled("migdesk.xml")).iter(f"{space}mime-type")}
    glob = kinds["application/vnd.migdesk.package"].find(f"{space}glob")
    assert glob is not None and glob.get("pattern") == f"*{SUFFIX}"
    assert "MimeType=application/vnd.migdesk.package;" in filled("migdesk.desktop").splitlines()
    entries = macos.info_plist(project.version())
    (declared,) = entries["UTExportedTypeDeclarations"]
    (opened,) = entries["CFBundleDocumentTypes"]
    assert opened["LSItemContentTypes"] == [declared["UTTypeIdentifier"]]
    assert declared["UTTypeTagSpecification"] == {"public.filename-extension": [SUFFIX.removeprefix(".")]}


def test_the_man_page_lists_every_command() -> None:
    page = filled("migdesk.1")
    assert all(f".B {name}\n" in page for name in COMMANDS)
    assert "@" not in page
    assert project.version() in page.splitlines()[0]


def test_every_file_of_the_package_has_its_place() -> None:
    files = {path.name for path in debian.LINUX.iterdir()}
    assert files == set(debian.DESKTOP_FILES) | {"migdesk.1"}
    assert debian.PROGRAM_FOLDER == "usr/lib/migdesk"
    assert "postinst" not in Path(debian.__file__).read_text(encoding="utf-8")


def test_the_copyright_file_carries_the_licence() -> None:
    licence = (project.ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "WITHOUT WARRANTY OF ANY KIND" in licence
    assert "WITHOUT WARRANTY OF ANY KIND" in debian.copyright_file()
    assert all(line.startswith((" ", "Format", "Upstream", "Comment", "Files", "Copyright", "License")) or not line
               for line in debian.copyright_file().splitlines())  # fmt: skip


def test_info_plist() -> None:
    entries = plistlib.loads(plistlib.dumps(macos.info_plist(project.version())))
    assert entries["CFBundleShortVersionString"] == project.version() == entries["CFBundleVersion"]
    assert entries["NSHighResolutionCapable"] is True
    assert re.fullmatch(r"[a-z0-9]+(\.[a-z0-9]+)+", entries["CFBundleIdentifier"])


def test_the_oldest_macos_is_the_one_that_qt_runs_on() -> None:
    """A wheel for macOS names the oldest system in its tag; in this one's metadata it is found where it is a mac's."""
    tags = metadata.distribution("PySide6-Essentials").read_text("WHEEL") or ""
    assert set(re.findall(r"macosx_(\d+_\d+)", tags)) <= {macos.OLDEST_MACOS.replace(".", "_")}
    assert tuple(map(int, macos.OLDEST_MACOS.split("."))) >= (13, 0)  # of Qt 6.11's libraries


def test_the_icon_of_macos_is_whole() -> None:
    data = icons.icns()
    assert data[:4] == b"icns" and struct.unpack(">I", data[4:8])[0] == len(data)
    place, kinds = 8, []
    while place < len(data):
        kind, length = data[place : place + 4], struct.unpack(">I", data[place + 4 : place + 8])[0]
        assert data[place + 8 :].startswith(b"\x89PNG")
        kinds.append(kind)
        place += length
    assert kinds == list(icons.MACOS_TYPES)


def test_the_workflow_builds_and_smokes_three_systems() -> None:
    text = (project.ROOT / ".github" / "workflows" / "bundle.yml").read_text(encoding="utf-8")
    workflow = yaml.safe_load(text)
    job = workflow["jobs"]["bundle"]
    systems = {entry["system"]: entry["runner"] for entry in job["strategy"]["matrix"]["include"]}
    assert set(systems) == set(project.SYSTEMS.values())
    assert all(runner.startswith({"linux": "ubuntu"}.get(system, system)) for system, runner in systems.items())
    commands = [step.get("run", "") for step in job["steps"]]
    assert "python dev.py bundle --check" in commands
    pythons = {entry["system"]: entry["python"] for entry in job["strategy"]["matrix"]["include"]}
    assert project.pyproject()["project"]["requires-python"] == f">={pythons['linux']}"
    assert tuple(map(int, pythons["windows"].split("."))) >= (3, 13)  # the oldest with security releases for Windows
    for script in re.findall(r"packaging[\\/](\w+\.py)", text):
        assert (project.PACKAGING / script).is_file()
    assert workflow["permissions"] == {"contents": "read"}
