"""The version that Windows shows in a program's properties, and that software inventories read."""

from __future__ import annotations

from pathlib import Path

import project

COMPANY = "migdesk contributors"


def write(folder: Path, name: str) -> str:
    """Write the resource of the program `name` as PyInstaller reads it, and return the file's name."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}-version.txt"
    path.write_text(text(name), encoding="utf-8")
    return str(path)


def text(name: str) -> str:
    """Return the resource: the version in four numbers, and as words."""
    version = project.version()
    numbers = (*project.version_numbers(), 0)
    words = {
        "CompanyName": COMPANY,
        "FileDescription": project.pyproject()["project"]["description"],
        "FileVersion": version,
        "InternalName": name,
        "LegalCopyright": "MIT licence",
        "OriginalFilename": f"{name}.exe",
        "ProductName": "migdesk",
        "ProductVersion": version,
        "Comments": f"commit {project.commit() or 'unknown'}",
    }
    strings = ",\n        ".join(f"StringStruct({key!r}, {value!r})" for key, value in words.items())
    # Language 0809 is British English, 04B0 (1200) is Unicode.
    return f"""VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0x0, OS=0x40004, fileType=0x1),
  kids=[
    StringFileInfo([
      StringTable("080904B0", [
        {strings}
      ])
    ]),
    VarFileInfo([VarStruct("Translation", [0x0809, 1200])])
  ]
)
"""
