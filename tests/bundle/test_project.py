"""One list of data files, one version, and what a bundle leaves out."""

from __future__ import annotations

import json
import re
from pathlib import Path

import project
import pytest
import trim

from migdesk import __version__
from migdesk.base import build_info
from migdesk.base.assets import assets_root


def test_the_version_is_the_programs() -> None:
    assert project.version() == __version__
    assert project.bundle_name().startswith(f"migdesk-{__version__}-")


def test_one_list_leads_the_wheel_the_bundle_and_the_program_to_the_same_place() -> None:
    files = project.data_files()
    assert set(files) == {"content", "resources"}
    assert all((project.ROOT / source).is_dir() for source in files)
    assert assets_root(frozen_folder="bundle") == Path("bundle") / project.ASSETS
    assert set(files.values()) == {f"{project.ASSETS}/{source}" for source in files}
    assert "project.data_files()" in (project.PACKAGING / "migdesk.spec").read_text(encoding="utf-8")


def test_the_build_file_is_the_one_that_the_program_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    assert project.write_build_file(tmp_path).name == build_info.BUILD_FILE
    found = build_info.build_info(tmp_path)
    assert found is not None
    assert found.date.isoformat() == "2027-01-15"
    assert found.commit == project.commit()


def test_every_dependency_is_pinned() -> None:
    wanted = [*project.pyproject()["project"]["dependencies"]]
    for extra in project.pyproject()["project"]["optional-dependencies"].values():
        wanted += extra
    lines = (project.PACKAGING / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pinned = {_plain(line.partition("==")[0]) for line in lines if "==" in line}
    assert {_plain(re.match(r"[\w.-]+", need)[0]) for need in wanted} - pinned == set()  # type: ignore[index]


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_packaging_is_no_package() -> None:
    assert not list(project.PACKAGING.rglob("__init__.py"))


@pytest.mark.parametrize(
    ("place", "stays"),
    [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/Qt/plugins/platforms/libqoffscreen.so", True),
        (r"PySide6\plugins\platforms\qwindows.dll", True),
        (r"PySide6\plugins\styles\qmodernwindowsstyle.dll", True),
        ("PySide6/Qt/plugins/platforms/libqcocoa.dylib", True),
        ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", False),
        ("PySide6/Qt/plugins/imageformats/libqtiff.so", False),
        ("PySide6/Qt/plugins/tls/libqopensslbackend.so", False),
        ("PySide6/Qt/translations/qtbase_de.qm", False),
        ("PySide6/opengl32sw.dll", False),
        ("babel/locale-data/fr.dat", False),
        ("babel/locale-data/en_GB.dat", True),
        ("holidays/locale/de/LC_MESSAGES/AT.mo", False),
        ("tzdata/zoneinfo/UTC", True),
        (r"tzdata\zoneinfo\Europe\London", True),
        ("tzdata/zoneinfo/Europe/Paris", False),
        ("libcups.so.2", False),
        ("migdesk/_assets/content/_config.yml", True),
        ("libsqlite3.so.0", True),
    ],
)
def test_what_stays_in_a_bundle(place: str, stays: bool) -> None:
    assert trim.stays(place) is stays


def test_modules_of_other_countries_go_and_their_package_is_emptied(tmp_path: Path) -> None:
    given = [
        ("holidays.countries", "/lib/holidays/countries/__init__.py", "PYMODULE"),
        ("holidays.countries.united_kingdom", "/lib/uk.py", "PYMODULE"),
        ("holidays.countries.france", "/lib/fr.py", "PYMODULE"),
        ("migdesk.cli.main", "/src/main.py", "PYMODULE"),
    ]
    kept = trim.modules_that_stay(given, tmp_path)
    assert [name for name, _, _ in kept] == [name for name, _, _ in given if "france" not in name]
    assert Path(kept[0][1]).name == "__init__.py" and Path(kept[0][1]).read_text() == ""


def test_what_is_trimmed_is_not_imported_by_the_program() -> None:
    """A module on the list that the program names is a program that ends in the middle."""
    source = "\n".join(path.read_text(encoding="utf-8") for path in (project.ROOT / "src").rglob("*.py"))
    imported = set(re.findall(r"^\s*(?:from|import) ([\w.]+)", source, re.MULTILINE))
    assert imported & set(trim.MODULES) == set()


def test_only_what_can_do_without_imports_what_is_of_an_extra() -> None:
    found = [
        path.name
        for path in (project.ROOT / "src").rglob("*.py")
        if set(re.findall(r"^ +import ([\w.]+)$", path.read_text(encoding="utf-8"), re.MULTILINE)) & {*trim.OF_EXTRAS}
    ]
    assert found == ["postgresql.py"]


def test_the_build_file_is_json(tmp_path: Path) -> None:
    assert set(json.loads(project.write_build_file(tmp_path).read_text())) == {"commit", "date"}
