"""Licences, bill of materials, archives and sums."""

from __future__ import annotations

import hashlib
import json
import os
import re
import tarfile
from pathlib import Path

import archive
import inner_parts
import licences
import msgspec
import PySide6
import pytest
import sbom

from migdesk.base.licences import INDEX, Component, components, text_of

ITSELF = Component("migdesk", "0.1.0", "MIT", (), "pkg:generic/migdesk@0.1.0")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "made"
    (made / "inner").mkdir(parents=True)
    (made / "program").write_bytes(b"\x7fELF")
    (made / "program").chmod(0o755)
    (made / "inner" / "words.txt").write_text("words", encoding="utf-8")
    if os.name != "nt":
        (made / "link").symlink_to("inner/words.txt")
    return made


@pytest.mark.skipif(os.name == "nt", reason="Windows gets a ZIP file")
def test_the_same_files_give_the_same_archive(folder: Path, tmp_path: Path) -> None:
    first = archive.pack(folder, "migdesk", tmp_path / "first", 1_800_000_000)
    os.utime(folder / "program", (1, 1))
    second = archive.pack(folder, "migdesk", tmp_path / "second", 1_800_000_000)
    assert first.read_bytes() == second.read_bytes()
    with tarfile.open(first) as tar:
        entries = {entry.name: entry for entry in tar}
    assert list(entries) == ["migdesk", "migdesk/inner", "migdesk/inner/words.txt", "migdesk/link", "migdesk/program"]
    assert {entry.mtime for entry in entries.values()} == {1_800_000_000}
    assert {entry.uname for entry in entries.values()} == {"root"}
    assert entries["migdesk/program"].mode == 0o755 and entries["migdesk/inner/words.txt"].mode == 0o644
    assert entries["migdesk/link"].linkname == "inner/words.txt"


def test_the_file_list_and_the_sums(folder: Path, tmp_path: Path) -> None:
    digest = hashlib.sha256(b"words").hexdigest()
    assert f"{digest}          5 inner/words.txt" in archive.file_list(folder)
    sums = archive.write_sums([folder / "inner" / "words.txt"], tmp_path / "SHA256SUMS")
    assert sums.read_text() == f"{digest}  words.txt\n"


def test_every_installed_part_has_a_licence_and_its_text() -> None:
    parts = components()
    names = {part.name.lower().replace("_", "-") for part in parts}
    assert names >= {"pyside6-essentials", "shiboken6", "pyyaml", "markdown", "python-liquid", "nh3", "msgspec"}
    assert [part.name for part in parts if part.licence == "not named" or not part.texts] == []
    qt = next(part for part in parts if part.name.lower().startswith("pyside6"))
    text = text_of(qt)
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in text and "GNU GENERAL PUBLIC LICENSE" in text
    assert "You may replace them" in " ".join(text.split()) and "https://download.qt.io/official_releases/qt/" in text


def test_what_is_collected_is_what_the_program_shows(tmp_path: Path) -> None:
    text = tmp_path / "COPYING"
    text.write_text("Do as you like.", encoding="utf-8")
    part = Component("Some lib", "1.2", "MIT", (text,), "pkg:pypi/some-lib@1.2")
    entries = licences.write_all([part, licences.qt()], tmp_path / "licences", "migdesk/_assets/licences")
    assert {place for place, _, _ in entries} == {
        "migdesk/_assets/licences/Some-lib-COPYING", f"migdesk/_assets/licences/{INDEX}",
    }  # fmt: skip
    shown = components(tmp_path / "licences")
    assert shown[0] == msgspec.structs.replace(part, texts=(tmp_path / "licences" / "Some-lib-COPYING",))
    assert text_of(shown[0]) == "Do as you like."
    assert [path.name for path in shown[1].texts] == ["qt.txt", "LGPL-3.0.txt", "GPL-3.0.txt"]


def test_a_part_without_its_text_stops_the_build(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="Nameless"):
        licences.write_all([Component("Nameless", "1", "?")], tmp_path / "licences", "x")


def test_a_lost_text_is_named_instead_of_ending_the_program(tmp_path: Path) -> None:
    part = Component("Lib", "1", "MIT", (tmp_path / "gone.txt",))
    assert "gone.txt is missing" in text_of(part)


