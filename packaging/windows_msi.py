"""Makes the MSI for IT: migdesk for everybody on a computer, as Intune, SCCM and group policies install it.

    python packaging/windows_msi.py BUNDLE          the unpacked Windows bundle; needs Debian's wixl and msitools

It is made on Linux, of the bundle that Windows built. Like the setup program it installs program files and nothing
else: no service, no custom action, and no record is in its folder. Windows Installer puts everything back if it fails.
The tables: https://learn.microsoft.com/windows/win32/msi/database-tables
"""

from __future__ import annotations

import os
import subprocess
import sys
import uuid
import xml.etree.ElementTree as ET
from pathlib import Path, PurePosixPath

import archive
import icons
import project

UPGRADE_CODE = "B1F6B3B2-5B8E-4C58-9C4B-6D6967646573"
"""By this versions know each other. It never changes."""
MANUFACTURER = "migdesk contributors"
BRITISH_ENGLISH = 2057
NAMESPACE = "http://schemas.microsoft.com/wix/2006/wi"
PACKAGE_CLASS = "migdesk.package"
SHORTCUT_KEY = r"Software\migdesk"

MIGRATE, WITH_LOWEST, WITH_HIGHEST = 1, 0x100, 0x200
"""Attributes of a row of the table Upgrade."""


def product_code() -> str:
    """Return the product's own id: another one for each build, and the same one where a build is made again."""
    return str(uuid.uuid5(uuid.UUID(UPGRADE_CODE), f"{project.version()} {project.commit()}")).upper()


def source(bundle: Path, icon: str) -> ET.Element:
    """Return the package's description as wixl reads it: a component for each file, a folder for each folder.

    Files are named from the bundle's folder, as wixl knows no whole paths.
    """
    version = ".".join(map(str, project.version_numbers()))
    wix = ET.Element("Wix", xmlns=NAMESPACE)
    product = ET.SubElement(
        wix, "Product", Id=product_code(), Name="migdesk", Language=str(BRITISH_ENGLISH), Version=version,
        Manufacturer=MANUFACTURER, UpgradeCode=UPGRADE_CODE,
    )  # fmt: skip
    ET.SubElement(product, "Package", InstallerVersion="500", Compressed="yes", InstallScope="perMachine",
                  Description=f"migdesk {project.version()}", Manufacturer=MANUFACTURER)  # fmt: skip
    newer = "A newer version of migdesk is installed already. Nothing was changed."
    ET.SubElement(product, "MajorUpgrade", DowngradeErrorMessage=newer)
    ET.SubElement(product, "Media", Id="1", Cabinet="migdesk.cab", EmbedCab="yes")
    ET.SubElement(product, "Icon", Id="migdesk.ico", SourceFile=icon)
    ET.SubElement(product, "Property", Id="ARPPRODUCTICON", Value="migdesk.ico")
    top = ET.SubElement(product, "Directory", Id="TARGETDIR", Name="SourceDir")
    programs = ET.SubElement(top, "Directory", Id="ProgramFiles64Folder")
    folder = ET.SubElement(programs, "Directory", Id="INSTALLDIR", Name="migdesk")
    feature = ET.SubElement(product, "Feature", Id="migdesk", Title="migdesk", Level="1")
    _add_files(bundle, folder, feature)
    _add_shortcut(top, feature)
    _add_association(folder, feature)
    return wix


def _add_files(bundle: Path, top: ET.Element, feature: ET.Element) -> None:
    folders = {PurePosixPath("."): top}
    for path in archive.everything_in(bundle):
        place = PurePosixPath(path.relative_to(bundle).as_posix())
        name = f"f{uuid.uuid5(uuid.UUID(UPGRADE_CODE), str(place)).hex}"
        parent = folders[place.parent]
        if path.is_dir():
            folders[place] = ET.SubElement(parent, "Directory", Id=f"d{name}", Name=place.name)
            continue
        # The component's id follows from its place: in another version's folder of libraries it is another component.
        guid = str(uuid.uuid5(uuid.UUID(UPGRADE_CODE), f"component {place}")).upper()
        component = ET.SubElement(parent, "Component", Id=f"c{name}", Guid=guid, Win64="yes")
        ET.SubElement(component, "File", Id=name, Name=place.name, Source=str(place), KeyPath="yes")
        ET.SubElement(feature, "ComponentRef", Id=f"c{name}")


