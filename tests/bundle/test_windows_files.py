"""What only Windows can build, held to the project: versions, ids, names, and that nobody's record is touched."""

from __future__ import annotations

import ast
import re
import struct
import xml.etree.ElementTree as ET
from pathlib import Path

import icons
import project
import pytest
import version_resource
import windows_setup

import bundle
from migdesk.base.paths import PORTABLE_FOLDER

SCRIPT = windows_setup.SCRIPT.read_text(encoding="utf-8")
SPEC = (project.PACKAGING / "migdesk.spec").read_text(encoding="utf-8")


def sections() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    name = ""
    for line in SCRIPT.splitlines():
        if head := re.fullmatch(r"\[(\w+)\]", line.strip()):
            name = head[1]
            found[name] = []
        elif name and line.strip() and not line.lstrip().startswith((";", "#")):
            found[name].append(line.strip())
    return found


def setup() -> dict[str, str]:
    return dict(line.split("=", 1) for line in sections()["Setup"])


def test_setup_needs_no_administrator_and_lets_one_install_for_everybody() -> None:
    assert setup()["PrivilegesRequired"] == "lowest"
    assert setup()["PrivilegesRequiredOverridesAllowed"] == "commandline"
    assert setup()["DefaultDirName"] == r"{code:ProgramsFolder}\migdesk"
    code = "\n".join(sections()["Code"])
    assert "if IsAdminInstallMode then\nResult := ExpandConstant('{commonpf}')" in code
    assert r"else\nResult := ExpandConstant('{localappdata}\Programs')".replace(r"\n", "\n") in code
    for one_persons in ("HKLM", "HKCU", "{userdesktop}", "{group}"):
        assert one_persons not in SCRIPT


def test_a_double_click_on_a_package_opens_it_and_removal_takes_that_away() -> None:
    lines = sections()["Registry"]
    assert all(line.startswith('Root: HKA; Subkey: "Software\\Classes\\') for line in lines)
    assert r'Subkey: "Software\Classes\.migdesk"'.replace("\\\\", "\\") in lines[0] or ".migdesk" in lines[0]
    assert "uninsdeletevalue" in lines[0] and "uninsdeletekey" in lines[1]
    assert lines[-1].endswith('ValueData: """{app}\\migdesk.exe"" ""%1"""')
    assert setup()["ChangesAssociations"] == "yes"


def test_the_id_by_which_upgrades_find_each_other_never_changes() -> None:
    assert setup()["AppId"] == "{{6E2E3F0C-6D69-4F64-8C1B-6D6967646573}"


def test_neither_setup_nor_removal_touches_the_record() -> None:
    assert "UninstallDelete" not in sections()
    assert "UninstallRun" not in sections()
    assert PORTABLE_FOLDER not in SCRIPT


def test_nothing_is_deleted_before_all_of_the_new_version_is_there() -> None:
    assert "InstallDelete" not in sections()
    first, second = sections()["Files"]
    assert first.startswith(r'Source: "{#Bundle}\{#Libraries}\*"')
    assert r'Excludes: "\{#Libraries}\*"' in second
    code = "\n".join(sections()["Code"])
    assert code.count("DelTree") == 1 and "if CurStep = ssPostInstall then\nDeleteOtherVersionsLibraries" in code
    # What is deleted are folders whose names begin so, and the one name that 0.1.0 had: no record lies in such a one.
    assert "'_internal'" in code and "Copy(Name, 1, 10), 'libraries-')" in code
    assert project.libraries_folder("win32").startswith("libraries-")
    assert not PORTABLE_FOLDER.startswith(("libraries-", "_internal"))


def test_an_open_program_is_left_alone() -> None:
    assert setup()["AppMutex"] == r"{#Mutex},Global\{#Mutex}"
    start = (project.PACKAGING / "start.py").read_text(encoding="utf-8")
    assert "mark_as_running()" in start
    assert start.index("mark_as_running()") < start.index("main())")


@pytest.mark.parametrize(
    ("version", "numbers"), [("0.2.0rc1", (0, 2, 0)), ("1.2.3", (1, 2, 3)), ("2.0.dev4", (2, 0, 0)), ("3", (3, 0, 0))]
)
def test_the_numbers_of_a_version(version: str, numbers: tuple[int, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(project, "version", lambda: version)
    assert project.version_numbers() == numbers
    assert f"filevers={(*numbers, 0)}" in version_resource.text("migdesk")


def test_every_value_of_the_script_comes_from_the_project() -> None:
    used = set(re.findall(r"\{#(\w+)\}", SCRIPT))
    given = windows_setup.command("ISCC", Path("bundle"), "icon.ico")
    defined = {found[1]: found[2] for word in given if (found := re.fullmatch(r"/D(\w+)=(.*)", word))}
    assert used == set(defined)
    assert defined["Version"] == project.version()
    assert project.version() not in SCRIPT


def test_the_script_names_programs_that_the_spec_builds() -> None:
    built = {f"{name}.exe" for name in re.findall(r'program\("([\w-]+)"', SPEC)}
    named = set(re.findall(r"\{app\}\\([\w-]+\.exe)", SCRIPT))
    assert built == {"migdesk.exe", "migdesk-cli.exe"}
    assert named <= built


def test_a_prompt_finds_the_program_that_prints() -> None:
    assert bundle.PROMPT_COMMAND == b'@"%~dp0..\\migdesk-cli.exe" %*\r\n'
    assert "bin" not in {project.libraries_folder("win32"), PORTABLE_FOLDER}


def test_the_bundle_is_one_folder_without_a_packer() -> None:
    assert "exclude_binaries=True" in SPEC and "COLLECT(" in SPEC
    assert "upx=True" not in SPEC


def test_the_manifest_asks_for_no_rights_and_sharp_text() -> None:
    tree = ET.parse(project.PACKAGING / "windows" / "migdesk.manifest")
    texts = {node.tag.rpartition("}")[2]: (node.text or "").strip() for node in tree.iter()}
    levels = [node.get("level") for node in tree.iter() if node.tag.endswith("requestedExecutionLevel")]
    assert levels == ["asInvoker"]
    assert texts["dpiAwareness"] == "PerMonitorV2"
    assert texts["longPathAware"] == "true"
    assert texts["activeCodePage"] == "UTF-8"


def test_the_version_resource_says_the_projects_version() -> None:
    text = version_resource.text("migdesk")
    ast.parse(text)
    numbers = tuple(int(part) for part in project.version().split("."))
    assert f"filevers={(*numbers, 0)[:4]}" in text
    assert f"StringStruct('ProductVersion', '{project.version()}')" in text
    assert "StringStruct('OriginalFilename', 'migdesk.exe')" in text


def test_the_icon_holds_every_size_as_png() -> None:
    data = icons.ico()
    kind, count = struct.unpack("<HH", data[2:6])
    assert (kind, count) == (1, len(icons.WINDOWS_SIZES))
    for number, size in enumerate(icons.WINDOWS_SIZES):
        width, *_, length, offset = struct.unpack("<BBBBHHII", data[6 + 16 * number : 22 + 16 * number])
        picture = data[offset : offset + length]
        assert width == size % 256
        assert picture.startswith(b"\x89PNG")
        assert struct.unpack(">II", picture[16:24]) == (size, size)
    assert offset + length == len(data)