def test_the_bill_of_materials() -> None:
    parts = (
        Component("migdesk", "0.1.0", "MIT", (), "pkg:generic/migdesk@0.1.0"),
        Component("Qt", "6.11.3", "LGPL-3.0-only", (), "pkg:generic/qt@6.11.3"),
        Component("PySide6", "6.11.3", "LGPL-3.0-only OR GPL-2.0-only", (), "pkg:pypi/pyside6@6.11.3"),
        Component("libodd1", "1", "BSD-2-clause; GPL-2+", (), "pkg:deb/debian/libodd1@1"),
    )
    bill = sbom.bill(parts, [], "ab" * 32)
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    assert bill["serialNumber"] == sbom.bill(parts, [], "ab" * 32)["serialNumber"]
    assert bill["serialNumber"] != sbom.bill(parts, [], "cd" * 32)["serialNumber"]
    assert bill["metadata"]["component"]["hashes"] == [{"alg": "SHA-256", "content": "ab" * 32}]
    assert [one["licenses"][0] for one in bill["components"]] == [
        {"license": {"id": "LGPL-3.0-only"}},
        {"expression": "LGPL-3.0-only OR GPL-2.0-only"},
        {"license": {"name": "BSD-2-clause; GPL-2+"}},
    ]
    refs = [bill["metadata"]["component"]["bom-ref"], *(one["bom-ref"] for one in bill["components"])]
    assert len(set(refs)) == len(refs) == len(bill["dependencies"])
    assert set(bill["dependencies"][0]["dependsOn"]) == set(refs[1:])


def test_what_is_inside_of_libraries_is_found_in_the_files_themselves(tmp_path: Path) -> None:
    (tmp_path / "libs").mkdir()
    (tmp_path / "libs" / "Qt6Gui.dll").write_bytes(b"..\0" + b"1.6.59\0..HB_SHAPER_LIST..FREETYPE_PROPERTIES")
    (tmp_path / "libs" / "libQt6Core.so.6").write_bytes(b"..10.49 2026-09-28..invalid distance too far back")
    (tmp_path / "libs" / "words.txt").write_bytes(b"HB_SHAPER_LIST")
    found = {(part.name, part.version, part.file) for part in inner_parts.inner_parts(tmp_path)}
    assert found == {
        ("libpng", "1.6.59", "libs/Qt6Gui.dll"),
        ("HarfBuzz", "", "libs/Qt6Gui.dll"),
        ("FreeType", "", "libs/Qt6Gui.dll"),
        ("PCRE2", "10.49", "libs/libQt6Core.so.6"),
        ("zlib", "", "libs/libQt6Core.so.6"),
    }
    assert [binary.place for binary in inner_parts.binaries(tmp_path)] == ["libs/Qt6Gui.dll", "libs/libQt6Core.so.6"]
    bill = json.loads(sbom.write((ITSELF,), tmp_path, tmp_path / "bill.json", "ab" * 32).read_text(encoding="utf-8"))
    png = next(part for part in bill["components"] if part["name"] == "libpng")
    digest = hashlib.sha256((tmp_path / "libs" / "Qt6Gui.dll").read_bytes()).hexdigest()
    assert (png["version"], png["purl"]) == ("1.6.59", "pkg:generic/libpng@1.6.59")
    assert {"name": "migdesk:inside-sha256", "value": digest} in png["properties"]
    assert {part["name"] for part in bill["components"] if part["type"] == "file"} == {
        "libs/Qt6Gui.dll", "libs/libQt6Core.so.6",
    }  # fmt: skip
    assert len({part["bom-ref"] for part in bill["components"]}) == len(bill["components"])


def test_openssl_stops_the_build(tmp_path: Path) -> None:
    (tmp_path / "odd.dll").write_bytes(b"..OpenSSL 3.0.13 30 Jan 2024..")
    with pytest.raises(SystemExit, match=r"odd\.dll holds OpenSSL"):
        inner_parts.inner_parts(tmp_path)


def test_the_libraries_inside_of_qt_here_are_known(tmp_path: Path) -> None:
    """The words that are looked for are those of the Qt that a bundle here would hold."""
    folder = Path(PySide6.__file__).parent
    wanted = re.compile(r"(lib)?Qt6?(Core|Gui)(\.dll|\.so\.6|)")
    for path in (path for path in folder.rglob("*") if wanted.fullmatch(path.name) and path.is_file()):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    assert {part.name for part in inner_parts.inner_parts(tmp_path)} >= {"PCRE2", "libpng", "HarfBuzz", "MD4C"}