def _add_shortcut(top: ET.Element, feature: ET.Element) -> None:
    menu = ET.SubElement(top, "Directory", Id="ProgramMenuFolder")
    guid = str(uuid.uuid5(uuid.UUID(UPGRADE_CODE), "shortcut")).upper()
    component = ET.SubElement(menu, "Component", Id="shortcut", Guid=guid, Win64="yes")
    ET.SubElement(component, "Shortcut", Id="menu", Name="migdesk", Description="Migration guide and checklist",
                  Target="[INSTALLDIR]migdesk.exe", WorkingDirectory="INSTALLDIR")  # fmt: skip
    ET.SubElement(component, "RegistryValue", Root="HKLM", Key=SHORTCUT_KEY, Name="installed", Type="integer",
                  Value="1", KeyPath="yes")  # fmt: skip
    ET.SubElement(feature, "ComponentRef", Id="shortcut")


def _add_association(folder: ET.Element, feature: ET.Element) -> None:
    """Have a double click on a package show what is in it."""
    guid = str(uuid.uuid5(uuid.UUID(UPGRADE_CODE), "association")).upper()
    component = ET.SubElement(folder, "Component", Id="association", Guid=guid, Win64="yes")
    classes = r"Software\Classes"
    for number, (key, value) in enumerate((
        (rf"{classes}\.migdesk", PACKAGE_CLASS),
        (rf"{classes}\{PACKAGE_CLASS}", "migdesk package"),
        (rf"{classes}\{PACKAGE_CLASS}\DefaultIcon", "[INSTALLDIR]migdesk.exe,0"),
        (rf"{classes}\{PACKAGE_CLASS}\shell\open\command", '"[INSTALLDIR]migdesk.exe" "%1"'),
    )):  # fmt: skip
        entry = ET.SubElement(component, "RegistryValue", Root="HKLM", Key=key, Type="string", Value=value)
        if number == 0:
            entry.set("KeyPath", "yes")
    ET.SubElement(feature, "ComponentRef", Id="association")


def corrections() -> list[str]:
    """Return what wixl cannot say, as statements.

    The language; that a version replaces its own candidates (0.2.0rc1, then 0.2.0); and that the version before goes
    only within the transaction, so that it is back if the new one cannot be installed.
    """
    included = MIGRATE | WITH_LOWEST | WITH_HIGHEST
    version = ".".join(map(str, project.version_numbers()))
    columns = "`UpgradeCode`, `VersionMin`, `VersionMax`, `Attributes`, `ActionProperty`"
    row = f"'{{{UPGRADE_CODE}}}', '0.0.0', '{version}', {included}, 'WIX_UPGRADE_DETECTED'"
    return [
        f"UPDATE `Property` SET `Value` = '{BRITISH_ENGLISH}' WHERE `Property` = 'ProductLanguage'",  # noqa: S608 (nothing typed)
        "DELETE FROM `Upgrade` WHERE `ActionProperty` = 'WIX_UPGRADE_DETECTED'",
        f"INSERT INTO `Upgrade` ({columns}) VALUES ({row})",  # noqa: S608
        "UPDATE `InstallExecuteSequence` SET `Sequence` = 1501 WHERE `Action` = 'RemoveExistingProducts'",
    ]


def build(bundle: Path, target: Path) -> Path:
    """Make the MSI of an unpacked Windows bundle in the folder `target` and return it."""
    work = project.BUILD / "msi"
    work.mkdir(parents=True, exist_ok=True)
    icon = icons.for_system(work, "win32")
    assert icon is not None
    description = work / "migdesk.wxs"
    ET.ElementTree(source(bundle, os.path.relpath(icon, bundle))).write(
        description, encoding="utf-8", xml_declaration=True
    )
    package = target / f"migdesk-{project.version()}-x64.msi"
    package.unlink(missing_ok=True)
    subprocess.run(["wixl", "--arch", "x64", "--output", package, description], check=True, cwd=bundle)
    for query in corrections():
        subprocess.run(["msibuild", package, "-q", query], check=True)
    title, template = f"migdesk {project.version()}", f"x64;{BRITISH_ENGLISH}"
    subprocess.run(["msibuild", package, "-s", title, MANUFACTURER, template], check=True)
    return package


if __name__ == "__main__":
    print(build(Path(sys.argv[1]), project.DIST))
