"""The MSI's description: who is installed for, how versions know each other, and that it holds the bundle alone."""

from __future__ import annotations

import re
import uuid
import xml.etree.ElementTree as ET
from pathlib import Path

import project
import pytest
import windows_msi

SPACE = f"{{{windows_msi.NAMESPACE}}}"


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    folder = tmp_path / "bundle"
    (folder / "libraries-1" / "PySide6").mkdir(parents=True)
    for place in ("migdesk.exe", "migdesk.com", "libraries-1/PySide6/Qt6Core.dll", "libraries-1/same.dll"):
        (folder / place).write_bytes(b"MZ")
    return folder


def described(bundle: Path) -> ET.Element:
    return ET.fromstring(ET.tostring(windows_msi.source(bundle, "migdesk.ico")))


def test_the_package_is_everybodys_and_known_by_one_id_for_ever(bundle: Path) -> None:
    product = described(bundle).find(f"{SPACE}Product")
    assert product is not None
    assert product.get("UpgradeCode") == "B1F6B3B2-5B8E-4C58-9C4B-6D6967646573"
    assert re.fullmatch(r"\d+\.\d+\.\d+", product.get("Version") or "")
    package = product.find(f"{SPACE}Package")
    assert package is not None and package.get("InstallScope") == "perMachine"
    assert product.find(f"{SPACE}MajorUpgrade") is not None


def test_each_build_is_a_product_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    first = windows_msi.product_code()
    assert windows_msi.product_code() == first and uuid.UUID(first)
    monkeypatch.setattr(project, "version", lambda: "9.9.9")
    assert windows_msi.product_code() != first


def test_it_holds_every_file_of_the_bundle_once_and_nothing_that_acts(bundle: Path) -> None:
    tree = described(bundle)
    files = {file.get("Source") for file in tree.iter(f"{SPACE}File")}
    assert files == {path.relative_to(bundle).as_posix() for path in bundle.rglob("*") if path.is_file()}
    components = [component.get("Id") for component in tree.iter(f"{SPACE}Component")]
    assert len(components) == len(set(components)) == len(files) + 2
    assert {reference.get("Id") for reference in tree.iter(f"{SPACE}ComponentRef")} == set(components)
    guids = [component.get("Guid") for component in tree.iter(f"{SPACE}Component")]
    assert len(set(guids)) == len(guids)
    names = {element.tag.removeprefix(SPACE) for element in tree.iter()}
    assert names & {"CustomAction", "ServiceInstall", "RemoveFile", "RemoveFolder", "Environment"} == set()


def test_a_double_click_on_a_package_opens_it(bundle: Path) -> None:
    values = {entry.get("Key"): entry.get("Value") for entry in described(bundle).iter(f"{SPACE}RegistryValue")}
    assert values[r"Software\Classes\.migdesk"] == windows_msi.PACKAGE_CLASS
    assert values[rf"Software\Classes\{windows_msi.PACKAGE_CLASS}\shell\open\command"] == (
        '"[INSTALLDIR]migdesk.exe" "%1"'
    )


def test_a_version_replaces_its_own_candidates_too() -> None:
    language, _, upgrade, order = windows_msi.corrections()
    assert "'2057'" in language
    assert "'0.0.0'" in upgrade and f", {0x1 | 0x100 | 0x200}, 'WIX_UPGRADE_DETECTED'" in upgrade
    assert "1501" in order  # InstallInitialize, 1500, begins the transaction
